"""The terminal is given back as it was, whatever ends the reader. TAP.
endings.py LECTERN SOURCE FOLDER SHIM STEP: each STEP-th allocation fails; SHIM as in tests/faults, - without."""
import os
import re
import shutil
import signal
import sys

from job import Fault, Job
from sent import controls_in, left_on

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
from sessions import Tap  # noqa: E402 - the folder is known only now

SECONDS = 1.0
FACES = {"the screen": [], "the screen with a mouse": ["--mouse=on"], "page mode": ["--screen-reader=page"], "line mode": ["--line"]}
ENDED = {signal.SIGHUP, signal.SIGTERM, signal.SIGINT}      # by these it ends of itself
NOT_CAUGHT = {signal.SIGKILL, signal.SIGSTOP}
SURVIVED = {signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGCONT, signal.SIGXFSZ}
STOPS = {signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
SANITIZED = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGABRT, signal.SIGILL, signal.SIGTRAP}     # a sanitizer has handlers of its own
TERMS = ["xterm-256color", "linux", "vt100", "vt220", "screen", "rxvt"]
SMALL = [(1, 1), (1, 2), (2, 1), (2, 3), (3, 7), (1, 80)]
PASTED = 8192              # twice what a prompt takes
FIRST_SCREEN = re.compile(rb"\x1b\[\?1049l")
MEMORY = re.compile(rb"lectern: [^\n]*out of memory")


