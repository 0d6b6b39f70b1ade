"""Odd disks, clocks and ends: without locks, a clock that goes back, files of other machines put together or left beside, a terminal that vanishes. TAP.
odd.py LECTERN SHIM REPORT FOLDER"""
import os
import re
import subprocess
import sys

import hang as hanging
import loop as faults
from sessions import Tap

ENOLCK, ENOSYS, ENOTSUP = 37, 38, 95
NO_LOCKS = "Its disk has no locks"
LATER, EARLIER = 2000000000, 0  # 2033, and 1970


class Odd(faults.Loop):
    def begin(self, name, text=faults.OLD):
        """(the state file, the environment)"""
        folder = os.path.join(self.folder, name)
        path = os.path.join(folder, "state", "lectern", "one-file.yaml")
        os.makedirs(os.path.dirname(path), 0o700)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(text)
        return path, {**self.environment, "HOME": folder, "XDG_STATE_HOME": os.path.join(folder, "state"), "XDG_CONFIG_HOME": folder + "/config"}

    def say(self, environment, orders, **fault):
        done = subprocess.run([self.lectern, "--line", self.report], env={**environment, **fault}, input=orders.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, " ".join(done.stdout.decode().split())

    def notes(self, environment):
        after = subprocess.run([self.lectern, "--marks", "--json", self.report], env=environment, capture_output=True)
        return sorted(re.findall(r'"note": ?"([^"]*)"', after.stdout.decode())), after.stderr.decode()


def no_locks(odd, tap):
    for number, name in ((ENOLCK, "ENOLCK"), (ENOSYS, "ENOSYS"), (ENOTSUP, "EOPNOTSUPP")):
        path, environment = odd.begin("locks-" + name, faults.OLD + faults.places(80))
        fault = {"LD_PRELOAD": odd.shim, "FAULT_CALLS": "locks", "FAULT_AT": "1", "FAULT_HOW": str(number), "FAULT_EVER": "1", "FAULT_UNDER": os.path.dirname(path)}
        status, said = odd.say(environment, "M\none\nM\ntwo\nG\nq\n", **fault)
        notes, told = odd.notes(environment)
        tap.result(status == 0 and notes == ["old one", "old two", "one", "two"] and not told, "%s: without locks bookmarks are saved" % name, status, notes, told)
        tap.result(said.count(NO_LOCKS) == 1 and said.count("Bookmark set") == 2, "%s: and that is told once" % name, said)
        with open(path) as file:
            tap.result(sum('kind: "place"' in line for line in file) > 80, "%s: and the file is not compacted" % name)


def clock_goes_back(odd, tap):
    _, environment = odd.begin("clock")
    preload = {"LD_PRELOAD": odd.shim}
    odd.say(environment, "'\nrename later\nEsc\nM\nof 2033\nq\n", FAULT_TIME=str(LATER), **preload)
    status, said = odd.say(environment, "'\nrename last word\nEsc\nM\nof 1970\nG\nq\n", FAULT_TIME=str(EARLIER), **preload)
    notes, told = odd.notes(environment)
    tap.result(status == 0 and notes == sorted(["last word", "of 1970", "of 2033", "old two"]) and not told, "a clock that goes back changes no order: the last word wins", said, notes, told)
    _, said = odd.say(environment, "q\n")
    tap.result("You stopped here" in said and "The Second Chapter" in said, "and the place is the last one", said)


def other_machines(odd, tap):
    texts = []
    for name in ("here", "there"):
        path, environment = odd.begin("machine-" + name)
        odd.say(environment, "M\nof %s\nq\n" % name)
        with open(path) as file:
            texts.append(file.read())
    for name, text in (("one behind the other", texts[0] + texts[1]), ("the other way round", texts[1] + texts[0]), ("twice", texts[0] + texts[1] + texts[1] + texts[0])):
        _, environment = odd.begin("merged-" + name.replace(" ", "-"), text)
        notes, told = odd.notes(environment)
        tap.result(notes == ["of here", "of there", "old one", "old two"] and not told, "files of two machines, %s: each bookmark once" % name, notes, told)
        status, said = odd.say(environment, "M\nmore\nq\n")
        tap.result(status == 0 and len(odd.notes(environment)[0]) == 5, "and one more goes in", status, said)
    path, environment = odd.begin("conflict", texts[0])
    left = {}
    for name in ("one-file.sync-conflict-20261128-120000-ABCDEFG.yaml", "one-file (conflicted copy).yaml", "one-file.yaml.sb-1234-abcd", "one-file.yaml~", ".nfs0001"):
        left[name] = texts[1]
        with open(os.path.join(os.path.dirname(path), name), "w") as file:
            file.write(texts[1])
    status, said = odd.say(environment, "M\nmore\nG\nq\n")
    notes, _ = odd.notes(environment)
    kept = all(open(os.path.join(os.path.dirname(path), name)).read() == text for name, text in left.items())
    tap.result(status == 0 and kept and notes == ["more", "of here", "old one", "old two"], "conflict files beside it are left alone", said, notes)


def ends(odd, tap):
    for name, options, has_terminal, _, _ in hanging.FACES[1:]:
        bad = []
        for how in hanging.ENDS[1:]:
            _, environment = odd.begin("end-%s-%s" % (name.replace(" ", "-"), how.replace(" ", "-")))
            session = hanging.Session([odd.lectern] + options + [odd.report], {**environment, "TERM": "xterm-256color"}, has_terminal)
            session.wait_for("A paragraph of the first", 10)
            session.send(b" ")
            if session.wait_for("second", 10) is None:
                bad.append("%s: there is no second page" % how)
            bad += hanging.ends_at_once(session, how, (0, 3))   # the line that has dropped can't be written to
            _, said = odd.say(environment, "q\n")
            if "You stopped here" not in said or "The Second Chapter" not in said:
                bad.append("%s: the place is gone: %s" % (how, said))
        tap.result(not bad, "%s: SIGTERM, SIGHUP and a terminal that vanishes end it within a second, and the place is kept" % name, *bad)


def main():
    lectern, shim, report, folder = map(os.path.abspath, sys.argv[1:5])
    tap, odd = Tap(20), Odd(lectern, shim, report, folder)
    no_locks(odd, tap)
    clock_goes_back(odd, tap)
    other_machines(odd, tap)
    ends(odd, tap)
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
