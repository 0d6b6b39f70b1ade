"""What the measurements share: programs on texts, and runs of them."""
import os
import statistics
import subprocess
import sys

import process
import session
from keys import read_events
from programs import lectern, peers

WORD_ON_EACH_PAGE = "traffick"      # of the shipped report
WORDS_FAR_OFF = ("backlog", "taskforce", "cabins", "vaccination")     # each once, in this order, behind the first eight pages
MOST_SECONDS = 300   # for one answer
FIRST_WORDS = "unprecedented"   # on the first page of the shipped report, and of those made of it
ABSENT = ("zyxwvut", "zyxwvus")


class Bench:
    def __init__(self, path, texts, shim):
        self.lectern, self.texts, self.shim = lectern(path), texts, shim
        self.known = {}     # what was measured already, for who asks again
        self.variables = {"LECTERN_DATA": texts.source}

    def tell(self, text):
        print("  " + text, file=sys.stderr, flush=True)

    def command(self, program, size):
        return [*program.command, self.texts.report(size) if program is self.lectern else self.texts.plain(size)]

    def options(self, **given):
        return session.Options(**{**given, "variables": {**self.variables, **given.get("variables", {})}})

    def run(self, program, size, keys, sees=None, **options):
        """The costs by label; `start` is one."""
        found = {}
        for cost in session.run(self.command(program, size), read_events(keys), self.options(**options), sees):
            found.setdefault(cost.label, []).append(cost)
        return found

    def beside(self, wanted, measure):
        """What measure(program) has for lectern and for those of these peers that are here: (lectern's, {name: value})."""
        here, absent = peers(wanted)
        for name in absent:
            self.tell("%s is not installed: left out" % name)
        return measure(self.lectern), {program.name: measure(program) for program in here}


def over(costs):
    ideal = sum(cost.ideal for cost in costs)
    return sum(cost.bytes for cost in costs) / ideal if ideal else None


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def instructions(command, variables, shim, until):
    """Until the first write to the terminal that holds `until`; exact, by callgrind. Children count for themselves."""
    log = os.path.join(os.path.dirname(shim), "callgrind.%s")
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-file=" + log % "%p"]
    options = session.Options(variables={**variables, "LD_PRELOAD": shim, "COUNT_UNTIL": until})
    reader = session.Session([*valgrind, *command], options)
    try:
        if not reader.is_shown(until, MOST_SECONDS):
            return None
        reader.wait_end(MOST_SECONDS)
        with open(log % reader.pid, encoding="utf-8") as file:
            return process.number_of(r"Collected : (\d+)", file.read()) or None
    finally:
        reader.end()


def build_shim(compiler, source, folder):
    shim = os.path.join(folder, "counter.so")
    subprocess.run([*compiler.split(), "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", "-o", shim, os.path.join(source, "tests", "bench", "counter.c")], check=True)
    return shim
