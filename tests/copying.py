"""Citations and passages that are copied: shown, sent to the terminal's clipboard (OSC 52), written into a file."""
import base64
import json
import os
import pty
import re
import resource
import select
import shutil
import stat
import subprocess
import sys
import tempfile
import time

LECTERN, SOURCE = sys.argv[1:3]
LONGEST = 15    # seconds that anything is waited for
MANIFEST = ("lectern: 1\nid: lamps\ntitle: \"Lamps & a_Oil_b\"\nlanguage: en\nseries: {title: Lights, part: 2, of: 3}\npublisher: \"House {of} Light\"\n"
            "authors: [Ada L., The Keepers]\npublished: 2021-07-09\nupdated: 2022-07\nsource: https://example.org/lamps\nchapters: [one.yaml]\n")
CHAPTER = "id: one\ntitle: One \"Lamp\"\nbody:\n  - The first lamp \\*is\\* lit at 50%. It burns.\n  - verse: |\n      Light,\n      oil.\n  - " + "Long words. " * 500 + "\n"
WORDS = "The first lamp *is* lit at 50%."
PLAIN = "\u201c%s\u201d\nAda L., The Keepers. Lamps & a_Oil_b. House {of} Light, 2021-07-09, updated 2022-07. Chapter 1, \"One \"Lamp\"\", 1.1." % WORDS
BIBTEX = """@techreport{lamps,
  author = {{Ada L.} and {The Keepers}},
  title = {{Lamps \\& a\\_Oil\\_b}},
  institution = {{House \\{of\\} Light}},
  year = {2021},
  month = jul,
  url = {https://example.org/lamps},
  edition = {2022-07},
  language = {en},
  note = {Chapter 1, "One "Lamp"", 1.1. \u201cThe first lamp *is* lit at 50\\%.\u201d}
}
"""
MARKDOWN = ("> \u201cThe first lamp \\*is\\* lit at 50%.\u201d\n>\n> \u2014 Ada L., The Keepers. *Lamps \\& a\\_Oil\\_b*. House {of} Light, 2021-07-09, updated 2022-07. "
            "Chapter 1, \"One \"Lamp\"\", 1.1.\n")
CSL = {"id": "lamps", "type": "report", "author": [{"literal": "Ada L."}, {"literal": "The Keepers"}], "title": "Lamps & a_Oil_b", "collection-title": "Lights",
       "collection-number": "2", "publisher": "House {of} Light", "issued": {"date-parts": [[2021, 7, 9]]}, "edition": "2022-07",
       "URL": "https://example.org/lamps", "language": "en", "chapter-number": "1", "section": "One \"Lamp\"", "locator": "1.1", "annote": WORDS}


def environment(home, **more):
    return {"PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm", "LC_ALL": "C.UTF-8", "LECTERN_DATA": SOURCE,
            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""), **more}


class Folder:
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="lectern-copy.")
        os.mkdir(self.path + "/report")
        for name, text in ("report.yaml", MANIFEST), ("one.yaml", CHAPTER):
            with open(self.path + "/report/" + name, "w") as file:
                file.write(text)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def lines(self, orders, *options, most=None, **more):
        """What line mode says to orders that come through a pipe."""
        def limit():
            if most is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return subprocess.run([LECTERN, "--line", *options, self.path + "/report#1.1"], input=orders, capture_output=True, text=True, preexec_fn=limit,
                              env=environment(self.path, **more), cwd=self.path).stdout

    def text(self, name):
        with open(self.path + "/" + name) as file:
            return file.read()


def sent(folder, keys, *options, until=b"\x1b]52;", term="xterm", **more):
    """All bytes that a terminal gets from keys that are typed when it is ready, up to the wanted ones and a moment longer."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(LECTERN, [LECTERN, *options, folder.path + "/report#1.1"], environment(folder.path, **{"TERM": term, **more}))
    got, end, is_typed = b"", time.monotonic() + LONGEST, False
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                got += os.read(terminal, 65536)
            except OSError:
                break
        if b" keys" in got and not is_typed:
            os.write(terminal, keys.encode())
            is_typed = True
        if is_typed and until in got:
            end = min(end, time.monotonic() + 0.3)
    os.close(terminal)
    os.waitpid(process, 0)
    return got


def clipboard(got):
    """What of it goes to the clipboard; None: nothing."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x1b\\", got)
    assert len(found) <= 1 and got.count(b"\x1b]52") == len(found)
    return base64.b64decode(found[0], validate=True).decode() if found else None


def shown(folder):
    return PLAIN in folder.lines("copy-citation\nq\n") and folder.lines("goto 1.2\ncopy-passage screen\n").endswith("words.\nLight,\noil.\n")