class Endings:
    def __init__(self, program, source, folder, shim):
        self.program, self.folder, self.shim = program, folder, shim
        self.report = os.path.join(source, "tests/reports/one.yaml")
        self.longer = os.path.join(source, "content/human-trafficking-1")
        with open(program, "rb") as file:
            self.is_sanitized = b"__asan_init" in file.read()
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
        self.environment = {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config"}

    def job(self, options=(), size=(24, 80), report=None, **environment):
        return Job([self.program, *options, report or self.report], {**self.environment, **environment}, self.folder, size, factor=5 if self.is_sanitized else 1)

    def judge(self, job, statuses):
        modes = {}
        left_on(job.printed, modes)
        if job.status not in statuses and not (0 in statuses and job.found_disk_slow()):
            raise Fault("ended with %d" % job.status)
        if not job.is_given_back():
            raise Fault("the modes of the terminal are not as they were")
        if any(modes.values()):
            raise Fault("left on: " + ", ".join(name for name, is_on in modes.items() if is_on))

    def play(self, name, play, **given):
        """The fault of one job, in words, or nothing."""
        job = self.job(**given)
        try:
            job.wait_until(job.is_taken, 2.0, "begun")
            job.settle()
            play(job)
        except Fault as fault:
            return ["%s: %s" % (name, fault)]
        finally:
            job.close()
        return []

    def end_by(self, number):
        def play(job):
            job.signal(number)
            job.wait_end(SECONDS, "told to end")
            self.judge(job, {0} if number in ENDED else {-number})
        return play

    def signals(self, options):
        left_out = NOT_CAUGHT | SURVIVED | STOPS | (SANITIZED if self.is_sanitized else set())
        every = sorted(set(range(1, 32)) - {int(number) for number in left_out}) + [signal.SIGRTMIN, signal.SIGRTMAX - 3, signal.SIGRTMAX]
        return [fault for number in every for fault in self.play(signal.strsignal(number) or str(number), self.end_by(number), options=options)]

    def survived(self, job):
        for number in sorted(SURVIVED):
            job.signal(number)
            job.settle()
        if job.has_ended():
            raise Fault("ended with %d" % job.status)
        job.send(b"q")
        job.wait_end(SECONDS, "q")
        self.judge(job, {0})

    def stop_and_continue(self, job):
        modes = {}
        for _ in range(3):
            left_on(job.printed, modes)
            job.printed = b""
            job.signal(signal.SIGTSTP)
            job.wait_until(lambda: job.is_stopped, SECONDS, "told to stop")
            while job.read(0.02):
                pass
            left_on(job.printed, modes)
            if not job.is_given_back() or any(modes.values()):
                raise Fault("stopped with the terminal in its hands: %s" % modes)
            job.go_on()
            job.settle()
        job.send(b"q")
        job.wait_end(SECONDS, "q")
        self.judge(job, {0})

    def scroll(self, job):
        """Until a region is left set, as lines that go by leave it."""
        modes = {}
        for _ in range(2):
            job.send(b"j")
            job.settle()
        left_on(job.printed, modes)
        if not modes.get("a region that scrolls"):
            raise Fault("no region was left set")

    def scrolled(self, number):
        def play(job):
            self.scroll(job)
            if number:
                job.signal(number)
            else:
                job.send(b"q")
            job.wait_end(SECONDS, "told to end")
            self.judge(job, {-number if number and number not in ENDED else 0})
        return self.play("scrolled, %s" % (signal.strsignal(number) if number else "q"), play, report=self.longer)

    def scrolled_and_stopped(self, job):
        self.scroll(job)
        self.stop_and_continue(job)

    def within_paste(self, end):
        def play(job):
            job.send(b"/\x1b[200~half of it")
            job.settle()
            end(job)
            job.wait_end(SECONDS, "told to end")
            if job.master >= 0:
                self.judge(job, {0})
        return play

    def stop_within_paste(self, job):
        job.send(b"/\x1b[200~half of it")
        job.settle()
        job.signal(signal.SIGTSTP)
        job.resize(20, 70)
        job.send(b"qqq\x1b[201~")
        job.wait_until(lambda: job.is_stopped, SECONDS, "told to stop within a paste")
        job.go_on()
        job.settle()
        if job.has_ended() or b"half of itqqq" not in job.printed:
            raise Fault("the paste was not taken as one: %r" % job.printed[-300:])
        job.send(b"\x1b")
        job.settle()

    def full_prompt(self, job):
        job.send(b":")
        job.settle()
        job.printed = b""
        job.send(b"x" * PASTED)
        job.settle()
        if len(job.printed) > PASTED * 100:
            raise Fault("%d bytes pasted into a prompt are answered by %d" % (PASTED, len(job.printed)))

    def small(self, term, size):
        def play(job):
            job.signal(signal.SIGTSTP)
            job.wait_until(lambda: job.is_stopped, SECONDS, "told to stop")
            job.go_on()
            job.settle()
            job.send(b"q")
            job.wait_end(SECONDS, "q")
            control = controls_in(job.printed, False, term)
            if control:
                raise Fault("printed " + control)
            self.judge(job, {0})
        return self.play("%s %dx%d" % (term, *size), play, size=size, TERM=term)

    def not_written(self, job):
        job.send(b" ")  # who has not moved has nothing to lose
        job.settle()
        job.send(b"q")
        job.wait_end(SECONDS, "q")
        self.judge(job, {3})
        if not job.has_said(lambda printed: b"lectern: " in FIRST_SCREEN.split(printed)[-1]):
            raise Fault("does not say on the first screen what could not be written")

    def out_of_memory(self, at, is_for_ever):
        """True and its faults: there is no such allocation any more."""
        note, state = os.path.join(self.folder, "note"), os.path.join(self.folder, "memory")
        shutil.rmtree(state, ignore_errors=True)
        if os.path.exists(note):
            os.unlink(note)
        fault = {"LD_PRELOAD": self.shim, "FAULT_CALLS": "memory", "FAULT_AT": str(at), "FAULT_HOW": "12", "FAULT_NOTE": note, "XDG_STATE_HOME": state}
        if is_for_ever:
            fault["FAULT_EVER"] = "1"
        job = self.job(**fault)
        try:
            job.wait_until(job.is_taken, 2.0, "begun")
            for keys in (b" ", b"/chapter\r", b"t", b"q", b"q"):
                job.settle()
                job.send(keys)
            job.wait_end(SECONDS, "q")
            self.judge(job, {0, 4})
            if job.status == 4 and not job.has_said(lambda printed: MEMORY.search(FIRST_SCREEN.split(printed)[-1])):
                raise Fault("ended with 4, without a word on the first screen")
        except Fault as fault_found:
            return not os.path.exists(note), ["allocation %d%s: %s" % (at, " and all later" if is_for_ever else "", fault_found)]
        finally:
            job.close()
        return not os.path.exists(note), []


def all_memory(endings, tap, step):
    for is_for_ever in (False, True):
        faults, at, count = [], 1, 0
        while True:
            is_over, found = endings.out_of_memory(at, is_for_ever)
            if is_over:
                break
            faults, at, count = faults + found, at + step, count + 1
        tap.result(not faults and count > 10, "%d allocations on the screen fail%s" % (count, ", and all later ones" if is_for_ever else ""), *faults[:10])


def main():
    program, source, folder, shim = map(os.path.abspath, sys.argv[1:5])
    endings = Endings(program, source, folder, shim)
    has_shim = sys.argv[4] != "-"
    tap = Tap(2 * len(FACES) + (8 if has_shim else 6))
    for face, options in FACES.items():
        faults = endings.signals(options) + endings.play("survived", endings.survived, options=options)
        tap.result(not faults, "%s gives the terminal back by each signal that ends it" % face, *faults)
        faults = endings.play("stopped", endings.stop_and_continue, options=options)
        tap.result(not faults, "%s gives it back while it is stopped, and goes on" % face, *faults)
    crash = [] if endings.is_sanitized else [signal.SIGSEGV]
    faults = [fault for number in [0, signal.SIGTERM, signal.SIGHUP, *crash] for fault in endings.scrolled(number)]
    faults += endings.play("scrolled, stopped", endings.scrolled_and_stopped, report=endings.longer)
    tap.result(not faults, "a region that scrolls is taken back by each end and each stop", *faults)
    faults = endings.play("hang-up", endings.within_paste(Job.hang_up))
    for number in sorted(ENDED):
        faults += endings.play(signal.strsignal(number), endings.within_paste(lambda job, number=number: job.signal(number)))
    tap.result(not faults, "a paste without its end holds up no end of the reader", *faults)
    faults = endings.play("stop", endings.stop_within_paste)
    tap.result(not faults, "a paste stays one where the reader is told to stop within it", *faults)
    faults = endings.play("paste", endings.full_prompt, options=["--line"])
    tap.result(not faults, "what is pasted into a full prompt of line mode is not told for each letter", *faults)
    faults = [fault for term in TERMS for size in SMALL for fault in endings.small(term, size)]
    tap.result(not faults, "no window is so small that a sequence is cut in two", *faults)
    faults = endings.play("state", endings.not_written, XDG_STATE_HOME="/dev/null/none")
    tap.result(not faults, "what could not be written is told behind it", *faults)
    if has_shim:
        all_memory(endings, tap, int(sys.argv[5]))
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
