"""The disk that holds a report, or the settings, hangs: what can't be read is told on its page, the reader goes on, and reads it when the disk answers.
TAP. hang_report.py LECTERN SHIM FOLDER"""
import concurrent.futures
import functools
import os
import re
import shutil
import signal
import sys
import time

from hang import FACES, LAST, Session, text_of
from sessions import Tap

TOLD = "Waiting for the disk that holds the report"
START_TOLD = "waiting for the disk that holds the report"
NOT_READ = "does not answer"
AGAIN = "answers again"
WORKERS = 8         # they sleep
BUSY = 20           # seconds that a busy machine may take for what is otherwise done at once
ENDS = ["TERM", "HUP", "line drops"]


def make_report(folder):
    os.makedirs(folder)
    with open(os.path.join(folder, "report.yaml"), "w") as file:
        file.write("lectern: 1\nid: hanging\ntitle: Hanging\nlanguage: en\nchapters: [one.yaml, two.yaml, three.yaml]\n")
    for name, text in (("one", "The first text."), ("two", "The second text."), ("three", "The third text.")):
        with open(os.path.join(folder, name + ".yaml"), "w") as file:
            file.write("id: %s\ntitle: Chapter %s\nbody:\n  - %s\n" % (name, name, text))


class Place:
    """A folder with a report in it, and what hangs below it once the file NOTE.go is gone."""

    def __init__(self, top, name, lectern, shim, under):
        self.lectern, self.folder = lectern, os.path.join(top, re.sub(r"\W", "-", name))
        self.report, self.note = os.path.join(self.folder, "report"), os.path.join(self.folder, "note")
        make_report(self.report)
        os.makedirs(os.path.join(self.folder, "config", "lectern"))
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
        self.environment = {**kept, "LC_ALL": "C.UTF-8", "HOME": self.folder, "XDG_STATE_HOME": self.folder + "/state", "XDG_CONFIG_HOME": self.folder + "/config",
                            "TERM": "xterm-256color", "LD_PRELOAD": shim, "FAULT_CALLS": "files", "FAULT_HOW": "hang", "FAULT_AT": "1",
                            "FAULT_UNDER": os.path.join(self.folder, under), "FAULT_NOTE": self.note}

    def begin(self, face):
        _, options, has_terminal, _, _ = face
        return Session([self.lectern] + options + [self.report], self.environment, has_terminal)

    def let_go(self):
        open(self.note + ".go", "w").close()

    def hang(self):
        os.unlink(self.note + ".go")


def command(face, name):
    return (name + "\n" if not face[2] else ":" + name + "\r").encode()


def wait(session, words, what, seconds=BUSY):
    if session.wait_for(words, seconds) is None:
        yield "%s: %s" % (what, text_of(session.output)[-300:])


TRIES = 10


def patient(attempt):
    """What lectern gives a part of a second to (a last save, when a signal ends it) a busy machine does not always do in that: once it must."""
    @functools.wraps(attempt)
    def tries(lectern, shim, top, *how):
        faults = []
        for again in range(TRIES):
            faults = list(attempt(lectern, shim, os.path.join(top, str(again)), *how))
            if not faults:
                return
        yield from faults
    return tries


def wait_for_signal(session, number):
    """A key that makes the terminal send it takes its way through the kernel; it is held back then until lectern asks for it."""
    begun = time.monotonic()
    while time.monotonic() - begun < BUSY:
        with open("/proc/%d/status" % session.process) as status:
            pending = [int(line.split()[1], 16) for line in status if line.startswith(("SigPnd", "ShdPnd"))]
        if any(bits >> number - 1 & 1 for bits in pending):
            return
        session.read(0.01)


def end(session, keys, statuses=(0,)):
    if keys:
        session.send(keys)
    status, took = session.end(BUSY)
    if status not in statuses:
        yield "ends with %s after %.1f seconds" % (status, took)


