"""What can be counted, not timed: no more than the file `ceilings` has. TAP.
exact.py LECTERN SOURCE COMPILER FOLDER [write]: with that, the figures of today come into the file."""
import curses
import os
import platform
import re
import shutil
import subprocess
import sys
import time

import process
import session
from keys import read_events
from measure_line import events
from measures import FIRST_WORDS, MOST_SECONDS, WORD_ON_EACH_PAGE, build_shim, instructions
from programs import lectern
from texts import SHIPPED, Texts

RESTS = 3           # times that it is found at rest, one after the other
AGAIN = 8           # only where that is too much: a machine that is busy all the time
INSTRUCTIONS = {"instructions to the first page": "shipped", "instructions to the first page of 1 MB in two chapters": "1"}    # of a report of texts.py
MARGINS = {"instructions": 1.03, "allocations": 1.10}   # the environment and the paths differ; idle work is cut by the clock
BETTER = 0.97       # worth a lower ceiling
UNITS = ("bytes", "writes", "allocations")
LABELS = {"page": "8 pages", "line": "8 lines", "jump": "4 jumps to hits", "find": "hits come to be marked on the page", "next": "4 next hits on it", "resize": "2 other sizes"}


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def result(self, is_good, text):
        self.count += 1
        self.failed += not is_good
        print("%s %d - %s" % ("ok" if is_good else "not ok", self.count, text), flush=True)

    def skip(self, text, why):
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, text, why), flush=True)


def read_ceilings(path):
    """({name: number}, {"ncurses": version…})"""
    numbers, made_with = {}, {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].strip().rpartition(": ")
            if words[0].startswith("with "):
                made_with[words[0][5:]] = words[2]
            elif words[0]:
                numbers[words[0]] = int(words[2])
    return numbers, made_with


def versions(program):
    """Of what the figures depend on."""
    with open(program, "rb") as file:
        binary = file.read()
    compiler = re.search(rb"GCC: \([^)]*\) ([\d.]+)", binary)
    icu = re.search(rb"libicuuc\.so\.(\d+)", binary)    # linked, or opened when it is needed
    return {
        "ncurses": "%d.%d" % curses.ncurses_version[:2], "ICU": icu[1].decode() if icu else "none", "machine": platform.machine(), "libc": " ".join(platform.libc_ver()),
        "compiler": "%s %s" % ("gcc " + compiler[1].decode() if compiler else "another", "-O2" if re.search(rb" -O2\b", binary) else "without -O2"),
    }


class Counted(session.Session):
    """Its writes and allocations are noted by counter.c. Nothing here waits for a time: a busy machine makes it slower, not wrong."""
    def settle(self, writes):
        """Until there are more writes than that, and it waits for the next key."""
        until, rests = time.monotonic() + MOST_SECONDS, 0
        while rests < RESTS:
            if time.monotonic() > until:
                raise SystemExit("Bail out! lectern has not answered for %d s" % MOST_SECONDS)
            data = self.read(0.02, session.READ)
            if data:
                self.show(data)
            is_at_rest = not data and len(self.noted()) > writes and process.is_asleep(self.pid)
            rests = rests + 1 if is_at_rest else 0

    def count(self, event):
        """(bytes, writes, allocations) of one event."""
        before = self.noted()
        self.press(event)
        self.settle(len(before))
        after = self.noted()
        return sum(noted[0] for noted in after[len(before):]), len(after) - len(before), after[-1][1] - before[-1][1]


def count_events(program, source, shim, folder):
    """{label: [bytes, writes, allocations]} of all events of a label."""
    found = {}
    for turn, keys in enumerate((events(program), "find=/%s<CR> next=4*n" % WORD_ON_EACH_PAGE)):
        options = session.Options(variables={"LECTERN_DATA": source, "LECTERN_SLOW": "off", "LD_PRELOAD": shim, "COUNT_NOTE": os.path.join(folder, "note-%d" % turn)})
        reader = Counted([*program.command, os.path.join(source, SHIPPED)], options)
        try:
            reader.settle(0)
            for event in [event for event in read_events(keys) for _ in range(event.times)]:
                found[event.label] = [sum(pair) for pair in zip(found.get(event.label, (0, 0, 0)), reader.count(event))]
        finally:
            reader.end()
    return found


def names():
    """(label, number of the unit, name in the file)"""
    return [(label, number, "%s of %s" % (unit, title)) for label, title in LABELS.items() for number, unit in enumerate(UNITS)]


def margin_of(name):
    return MARGINS.get(name.split()[0], 1)


def is_within(counts, ceilings):
    return (counts[label][number] <= ceilings.get(name, 0) * margin_of(name) for label, number, name in names())


def judge(tap, name, found, ceiling):
    """What is much better than the ceiling is worth a lower one, or it could be lost again unseen."""
    if ceiling is None:
        tap.result(False, "%s: %d; the file tests/bench/ceilings has no number for it" % (name, found))
        return
    most = int(ceiling * margin_of(name))
    tap.result(found <= most, "%s: %d, at most %d" % (name, found, most))
    if found > most:
        print("# %+.1f %%: where that is worth it, write %s: %d into tests/bench/ceilings, and in the commit why" % (100 * (found - ceiling) / ceiling, name, found))
    elif found < ceiling * BETTER:
        print("# better than it was: write %s: %d into tests/bench/ceilings" % (name, found))


def write_ceilings(path, figures):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.rpartition(": ")[0] not in figures]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(lines + ["%s: %d\n" % item for item in figures.items()])


def count_least(program, source, shim, folder, ceilings):
    """What a search has found so far is shown after a fifth of a second: a busy machine may show more than another, and never less."""
    counts = count_events(program, source, shim, folder)
    for _ in range(AGAIN):
        if all(is_within(counts, ceilings)):
            break
        again = count_events(program, source, shim, folder)
        counts = {label: list(map(min, counts[label], again[label])) for label in counts}
    return {name: counts[label][number] for label, number, name in names()}


def why_not(name, other):
    """Why a figure does not hold here; "": it does."""
    matters = [text for text in other if text.startswith("ncurses")] if name.startswith(("bytes", "writes")) else other
    if name in INSTRUCTIONS and not shutil.which("valgrind"):
        return "valgrind is not here (Debian: valgrind)"
    return "here is " + "; ".join(matters) if matters else ""


def main():
    path, source, compiler, folder, *wish = sys.argv[1:]
    curses.setupterm("xterm-256color", 1)
    ceilings_path = os.path.join(source, "tests", "bench", "ceilings")
    ceilings, made_with = read_ceilings(ceilings_path)
    here, program, shim, tap = versions(path), lectern(path), build_shim(compiler, source, folder), Tap()
    other = ["%s %s, not %s" % (name, here[name], made_with.get(name)) for name in here if here[name] != made_with.get(name)]
    figures = count_least(program, source, shim, folder, {} if wish else ceilings)
    texts = Texts(path, source, folder)
    for name, report in INSTRUCTIONS.items():
        if not why_not(name, other):
            figures[name] = instructions([*program.command, texts.report(report)], {"LECTERN_DATA": source}, shim, FIRST_WORDS)
    if wish == ["write"]:
        write_ceilings(ceilings_path, figures)
        return 0
    print("1..%d" % (len(names()) + len(INSTRUCTIONS)))
    for name in [name for _, _, name in names()] + [*INSTRUCTIONS]:
        reason = why_not(name, other)
        if reason:
            tap.skip(name, reason)
        else:
            judge(tap, name, figures[name], ceilings.get(name))
    return tap.failed > 0


if __name__ == "__main__":
    sys.exit(main())
