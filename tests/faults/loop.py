"""The fault loop: seven scenarios, in which each call that touches state fails once, or for ever, or the process dies there. TAP.
loop.py LECTERN SHIM REPORT FOLDER STEP [MEMORY-STEP]: each STEP-th point. What was confirmed must be there; what was not must be told; nothing else may change."""
import concurrent.futures
import glob
import os
import re
import shutil
import subprocess
import sys

from sessions import Tap

SECONDS = 20
WORKERS = 3
ERRNOS = {"EIO": 5, "EACCES": 13, "ENOSPC": 28, "EDQUOT": 122, "EINTR": 4, "EROFS": 30}
DEATHS = ("kill", "after", "tear")
HOWS = [(name, str(number), False) for name, number in ERRNOS.items()] + [(name, str(ERRNOS[name]), True) for name in ("EIO", "EACCES", "ENOSPC", "EDQUOT")]
HOWS += [("short", "short", False)] + [(how, how, False) for how in DEATHS]
HEADER = '{v: "1", op: "add", seq: "0", id: "report-4877ebb8f4683d1b", kind: "report", text: "One File"}\n'
PLACE = 'place: {chapter: "first", block: "%s", exact: "%s", prefix: "", suffix: ""}'


def mark(seq, name, text):
    return '{v: "1", op: "add", seq: "%d", id: "%s", kind: "bookmark", time: "2026-01-01T00:00:00Z", %s, text: "%s"}\n' % (
        seq, name, PLACE % ("", "The First Chapter"), text)


def places(count):
    first = '{v: "1", op: "add", seq: "10", id: "p0", kind: "place", time: "2026-01-01T00:00:00Z", %s}\n' % (PLACE % ("", "gone"))
    rest = "".join('{v: "1", op: "change", seq: "%d", id: "p%d", of: "p0", kind: "place", time: "2026-01-01T00:00:00Z", %s}\n' % (10 + i, i, PLACE % ("", "gone %d" % i))
                   for i in range(1, count))
    return first + rest


OLD = HEADER + mark(1, "old1", "old one") + mark(2, "old2", "old two")
DAMAGE = "{v: damaged\n"
GOOD = frozenset(("old one", "old two"))


def is_told_in(printed):
    """That it could not be saved, or, at the start, that what there is can't be read."""
    return re.search("not saved|not confirmed|can't be (looked at|opened|read)|does not answer", printed) is not None


def read(path):
    with open(path) as file:
        return file.read()


class Scenario:
    """`effects`: what is printed when a thing was done, the note that is there then, and the one that is not."""

    def __init__(self, name, state, orders, notes, effects):
        self.name, self.state, self.orders, self.notes, self.effects = name, state, orders, notes, effects


SCENARIOS = [
    Scenario("first run", None, "m\nq\n", set(), []),
    Scenario("add", OLD, "M\nnew\nM\nnew2\nq\n", GOOD, [("Bookmark set", "new", None), ("Bookmark set", "new2", None)]),
    Scenario("note", OLD, "'\nrename other\nq\n", GOOD, [("note is changed", "other", "old one")]),
    Scenario("rename and delete", OLD, "'\nrename other\ndelete\nEsc\nM\nnew\nq\n", GOOD, [("note is changed", "other", "old one"), ("Bookmark deleted", None, "other"), ("Bookmark set", "new", None)]),
    Scenario("place on exit", OLD + places(2), "\nq\n", GOOD, []),
    Scenario("damaged file", OLD + DAMAGE, "M\nnew\nq\n", GOOD, [("Bookmark set", "new", None)]),
    Scenario("compaction", OLD + places(80), "\nq\n", GOOD, []),
]


