"""How lectern and other programs serve screen readers with the same text: the table of doc/accessibility.md. Not part of `make check`.

    compare.py LECTERN FOLDER      FOLDER: the top of the source; or: make compare-readers
"""
import collections
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile

from brltty import Brltty, byte_of
from fenrir import Fenrir
from figures import Figures, letters
from program import Program
from session import START_SECONDS, environment_in
from steps import news
from watch import Watch
from yasr import Yasr

WORD, WIDTH, PAGES, LINES = "factories", 66, 3, 5
REPORT = "content/human-trafficking-1"
READERS = (Yasr, Fenrir, Brltty)

# What stands in braces is a path. `is_lines`: it writes line after line, so that all it writes is new.
Peer = collections.namedtuple("Peer", "name command page line search next first is_lines", defaults=((), False))
PEERS = [
    Peer("lectern, page mode", "{lectern} --screen-reader=page --verbosity=low --heading-level=off {report}", (" ",), ("j",), ("/", WORD, "\r"), ("n",)),
    Peer("lectern, line mode", "{lectern} --line --verbosity=low --heading-level=off {report}", (" ",), ("j",), ("/", WORD, "\r"), ("n",), (), True),
    Peer("less", "less {text}", (" ",), ("j",), ("/", WORD, "\r"), ("n",)),
    Peer("w3m", "w3m {text}", (" ",), ("j",), ("/", WORD, "\r"), ("n",)),
    Peer("lynx", "lynx {text}", (" ",), ("\x0e",), ("/", WORD, "\r"), ("n",)),
    Peer("info", "info -f {info}", (" ",), ("\x1b[B",), ("s", WORD, "\r"), ("}",)),
    Peer("vim -R", "vim -R {text}", ("\x06",), ("j",), ("/", WORD, "\r"), ("n",)),
    Peer("edbrowse", "edbrowse {text}", ("z20\r",), ("\r",), ("/%s/\r" % WORD,), ("//\r",), ("1\r",), True),
]


def files_in(folder, lectern, source):
    """The text, and the same as info wants it."""
    paths = {"text": os.path.join(folder, "report.txt"), "info": os.path.join(folder, "report.info"), "report": os.path.join(source, REPORT),
             "lectern": lectern}
    text = subprocess.run([lectern, "--dump", "--width=%d" % WIDTH, paths["report"]], check=True, capture_output=True,
                          env=environment_in(folder, source)).stdout
    with open(paths["text"], "wb") as file:
        file.write(text)
    with open(paths["info"], "wb") as file:
        file.write(b"\x1f\nFile: report.info,  Node: Top,  Up: (dir)\n\n" + text)
    open(os.path.join(folder, ".ebrc"), "w").close()  # else edbrowse greets
    return paths, text.decode()


def mean(values):
    return sum(values) / len(values)