def try_chapter(lectern, shim, top, face):
    """The last chapter hangs; what is read before it does not."""
    place = Place(top, "chapter " + face[0], lectern, shim, "report/three.yaml")
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    session.send(command(face, "goto 3"))
    yield from wait(session, TOLD, "that it waits is not told")
    if face[2]:
        session.send(b"\x03")
    yield from wait(session, NOT_READ, "the page does not say why")
    if text_of(session.output).count(TOLD) != 1:
        yield "it is waited for more than once: %s" % text_of(session.output)[-300:]
    session.output = b""
    session.send(command(face, "goto 2.1"))
    yield from wait(session, "The second text", "what was read is not there")
    place.let_go()
    if face[2]:
        session.send(command(face, "goto 3"))
        yield from wait(session, AGAIN, "it is not read again when the disk answers")
        session.output = b""
        session.send(b"\x0c" + command(face, "goto 3.1"))
        yield from wait(session, "The third text", "what it reads again is not there")
    yield from end(session, command(face, "quit"))


@patient
def try_end(lectern, shim, top, face, how):
    place = Place(top, "end %s %s" % (how, face[0]), lectern, shim, "report/three.yaml")
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    session.send(command(face, "goto 3"))
    yield from wait(session, TOLD, "that it waits is not told")
    if how == "line drops":
        session.drop()
    else:
        os.kill(session.process, getattr(signal, "SIG" + how))
    status, took = session.end(BUSY)
    if status is None or took > LAST:
        yield "%s: ends after %.2f seconds with %s" % (how, took, status)
    place.let_go()


@patient
def try_start(lectern, shim, top, face):
    """Nothing is shown yet: it is told, and Ctrl-C is the end."""
    place = Place(top, "start " + face[0], lectern, shim, "report/report.yaml")
    session = place.begin(face)
    yield from wait(session, START_TOLD, "that it waits is not told")
    if face[2]:
        session.send(b"\x03")
    else:
        os.kill(session.process, signal.SIGINT)
    status, took = session.end(BUSY)
    if status != -signal.SIGINT or took > LAST:
        yield "Ctrl-C: ends after %.2f seconds with %s" % (took, status)
    place.let_go()


HELD = "Held here."     # tests/faults/parse.c
SLOW = 0.8              # seconds: more than the half in which nothing is told


def begin_held(lectern, top, name, face):
    """The session while its first chapter is being read, which goes on when the place is let go."""
    place = Place(top, name, lectern, os.path.join(os.path.dirname(top), "parse.so"), "nothing")
    with open(os.path.join(place.report, "one.yaml"), "a") as file:
        file.write("  - %s\n  - The last text.\n" % HELD)
    place.environment["HOLD_TEXT"] = HELD
    session = place.begin(face)
    begun = time.monotonic()
    while not os.path.exists(place.note) and time.monotonic() - begun < BUSY:
        session.read(0.01)
    return place, session


def try_loading(lectern, shim, top, face):
    """The chapter takes its time, not the disk: a percent is told on a terminal, and taken away; into a pipe there is none."""
    place, session = begin_held(lectern, top, "loading " + face[0], face)
    time.sleep(SLOW)
    place.let_go()
    yield from wait(session, "The first text", "does not begin")
    told = re.findall(rb"(\d+%)\r +\r", session.output[:session.output.find(b"The first text")])
    if face[2] != bool(told):
        yield "%s is told: %s" % (told, session.output[-300:])
    yield from end(session, command(face, "quit"))


MARK = "{v: \"1\", op: add, seq: %d, id: 00000000000000%02d, kind: bookmark, text: '%s', place: {chapter: one, block: '1', exact: The first text., prefix: '', suffix: ''}}"
ANNOTATION = '{"bodyValue": "%s", "target": {"selector": {"type": "TextQuoteSelector", "exact": "The first text."}}, "lectern": {"chapter": "one"}}'


