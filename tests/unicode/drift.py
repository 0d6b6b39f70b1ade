"""Whether each page of the sampler stands in a real terminal, tmux, as it was laid out: each row whole, and nothing left behind in it by what stood
there before. A character to which the two give another width would show. TAP.

    drift.py LECTERN FOLDER [CHAPTER…]      FOLDER: the top of the source

Of what goes from right to left each cell is compared: the order, the joined forms, and that the line begins at the right.
"""
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

import yaml

SECONDS = 60            # until a page is there, on a busy machine
DRAWN_SECONDS = 10      # until it is all there
REPORT, HARD, ELSEWHERE, SEEN = "content/lectern-sampler", "hard-cases", ("introduction",), ("arabic", "persian", "hebrew")
WIDTHS, ROWS, MARGIN = (40, 80), 30, 2
MIRRORED = str.maketrans(")]»}", "([«{")
STATUS = re.compile(r" *(.+?) +(\d+) of \d+ ")


class Terminal:
    def __init__(self, folder, columns, command):
        self.socket = os.path.join(folder, "socket")
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "TERM": "xterm"}
        if "LECTERN_DATA" in os.environ:
            environment["LECTERN_DATA"] = os.environ["LECTERN_DATA"]
        self.environment = environment
        self.tmux("new-session", "-d", "-x", str(columns), "-y", str(ROWS), "-c", folder, command)

    def tmux(self, *words):
        return subprocess.run(("tmux", "-S", self.socket, "-u", "-f", "/dev/null") + words, check=True, capture_output=True, env=self.environment).stdout

    def rows(self):
        return [row.rstrip() for row in self.tmux("capture-pane", "-p").decode().split("\n")]

    def until(self, is_there, seconds=SECONDS):
        """The rows, once that is true of them; else those of the end."""
        end = time.monotonic() + seconds
        rows = self.rows()
        while not is_there(rows) and time.monotonic() < end:
            time.sleep(0.02)
            rows = self.rows()
        return rows

    def press(self, key):
        self.tmux("send-keys", key)

    def end(self):
        self.tmux("kill-server")


def status(rows):
    """The chapter and the page; None where the last row does not tell them."""
    told = [STATUS.match(row) for row in rows if row]
    return (told[-1].group(1), int(told[-1].group(2))) if told and told[-1] else None


def parts(row):
    """What a row holds, whatever the order and the joined forms: a chapter may show some words of Arabic or Hebrew."""
    return "".join(sorted(unicodedata.normalize("NFKC", row).translate(MIRRORED).replace(" ", "")))


def cells(row):
    """All of it, without the margin."""
    return row[MARGIN:].rstrip() if not row[:MARGIN].strip() else row


def latin(row):
    """Of the hard cases only what stands beside them: ncurses shows five marks, and no emoji that the C library does not know."""
    return parts(row.encode("ascii", "ignore").decode())


def wrong_rows(terminal, first, wrong_in):
    """Of what stands there once the terminal has drawn it; none where another chapter does. What is wrong stays wrong."""
    rows = terminal.until(lambda shown: status(shown) and (status(shown)[0] != first or not wrong_in(shown)), DRAWN_SECONDS)
    return wrong_in(rows) if not status(rows) or status(rows)[0] == first else []


def pages(terminal, wrong_in):
    """What is wrong in each page of the chapter that is shown first, and a line further on."""
    terminal.until(lambda shown: "═" in "".join(shown))
    terminal.press("j")     # the message of the beginning goes
    terminal.press("k")
    page = status(terminal.until(status))
    first = page[0] if page else ""
    while page and page[0] == first:
        yield wrong_rows(terminal, first, wrong_in)
        rows = terminal.rows()
        terminal.press("j")
        terminal.until(lambda shown: shown != rows, 1)      # on the last page nothing comes
        yield wrong_rows(terminal, first, wrong_in)
        terminal.press("k")
        terminal.press("Space")
        before = page
        page = status(terminal.until(lambda shown: status(shown) and status(shown)[1] > before[1]))
        page = page if page != before else None


def golden(source, name, form):
    with open(os.path.join(source, "tests/golden/sampler/%s.txt" % name), encoding="utf-8") as file:
        return {form(row) for row in file.read().split("\n")}


def printed(lectern, source, chapter, width):
    text = subprocess.run([lectern, "--dump", "--width=%d" % width, "%s/%s#%s" % (source, REPORT, chapter)], check=True, capture_output=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}).stdout.decode()
    return {latin(row) for row in text.split("\n")}


def expected(lectern, source, chapter, width):
    """How a row is compared, and all the rows that there are."""
    if chapter == HARD:
        return latin, printed(lectern, source, chapter, width)
    if chapter in SEEN:
        return cells, golden(source, "%s.%d.seen" % (chapter, width), str.rstrip)
    return parts, golden(source, "%s.%d" % (chapter, width), parts)


def judge(lectern, source, chapter, width):
    """Rows that were never laid out, the last one apart, which is the status line."""
    form, wanted = expected(lectern, source, chapter, width)
    seen, wrong = 0, []

    def wrong_in(rows):
        return [row for row in rows[:-2] if form(row) not in wanted]

    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(folder, width + 2 * MARGIN, "%s --private --width=%d '%s/%s#%s'" % (lectern, width, source, REPORT, chapter))
        try:
            for found in pages(terminal, wrong_in):
                seen += 1
                wrong += found
        finally:
            terminal.end()
    return wrong if seen else ["no page of it was seen"]


def main():
    lectern, source = (os.path.abspath(path) for path in sys.argv[1:3])
    with open(os.path.join(source, REPORT, "report.yaml"), encoding="utf-8") as file:
        chapters = sys.argv[3:] or [name[:-len(".yaml")] for name in yaml.safe_load(file)["chapters"] if name[:-len(".yaml")] not in ELSEWHERE]
    print("1..%d" % (len(chapters) * len(WIDTHS)))
    cases = [(chapter, width) for chapter in chapters for width in WIDTHS]
    for number, (chapter, width) in enumerate(cases, 1):
        wrong = judge(lectern, source, chapter, width)
        print("%s %d - %s stands in tmux as it was laid out for %d cells" % ("not ok" if wrong else "ok", number, chapter, width), flush=True)
        for line in wrong:
            print("# " + line)


main()
