"""Hostile state files, keymaps, settings, environments, keys and arguments."""
import os

from case import C1_CONTROLS, CONTROLS, PLAIN_CHAPTER, Case, chapter, quoted, refused
from corpus_files import fifo, folder, link, listening

STATE = "state/lectern/hostile.yaml"
HEADER = '{v: "1", op: "add", seq: "0", id: "report-x", kind: "report", text: "A Title"}\n'
# A session that adds a bookmark and looks at the list.
ORDERS = "m\n'\nEsc\nq\n"


def record(seq, name, text="a note", place="#1", more=""):
    return '{v: "1", op: "add", seq: "%s", id: %s, kind: "bookmark", time: "2026-01-01T00:00:00Z", place: {chapter: "one", block: %s, exact: "A plain"}, text: %s%s}\n' % (
        seq, quoted(name), quoted(place), quoted(text), more)


def with_state(state, **more):
    return Case({**chapter(PLAIN_CHAPTER), STATE: state}, faces=["line", "marks"], orders=ORDERS, **more)


GOOD = HEADER + record(1, "kept", "The first note.") + record(2, "kept2", "The second note.")


def damaged_states(chance):
    """Lines among good ones, or the end of the file: the good are read, nothing is taken away."""
    bad = ["{v: \"1\"", "x", "{}", "[]", "- a", "{v: \"1\", op: \"add\", seq: \"-1\", id: \"i\", kind: \"b\"}", "\0\0\0\0", "{v: *a}", "[" * 5000, "{v: " * 3000, "\x1b[31337m", "%YAML 1.1",
           record(1, "kept")[:-30], record("9" * 40, "x")[:-1], "{v: \"1\", op: \"remove\", seq: \"3\"}", "\ufeff{}", "{\"v\": }", "!!x {}", "{a: &x b}", "--- {}"]
    cases = []
    for text in bad:
        case = with_state(HEADER + record(1, "kept", "The first note.") + text + "\n" + record(2, "kept2", "The second note."))
        case.keeps.append(STATE)
        cases.append(case.expect("marks", 0, "The first note", "The second note", r"hostile\.yaml:3: .*damaged|hostile\.yaml:3:").expect("line", 0))
    for zeros in (1, 300, 5000):    # as a power cut leaves a file whose length has reached the disk
        case = with_state(b"\x00" * zeros)
        case.keeps.append(STATE)
        cases.append(case.expect("line", 0, "torn").expect("marks", 2, "torn"))
    for _ in range(10):
        cut = chance.randrange(len(HEADER) + 2, len(GOOD) - 2)
        case = with_state(GOOD[:cut])
        case.keeps.append(STATE)
        cases.append(case.expect("line", 0).expect("marks", (0, 1, 2)))
    return cases


def foreign_states(chance):
    """What lectern did not write is left as it is, and the bookmark is not said to be kept."""
    noise = bytes(chance.randrange(1, 256) for _ in range(3000)).replace(b"{", b"x")
    whole = ["hello\n", "title: A Title\nbody: []\n", "\x7fELF\x02", "{}", "[1, 2]\n", noise, b"GIF89a\x00\x00", b"\xff\xfe{\x00", "# only a comment? no\nx\n", "\n\nx\n", "<html>",
             "lectern: 1\n", "%PDF", "x" * 2000000, "{" * 100000, "\x1b]0;31337\x07\n", "- a\n- b\n", "a: b\n" * 3000, "''\n", "null\n", "{a: b}\n{c: d}\n"]
    cases = []
    for state in whole:
        case = with_state(state)
        case.leaves.append(STATE)
        cases.append(case.expect("line", 3, "not saved").expect("marks", 2, "hostile.yaml"))
    return cases


def kinds_of_states(_):
    """The state file, its lock, or its folder, is something else."""
    makers = [fifo, listening, folder, link("/etc/passwd"), link("nowhere"), link("hostile.yaml"), link("../../report/one.yaml"), link("/dev/null"), link("/dev/zero"), link("/dev/full")]

    def open_to_all(mode):
        def make(path):
            with open(path, "w") as file:
                file.write(GOOD)
            os.chmod(path, mode)
        return make

    cases = []
    for maker in makers + [open_to_all(mode) for mode in (0o666, 0o622, 0o660, 0o602, 0o620, 0o777)]:
        case = Case({**chapter(PLAIN_CHAPTER), STATE: maker}, faces=["line", "marks"], orders=ORDERS)
        case.leaves.append(STATE)
        cases.append(case.expect("line", 3, "not saved").expect("marks", 2))
    for maker in (folder, fifo, listening, link("nowhere/at/all"), link("/dev/null")):
        case = Case({**chapter(PLAIN_CHAPTER), STATE + ".lock": maker, STATE: GOOD}, faces=["line"], orders=ORDERS)
        case.leaves.append(STATE)
        cases.append(case.expect("line", 3, "not saved"))
    for path in ("state", "state/lectern"):
        for content in ("a file\n", fifo, link("/nowhere")):
            cases.append(Case({**chapter(PLAIN_CHAPTER), path: content}, faces=["line"], orders=ORDERS).expect("line", 3, "not saved"))
    return cases