def held_place(top, name, lectern, marks_in, marks, chapter=""):
    """A place with a file of marks, and what reading stops at in those or in the first chapter."""
    place = Place(top, name, lectern, os.path.join(os.path.dirname(top), "parse.so"), "nothing")
    with open(os.path.join(place.report, "one.yaml"), "a") as file:
        file.write(chapter)
    path = os.path.join(place.folder, marks_in)
    os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(marks)
    place.environment["HOLD_TEXT"] = HELD
    return place, path


def lines(first, second):
    return "".join(MARK % (i, i, text) + "\n" for i, text in ((1, first), (2, second)))


def page(*texts):
    return '{"lectern": {"id": "hanging"}, "items": [%s]}' % ", ".join(ANNOTATION % text for text in texts)


def wait_held(place, session, name=""):
    begun = time.monotonic()
    while not os.path.exists(place.note + name) and time.monotonic() - begun < BUSY:
        session.read(0.01)


WAYS = {"--export-marks=csv": ("state/lectern/hanging.yaml", lines("one", "two"), "  - %s\n" % HELD),
        "--import-marks=": ("marks.json", page("one", "two"), "  - %s\n" % HELD),
        "--merge=": ("other.yaml", lines(HELD, "two"), "")}


def try_marks_percent(lectern, shim, top, option):
    for has_terminal in True, False:
        place, path = held_place(top, "percent %s %s" % (option, has_terminal), lectern, *WAYS[option])
        session = Session([lectern, option + (path if option.endswith("=") else ""), place.report], place.environment, has_terminal)
        wait_held(place, session)
        time.sleep(SLOW)
        for again in range(2, 9):   # what comes in is read once more where it is kept
            open("%s%d.go" % (place.note, again), "w").close()
        place.let_go()
        yield from wait(session, "New marks: 2." if option.endswith("=") else '"two"', "it is not done")
        yield from end(session, b"")
        told = re.findall(rb"(\d+%)\r +\r", session.output)
        if has_terminal != bool(told) or (not has_terminal and b"%" in session.output):
            yield "%s a terminal: %s" % ("on" if has_terminal else "without", session.output[-300:])


def try_marks_stop(lectern, shim, top, face, name):
    """Told in the middle of a command, and Ctrl-C stops it: then nothing has changed."""
    marks = page(HELD, "x" * 100000, HELD) if name.endswith(".json") else lines(HELD, HELD)
    place, path = held_place(top, "stop %s %s" % (name, face[0]), lectern, name, marks)
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    session.send(command(face, "bookmarks"))
    yield from wait(session, "There are no bookmarks", "does not list the bookmarks")
    session.send(command(face, "import-marks " + path))
    wait_held(place, session)
    time.sleep(SLOW)
    place.let_go()
    yield from wait(session, "% done. Ctrl-C stops it.", "how far it is is not told")
    wait_held(place, session, "2")
    session.send(b"\x03")
    wait_for_signal(session, signal.SIGINT)
    open(place.note + "2.go", "w").close()
    yield from wait(session, "Stopped; no mark has come in.", "Ctrl-C does not stop it")
    session.output = b""
    session.send(command(face, "close") + command(face, "goto 2.1"))
    yield from wait(session, "The second text", "does not go on")
    yield from end(session, command(face, "quit"))


def try_marks_late(lectern, shim, top, face):
    """Ctrl-C comes when they are on the disk, and are read again there: they have come in, and that is told."""
    place, path = held_place(top, "late %s" % face[0], lectern, "other.yaml", lines(HELD, "two"))
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    session.send(command(face, "bookmarks"))
    yield from wait(session, "There are no bookmarks", "does not list the bookmarks")
    session.send(command(face, "import-marks " + path))
    wait_held(place, session)
    time.sleep(SLOW)
    go(place, 1)
    wait_held(place, session, "2")
    session.send(b"\x03")
    wait_for_signal(session, signal.SIGINT)
    go(place, *range(2, 20))
    yield from wait(session, "New marks: 2.", "does not say that they came in")
    with open(os.path.join(place.folder, "state/lectern/hanging.yaml")) as file:
        if HELD not in file.read():
            yield "they are not on the disk"
    yield from end(session, command(face, "quit"))


