"""A report read under a real screen reader, key by key: what is to be spoken after each, and what was. TAP.

    session.py LECTERN REPORT
"""
import os
import sys
import tempfile
import time

from figures import Figures, without_duplicate
from program import Program
from yasr import Yasr

START_SECONDS, ANSWER_SECONDS = 15, 8
PAGE_SHARE, PAGE_BEFORE, PAGE_BESIDES = 0.98, 12, 0.06
ROW_SHARE, ROW_BESIDES = 1.0, 12


def page(before, after, cursor):
    """All that stands on the screen."""
    return after


def came_in(before, after, cursor):
    return [row for row in after if row not in before]


def reached(before, after, cursor):
    """The row that the cursor went to, and what is said of it in the last one."""
    return [after[cursor]] + ([after[-1]] if cursor < len(after) - 1 else [])


# Keys, what is new after the last of them, and which requirement that shows. While the keys before the last are typed nothing is measured.
STEPS = [
    (" ", page, "R4: a page on"),
    (" ", page, "R4: a page on, into the next chapter"),
    (" ", page, "R4: a page on"),
    ("b", page, "R4: a page back"),
] + [("j", reached, "R5: a line on, on the page")] * 6 + [
    ("k", reached, "R5: a line back"),
    ("j" * 22, came_in, "R6: a line on, off the page"),
] + [("j", came_in, "R6: a line on")] * 4 + [
    ("/debt bondage\r", page, "R7: a hit on another page"),
    ("j", reached, "R5: a line on, after a hit"),
    ("/retailers\r", reached, "R5: a hit that is on the screen"),
    ("]", reached, "R7: the next heading, on the screen"),
    ("]", page, "R7: the next heading, on another page"),
    ("m", reached, "R21: a bookmark is confirmed"),
    ("t", page, "R2: the contents"),
    ("j", reached, "R2: the next row of the contents"),
    ("\r", page, "R7: the chosen chapter"),
    ("/no such words\r", reached, "R21: not found"),
]


class Session:
    def __init__(self, reader, program):
        self.reader, self.program = reader, program
        self.spoken = reader.server.spoken
        self.duplicates = reader.duplicates
        self.number = 0

    def settle(self, seconds):
        """Until nothing was written and nothing spoken for a while."""
        end, last = time.monotonic() + seconds, time.monotonic()
        while time.monotonic() < min(end, max(last, self.reader.server.time) + self.reader.quiet_seconds) and not self.program.is_over:
            if self.program.read(0.05):
                last = time.monotonic()

    def start(self):
        end = time.monotonic() + START_SECONDS
        while not self.spoken and time.monotonic() < end and not self.program.is_over:
            self.program.read(0.1)
        self.settle(ANSWER_SECONDS)

    def is_good(self, figures, new):
        if new is page:
            return figures.share >= PAGE_SHARE and figures.before <= PAGE_BEFORE and figures.besides_share <= PAGE_BESIDES
        return figures.share >= ROW_SHARE and figures.besides <= ROW_BESIDES

    def measure(self, new, before, spoken):
        text = "\n".join(new(before, self.program.rows(), self.program.cursor_row()))
        figures = Figures(text, "\n".join(spoken))
        if not self.is_good(figures, new) and self.duplicates and without_duplicate(spoken) != spoken:
            self.duplicates -= 1
            figures = Figures(text, "\n".join(without_duplicate(spoken)))
        return text, figures

    def result(self, name, is_good, figures, *details):
        self.number += 1
        print("%s %d - %s: %s" % ("ok" if is_good else "not ok", self.number, name, figures), flush=True)
        for detail in () if is_good else details:
            print("# " + detail.replace("\n", "\n# "))

    def check(self, name, new, before, spoken):
        text, figures = self.measure(new, before, spoken)
        is_good = bool(text.strip()) and self.is_good(figures, new)
        self.result(name, is_good, figures, "new:\n" + text, "spoken:\n" + "\n".join(spoken))

    def step(self, keys, new, name):
        for key in keys[:-1]:
            self.program.type(key)
            self.settle(1)
        before, count = self.program.rows(), len(self.spoken)
        self.program.type(keys[-1])
        self.settle(ANSWER_SECONDS)
        self.check(name, new, before, self.spoken[count:])

    def run(self):
        print("1..%d" % (len(STEPS) + 2))
        self.start()
        self.check("R1, R4: the first page, and what turned the mode on", page, [], list(self.spoken))
        for step in STEPS:
            self.step(*step)
        self.program.type("q")
        status = self.program.end()
        self.result("it ends", status == 0, "exit status %s" % status)


def main(lectern, report):
    with tempfile.TemporaryDirectory() as folder:
        environment = {"HOME": folder, "PATH": os.environ["PATH"], "TERM": "linux", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        environment.update({name: os.environ[name] for name in ("LECTERN_DATA", "ASAN_OPTIONS") if name in os.environ})
        reader = Yasr(folder)
        command = [lectern, "--screen-reader=page", report]
        Session(reader, Program(reader.arguments(command, environment), environment)).run()


main(*sys.argv[1:])
