"""How time and memory grow with the report."""
from measure_memory import private_kb
from measure_search import absent_ms
from measure_start import keys_ms, paint_ms
from measures import median

SIZES = ("1", "10", "100")
STARTS = 5
HEADS = ("MB", "open, ms", "page, ms", "contents, ms", "absent word, ms of a processor", "private memory, kB")


def grow(bench):
    """A row of figures for each size, in the order of HEADS. To be had: flat, flat, flat, linear, flat."""
    for size in SIZES:
        keys = keys_ms(bench, size)
        yield [float(size), median([paint_ms(bench, size) for _ in range(STARTS)]), keys["page"], keys["contents"],
               absent_ms(bench, bench.lectern, size)[0], private_kb(bench, size)]