LONG = "  - %s\n  - %s\n" % (HELD, "x" * 1000000)


def begin_long(lectern, top, name, face):
    """The session while idle time reads its last chapter, in which reading stops twice."""
    place, path = held_place(top, name, lectern, "report/two.yaml", "id: two\ntitle: Chapter two\nbody:\n" + LONG + LONG)
    with open(os.path.join(place.report, "report.yaml"), "w") as file:
        file.write("lectern: 1\nid: hanging\ntitle: Hanging\nlanguage: en\nchapters: [one.yaml, two.yaml]\n")
    session = place.begin(face)
    wait_held(place, session)
    return place, session


def go(place, *times):
    for time_held in times:
        open("%s%s.go" % (place.note, time_held if time_held > 1 else ""), "w").close()


def try_later(lectern, shim, top, face, key):
    """A chapter that takes its time is gone to: a percent is told, and Ctrl-C stops that. It is read the next time."""
    place, session = begin_long(lectern, top, "later %s %s" % (key, face[0]), face)
    yield from wait(session, "The first text", "does not begin")
    session.send(key.encode())
    go(place, 1)                        # idle time leaves it to the key
    wait_held(place, session, "2")
    time.sleep(SLOW)
    go(place, 2)
    yield from wait(session, "% done. Ctrl-C stops it.", "how far it is is not told")
    wait_held(place, session, "3")
    session.send(b"\x03")
    wait_for_signal(session, signal.SIGINT)
    go(place, 3)
    yield from wait(session, "Stopped; nothing has moved.", "Ctrl-C does not stop it")
    if "Chapter two" in text_of(session.output):
        yield "something of it is shown: %s" % text_of(session.output)[-300:]
    session.output = b""
    session.send(b"=")
    go(place, *range(4, 40))
    yield from wait(session, "Chapter one", "does not stay where it was")
    session.output = b""
    session.send(key.encode())
    yield from wait(session, "xxxx" if key == "G" else "Chapter two", "is not read when it is gone to again")
    yield from end(session, command(face, "quit"))


def try_export_percent(lectern, shim, top):
    """One chapter that takes its time is told too."""
    place, _ = held_place(top, "export percent", lectern, "nothing.txt", "", "  - %s\n" % HELD)
    with open(os.path.join(place.report, "report.yaml"), "w") as file:
        file.write("lectern: 1\nid: hanging\ntitle: Hanging\nlanguage: en\nchapters: [one.yaml]\n")
    session = Session([lectern, "--export=text", place.report], place.environment, True)
    wait_held(place, session)
    time.sleep(SLOW)
    place.let_go()
    yield from wait(session, "The first text", "is not printed")
    yield from end(session, b"")
    if not re.search(rb"\d+%\r +\r", session.output):
        yield "no percent is told: %s" % session.output[-300:]


def try_loading_end(lectern, shim, top, face):
    place, session = begin_held(lectern, top, "loading end " + face[0], face)
    session.send(b"\x03")
    status, _ = session.end(BUSY)
    if status != -signal.SIGINT:
        yield "Ctrl-C: ends with %s" % status
    place.let_go()


def try_settings(lectern, shim, top, face):
    place = Place(top, "settings " + face[0], lectern, shim, "config/lectern")
    place.let_go()
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    place.hang()
    session.send(command(face, "verbosity low"))
    yield from wait(session, "only this time: the disk or network that holds it", "a setting that is not kept is not told")
    session.output = b""
    session.send(command(face, "goto 2.1"))
    yield from wait(session, "The second text", "does not go on")
    place.let_go()
    yield from end(session, command(face, "quit"))


FILE_TOLD = "Waiting for the disk that holds the file"
FILE_START_TOLD = "waiting for the disk that holds the file; Ctrl-C ends the wait"


