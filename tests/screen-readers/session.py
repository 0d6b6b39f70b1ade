"""Reports read under a screen reader, key by key: what is to be spoken or shown in braille after each, and what was. TAP.

    session.py yasr|fenrir|brltty LECTERN FOLDER      FOLDER: the top of the source
"""
import collections
import multiprocessing
import os
import re
import sys
import tempfile
import traceback

from brltty import Brltty
from fenrir import Fenrir
from figures import Figures, letters, without_duplicate
from program import Program
from steps import EVERY_BLOCK, SHIPPED, Step, has_changed, news
from watch import Watch
from yasr import Yasr

START_SECONDS, ANSWER_SECONDS = 30, 8
AT_ONCE = 4  # readings: most of the time they wait
PAGE_SHARE, PAGE_BEFORE, PAGE_BESIDES = 0.98, 12, 0.06
ROW_SHARE, ROW_BESIDES = 1.0, 12
LINE_SHARE, LINE_CONTENT = 0.98, 0.97
CONTROLS = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]|[\r\n\b]")  # motions, and what clears
IDLE_SECONDS = 0.5
ALLOWED_IN_LINES = "\r\n\u200d\ufe0f\u00a0"  # with what joins emoji, and a space that does not break

READERS = {reader.name: reader for reader in (Yasr, Fenrir, Brltty)}
STEPS = {"content/human-trafficking-1": SHIPPED, "tests/reports/every-block": EVERY_BLOCK}
Reading = collections.namedtuple("Reading", "reader mode report cells")


def readings(reader):
    """In line mode the cursor is where it is at any width: one size shows it."""
    sizes = {"page": (None,), "line": (None,)} if reader.has_speech else {"page": (20, 40, 80), "line": (40,)}
    return [Reading(reader.name, mode, report, cells) for report in STEPS for mode in sizes for cells in sizes[mode]]


