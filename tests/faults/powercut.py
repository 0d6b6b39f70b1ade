"""Every state that a power cut may leave: the calls of the seven scenarios of loop.py are written down, and each state of the disk that may be there after
a cut is built and opened. TAP.
powercut.py LECTERN LOG REPORT FOLDER STEP: each STEP-th of the states.

Two models. "journal" (ext4, XFS): changes of folders reach the disk in their order, and whatever is fsynced takes those before along. "folders" (POSIX):
a change of a folder is sure only after fsync of that folder, and each other one may be missing by itself. In both a file's bytes are sure after its fsync;
before it none of a write may be there, its begin, its end behind zeros, zeros in its length, or all; and so may a file be shortened or not."""
import concurrent.futures
import itertools
import os
import re
import select
import shutil
import subprocess
import sys
import time

import loop as faults
from sessions import Tap

WORKERS = 3
QUIET = 0.25        # seconds without a word: an order is answered
FREE_MOST = 8       # changes of folders that may be missing by themselves; the older ones count as sure
MODES = ("none", "begin", "end", "zeros", "all")


class Cut:
    """What is on the disk."""

    def __init__(self, entries, bytes_of):
        self.entries, self.bytes_of = entries, bytes_of     # path -> file; file -> bytes, None = a folder


def snapshot(folder):
    entries, bytes_of = {}, {}
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(parent, name)
            inode = "old-%d" % os.lstat(path).st_ino
            entries[path] = inode
            bytes_of[inode] = None if name in folders else open(path, "rb").read()
    return Cut(entries, bytes_of)


def read_log(path):
    """Events as tuples. A file is known by its inode and how often that was given out."""
    events, births = [], {}

    def known(inode):
        return "new-%s-%d" % (inode, births[inode]) if inode in births else "old-%s" % inode

    for line in open(path, encoding="utf-8"):
        name, _, rest = line.rstrip("\n").partition(" ")
        if name in ("mkdir", "create"):
            inode, _, path = rest.partition(" ")
            births[inode] = births.get(inode, 0) + 1
            events.append((name, path, known(inode)))
        elif name == "write":
            inode, offset, digits = rest.split(" ")
            events.append((name, known(inode), int(offset), bytes.fromhex(digits)))
        elif name == "truncate":
            inode, length = rest.split(" ")
            events.append((name, known(inode), int(length)))
        elif name == "fsync":
            inode, _, path = rest.partition(" ")
            events.append((name, known(inode), path))
        elif name in ("rename", "link"):
            events.append((name,) + tuple(rest.split("\t")))
        else:
            events.append((name, rest))
    return events


def is_of_folder(event):
    return event[0] in ("mkdir", "create", "rename", "link", "unlink")


def with_folder_changes(before, changes):
    entries = dict(before.entries)
    for change in changes:
        if change[0] in ("mkdir", "create"):
            entries[change[1]] = change[2]
        elif change[0] == "unlink":
            entries.pop(change[1], None)
        elif change[1] in entries:
            entries[change[2]] = entries[change[1]] if change[0] == "link" else entries.pop(change[1])
    return entries


def reachable(entries, top):
    there = {}
    for path in sorted(entries):
        if os.path.dirname(path) == top or os.path.dirname(path) in there:
            there[path] = entries[path]
    return there


def shape(bytes_, mode):
    half = len(bytes_) // 2
    return {"begin": bytes_[:half], "end": bytes(half) + bytes_[half:], "zeros": bytes(len(bytes_)), "all": bytes_}[mode]


def content(events, cut_at, file, begin, sure_until, mode):
    data = bytearray(begin or b"")
    for index, event in enumerate(events[:cut_at]):
        if event[0] not in ("write", "truncate") or event[1] != file:
            continue
        is_sure = index <= sure_until
        if not is_sure and mode == "none":
            continue
        if event[0] == "truncate":
            data = data[:event[2]] + bytes(max(0, event[2] - len(data)))
            continue
        some = event[3] if is_sure else shape(event[3], mode)
        data += bytes(max(0, event[2] - len(data)))
        data[event[2]:event[2] + len(some)] = some
    return bytes(data)