def try_marks_file(lectern, shim, top, face, order):
    """Marks go to a file on a disk that hangs, or come from one: the wait is told, Ctrl-C ends it, and the reading goes on."""
    place = Place(top, order + " " + face[0], lectern, shim, "elsewhere")
    os.makedirs(os.path.join(place.folder, "elsewhere"))
    place.let_go()
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    session.send(command(face, "bookmarks"))
    yield from wait(session, "There are no bookmarks", "does not list the bookmarks")
    place.hang()
    session.send(command(face, "%s %s/elsewhere/marks.json" % (order, place.folder)))
    yield from wait(session, FILE_TOLD, "that it waits is not told")
    if face[2]:
        session.send(b"\x03")
    yield from wait(session, NOT_READ, "it does not say what became of it")
    session.output = b""
    session.send(command(face, "close") + command(face, "goto 2.1"))
    yield from wait(session, "The second text", "does not go on")
    place.let_go()
    yield from end(session, command(face, "quit"))


def try_marks_option(lectern, shim, top, option, due):
    place = Place(top, option, lectern, shim, "elsewhere")
    os.makedirs(os.path.join(place.folder, "elsewhere"))
    session = Session([lectern] + (option % (place.folder + "/elsewhere/marks.json")).split() + [place.report], place.environment, False)
    yield from wait(session, "waiting for the disk that holds the file", "that it waits is not told")
    yield from wait(session, NOT_READ, "it does not say what became of it")
    yield from end(session, b"", (due,))
    place.let_go()


INTERRUPTED = ("--dump", "--contents", "--search=lamp", "--check", "--export=text", "--pack --output=%s/out.yaml", "--shelf", "--shelf --search=lamp")
MARKS_INTERRUPTED = ("--export-marks=csv",)


def is_told_in_manual():
    """What doc/lectern.1.in says of the status in which Ctrl-C leaves it."""
    with open(os.path.join(os.environ["LECTERN_DATA"], "doc", "lectern.1.in")) as file:
        return ".It %d\nCtrl-C ended it" % (128 + signal.SIGINT) in file.read()


def interrupt(session):
    session.send(b"\x03")
    status, _ = session.end(BUSY)
    if status != -signal.SIGINT:
        yield "ends with %s: %s" % (status, text_of(session.output)[-300:])
    if not is_told_in_manual():
        yield "the man page does not say so"


def try_interrupt(lectern, shim, top, option):
    way = WAYS.get(option, ("data/lectern/hanging/note.txt", "", "  - %s\n" % HELD))
    place, path = held_place(top, "interrupt " + option, lectern, *way)
    is_shelf = "--shelf" in option
    if is_shelf:
        shutil.copytree(place.report, place.folder + "/data/lectern/hanging", dirs_exist_ok=True)
        place.environment.update({"XDG_DATA_HOME": place.folder + "/data", "XDG_DATA_DIRS": place.folder, "LECTERN_DATA": place.folder})
    options = [part % place.folder if "%s" in part else part for part in (option + (path if option.endswith("=") else "")).split()]
    session = Session([lectern] + options + ([] if is_shelf else [place.report]), place.environment, True)
    wait_held(place, session)
    yield from interrupt(session)
    if os.path.exists(place.folder + "/out.yaml"):
        yield "something was written"


def try_interrupt_import(lectern, shim, top, option, time_held):
    """Ctrl-C while marks are chosen: none has come in; while those on the disk are read again: they have."""
    name, marks, _ = WAYS[option]
    marks = lines(HELD, "two") if option == "--merge=" else page(HELD, "two")
    place, path = held_place(top, "interrupt %s %d" % (option, time_held), lectern, name, marks)
    session = Session([lectern, option + path, place.report], place.environment, True)
    go(place, *range(1, time_held))
    wait_held(place, session, str(time_held) if time_held > 1 else "")
    session.send(b"\x03")
    wait_for_signal(session, signal.SIGINT)
    go(place, *range(time_held, 20))
    yield from wait(session, "New marks: 2." if time_held > 1 else "Stopped; no mark has come in.", "what came in is not told")
    yield from end(session, b"", (-signal.SIGINT,))
    kept = os.path.join(place.folder, "state/lectern/hanging.yaml")
    is_kept = os.path.exists(kept) and HELD in open(kept).read()
    if is_kept != (time_held > 1):
        yield "on the disk they %s" % ("are" if is_kept else "are not")