class Session:
    """One reading. `results` are whether, what, and why not."""
    def __init__(self, reading, reader, program):
        self.reading, self.reader, self.program = reading, reader, program
        self.watch = program.watch
        self.duplicates = reader.duplicates
        self.told = self.spoken = self.again = 0  # letters: new, all, and what had stood there already
        self.upward = []  # steps in which rows were written from the bottom to the top
        self.results = []

    def pids(self):
        return [self.program.pid] + self.reader.pids()

    def result(self, is_good, name, *details):
        self.results.append((is_good, name, details))

    # What is new

    def mark(self):
        """From here on what comes is measured."""
        self.program.screen.drawn.clear()
        self.before, self.first, self.first_byte = self.program.look(), len(self.reader.spoken), len(self.program.written)

    def new_rows(self):
        if self.reading.mode == "line":
            return self.program.written[self.first_byte:].decode("utf-8", "replace").replace("\r", "").split("\n")
        return news(self.before, self.program.look()).rows

    def due_rows(self):
        """Of what is new, all that must be spoken."""
        look = self.program.look()
        cursor = None if self.reading.mode == "line" else look.rows[look.row]
        return [row for row in self.new_rows() if not (self.reader.compares and row in self.before.rows and row != cursor)]

    def spoken_again(self, said):
        """Letters of rows that were there before and were spoken because they scrolled, by a screen reader that compares screens."""
        if not (self.reader.compares and self.reading.mode == "line"):
            return 0
        new, said = self.new_rows(), letters(said)
        return sum(len(letters(row)) for row in self.before.rows if row not in new and letters(row) and letters(row) in said)

    # Speech

    def is_spoken(self):
        return len(letters("".join(self.reader.spoken[self.first:]))) >= len(letters("".join(self.due_rows())))

    def is_good(self, figures, share):
        if self.reading.mode == "line":
            return share >= LINE_SHARE
        if news(self.before, self.program.look()).is_page:
            return share >= PAGE_SHARE and figures.before <= PAGE_BEFORE and figures.besides <= max(PAGE_BESIDES * figures.new, ROW_BESIDES)
        return share >= ROW_SHARE and figures.besides <= ROW_BESIDES

    def measure(self, spoken):
        """Figures, and whether they are good."""
        said = "\n".join(spoken)
        figures = Figures("\n".join(self.new_rows()), said)
        return figures, self.is_good(figures, Figures("\n".join(self.due_rows()), said).share)

    def check_speech(self, step):
        text, spoken = "\n".join(self.new_rows()), self.reader.spoken[self.first:]
        figures, is_good = self.measure(spoken)
        if not is_good and self.duplicates and without_duplicate(spoken) != spoken:
            self.duplicates -= 1
            figures, is_good = self.measure(without_duplicate(spoken))
        self.told, self.spoken = self.told + figures.told, self.spoken + figures.spoken
        self.again += min(figures.besides, self.spoken_again("\n".join(spoken)))
        self.result(is_good and bool(text.strip()) and self.is_there(step), "%s: %s" % (step.name, figures),
                    "new:\n" + text, "spoken:\n" + "\n".join(spoken), self.where())

    # Braille

    def window_due(self):
        """The part of the cursor's row that a display shows: it is cut into windows from its first cell on."""
        look = self.program.look()
        start = look.column // self.reading.cells * self.reading.cells
        return self.reader.row(look.row)[start:start + self.reading.cells].decode("latin-1").rstrip()

    def is_shown(self):
        return self.reader.window.rstrip() == self.window_due()

    def is_on_the_new(self):
        look = self.program.look()
        row = look.rows[look.row].strip()
        return bool(row) and row in "\n".join(self.new_rows())

    def check_braille(self, step):
        is_good = self.is_shown() and self.is_on_the_new() and self.is_there(step)
        self.result(is_good, "%s: the window shows what is new" % step.name, "shown: [%s]" % self.reader.window, "due:   [%s]" % self.window_due(),
                    "new:\n" + "\n".join(self.new_rows()), self.where())

    def route(self, moves, cell, name):
        """R9: the cursor goes to a cell of the window, and nothing else is sent; but a message goes."""
        for move in moves:
            self.reader.press(move)
            self.watch.settle(self.reader.quiet_seconds, self.pids())
        self.mark()
        self.reader.press("ROUTE %d" % cell)
        self.watch.until(lambda: self.program.look().column == cell and self.is_shown(), ANSWER_SECONDS)
        self.watch.settle(self.reader.quiet_seconds, self.pids())
        look, sent = self.program.look(), CONTROLS.sub(b"", self.program.written[self.first_byte:])
        kept = [now == then or not now for then, now in zip(self.before.rows, look.rows)]
        self.result(look.column == cell and self.is_shown() and all(kept) and not sent, "R9: routing to cell %d, %s" % (cell, name),
                    "shown: [%s]" % self.reader.window, "due:   [%s]" % self.window_due(), "sent: %r" % sent, self.where())

    def route_all(self):
        self.type((" ",))
        self.await_answer(ANSWER_SECONDS)
        self.route((), 7, "in the cursor's row")
        self.route(("LNDN",) * 3, 3, "rows below")
        self.route(("LNUP",), 5, "a row above")
        self.type(("m",))
        self.await_answer(ANSWER_SECONDS)
        self.route(("LNUP",) * 4, 2, "from a message")
        self.type(("s",))
        self.await_answer(ANSWER_SECONDS)
        self.route((), 4, "in a sentence alone")

    # Both

    def where(self):
        look = self.program.look()
        return "cursor: row %d, column %d%s" % (look.row, look.column, "" if look.is_cursor_shown else ", hidden")

    def is_there(self, step):
        """The key did something, and the cursor is where the reading is."""
        look = self.program.look()
        if not look.is_cursor_shown or not has_changed(self.before, look):
            return False
        if self.reading.mode == "line" and look.column != 0:  # R14
            return False
        return not step.holds or self.reading.mode == "line" or step.holds in look.rows[look.row]

    def has_answered(self):
        return len(self.program.written) > self.first_byte or self.program.is_over

    def await_answer(self, seconds):
        self.watch.until(self.has_answered, seconds)
        self.watch.until(self.is_spoken if self.reader.has_speech else self.is_shown, ANSWER_SECONDS)
        self.watch.settle(self.reader.quiet_seconds, self.pids())

    def check(self, step):
        drawn = self.program.screen.drawn
        if drawn != sorted(drawn):
            self.upward.append("%s: %s" % (step.name, drawn))
        (self.check_speech if self.reader.has_speech else self.check_braille)(step)

    def type(self, keys):
        for key in keys[:-1]:
            self.mark()
            self.program.type(key)
            self.watch.until(self.has_answered, ANSWER_SECONDS)
            self.watch.settle(self.reader.quiet_seconds, self.pids())
        self.mark()
        self.program.type(keys[-1])

    def start(self, first):
        self.mark()
        self.watch.until(lambda: self.reader.spoken or self.reader.window.strip(), START_SECONDS)
        self.await_answer(START_SECONDS)
        self.check(first)

    def check_bytes(self):
        """Of all that was written by the program itself."""
        written = self.program.written.decode("utf-8", "replace")
        if self.reading.mode == "page":
            found = re.findall(r"\x1b\]|\x1bP|\x1b\[>|\x1b\[[\d;]*:|\x1b\(B", written)
            self.result(not found, "R11: nothing is sent that would be spoken aloud", repr(found))
            dim = re.findall(r"\x1b\[(?:[\d;]*;)?0*2m", written)
            self.result(not dim, "R24: nothing is dim", repr(dim))
            self.result(not self.upward, "R8: rows are written from top to bottom", *self.upward)
        else:
            found = sorted({character for character in written if not character.isprintable() and character not in ALLOWED_IN_LINES})
            self.result(not found, "R13: only text, CR and LF", repr(found))

    def check_idle(self):
        """For as long as brltty or fenrir would look several times."""
        count = len(self.program.written)
        self.watch.until(lambda: len(self.program.written) > count, IDLE_SECONDS)
        self.result(len(self.program.written) == count, "R10: nothing is sent while no key is pressed", repr(self.program.written[count:]))

    def end(self):
        self.program.type("q")
        status = self.program.end()
        self.result(status == 0, "it ends: exit status %s" % status)

    def run(self, first, steps):
        self.start(first)
        for step in steps:
            if step.without == self.reader.name:
                continue
            self.type(step.keys)
            self.await_answer(ANSWER_SECONDS)
            self.check(step)
        if self.reading.mode == "page" and not self.reader.has_speech:
            self.route_all()
        if self.reading.mode == "line" and self.reader.has_speech:
            content, new = (self.told + self.again) / max(self.spoken, 1), self.told / max(self.spoken, 1)
            self.result(content >= LINE_CONTENT, "of what was spoken %.1f %% is content, %.1f %% content that is new" % (100 * content, 100 * new))
        if not self.reader.has_speech:
            self.check_idle()
            self.check_bytes()
        self.end()


