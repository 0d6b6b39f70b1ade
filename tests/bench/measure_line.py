"""Bytes and writes, and what a slow line makes of them."""
import os

from measures import WORD_ON_EACH_PAGE, WORDS_FAR_OFF, over
from programs import PEERS

SLOW = {"baud": 9600, "round_trip_ms": 200}
EVERY = [program.name for program in PEERS]
MARK_HITS = ["less", "w3m"]     # the others go to the hit and mark none
ON_SLOW_LINES = ["less", "vim"]


def events(program):
    """Eight pages, eight lines, four jumps to hits far off, and two other sizes."""
    keys = program.keys
    line = "line=8*%s " % keys["line"] if keys["line"] else ""
    jumps = " ".join("jump=%s%s<CR>" % (keys["find"], word) for word in WORDS_FAR_OFF)
    return "page=8*%s %s%s resize=<resize:100x30> resize=<resize:80x24>" % (keys["page"], line, jumps)


def bytes_over_ideal(bench):
    ours, theirs = bench.beside(EVERY, lambda program: bench.run(program, "shipped", events(program)))
    for label in ("page", "line", "jump", "resize"):
        yield over(ours[label]), {name: over(costs[label]) for name, costs in theirs.items() if label in costs}


def highlights(bench):
    """The word stands on the page that is shown: its hits come to be marked, the next one is gone to four times."""
    def measure(program):
        keys = program.keys
        costs = bench.run(program, "shipped", "find=%s%s<CR> next=4*%s" % (keys["find"], WORD_ON_EACH_PAGE, keys["next"]))
        return over(costs["find"] + costs["next"])
    yield bench.beside(MARK_HITS, measure)


def writes_to_terminal(bench, keys):
    """Lectern's alone are counted apart from those that go elsewhere."""
    note = os.path.join(bench.texts.folder, "writes")
    counts = []

    def look(session):
        with open(note, encoding="utf-8") as file:
            counts.append(len(file.readlines()))
    for typed in ("", keys):
        if os.path.exists(note):
            os.remove(note)
        bench.run(bench.lectern, "shipped", typed, look, variables={"LD_PRELOAD": bench.shim, "COUNT_NOTE": note})
    return counts[1] - counts[0]


def writes_a_frame(bench):
    pages = 8

    def measure(program):
        keys = "page=%d*%s" % (pages, program.keys["page"])
        if program is bench.lectern:
            return writes_to_terminal(bench, keys) / pages
        return sum(cost.writes for cost in bench.run(program, "shipped", keys)["page"]) / pages
    yield bench.beside(EVERY, measure)


def typed_ahead(bench):
    def measure(program):
        cost = bench.run(program, "shipped", "ahead=ahead(10,0.2)*%s" % program.keys["page"], **SLOW)["ahead"][0]
        return cost.whole / 1000 if cost.whole else None
    yield bench.beside(ON_SLOW_LINES, measure)


def one_page(bench):
    def measure(program):
        return min(cost.row for cost in bench.run(program, "shipped", "page=3*%s" % program.keys["page"], **SLOW)["page"] if cost.row) / 1000
    yield bench.beside(ON_SLOW_LINES, measure)