def try_interrupt_forget(lectern, shim, top):
    place, path = held_place(top, "interrupt forget", lectern, *WAYS["--export-marks=csv"])
    session = Session([lectern, "--forget=hanging"], place.environment, True)
    yield from wait(session, "?", "does not ask")
    yield from interrupt(session)
    if not os.path.exists(path):
        yield "it is forgotten"


def try_forget(lectern, shim, top, at):
    """The disk that holds what is kept hangs: told, and Ctrl-C is the end; or it answers after all."""
    place, path = held_place(top, "forget %d" % at, lectern, *WAYS["--export-marks=csv"])
    place.environment.update({"LD_PRELOAD": shim, "FAULT_UNDER": os.path.join(place.folder, "state"), "FAULT_AT": str(at)})
    command = [lectern, "--forget=hanging", "--yes"]
    session = Session(command, place.environment, True)
    yield from wait(session, FILE_START_TOLD, "that it waits is not told")
    yield from interrupt(session)
    if not os.path.exists(path):
        yield "Ctrl-C: it is forgotten"
    session = Session(command, place.environment, True)
    yield from wait(session, FILE_START_TOLD, "that it waits is not told the second time")
    place.let_go()
    yield from wait(session, "Removed.", "it does not go on")
    yield from end(session, b"")
    if os.path.exists(path):
        yield "it is not forgotten"


def try_interrupt_watch(lectern, shim, top):
    for fault, due in (("", 0), ("  - [\n", 1)):
        place, _ = held_place(top, "interrupt watch %d" % due, lectern, "nothing.txt", "", fault)
        place.environment["HOLD_TEXT"] = ""
        session = Session([lectern, "--check", "--watch", place.report], place.environment, True)
        yield from wait(session, "Waiting", "does not check")
        session.send(b"\x03")
        yield from end(session, b"", (due,))


@patient
def try_signal(lectern, shim, top, face, name):
    """Not the person who reads sends it."""
    place = Place(top, "signal %s %s" % (name, face[0]), lectern, shim, "nothing")
    session = place.begin(face)
    yield from wait(session, "The first text", "does not begin")
    os.kill(session.process, getattr(signal, name))
    yield from end(session, b"")


EXPORTS = ("--export=markdown --output=%s/out.md", "--export=text --force --output=%s/there.txt", "--pack --output=%s/out.yaml", "--export=epub-source --output=%s/book", "--new=%s/new")


def try_export(lectern, shim, top, option, at):
    """The wait is told; Ctrl-C is the end of it, and of the child that waits; or the disk answers after all, and it is done."""
    place = Place(top, "%s %d" % (option, at), lectern, shim, "elsewhere")
    elsewhere = os.path.join(place.folder, "elsewhere")
    os.makedirs(elsewhere)
    with open(elsewhere + "/there.txt", "w") as file:
        file.write("It was there.")
    place.environment["FAULT_AT"] = str(at)
    command = [lectern] + (option % elsewhere).split() + ([] if "--new" in option else [place.report])
    session = Session(command, place.environment, True)
    yield from wait(session, FILE_START_TOLD, "that it waits is not told")
    session.send(b"\x03")
    status, _ = session.end(BUSY)
    if status != -signal.SIGINT:
        yield "Ctrl-C: ends with %s" % status
    place.let_go()
    with open(elsewhere + "/there.txt") as file:
        if file.read() != "It was there.":
            yield "Ctrl-C: is written all the same"
    place.hang()
    session = Session(command, place.environment, True)
    yield from wait(session, FILE_START_TOLD, "that it waits is not told the second time")
    place.let_go()
    yield from end(session, b"")
    if len(os.listdir(elsewhere)) < 2 and "there.txt" not in option:
        yield "nothing is written"