class Trial:
    """One program under one screen reader, on the same keys: pages, lines, two hits."""
    def __init__(self, peer, reader, program, text):
        self.peer, self.reader, self.program, self.watch = peer, reader, program, program.watch
        self.text = letters(text)
        self.pages, self.rows, self.besides, self.shown = [], [], [], []
        self.told = self.spoken = 0

    def settle(self):
        self.watch.settle(self.reader.quiet_seconds, [self.program.pid] + self.reader.pids())

    def press(self, keys):
        for key in keys:
            self.before, self.count, self.byte = self.program.look(), len(self.reader.spoken), len(self.program.written)
            self.program.type(key)
            self.watch.until(lambda: len(self.program.written) > self.byte, 1)
            self.settle()

    def is_content(self, row):
        return bool(letters(row)) and letters(row) in self.text

    def new_rows(self, word):
        """Of the report; where a word was looked for, its row too, though it stood there already."""
        after = self.program.look()
        if self.peer.is_lines:
            rows = self.program.written[self.byte:].decode("utf-8", "replace").replace("\r", "").split("\n")
            return [row for row in rows if self.is_content(row)]
        new = news(self.before, after)
        hit = [row for row in [after.rows[after.row]] + after.rows if word and word in row][:1]  # where the cursor is, if it is there
        rows = [row for row in after.rows if row in new.rows or row in hit]
        return [row for row in rows if self.is_content(row)]

    def measure(self, word=""):
        rows = self.new_rows(word)
        if not self.reader.has_speech:
            window = self.reader.window.strip()
            self.shown.append(bool(letters(window)) and any(window in b"".join(map(byte_of, row)).decode("latin-1") for row in rows))
            return None
        figures = Figures("\n".join(rows), "\n".join(self.reader.spoken[self.count:]))
        self.told, self.spoken = self.told + figures.told, self.spoken + figures.spoken
        return figures

    def read_pages(self):
        for _ in range(PAGES):
            self.press(self.peer.page)
            figures = self.measure()
            if figures:
                self.pages.append(figures.share)

    def read_rows(self):
        for keys, word in [(self.peer.line, "")] * LINES + [(self.peer.search, WORD), (self.peer.next, WORD)]:
            self.press(keys)
            figures = self.measure(word)
            if figures:
                self.rows.append(figures.share)
                self.besides.append(figures.besides)

    def run(self):
        self.watch.until(lambda: self.program.written and (self.reader.spoken or self.reader.window.strip()), START_SECONDS)
        self.settle()
        self.press(self.peer.first)
        self.read_pages()
        self.read_rows()
        if not self.reader.has_speech:
            return "%d of %d" % (sum(self.shown), len(self.shown))
        return ["%.0f %%" % (100 * share) for share in (mean(self.pages), mean(self.rows), self.told / max(self.spoken, 1))] + \
            ["%.0f" % mean(self.besides)]


def try_one(peer, reader_class, lectern, source):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        watch, environment = Watch(), environment_in(folder, source)
        paths, text = files_in(folder, lectern, source)
        first, *rest = [word.format(**paths) for word in peer.command.split()]
        reader = reader_class(watch, folder)
        program = Program(watch, reader.arguments([shutil.which(first)] + rest, environment), environment)
        try:
            reader.started(program)
            return Trial(peer, reader, program, text).run()
        finally:
            program.kill()
            reader.end()


def versions(names):
    """As Debian has them; what is not there has none."""
    answer = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\\n"] + names, capture_output=True, text=True)
    return ", ".join(answer.stdout.splitlines())


def commit(source):
    answer = subprocess.run(["git", "-C", source, "log", "-1", "--format=%h of %cs"], capture_output=True, text=True)
    return answer.stdout.strip() or "a release"


def is_here(peer):
    return peer.command.startswith("{lectern}") or shutil.which(peer.command.split()[0]) is not None


def main(lectern, source):
    readers = [reader for reader in READERS if reader.is_here()]
    peers = [peer for peer in PEERS if is_here(peer)]
    for name in [reader.name for reader in READERS if reader not in readers] + [peer.name for peer in PEERS if peer not in peers]:
        print("%s is not here, and was left out." % name, file=sys.stderr)
    with multiprocessing.Pool(2) as pool:
        trials = {(peer.name, reader.name): pool.apply_async(try_one, (peer, reader, lectern, source)) for peer in peers for reader in readers}
        print("| | %s |" % " | ".join("%s: pages | rows | is new | besides" % r.name if r.has_speech else "%s: window" % r.name for r in readers))
        print("|---|%s" % "".join("---|---|---|---|" if reader.has_speech else "---|" for reader in readers))
        for peer in peers:
            cells = [trials[peer.name, reader.name].get(120) for reader in readers]
            print("| %s | %s |" % (peer.name, " | ".join(cell if isinstance(cell, str) else " | ".join(cell) for cell in cells)), flush=True)
    names = ["yasr", "fenrir", "brltty", "less", "w3m", "lynx", "info", "vim", "edbrowse"]
    print("\nMeasured on lectern %s; %s." % (commit(source), versions(names)))


if __name__ == "__main__":
    main(*sys.argv[1:])
