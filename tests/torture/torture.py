"""Random keys, pastes, answers, sizes, stops, dropped lines, on many terminals. TAP; README says what is held of each session.
torture.py LECTERN SOURCE FOLDER SECONDS SEED[/SESSION]"""
import collections
import os
import random
import re
import signal
import subprocess
import sys
import time

from actions import some_actions
from job import Fault, Job
from setting import Setting, hostile_cases
from sent import controls_in, left_on

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
from sessions import Tap  # noqa: E402 - the folder is known only now

END_SECONDS = 1.0
ESCAPE_SECONDS = 0.1
SANITIZED_FACTOR = 5    # a dump takes 5.5 times the processor of the plain program, a search 1.7 times
CONFIRMED = b"Bookmark set"
SLOW_ONE_IN = 20           # ends at which the disk may be too slow, as on a busy machine
UNCONFIRMED_SECONDS = 120    # at most
STATUSES = {"keys": {0}, "SIGHUP": {0}, "SIGTERM": {0}, "SIGINT": {0}, "hang up": {0, 3}, "SIGKILL": {-9}}


class Session:
    def __init__(self, program, source, folder, seed, number, cases, factor):
        chance = random.Random("%s/%d" % (seed, number))
        self.setting = Setting(chance, program, source, os.path.join(folder, str(number)), cases)
        self.actions = some_actions(chance)
        self.program, self.factor, self.size = program, factor, chance.choice([(24, 80), (24, 80), (10, 40), (1, 1), (50, 200)])
        self.modes, self.confirmed, self.done, self.ended_by, self.was_slow = {}, [], 0, None, False

    def judge_printed(self):
        control = controls_in(self.job.printed, self.setting.is_quiet, self.setting.environment["TERM"])
        left_on(self.job.printed, self.modes)
        self.job.printed = b""
        if control:
            raise Fault("printed " + control)

    def settle(self, what):
        self.job.settle(what=what)
        printed = self.job.printed
        self.judge_printed()
        return printed

    # Actions

    def do_type(self, given):
        self.job.send(given)

    do_paste = do_answer = do_type

    def leave_prompt(self):
        """Esc alone is a key only when nothing has followed it for a while."""
        for _ in range(2):
            self.job.send(b"\x1b")
            time.sleep(ESCAPE_SECONDS)
            self.settle("Esc")

    def do_note(self, text):
        """A bookmark with a note, by the prompt; it counts if it is confirmed, where the keys got that far."""
        self.job.resize(24, 80)
        self.settle("before a note")
        self.leave_prompt()
        self.job.send(self.setting.prompt + b"bookmark " + text.encode())
        self.settle("a note")
        self.job.send(b"\r")
        if CONFIRMED in self.settle("a note"):
            self.confirmed.append(text)

    def do_resize(self, size):
        self.job.resize(*size)

    def do_storm(self, sizes):
        for size in sizes:
            self.job.resize(*size)
            self.job.read()

    def do_stop(self):
        """As Ctrl-Z of a shell's user by kill, and fg."""
        self.settle("before it is stopped")
        self.job.signal(signal.SIGTSTP)
        self.job.wait_until(lambda: self.job.is_stopped, 2.0, "told to stop")

    def do_freeze(self, size):
        """Stopped by what can't be caught; the window changes meanwhile, and keys are typed."""
        self.settle("before it is frozen")
        self.job.signal(signal.SIGSTOP)
        self.job.resize(*size)
        self.job.send(b"jj")

    def do_continue(self):
        self.job.signal(signal.SIGCONT)

    def do_switch(self):
        """Another face, and keys at once."""
        self.job.send(b"\x1b\x1b" + self.setting.prompt + b"screen-reader\r" + b"jj")

    def do_end(self, how):
        self.settle("before the end")
        self.ended_by = how
        if how == "hang up":
            self.job.hang_up()
        elif how == "keys":
            self.leave_prompt()
            self.job.send(self.setting.prompt + b"quit\r")
            self.settle("quit")
            if not self.job.has_ended():
                self.ended_by = "SIGTERM"
                self.job.signal(signal.SIGTERM)
        else:
            self.job.signal(getattr(signal, how))
        self.job.wait_end(END_SECONDS, "ended by " + self.ended_by)

    # The session

    def run(self):
        """Its fault; None: none."""
        self.job = Job(self.setting.command, self.setting.environment, self.setting.folder, self.size, self.setting.is_quiet, self.factor)
        try:
            self.play()
            self.judge_end()
        except Fault as fault:
            return str(fault)
        finally:
            self.job.close()
        return None

    def play(self):
        self.job.wait_until(self.job.is_taken, 2.0, "begun")
        for action in self.actions:
            if self.job.has_ended():
                break
            name, *arguments = action
            getattr(self, "do_" + name)(*arguments)
            self.done += 1
            if not self.ended_by:
                self.settle(name)
        self.job.wait_end(END_SECONDS, "ended by itself")

    def judge_end(self):
        """A hostile report, keymap or terminal may be refused; what a key has ended has ended well."""
        words = self.setting.sanitizer_words()
        if words:
            raise Fault("the sanitizer says: " + words)
        if self.ended_by == "SIGKILL" and self.job.status == 0:     # it was on its way out by a key before, and is judged by that
            self.ended_by = None
        statuses = STATUSES[self.ended_by] if self.ended_by else {0, 2, 3} if self.setting.case else {0}
        if not self.setting.is_quiet and not self.ended_by:
            statuses = statuses | {-signal.SIGINT, -signal.SIGQUIT}
        self.was_slow = self.ended_by in ("SIGHUP", "SIGTERM", "SIGINT") and self.job.found_disk_slow()
        if self.job.status not in statuses and not self.was_slow:
            raise Fault("ended with %d by %s; printed last: %r" % (self.job.status, self.ended_by or "itself", self.job.printed[-300:]))
        if self.job.orphans():
            raise Fault("left a process behind")
        if self.ended_by not in ("hang up", "SIGKILL"):
            self.judge_printed()
            if not self.job.is_given_back():
                raise Fault("the modes of the terminal are not as they were")
            if any(self.modes.values()):
                raise Fault("left on: " + ", ".join(name for name, is_on in self.modes.items() if is_on))
        self.judge_state()

    def judge_state(self):
        state = self.setting.state()
        lost = [text for text in self.confirmed if text not in state and 'op: "remove"' not in state]
        if lost:
            raise Fault("lost the confirmed bookmarks " + ", ".join(lost))
        if self.confirmed and not self.setting.case:
            told = subprocess.run([self.program, "--marks", "--json", self.setting.report], env=self.setting.environment, cwd=self.setting.folder, capture_output=True)
            if told.returncode not in (0, 1) or told.stderr:
                raise Fault("the state does not read: %d %r" % (told.returncode, told.stderr))