def main():
    lectern, shim, folder = map(os.path.abspath, sys.argv[1:4])
    tries = [("%s: a chapter on a disk that hangs says so on its page, and the rest is read" % face[0], try_chapter, (face,)) for face in FACES]
    tries += [("%s: %s ends it within a second" % (face[0], how), try_end, (face, how)) for face in FACES for how in ENDS if face[2] or how != "line drops"]
    tries += [("%s: a start on a disk that hangs is told, and Ctrl-C ends it" % face[0], try_start, (face,)) for face in FACES]
    tries += [("%s: of a chapter that takes long to be loaded a percent is told, on a terminal only" % face[0], try_loading, (face,)) for face in FACES]
    tries += [("--export tells a percent of a chapter that takes long", try_export_percent, ())]
    tries += [("%s: Ctrl-C before the first page ends it while a chapter is loaded" % face[0], try_loading_end, (face,)) for face in FACES if face[2]]
    tries += [("%s: a percent is told of marks that take long, on a terminal only" % option, try_marks_percent, (option,)) for option in WAYS]
    tries += [("%s: how far the marks of %s are is told, and Ctrl-C stops them" % (face[0], name), try_marks_stop, (face, name))
              for face in FACES if face[2] for name in ("marks.json", "other.yaml")]
    tries += [("%s: marks that are on the disk when Ctrl-C comes have come in" % face[0], try_marks_late, (face,)) for face in FACES if face[2]]
    tries += [("%s: %s to a chapter that takes long tells a percent, and Ctrl-C stops it" % (face[0], key), try_later, (face, key))
              for face in FACES if face[2] for key in "}G"]
    tries += [("%s: a setting is not kept where the disk hangs, which is told" % face[0], try_settings, (face,)) for face in FACES]
    tries += [("%s: %s of a disk that hangs is told, Ctrl-C ends the wait, and the reading goes on" % (face[0], order), try_marks_file, (face, order))
              for face in FACES for order in ("export-marks", "import-marks")]
    tries += [("%s: a disk that hangs is told and left" % option, try_marks_option, (option, due))
              for option, due in (("--import-marks=%s", 2), ("--merge=%s", 2), ("--export-marks=json --output=%s", 3))]
    tries += [("%s, call %d: a disk that hangs is told, and Ctrl-C ends the wait" % (option, at), try_export, (option, at)) for option in EXPORTS for at in (1, 3)]
    tries += [("%s is ended by Ctrl-C with the status that the man page tells" % option, try_interrupt, (option,)) for option in INTERRUPTED + MARKS_INTERRUPTED]
    tries += [("--forget, call %d: a disk that hangs is told, and Ctrl-C ends the wait" % at, try_forget, (at,)) for at in (1, 10)]
    tries += [("%s is ended by Ctrl-C, hold %d, and tells what has come in" % (option, at), try_interrupt_import, (option, at)) for option in ("--import-marks=", "--merge=") for at in (1, 2)]
    tries += [("--forget is ended by Ctrl-C where it asks", try_interrupt_forget, ()), ("--check --watch is ended by Ctrl-C with the status of its last check", try_interrupt_watch, ())]
    tries += [("%s: %s ends the reading as quit does" % (face[0], name), try_signal, (face, name)) for face in FACES for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    tap = Tap(len(tries))
    # Each in a process of its own, that holds no other's terminal open.
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        results = [pool.submit(run, function, (lectern, shim, folder) + arguments) for _, function, arguments in tries]
        for (name, _, _), result in zip(tries, results):
            tap.result(not result.result(), name, *result.result())
    return tap.failed


def run(function, arguments):
    return list(function(*arguments))


if __name__ == "__main__":
    sys.exit(main())