def forms(folder):
    folder.lines("copy-citation bibtex a.bib\ncopy-citation markdown my citation.md\ncopy-citation csl-json ~/c.json\ncopy-citation plain ./clipboard\n")
    return (folder.text("a.bib") == BIBTEX and folder.text("my citation.md") == MARKDOWN and json.loads(folder.text("c.json")) == [CSL]
            and folder.text("clipboard") == PLAIN + "\n" and stat.S_IMODE(os.stat(folder.path + "/a.bib").st_mode) == 0o600)


def settings(folder):
    said = folder.lines("copy-citation\n", "--citation=csl-json")
    return json.loads(said[said.index("[{"):said.rindex("}]") + 2]) == [CSL]


def whole_lines(folder):
    return any(len(line) > 4000 for line in folder.lines("goto 1.3\ncopy-passage\n", "--width=20").splitlines())


def existing(folder):
    with open(folder.path + "/a.txt", "w") as file:
        file.write("mine")
    said = folder.lines("copy-passage a.txt\n:cancel\n")
    kept = folder.text("a.txt") == "mine" and "There is a file of that name." in said and "Nothing was written." in said
    folder.lines("copy-passage a.txt\nb\n")
    other = folder.text("a.txt") == "mine" and folder.text("b").startswith(WORDS)
    folder.lines("copy-passage a.txt\n\n")
    return kept and other and folder.text("a.txt").startswith(WORDS)


def full(folder):
    said = " ".join(folder.lines("copy-passage long.txt\ncopy-passage /none/x\n", most=16).split())
    return "File too large. Name another file." in said and not [name for name in os.listdir(folder.path) if name.startswith("long")]


def osc(folder):
    return clipboard(sent(folder, ":copy-citation clipboard\r")) == PLAIN


def osc_line(folder):
    return clipboard(sent(folder, ":copy-citation clipboard\r", "--line")) == PLAIN


def by_setting(folder):
    return clipboard(sent(folder, "Cc", until=b"updated")) is None and clipboard(sent(folder, "Cc", "--copy=clipboard")) == PLAIN


def not_by_setting(folder):
    calls = ("--screen-reader=page",), ("--line",), ("--private",)
    return all(clipboard(sent(folder, "Cc", "--copy=clipboard", *call, until=b"updated")) is None for call in calls)


def not_there(folder):
    piped = "Only a terminal has a clipboard." in folder.lines("copy-passage clipboard\n")
    got = sent(folder, ":copy-citation clipboard\r", until=b"no clipboard", term="linux")
    return piped and clipboard(got) is None and b"no clipboard" in got


def too_long(folder):
    got = sent(folder, ":goto 1.3\r:copy-passage clipboard\r", until=b"name a file")
    return clipboard(got) is None and b"name a file" in got


def slip(folder):
    return "is neither screen nor clipboard" in folder.lines("copy-citation bibtx\n") and not os.path.exists(folder.path + "/bibtx")


def private(folder):
    return "No file is written in private reading." in folder.lines("copy-passage ./p\n", "--private") and not os.path.exists(folder.path + "/p")


def selected(folder):
    folder.lines("next-sentence\nselect\nnext-sentence\nnext-sentence\ncopy-passage a.txt\nselect\nnext-sentence\ncopy-citation ./c\n")
    return (folder.text("a.txt") == WORDS + " It burns.\n\nLight,\n" and folder.text("c").startswith("\u201cLight,\noil.\u201d\nAda L.")
            and folder.text("c").endswith(" 1.2.\n"))


def selected_shown(folder):
    """A second select would end what goes on."""
    said = " ".join(folder.lines("next-sentence\nselect\nnext-sentence\nnext-sentence\ncopy-citation screen\nselect\n").split())
    return "\u201c" + WORDS + " It burns. Light,\u201d" in said and said.count("Selecting from here") == 2


CASES = [
    ("without a place both are shown, as one printable line each", shown),
    ("each form is what its readers take, with all that is special in it escaped, in a file that only the person can read", forms),
    ("the form that the setting names is taken", settings),
    ("line mode breaks no line of what may be copied", whole_lines),
    ("a file that is there is asked about, and replaced only then", existing),
    ("what can't be written is told, and nothing of it is left", full),
    ("the clipboard of the terminal gets it by OSC 52, once", osc),
    ("and so from line mode", osc_line),
    ("the setting sends it there too", by_setting),
    ("but not in page mode, line mode and private reading, where it is shown", not_by_setting),
    ("a pipe has no clipboard, nor has a console that would show it", not_there),
    ("what is longer than terminals take is told and not sent", too_long),
    ("a slip is told, and makes no file", slip),
    ("private reading writes no file", private),
    ("what is selected is copied, over several paragraphs", selected),
    ("and shown likewise; nothing is selected then", selected_shown),
]

print("1..%d" % len(CASES))
for number, (name, case) in enumerate(CASES, 1):
    with Folder() as its:
        print("%s %d - %s" % ("ok" if case(its) else "not ok", number, name), flush=True)