class Torture:
    def __init__(self, program, source, folder, seed):
        self.program, self.source, self.folder, self.seed = program, source, folder, seed
        self.cases = hostile_cases()
        with open(program, "rb") as file:
            self.factor = SANITIZED_FACTOR if b"__asan_init" in file.read() else 1
        self.counts, self.faults = collections.Counter(), []

    def run_one(self, number):
        session = Session(self.program, self.source, self.folder, self.seed, number, self.cases, self.factor)
        fault = session.run()
        self.counts.update(sessions=1, actions=session.done, confirmed=len(session.confirmed), slow=session.was_slow)
        if fault:
            self.faults.append("%s/%d, action %d of %d (%s): %s" % (self.seed, number, session.done, len(session.actions), session.setting.words(), fault))
            print("# " + self.faults[-1].replace("\n", "\n# "), flush=True)
        session.setting.remove()

    def run(self, seconds):
        """For so long, and on until a bookmark was confirmed: a slow machine has few sessions, and without one nothing is known of what is kept."""
        begun = time.monotonic()
        while time.monotonic() < begun + (seconds if self.counts["confirmed"] else seconds + UNCONFIRMED_SECONDS):
            self.run_one(self.counts["sessions"] + 1)


def main():
    program, source, folder = map(os.path.abspath, sys.argv[1:4])
    seconds, (seed, _, only) = float(sys.argv[4]), sys.argv[5].partition("/")
    tap = Tap(1 if only else 2)
    print("# seed %s; one session of it again: tests/torture_test.sh %s/NUMBER" % (seed, seed), flush=True)
    torture = Torture(program, source, folder, seed)
    if only:
        torture.run_one(int(only))
    else:
        torture.run(seconds)
    counts = torture.counts
    print("# %d ends at which the disk took longer than the reader may wait" % counts["slow"])
    if counts["slow"] > 1 + counts["sessions"] / SLOW_ONE_IN:
        torture.faults.append("too many of them")
    tap.result(not torture.faults, "%d sessions of %d actions, seed %s: %d faults" % (counts["sessions"], counts["actions"], seed, len(torture.faults)))
    if not only:
        tap.result(counts["confirmed"] > 0, "%d bookmarks that were confirmed are kept" % counts["confirmed"])
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
