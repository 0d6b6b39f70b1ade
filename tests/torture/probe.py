"""What the terminal is asked at the start: asked once, answered by anything, never waited for, never taken for keys. TAP.
probe.py LECTERN SOURCE FOLDER"""
import fcntl
import os
import random
import re
import struct
import sys
import termios
import time

from job import LOCAL, Fault, Job

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
from sessions import Tap  # noqa: E402 - the folder is known only now

ORDER_ON, ORDER_OFF = b"\x1b[8h", b"\x1b[8l"
FENCE, REPORT, STATUS = b"\x1b[c", b"\x1b[6n", b"\x1b[5n"
CLASSES = 14
REPEATED = 4   # cells of what is repeated: behind the classes
STANDARD = [1, 1, 2, 2, 1, 2, 2, 2, 2, 2, 2, 2, 1, 2]
ROUNDS = 8     # of garbage
SECONDS = 2.0


def answers(cells, reports=None, order=0):
    told = [b"\x1b[8;%d$y" % order, b"\x1b[?2027;0$y"] + [b"\x1b[2;%dR" % (count + 1) for count in [*cells, REPEATED]]
    return told[:None if reports is None else 2 + reports] + [b"\x1b[?62;22c"]


WIDE = answers([2] + STANDARD[1:])


class Probe:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        with open(program, "rb") as file:
            self.factor = 5 if b"__asan_init" in file.read() else 1
        self.report = os.path.join(folder, "signs.yaml")
        with open(self.report, "w", encoding="utf-8") as file:
            file.write("lectern: 1\nid: signs\ntitle: Signs\nlanguage: en\nchapters:\n  - id: a\n    title: Signs\n    body:\n")
            file.writelines("      - Line %d %s\n" % (i, "§§ " * 40) for i in range(40))
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
        self.environment = {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder}

    def job(self, *options, **environment):
        job = Job([self.program, "--private", *options, self.report], {**self.environment, **environment}, self.folder, factor=self.factor)
        job.wait_until(job.is_taken, SECONDS, "begun")
        return job

    def asked(self, *options, **environment):
        job = self.job(*options, **environment)
        job.wait_until(lambda: FENCE in job.printed, SECONDS, "asked")
        return job

    def status(self, job):
        """(page, pages) as the status line has it when all is drawn afresh."""
        for _ in range(20):
            job.settle()
            job.printed = b""
            job.send(b"\x0c")   # the first time what stands over the status line goes
            job.settle()
            found = re.search(rb"page (\d+) of (\d+)", job.printed)
            if found:
                return int(found[1]), int(found[2])
        raise Fault("no status line: %r" % job.printed[-200:])

    def end(self, job, keys=b"q"):
        job.send(keys)
        job.wait_end(SECONDS, "q")
        if job.status != 0 or not job.is_given_back():
            raise Fault("ended with %s" % job.status)
        modes = termios.tcgetattr(job.slave)
        modes[LOCAL] &= ~termios.ICANON
        termios.tcsetattr(job.slave, termios.TCSANOW, modes)
        left = struct.unpack("i", fcntl.ioctl(job.slave, termios.FIONREAD, b"\0" * 4))[0]
        if left:
            raise Fault("%d bytes are left for the shell" % left)

    def judge(self, job, pages, page=1):
        found = self.status(job)
        if found != (page, pages):
            raise Fault("page %d of %d, not %d of %d" % (*found, page, pages))
        self.end(job)

    def pages_with(self, ambiguous, keys=b""):
        job = self.job("--probe=off", "--ambiguous=%d" % ambiguous)
        job.settle()
        job.send(keys)
        pages = self.status(job)
        self.end(job)
        return pages

    # What is held

    def is_believed(self):
        for spelt, pages in ((WIDE, self.wide), (answers(STANDARD), self.narrow)):
            job = self.asked()
            job.send(b"".join(spelt))
            self.judge(job, pages)

    def is_asked_once(self):
        job = self.asked()
        job.send(b"".join(WIDE))
        job.settle()
        job.send(b"\x1a")
        job.wait_until(lambda: job.is_stopped, SECONDS, "stopped")
        job.go_on()
        job.settle()
        if job.printed.count(FENCE) != 1 or job.printed.count(REPORT) != CLASSES + 1:
            raise Fault("asked %d times, with %d reports" % (job.printed.count(FENCE), job.printed.count(REPORT)))
        if job.printed.index(FENCE) > job.printed.index(b"Signs"):
            raise Fault("the page was shown before the question")
        self.end(job)

    def silence_is_borne(self):
        job = self.asked()
        job.wait_until(lambda: b"Line 0" in job.printed, SECONDS, "the first page, which waits for no answer")
        self.judge(job, self.narrow)
        self.end(self.asked())

    def ordered(self, order, *options):
        """A job whose terminal has answered that its own order is so."""
        job = self.asked(*options)
        job.send(b"".join(answers(STANDARD, order=order)))
        job.settle()
        return job

    def order_is_as(self, job, times, when):
        """Switched off and put back so often, and never on while it was not off."""
        self.order_is(job, [b"l", b"h"] * times, when)

    def order_is(self, job, switched, when):
        def orders(printed):
            return re.findall(rb"\x1b\[8([hl])", printed)
        job.has_said(lambda printed: len(orders(printed)) >= len(switched))
        found = orders(job.printed)
        if found != switched:
            raise Fault("%s: the order was switched %s" % (when, found))

    def konsole_is_told(self):
        """It knows no mode 8, but a property of its session's profile."""
        def switched(job):
            return re.findall(rb"\x1b\]50;BidiRenderingEnabled=(true|false)\x07", job.printed)
        for keys, number in ((b"q", 0), (b"", 15), (b"", 11)):
            if number == 11 and self.factor > 1:
                continue        # a sanitizer has a handler of its own
            job = self.asked(KONSOLE_VERSION="221203")
            job.wait_until(lambda: b"Line 0" in job.printed, SECONDS, "the first page")
            if switched(job) != [b"false"] or job.printed.index(b"BidiRendering") > job.printed.index(b"Signs"):
                raise Fault("before the first page: %s" % switched(job))
            job.send(b"".join(answers(STANDARD)))
            job.settle()
            job.send(b"\x1a")
            job.wait_until(lambda: job.is_stopped, SECONDS, "stopped")
            job.has_said(lambda printed: len(switched(job)) == 2)
            if switched(job) != [b"false", b"true"]:
                raise Fault("stopped: %s" % switched(job))
            job.go_on()
            job.settle()
            if number:
                job.signal(number)
            job.send(keys)
            job.wait_end(SECONDS, "the end")
            job.has_said(lambda printed: len(switched(job)) == 4)
            if switched(job) != [b"false", b"true"] * 2 or ORDER_ON in job.printed:
                raise Fault("at the end by %s %d: %s" % (keys, number, switched(job)))
        for environment in ({"XTERM_VERSION": "XTerm(379)"}, {"TERM": "screen-256color"}):
            job = self.job(KONSOLE_VERSION="221203", **environment)
            job.settle()
            self.end(job)
            if switched(job):
                raise Fault("switched with %s" % environment)

    def is_never_turned_twice(self):
        """Its own order is off before the first page comes, also where it is never asked or answers late or not at all."""
        for options, environment in (([], {}), (["--probe=off"], {"VTE_VERSION": "7006"})):
            job = self.job(*options, **environment)
            job.wait_until(lambda: b"Line 0" in job.printed, SECONDS, "the first page")
            if ORDER_OFF not in job.printed or job.printed.index(ORDER_OFF) > job.printed.index(b"Signs"):
                raise Fault("the first page was turned twice %s" % options)
            job.send(b"\x1a")
            job.wait_until(lambda: job.is_stopped, SECONDS, "stopped")
            self.order_is_as(job, 1, "stopped %s" % options)
            job.go_on()
            job.settle()
            self.end(job)
            self.order_is_as(job, 2, "at the end %s" % options)
        job = self.asked()
        job.settle()
        job.signal(15)
        job.wait_end(SECONDS, "signal 15")
        self.order_is_as(job, 1, "after a signal")

    def order_is_put_back(self):
        job = self.ordered(1)
        if ORDER_OFF not in job.printed:
            raise Fault("the terminal's own order stays on")
        job.send(b"\x1a")
        job.wait_until(lambda: job.is_stopped, SECONDS, "stopped")
        self.order_is_as(job, 1, "stopped")
        job.go_on()
        job.settle()
        self.end(job)
        self.order_is_as(job, 2, "at the end")
        for number in (15,) if self.factor > 1 else (15, 11, 6):   # a sanitizer has a handler of its own for crashes
            job = self.ordered(1)
            job.signal(number)
            job.wait_end(SECONDS, "signal %d" % number)
            self.order_is_as(job, 1, "after signal %d" % number)

    def order_is_left_alone(self):
        """What is not on is not put on: it was put off only until the answer came."""
        for order, options, switched in ((0, [], [b"l"]), (2, [], [b"l"]), (3, [], [b"l"]), (4, [], [b"l"]), (1, ["--bidi=terminal"], [])):
            job = self.ordered(order, *options)
            self.end(job)
            self.order_is(job, switched, "with %d %s" % (order, options))
        for options, environment in ((["--probe=off"], {}), (["--probe=off", "--bidi=terminal"], {"VTE_VERSION": "7006"}), (["--probe=off"], {"VTE_VERSION": "5402"}), (["--screen-reader=page"], {"VTE_VERSION": "7006"})):
            job = self.job(*options, **environment)
            job.settle()
            self.end(job)
            self.order_is(job, [], "with %s %s" % (options, environment))

    def is_slow(self):
        """A line that pauses within each answer, for longer than Esc waits."""
        job = self.asked()
        job.settle()
        for answer in WIDE:
            job.send(answer[:1])
            time.sleep(0.08)
            job.send(answer[1:3])
            time.sleep(0.08)
            job.send(answer[3:])
        self.judge(job, self.wide)

    def keys_between_are_kept(self):
        job = self.asked()
        spelt = answers(STANDARD)
        job.send(b" " + b"".join(spelt[:5]) + b" " + b"".join(spelt[5:]) + b" ")
        self.judge(job, self.narrow, self.third)

    def leaving_at_once_leaves_nothing(self):
        job = self.asked()
        job.send(b"q")
        time.sleep(0.1)
        os.write(job.master, b"".join(WIDE))    # it may have ended
        self.end(job, b"")

    def leaving_a_slow_line_leaves_nothing(self):
        job = self.job("--probe=off", "--slow=on")
        job.wait_until(lambda: STATUS in job.printed, SECONDS, "asked for its status")
        job.send(b" q")
        time.sleep(0.1)
        os.write(job.master, b"\x1b[0n" * job.printed.count(STATUS))
        self.end(job, b"")

    def answers_within_a_stop_count(self):
        job = self.asked()
        job.settle()
        job.send(b"\x1a")
        time.sleep(0.1)
        job.send(b"".join(WIDE))
        job.wait_until(lambda: job.is_stopped, SECONDS, "stopped")
        job.go_on()
        job.settle()
        self.judge(job, self.wide)

    def too_few_are_none(self):
        for reports in (0, 1, CLASSES):
            job = self.asked()
            job.send(b"".join(answers([2] * CLASSES, reports)))
            self.judge(job, self.narrow)

    def garbage_is_borne(self):
        chance = random.Random(4)
        pieces = [b"\x1b[", b"\x1b[?", b"2;", b"8;", b"2027;", b"$y", b"R", b"c", b"9" * 70, b"\x1b[2;2", b"\x1b]x", b"\x07", b"\x1b[2;99R", b"\x1bP", b"\x1b\\"]
        for _ in range(ROUNDS):
            job = self.asked()
            job.send(b"".join(chance.choice(pieces) for _ in range(chance.randint(1, 60))) + b"\x07\x1b\\")
            job.settle()
            job.send(b"\x1b")
            job.settle()
            job.signal(15)
            job.wait_end(SECONDS, "told to end")
            if job.status != 0 or not job.is_given_back():
                raise Fault("ended with %s" % job.status)

    def tested(self, told):
        job = Job([self.program, "--terminal-test"], self.environment, self.folder, factor=self.factor)
        job.wait_until(lambda: FENCE in job.printed, SECONDS, "asked")
        job.send(told)
        job.wait_end(2 * SECONDS, "the test page")
        if not job.is_given_back() or job.printed.count(b"\x1b[?1049h") != job.printed.count(b"\x1b[?1049l"):
            raise Fault("the terminal is not as it was")
        return job.status, job.printed.decode().replace("\r", "")

    def is_shown_beside_the_standard(self):
        status, page = self.tested(b"x\x1b[A" + b"".join(WIDE))
        rows = [row for row in page.split("\n") if "|" in row and "   " in row and not row.startswith("*")]
        if status != 0 or len(rows) != CLASSES or not rows[0].endswith("| * 2        1   of ambiguous width") or not rows[1].endswith("|   1        1   drawn frame"):
            raise Fault("ended with %d and these rows: %r" % (status, rows))
        status, page = self.tested(b"\x1b[2;3R\x1b[?62;2")
        if status != 2 or "did not answer" not in page:
            raise Fault("ended with %d and %r" % (status, page[-200:]))
        job = Job([self.program, "--terminal-test"], {**self.environment, "TERM": "dumb"}, self.folder, factor=self.factor)
        job.wait_end(2 * SECONDS, "the test page")
        if job.status != 2 or b"\x1b" in job.printed:
            raise Fault("a dumb terminal: ended with %d and %r" % (job.status, job.printed))

    def is_not_asked(self):
        for options, environment in ((["--probe=off"], {}), (["--screen-reader=page"], {}), (["--line"], {}), ([], {"TERM": "linux"}), ([], {"LC_ALL": "C"}),
                                     ([], {"TERM": "vt52"}), (["--slow=on"], {"TERM": "vt52"}), (["--slow=on", "--screen-reader=page"], {}), ([], {"LECTERN_PROBE": "no"})):
            job = self.job(*options, **environment)
            job.settle()
            if REPORT in job.printed or FENCE in job.printed or STATUS in job.printed:
                raise Fault("asked with %s %s" % (options, environment))
            self.end(job, b"qy" if "--line" in options else b"q")


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[3]
    probe = Probe(program, folder)
    held = [("what the terminal measures is believed", probe.is_believed), ("it is asked once, before the first page", probe.is_asked_once),
            ("a terminal that never answers is not waited for", probe.silence_is_borne), ("the terminal's own order is off meanwhile, and put back by a stop, the end and a crash", probe.order_is_put_back),
            ("an order that is not on, or can't be put off, is left alone", probe.order_is_left_alone), ("no page is turned twice before the answer comes", probe.is_never_turned_twice), ("Konsole's own order is off meanwhile, and put back", probe.konsole_is_told), ("answers may pause within", probe.is_slow),
            ("keys typed before and between answers are kept", probe.keys_between_are_kept), ("who leaves at once leaves no answer to the shell", probe.leaving_at_once_leaves_nothing),
            ("nor one of a slow line", probe.leaving_a_slow_line_leaves_nothing),
            ("who stops at once has them when he comes back", probe.answers_within_a_stop_count), ("where a report is missing no width counts", probe.too_few_are_none), ("garbage is borne", probe.garbage_is_borne), ("--terminal-test shows what was measured beside the standard", probe.is_shown_beside_the_standard), ("not every terminal is asked", probe.is_not_asked)]
    tap = Tap(len(held))
    probe.narrow, probe.wide, probe.third = probe.pages_with(1)[1], probe.pages_with(2)[1], probe.pages_with(1, b"   ")[0]
    print("# %d pages, or %d where signs are wide" % (probe.narrow, probe.wide))
    for name, play in held:
        try:
            play()
            tap.result(probe.narrow < probe.wide, name)
        except Fault as fault:
            tap.result(False, name, str(fault))
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