def journal_choices(events, cut_at):
    changes = [i for i in range(cut_at) if is_of_folder(events[i])]
    sure = max((i for i in range(cut_at) if events[i][0] == "fsync"), default=-1)
    fixed, free = [i for i in changes if i <= sure], [i for i in changes if i > sure]
    return [fixed + free[:count] for count in range(len(free) + 1)]


def folder_choices(events, cut_at):
    changes = [i for i in range(cut_at) if is_of_folder(events[i])]

    def is_sure(index):
        paths = [path for path in events[index][1:] if path.startswith("/")]
        return all(any(e[0] == "fsync" and e[2] == os.path.dirname(path) for e in events[index:cut_at]) for path in paths)

    free = [i for i in changes if not is_sure(i)][-FREE_MOST:]
    fixed = [i for i in changes if i not in free]
    return [sorted(fixed + list(some)) for count in range(len(free) + 1) for some in itertools.combinations(free, count)]


def states(events, before, top):
    """(cut behind so many events, {path: bytes or None})"""
    for cut_at in range(len(events) + 1):
        sure = {e[1]: i for i, e in enumerate(events[:cut_at]) if e[0] == "fsync"}
        for choices in (journal_choices, folder_choices):
            for chosen in choices(events, cut_at):
                entries = reachable(with_folder_changes(before, [events[i] for i in chosen]), top)
                folders = {e[2] for e in events if e[0] == "mkdir"} | {file for file, data in before.bytes_of.items() if data is None}
                unsure = [file for file in set(entries.values()) if any(
                    e[0] in ("write", "truncate") and e[1] == file and i > sure.get(file, -1) for i, e in enumerate(events[:cut_at]))]
                for modes in itertools.product(MODES, repeat=len(unsure)):
                    mode_of = dict(zip(unsure, modes))
                    yield cut_at, {path: None if file in folders else content(events, cut_at, file, before.bytes_of.get(file), sure.get(file, -1), mode_of.get(file, "all"))
                                   for path, file in entries.items()}


