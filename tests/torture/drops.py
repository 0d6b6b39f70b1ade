"""The line drops at random moments: the reader ends within a second, and each bookmark that was confirmed is kept. TAP.
drops.py LECTERN SOURCE FOLDER COUNT SEED"""
import os
import random
import re
import shutil
import sys
import time

from job import Fault, Job

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
from sessions import Tap, notes_in  # noqa: E402 - the folder is known only now

END_SECONDS = 1.0
MOST_SECONDS = 0.6          # of a session, until the line drops
MOST_ROUNDS = 4             # at most
DROPS_A_STATE = 25          # then a new one, so that each is begun as well as gone on with
CONFIRMED = b"Bookmark set"
HANGUP = -1                 # before lectern has taken the terminal, the signal ends it as it ends all


class Drops:
    def __init__(self, program, source, folder, seed):
        self.program, self.report, self.folder = program, os.path.join(source, "tests/reports/one.yaml"), folder
        self.chance = random.Random("drops %s" % seed)
        self.confirmed, self.all_confirmed, self.slowest, self.statuses = [], 0, 0.0, {}
        with open(program, "rb") as file:
            self.factor = 5 if b"__asan_init" in file.read() else 1

    def drop(self, number, patience):
        """patience: how many times as long as usual it may play."""
        state = os.path.join(self.folder, "state")
        if number % DROPS_A_STATE == 0:
            shutil.rmtree(state, ignore_errors=True)
            self.confirmed = []
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
        environment = {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm", "HOME": self.folder, "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": self.folder + "/config"}
        options = self.chance.choice([[], [], ["--screen-reader=page"], ["--line"]])
        end = time.monotonic() + self.chance.uniform(0, MOST_SECONDS * patience)
        job = Job([self.program, *options, self.report], environment, self.folder, factor=self.factor)
        try:
            was_taken = self.play(job, end, "s%d" % number)
            job.hang_up()
            dropped = time.monotonic()
            job.wait_end(END_SECONDS, "the line has dropped")
            self.slowest = max(self.slowest, time.monotonic() - dropped)
            self.statuses[job.status] = self.statuses.get(job.status, 0) + 1
            if job.status not in ((0, 3) if was_taken else (0, 3, HANGUP)) or job.orphans():
                raise Fault("ended with %s" % job.status)
            self.judge(os.path.join(state, "lectern", "one-file.yaml"), was_taken)
        finally:
            job.close()

    def play(self, job, end, name):
        """Notes one by one until the line drops. Whether the terminal was taken, and its first screen shown."""
        job.wait_until(lambda: job.is_taken() or time.monotonic() > end, 2.0, "begun")
        was_taken = b"First Chapter" in job.printed
        for number in range(1000):
            note, at = "%s-%d" % (name, number), len(job.printed)
            for key in [b" ", b"M", note.encode(), b"\r"]:
                if time.monotonic() > end:
                    return was_taken
                job.send(key)
                job.read(self.chance.choice((0.0, 0.0, 0.01)))
                was_taken = was_taken or b"First Chapter" in job.printed
            while time.monotonic() < end and CONFIRMED not in job.printed[at:]:
                job.read(0.002)
            if CONFIRMED in job.printed[at:]:
                self.confirmed.append(note)
                self.all_confirmed += 1
        return was_taken

    def judge(self, path, was_taken):
        if not os.path.exists(path):
            if was_taken or self.confirmed:
                raise Fault("there is no state")
            return
        notes = notes_in(path)
        lost = [note for note in self.confirmed if notes[note] != 1]
        if lost:
            raise Fault("lost or doubled " + ", ".join(lost[:5]))
        with open(path, encoding="utf-8") as file:
            if was_taken and not re.search(r'kind: "place"', file.read()):
                raise Fault("the place is not kept")


def main():
    program, source, folder = map(os.path.abspath, sys.argv[1:4])
    count, seed = int(sys.argv[4]), sys.argv[5]
    tap = Tap(2)
    print("# seed %s" % seed, flush=True)
    drops, faults = Drops(program, source, folder, seed), []
    for number in range(count * MOST_ROUNDS):
        if number >= count and drops.all_confirmed:    # a slow machine may confirm none in the time given, and then nothing is known of what is kept
            break
        try:
            drops.drop(number, 1 + number // count)
        except Fault as fault:
            faults.append("drop %d: %s" % (number, fault))
    tap.result(not faults, "the line drops at %d moments, seed %s: it ends within a second, the place is kept" % (sum(drops.statuses.values()), seed), *faults[:20])
    tap.result(drops.all_confirmed > 0, "and so are %d bookmarks that were confirmed" % drops.all_confirmed)
    print("# the slowest end took %.2f seconds; statuses: %s" % (drops.slowest, drops.statuses))
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
