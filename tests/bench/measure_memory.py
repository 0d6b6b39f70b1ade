"""Memory of many readers of one report, and of a long one."""
import os

import session

READERS = 20


def started(bench, program, size):
    """One of the sessions of one person, who has one cache for all of them."""
    reader = session.Session(bench.command(program, size), bench.options(variables={"XDG_CACHE_HOME": os.path.join(bench.texts.folder, "cache-of-all")}))
    reader.start()
    return reader


def private_kb(bench, size):
    found = []
    bench.run(bench.lectern, size, "page=<Space>", lambda session: found.append(session.memory()["private"]))
    return found[0]


def memory(bench):
    def measure(program):
        readers = []
        try:
            for _ in range(READERS):
                readers.append(started(bench, program, "1"))
            return sum(reader.memory()["pss"] for reader in readers) / READERS
        finally:
            for reader in readers:
                reader.end()
    yield bench.beside(["less"], measure)
    small, large = private_kb(bench, "shipped"), private_kb(bench, "100")
    yield 100 * (large - small) / small, {}
