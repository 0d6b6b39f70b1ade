"""The first screen, and keys on long reports."""
import os
import shutil
import tempfile
import time

import session
from keys import read_events
from measures import FIRST_WORDS, MOST_SECONDS, instructions, median
from programs import peers

STARTS = 9          # of each program in turn
KEY_SECONDS = 10
FRESH_SECONDS = 3   # what was written less long ago is not kept compiled for the next session, since it may be written once more
SCREEN_BYTES = 200  # what only changes the foot is shorter
KEYS_MS = ("page", "end", "citation", "contents")


def start_ms(bench, program, size, **options):
    return bench.run(program, size, "", **options)["start"][0].last


def first_paint(bench):
    """In turns, so that what else the machine does slows both."""
    less, _ = peers(["less"])
    pairs = [[start_ms(bench, program, "shipped") for program in (bench.lectern, *less)] for _ in range(STARTS)]
    medians = [median(times) for times in zip(*pairs)]
    yield (medians[0] / medians[1], {"less": 1.0}) if less else (None, {})
    if not shutil.which("valgrind"):
        bench.tell("valgrind is not installed: instructions are left out")
        yield None, {}
        return
    ours, theirs = bench.beside(["less"], lambda program: instructions(bench.command(program, "shipped"), bench.variables, bench.shim, FIRST_WORDS))
    yield ours / 1e6, {name: count / 1e6 for name, count in theirs.items() if count}


def paint_ms(bench, size, **options):
    """Until the first page's text stands; what is done afterwards while idle does not count."""
    reader = session.Session(bench.command(bench.lectern, size), bench.options(**options))
    try:
        return (time.monotonic() - reader.began) * 1000 if reader.is_shown(FIRST_WORDS, MOST_SECONDS) else None
    finally:
        reader.end()


def library(bench):
    """Somebody opens it once, in turns with the shipped report; and then the same person again. It was not written just now."""
    bench.texts.report("100")
    time.sleep(FRESH_SECONDS)
    pairs = [[paint_ms(bench, size) for size in ("shipped", "100")] for _ in range(STARTS)]
    shipped, first = [median(times) for times in zip(*pairs)]
    yield first / shipped, {}
    folder = tempfile.mkdtemp(dir=bench.texts.folder)
    kept = {"variables": {name: os.path.join(folder, name) for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}}
    paint_ms(bench, "100", **kept)
    yield median([paint_ms(bench, "100", **kept) for _ in range(STARTS)]) / shipped, {}


def keys_ms(bench, size):
    """Median ms of a processor from the key until its screen was written; begun at once, while the rest of the report is still worked on."""
    keys = "page=6*<Space> end=G page=g end=G page=g end=G citation=1.30g citation=1.90g citation=2.40g contents=t close=q contents=t close=q contents=t"
    note = os.path.join(bench.texts.folder, "keys-" + size)
    reader = session.Session(bench.command(bench.lectern, size), bench.options(variables={"LD_PRELOAD": bench.shim, "COUNT_NOTE": note}))
    found = {}
    try:
        reader.is_shown(FIRST_WORDS, MOST_SECONDS)
        for event in [event for event in read_events(keys) for _ in range(event.times)]:
            found.setdefault(event.label, []).append(reader.write_ms(reader.make_keys(event), SCREEN_BYTES, KEY_SECONDS))
    finally:
        reader.end()
    return {label: median(found[label]) for label in KEYS_MS}


def keys_on_100_mb(bench):
    found = keys_ms(bench, "100")
    for label in KEYS_MS:
        yield found[label], {}