class PowerCuts(faults.Loop):
    def __init__(self, lectern, log, report, folder):
        super().__init__(lectern, log, report, folder)

    def environment_in(self, folder):
        return {**self.environment, "HOME": folder, "XDG_STATE_HOME": os.path.join(folder, "state"), "XDG_CONFIG_HOME": os.path.join(folder, "config")}

    def begin(self, name, scenario):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder, 0o700)
        if scenario.state is not None:
            path = os.path.join(folder, "state", "lectern", "one-file.yaml")
            os.makedirs(os.path.dirname(path), 0o700)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(scenario.state)
        return folder

    def write_down(self, scenario, effects):
        """Gives the orders one by one. (folder, before, events, for each effect the number of events behind which it was confirmed, whether it ended well)"""
        folder = self.begin("log-" + re.sub(r"\W", "-", scenario.name), scenario)
        before, log = snapshot(folder), folder + ".log"
        preload = {"LD_PRELOAD": self.shim, "LOG_UNDER": folder, "LOG_FILE": log}
        process = subprocess.Popen([self.lectern, "--line", self.report], env={**self.environment_in(folder), **preload}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        confirmed, said = [], self.answer(process)
        open(log, "a").close()
        for order in scenario.orders.splitlines(True):
            process.stdin.write(order.encode())
            process.stdin.flush()
            said = self.answer(process)
            if len(confirmed) < len(effects) and effects[len(confirmed)][0] in said:
                confirmed.append(len(read_log(log)))
        process.stdin.close()
        ended = process.wait() == 0
        return folder, before, read_log(log), confirmed, ended

    @staticmethod
    def answer(process):
        said = b""
        while select.select([process.stdout], [], [], QUIET if said else 10)[0]:
            some = os.read(process.stdout.fileno(), 65536)
            if not some:
                break
            said += some
        return " ".join(said.decode().split())

    def open_state(self, name, top, files):
        """Builds it. (notes, notes behind one more session that adds one, what is wrong)"""
        folder = os.path.join(self.folder, name)
        os.makedirs(folder, 0o700)
        for path in sorted(files):
            own = folder + path[len(top):]
            if files[path] is None:
                os.mkdir(own, 0o700)
            else:
                with open(os.open(own, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                    file.write(files[path])
        environment = self.environment_in(folder)
        notes, bad = self.marks(environment)
        added = subprocess.run([self.lectern, "--line", self.report], env=environment, input=b"M\nafter\nq\n", capture_output=True)
        is_busy = b"does not answer" in added.stderr    # so is the machine, when it ends
        if b"Bookmark set" not in added.stdout or (added.returncode != 0 and not is_busy):
            bad.append("nothing can be added: %s" % added.stdout[-200:])
        later, more = self.marks(environment)
        if sorted(later) != sorted(notes + ["after"]):
            bad.append("with one more there is %s" % sorted(later))
        has_place = self.has_place(os.path.join(folder, "state", "lectern", "one-file.yaml"))
        shutil.rmtree(folder)
        return notes, has_place or is_busy, bad + more

    def marks(self, environment):
        after = subprocess.run([self.lectern, "--marks", "--json", self.report], env=environment, capture_output=True)
        told = after.stderr.decode()
        is_fine = after.returncode in (0, 1) or "torn" in told or "damaged" in told
        return re.findall(r'"note": ?"([^"]*)"', after.stdout.decode()), [] if is_fine else ["can't be read: %s" % told[:200]]


def sets_of(scenario, effects):
    """The notes after no effect, after the first, …"""
    sets = [set(scenario.notes)]
    for _, new, old in effects:
        sets.append((sets[-1] | {new}) - {old, None})
    return sets


def judge(sets, confirmed, ended, cut_at, count, notes, has_place):
    least = sum(1 for at in confirmed if at <= cut_at)
    if sorted(notes) not in [sorted(each) for each in sets[least:]]:
        yield "cut behind event %d: there is %s, not one of %s" % (cut_at, sorted(notes), sets[least:])
    if ended and cut_at == count and not has_place:
        yield "cut at the end: the place is gone"


def check_scenario(cuts, scenario, step):
    effects = scenario.effects or ([("Bookmark set", "", None)] if scenario.state is None else [])
    top, before, events, confirmed, ended = cuts.write_down(scenario, effects)
    bad = [] if len(confirmed) == len(effects) and ended else ["the scenario itself failed"]
    now = snapshot(top)
    replayed = [files for cut_at, files in states(events, before, top) if cut_at == len(events)]
    real = {path: now.bytes_of[file] for path, file in now.entries.items()}
    if real not in replayed:
        bad.append("what was written down does not lead to what is there")
    wanted = {}
    for cut_at, files in states(events, before, top):
        wanted.setdefault(frozenset(files.items()), set()).add(cut_at)
    chosen = [item for number, item in enumerate(wanted.items()) if number % step == 0 or len(events) in item[1]]
    name = re.sub(r"\W", "-", scenario.name)
    for number, (files, cuts_at) in enumerate(chosen):
        notes, has_place, wrong = cuts.open_state("%s-%d" % (name, number), top, dict(files))
        bad += wrong
        for cut_at in cuts_at:
            bad += judge(sets_of(scenario, effects), confirmed, ended, cut_at, len(events), notes, has_place)
    return len(events), len(chosen), bad


def main():
    lectern, log, report, folder = map(os.path.abspath, sys.argv[1:5])
    step = int(sys.argv[5])
    tap, cuts, total = Tap(len(faults.SCENARIOS)), PowerCuts(lectern, log, report, folder), 0
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        for scenario, (events, count, bad) in zip(faults.SCENARIOS, pool.map(lambda scenario: check_scenario(cuts, scenario, step), faults.SCENARIOS)):
            total += count
            tap.result(count > 0 and not bad, "%s: %d events, %d states after a cut, %d bad" % (scenario.name, events, count, len(bad)), *bad[:12])
    print("# %d states that a power cut may leave" % total)
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