def hostile_states(_):
    """Good lines whose texts try to steer the terminal, or that say what can't be."""
    cases = []
    for text in CONTROLS + C1_CONTROLS:
        state = HEADER + record(1, "i" + text, "n" + text + "n", "#1" + text, ", tags: %s, edition: %s" % (quoted(text), quoted(text)))
        cases.append(with_state(state).expect("line", 0).expect("marks", 2 if "\0" in text else 0))
    for place in ("#0", "#-1", "#99999999999999999999", "#1/../..", "", "#", "../../etc", "x" * 100000):
        cases.append(with_state(HEADER + record(1, "i", "note", place)).expect("line", 0).expect("marks", 0, "note"))
    chain = "".join('{v: "1", op: "%s", seq: "%d", id: "c%d", of: "i", kind: "bookmark", text: "t%d"}\n' % (op, i, i, i)
                    for i, op in enumerate(["change", "remove", "restore"] * 500, 2))
    cases.append(with_state(HEADER + record(1, "i") + chain).expect("line", 0).expect("marks", 0, "a note|t[0-9]"))
    cases.append(with_state(HEADER + "".join(record(1, "same") for _ in range(3000))).expect("line", 0).expect("marks", 0))
    cases.append(with_state(HEADER + record(str(2 ** 62 - 1), "last", "the last")).expect("line", 0).expect("marks", 0, "the last"))
    cases.append(with_state(HEADER + '{v: "2", op: "new", seq: "5", id: "f", kind: "future"}\n' + record(1, "i")).expect("line", 0).expect("marks", 0))
    return cases


def with_keymap(keymap, words, where=r"own\.yaml"):
    files = {**chapter(PLAIN_CHAPTER), "config/lectern/keymaps/own.yaml": keymap}
    return refused(files, words, face="line", statuses=2, faces=["line"], arguments=["--keymap=own"])


def keymaps(_):
    head = "lectern-keymap: 1\nextends: default\n"
    lines = ["keys: {page: {x: @@run-shell}}", "keys: {page: {x: @@'!id'}}", "keys: {page: {@@Nokey: quit}}", "keys: {@@nowhere: {x: quit}}", "keys: {page: {x: quit, @@x: help}}",
             "keys: {page: {x: quit, @@\"x y\": help}}", "keys: {page: @@[x]}", "keys: @@[page]", "@@exec: id\nkeys: {page: {x: quit}}", "keys: {page: {@@C-: quit}}",
             "keys: {page: {x: @@{a: b}}}", "keys: {page: {x: @@*a}}", "keys: {page: {x: @@!!python x}}", "keys: {prompt: {@@a: quit}}", "keys: {page: {@@'': quit}}"]
    cases = [with_keymap(head + line + "\n", ".") for line in lines]
    for version in ("2", "x", "[1]"):
        cases.append(with_keymap("lectern-keymap: @@%s\nkeys: {page: {x: quit}}\n" % version, "version"))
    for name in ("own", "../../../etc/passwd", "/etc/passwd", "nosuch", "./own", "/dev/zero", "\"\\e[31337m\""):
        case = with_keymap("lectern-keymap: 1\nextends: %s\nkeys: {page: {x: quit}}\n" % name, "")
        cases.append(case.expect("line", 2, "keymap|extends|not a regular file|passwd|NUL|file"))
    for text in CONTROLS[:6]:
        cases.append(with_keymap(head + "keys: {page: {%s: %s}}\n" % (quoted("k" + text), quoted("c" + text)), "").expect("line", 2, "own.yaml"))
    return cases


def settings(_):
    lines = ["@@nosuch: 1", "@@exec: id", "width: @@x", "width: @@-1", "width: @@99999999999", "width: @@[60]", "keymap: @@''", "keymap: @@{a: b}", "numbers: @@maybe", "screen-reader: @@loud",
             "status-line: @@2", "width: @@*a", "width: @@!!int 60", "@@%TAG ! x\n---\nwidth: 60", "width: 60\n@@width: 70", "@@- width", "@@just words", "width: @@0"]
    cases = []
    for line in lines:
        cases.append(refused({**chapter(PLAIN_CHAPTER), "config/lectern/config.yaml": line + "\n"}, ".", face="dump", statuses=2, faces=["dump", "line"]))
    for text in CONTROLS[:6] + C1_CONTROLS[:3]:
        files = {**chapter(PLAIN_CHAPTER), "config/lectern/config.yaml": "%s: x\nwidth: %s\n" % (quoted("k" + text), quoted("v" + text))}
        cases.append(refused(files, "", faces=["dump", "line"]).expect("dump", 2, "no setting"))
    return cases


