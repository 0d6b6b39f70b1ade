"""How time and memory grow with the report."""
import os
import tempfile

import session
from keys import read_events
from measure_memory import private_kb
from measure_search import absent_ms
from measures import FIRST_WORDS, MOST_SECONDS, median

SIZES = ("1", "10", "100")
STARTS = 5
HEADS = ("MB", "open for the first time", "later", "page", "contents", "absent word for the first time", "later", "private memory, kB")
KEYS = "page=6*<Space> contents=t close=q contents=t close=q contents=t close=q contents=t close=q contents=t close=q"
KEY_SECONDS = 10
SCREEN_BYTES = 200  # what only changes the foot is shorter


def opened(bench, size, kept):
    """A session whose writes are noted, with what another one compiled into that folder."""
    note = tempfile.mktemp(prefix="note.", dir=bench.texts.folder)
    variables = {"LD_PRELOAD": bench.shim, "COUNT_NOTE": note, "XDG_CACHE_HOME": kept}
    return session.Session(bench.command(bench.lectern, size), bench.options(variables=variables))


def open_ms(bench, size, kept):
    """Of a processor, until the first page's text was written."""
    reader = opened(bench, size, kept)
    try:
        return reader.used / 1e6 if reader.is_shown(FIRST_WORDS, MOST_SECONDS) and reader.used else None
    finally:
        reader.end()


def settled_ms(bench, size, kept):
    """Likewise of keys, by label, when all of the report was read and counted."""
    reader, found = opened(bench, size, kept), {}
    try:
        reader.start()
        for event in [event for event in read_events(KEYS) for _ in range(event.times)]:
            found.setdefault(event.label, []).append(reader.write_ms(reader.make_keys(event), SCREEN_BYTES, KEY_SECONDS))
    finally:
        reader.end()
    return {label: median(values) for label, values in found.items()}


def new_folder(bench):
    return tempfile.mkdtemp(dir=bench.texts.folder)


def grow(bench):
    """A row of figures for each size, in the order of HEADS, ms of a processor. To be had: flat but for the absent word, which is linear."""
    for size in SIZES:
        kept = new_folder(bench)
        first = median([open_ms(bench, size, new_folder(bench)) for _ in range(STARTS)])
        keys = settled_ms(bench, size, kept)
        later = median([open_ms(bench, size, kept) for _ in range(STARTS)])
        yield [float(size), first, later, keys["page"], keys["contents"], *absent_ms(bench, bench.lectern, size)[:2], private_kb(bench, size)]