class Loop:
    def __init__(self, lectern, shim, report, folder):
        self.lectern, self.shim, self.report, self.folder = lectern, shim, report, folder
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
        self.environment = {**kept, "LC_ALL": "C.UTF-8"}

    def run(self, scenario, name, calls, at, how, for_ever):
        folder = os.path.join(self.folder, name)
        shutil.rmtree(folder, ignore_errors=True)
        state, note = os.path.join(folder, "state"), os.path.join(folder, "note")
        os.makedirs(folder, 0o700)
        path = os.path.join(state, "lectern", "one-file.yaml")
        if scenario.state is not None:
            os.makedirs(os.path.dirname(path), 0o700)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(scenario.state)
        environment = {**self.environment, "HOME": folder, "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": folder + "/config"}
        fault = {"LD_PRELOAD": self.shim, "FAULT_CALLS": calls, "FAULT_AT": str(at), "FAULT_HOW": how, "FAULT_UNDER": state, "FAULT_NOTE": note}
        if for_ever:
            fault["FAULT_EVER"] = "1"
        try:
            done = subprocess.run([self.lectern, "--line", self.report], env={**environment, **fault}, input=scenario.orders.encode(), stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=SECONDS)
            status, printed = done.returncode, done.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired:
            return True, ["hangs"]
        after = subprocess.run([self.lectern, "--marks", "--json", self.report], env=environment, capture_output=True)
        notes = set(re.findall(r'"note": ?"([^"]*)"', after.stdout.decode()))
        faults = list(self.judge(scenario, status, " ".join(printed.split()), notes, after, path, how, calls))
        was_hit, is_told = os.path.exists(note), status in (3, 4) or is_told_in(" ".join(printed.split()))
        if was_hit and how.isdigit() and how != str(ERRNOS["EINTR"]) and scenario.name != "compaction" and read(note) == "fsync" and not is_told:
            faults.append("fsync failed, and nothing was said")
        shutil.rmtree(folder)
        return was_hit, faults

    def judge(self, scenario, status, printed, notes, after, path, how, calls):
        is_dead, is_told = how in DEATHS and status == -9, status in (3, 4) or is_told_in(printed)
        if status < 0 and not is_dead:
            yield "died of signal %d" % -status
        if calls == "memory" and status not in (0, 3, 4):
            yield "ended with %d" % status
        if status == 4 and "out of memory" not in printed:
            yield "ended with 4 without a word"
        if after.returncode not in (0, 1) and "the last line is torn" not in after.stderr.decode():
            yield "cannot be read again: %s" % after.stderr[:200]
        confirmed, there, gone = printed, set(scenario.notes), set()
        all_done = True
        for words, new, old in scenario.effects:
            is_confirmed = words in confirmed
            confirmed = confirmed.replace(words, "", 1)
            has_effect = (new is None or new in notes) and (old is None or old not in notes)
            all_done = all_done and is_confirmed
            if is_confirmed:
                there, gone = (there | {new}) - {old}, gone | {old}
            elif not is_dead and not is_told and status != 4:
                yield "%s was neither done nor told" % (new or old)
            elif old is not None:
                there.discard(old)      # done or not: both are right
        lost = there - notes - {None}
        if lost:
            yield "lost %s; there is %s" % (sorted(lost), sorted(notes))
        if all_done and (gone - there - {None}) & notes:
            yield "came back: %s" % sorted(gone & notes)
        if scenario.state and DAMAGE in scenario.state and path and not any(DAMAGE in read(file) for file in glob.glob(path + "*") if not file.endswith(".lock")):
            yield "what was damaged is gone"
        if status == 0 and calls == "files" and not is_told and not self.has_place(path):
            yield "the place is not kept, and nothing was said"

    @staticmethod
    def has_place(path):
        try:
            with open(path) as file:
                return re.search(r'kind: "place".*exact: "(The First Chapter|A paragraph|The Second Chapter)', file.read()) is not None
        except OSError:
            return False

    def points(self, scenario, calls, how, for_ever, step, first):
        """Runs until the fault is not reached any more. Yields (at, faults)."""
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            at, is_over = first, False
            while not is_over:
                batch = [at + i * step for i in range(WORKERS * 2)]
                at += step * len(batch)
                runs = pool.map(lambda point: self.run(scenario, "%s-%d" % (re.sub(r"\W", "-", scenario.name), point), calls, point, how, for_ever), batch)
                for point, (was_hit, faults) in zip(batch, runs):
                    if not was_hit:
                        is_over = True
                        break
                    yield point, faults


def loop_files(loop, tap, step):
    total = 0
    for number, scenario in enumerate(SCENARIOS):
        count, bad = 0, []
        for name, how, for_ever in HOWS:
            for at, faults in loop.points(scenario, "files", how, for_ever, step, 1 + (number + len(name)) % step):
                count += 1
                bad += ["%s%s at call %d: %s" % (name, " for ever" if for_ever else "", at, fault) for fault in faults]
        total += count
        tap.result(count > 0 and not bad, "%s: %d points, %d bad" % (scenario.name, count, len(bad)), *bad[:12])
    print("# %d points of calls that touch state" % total)


def loop_memory(loop, tap, step):
    total = 0
    for scenario in SCENARIOS:
        count, bad = 0, []
        for for_ever in (False, True):
            for at, faults in loop.points(scenario, "memory", "12", for_ever, step, 1 + (7 if for_ever else 0)):
                count += 1
                bad += ["allocation %d%s: %s" % (at, " and all later" if for_ever else "", fault) for fault in faults]
        total += count
        tap.result(count > 0 and not bad, "%s: %d allocations fail, %d bad" % (scenario.name, count, len(bad)), *bad[:12])
    print("# %d allocations" % total)


def main():
    lectern, shim, report, folder = map(os.path.abspath, sys.argv[1:5])
    step, memory_steps = int(sys.argv[5]), [int(step) for step in sys.argv[6:]]
    tap = Tap(len(SCENARIOS) * (1 + len(memory_steps)))
    loop = Loop(lectern, shim, report, folder)
    loop_files(loop, tap, step)
    for memory_step in memory_steps:
        loop_memory(loop, tap, memory_step)
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