def environments(_):
    cases = []
    for name, value in (("LECTERN_WIDTH", "\x1b[31337m"), ("LECTERN_KEYMAP", "\x1b]0;x\x07"), ("LECTERN", "--width=\x1b[31337m"), ("LECTERN_SCREEN_READER", "\u202ex"),
                        ("LECTERN_NUMBERS", "\u009b31337m"), ("LECTERN", "--dump \x1b"), ("LECTERN_KEYMAP", "x" * 5000), ("LECTERN_WIDTH", "9" * 5000), ("LECTERN", "\x1b" * 5000)):
        cases.append(Case(chapter(PLAIN_CHAPTER), faces=["line"], environment={name: value}))
    for name, value in (("TERM", "\x1b[31337m"), ("TERM", "x" * 5000), ("TERM", "../../etc/passwd"), ("TERM", "\u202e"), ("LC_ALL", "\x1b[31337m"), ("LC_ALL", "xx_XX.UTF-8"), ("LC_ALL", "x" * 5000),
                        ("HOME", "/\x1b[31337m"), ("HOME", "relative"), ("XDG_STATE_HOME", "../state"), ("XDG_STATE_HOME", "/dev/null/\x1b[31337m"), ("XDG_STATE_HOME", "/" + "x" * 5000),
                        ("XDG_CONFIG_HOME", "/\x1b]0;x\x07"), ("XDG_CONFIG_HOME", "/dev/zero"), ("LECTERN_DATA", "/\x1b[31337m"), ("COLUMNS", "999999999"), ("TERMINFO", "/\x1b[31337m")):
        cases.append(Case(chapter(PLAIN_CHAPTER), faces=["dump", "line", "screen"] if name in ("TERM", "TERMINFO", "COLUMNS") else ["dump", "line"], environment={name: value}))
    return cases


def inputs(chance):
    """What a terminal, or who pastes into it, may send. None of it may run a command it does not spell, crash or hang; keys answer afterwards."""
    pieces = ["\x1b[31337;1R", "\x1b[<0;1;1M", "\x1b[M !!", "\x1b[200~q\nq\nm\x1b[201~", "\x1b[200~" + "q" * 3000 + "\x1b[201~", "\x1b[200~never closed", "\x1b]0;q\x07", "\x1bP1$r0q\x1b\\",
              "\x1b[", "\x1bO", "\x1b", "\x1b[1;2;3;4;5;6;7;8;9;10;11;12~", "\xff\xfe", "\xc3", "\x80" * 200, "\0" * 100, "\x1b[999999999999~", "1" * 500 + "g", "9" * 30 + " ",
              ":" + "x" * 3000 + "\r", "/" + "(" * 500 + "\r", "\x1b[I\x1b[O", "\x1b[?1;2c", "\x1b[I" * 300, ":nosuch \x1b[31337m\r", "/\u202e\u009b\r"]
    cases = []
    for piece in pieces:
        case = Case(chapter(PLAIN_CHAPTER), faces=["screen", "line"], keys=[piece.encode("latin-1") if all(ord(c) < 256 for c in piece) else piece.encode()], orders=piece + "\nq\n")
        case.outlives = True
        cases.append(case)
    for _ in range(6):
        noise = bytes(chance.randrange(256) for _ in range(400)).replace(b"\x1a", b"")
        cases.append(Case(chapter(PLAIN_CHAPTER), faces=["line"], orders=noise + b"\nq\n"))
    return cases


def arguments(_):
    cases = []
    for text in CONTROLS[:12] + C1_CONTROLS[:3] + ["\u202e"]:
        text = text.replace("\0", "")
        cases.append(Case(chapter(PLAIN_CHAPTER), faces=["search", "place", "option"], arguments=[text]).expect("search", (1, 2)).expect("place", 2).expect("option", 2))
    for regex in ("(a+)+$", "(a|a)*b", "(.*)*x", "((((((((a*)*)*)*)*)*)*)*)z", "[", "(" * 5000, "a{1000}{1000}", "(?:a{0,1000}){1000}x", "\\", "(?#"):
        text = CHAPTER_TEXT.replace("PLACE", "a" * 5000)
        cases.append(Case(chapter(text), faces=["regex"], arguments=[regex]))
    return cases


CHAPTER_TEXT = "id: one\ntitle: One\nbody:\n  - PLACE\n"
STATES = {"damaged-states": damaged_states, "foreign-states": foreign_states, "kinds-of-states": kinds_of_states, "hostile-states": hostile_states, "keymaps": keymaps,
          "settings": settings, "environments": environments, "inputs": inputs, "arguments": arguments}