def name_of(reading):
    cells = " on %d cells" % reading.cells if reading.cells else ""
    return "%s mode, %s%s" % (reading.mode, os.path.basename(reading.report), cells)


def environment_in(folder, source):
    environment = {"HOME": folder, "PATH": os.environ["PATH"], "TERM": "linux", "LC_ALL": "C.UTF-8", "TZ": "UTC", "LECTERN_DATA": source}
    environment.update({name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ})
    return environment


def read_in(folder, reading, lectern, source):
    watch, environment = Watch(), environment_in(folder, source)
    options = ["--screen-reader=" + reading.mode] + (["--width=%d" % reading.cells] if reading.cells else [])
    command = [lectern] + options + [os.path.join(source, reading.report)]
    sizes = {"cells": reading.cells} if reading.cells else {}
    reader = READERS[reading.reader](watch, folder, **sizes)
    try:
        program = Program(watch, reader.arguments(command, environment), environment)
        reader.started(program)
        session = Session(reading, reader, program)
        session.run(Step((), "R1, R4: the first page, and what turned the mode on"), STEPS[reading.report])
        return session.results
    finally:
        reader.end()


def read(reading, lectern, source):
    """Whatever happens is told, as a result."""
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return read_in(folder, reading, lectern, source)
    except Exception:
        return [(False, "it is read to the end", [traceback.format_exc()])]


def main(reader, lectern, source):
    if not READERS[reader].is_here():
        print("1..0 # SKIP %s is not here (Debian: %s)" % (reader, READERS[reader].packages))
        return
    number, wanted = 0, readings(READERS[reader])
    with multiprocessing.Pool(AT_ONCE) as pool:
        waiting = [(reading, pool.apply_async(read, (reading, lectern, source))) for reading in wanted]
        for reading, answer in waiting:
            for is_good, name, details in answer.get():
                number += 1
                print("%s %d - %s, %s: %s" % ("ok" if is_good else "not ok", number, reader, name_of(reading), name), flush=True)
                for detail in () if is_good else details:
                    print("# " + detail.replace("\n", "\n# "), flush=True)
    print("1..%d" % number)


if __name__ == "__main__":
    main(*sys.argv[1:])
