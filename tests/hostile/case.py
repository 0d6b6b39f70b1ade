"""A hostile case: the files that are made for it, how lectern is started on it, and what must come of it."""
import os
import re

MARK = "@@"  # stands in a text where it is wrong: that line must be told

HEAD = "lectern: 1\nid: hostile\ntitle: A Title\n"
CHAPTER_HEAD = "id: one\ntitle: One\n"
PLAIN_CHAPTER = CHAPTER_HEAD + "body:\n  - A plain paragraph.\n  - Another of the same.\n"

# What a text may try to do to a terminal. Numbers of 31337 are never lectern's own.
CONTROLS = [
    "\x1b[31337m", "\x1b]0;31337\x07", "\x1b]52;c;aGk=\x1b\\", "\x1b]8;;file:///etc/passwd\x1b\\", "\x1bP1$r31337m\x1b\\",
    "\x1b_Gf=31337;\x1b\\", "\x1b^31337\x1b\\", "\x1bX31337\x1b\\", "\x1bc", "\x1b#8", "\x1b[31337;1R", "\x1b[?31337h",
    "\x1bN", "\x1b%G", "\x07\x07", "\x08\x08\x08", "\x0e31337\x0f", "\x00", "\x7f\x7f", "\x0b\x0c", "\x1a\x18", "\x05", "\x11\x13",
    "\x1b[31337;31337H", "\x1b]50;31337\x07",
]
C1_CONTROLS = ["\x9b31337m", "\x9d0;31337\x9c", "\x90+q31337\x9c", "\x98x\x9c", "\x9ex\x9c", "\x9fx\x9c", "\x84\x8d", "\x80\x81", "\x8e\x8f", "\x9a"]


def quoted(text):
    """A YAML scalar between double quotes in which all that is not plain ASCII is an escape."""
    def escape(character):
        code = ord(character)
        if character in "\"\\":
            return "\\" + character
        if 32 <= code < 127:
            return character
        return "\\x%02x" % code if code < 256 else "\\u%04x" % code if code < 65536 else "\\U%08x" % code
    return '"' + "".join(map(escape, text)) + '"'


def take_mark(text):
    """The text without its mark, and the line of the mark; 0: it has none."""
    at = text.find(MARK)
    return text.replace(MARK, "", 1), text.count("\n", 0, at) + 1 if at >= 0 else 0


class Case:
    """Paths in `files` are relative to the case's folder; a value is text, bytes, or a function that makes it, given the path."""

    def __init__(self, files, faces=("check", "dump", "line"), report="report", arguments=(), environment=None, orders=None, keys=None):
        self.files = dict(files)
        self.faces = list(faces)
        self.report = report
        self.arguments = list(arguments)
        self.environment = dict(environment or {})
        self.orders = orders
        self.keys = keys
        self.statuses = {}      # of a face: the exit statuses that are right
        self.words = {}         # of a face: what must be printed, as regular expressions
        self.outlives = False   # on the screen: what is typed must not end it
        self.megabytes = 64     # that it may take beyond its files and what a plain report takes
        self.never = []         # bytes that no face may print
        self.keeps = []         # files whose bytes must still be there afterwards: at the beginning, or, where it is damaged, as the copy kept aside
        self.leaves = []        # files that must be as they were, whatever they are

    def expect(self, face, statuses, *words):
        self.statuses[face] = statuses if isinstance(statuses, tuple) else (statuses,)
        self.words.setdefault(face, []).extend(words)
        return self

    def make(self, folder):
        for path, content in self.files.items():
            whole = os.path.join(os.fsencode(folder), path if isinstance(path, bytes) else os.fsencode(path))
            os.makedirs(os.path.dirname(whole), mode=0o700, exist_ok=True)
            if callable(content):
                content(whole)
                continue
            with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))


def refused(files, words, face="check", statuses=(1, 2), **more):
    """A case in which one file has a mark: its line must be told with these words."""
    case = Case({}, **more)
    for path, content in files.items():
        line = 0
        if isinstance(content, str):
            content, line = take_mark(content)
        case.files[path] = content
        if line:
            name = os.path.basename(path)
            case.expect(face, statuses, r"%s:%d:\d+: error: .*(%s)" % (re.escape(name), line, words))
    return case


def manifest(rest, **more):
    return {"report/report.yaml": HEAD + rest, **more}


def chapter(text, head="chapters: [one.yaml]\n"):
    return {"report/report.yaml": HEAD + head, "report/one.yaml": text}


def body(text):
    return chapter(CHAPTER_HEAD + "body:\n" + text)


def accepted(files, *words, **more):
    return Case(files, **more).expect("check", 0, *words).expect("dump", 0).expect("line", 0)
