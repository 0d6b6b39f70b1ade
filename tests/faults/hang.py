"""A disk that hangs: from one call on none that touches state comes back, and no signal helps, until it is let go on. TAP.
hang.py LECTERN SHIM REPORT FOLDER STEP: each STEP-th call of the seven scenarios of loop.py, then both faces. The reader goes on within 5 seconds, ends
within one, and what it writes late is there once."""
import concurrent.futures
import glob
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import fcntl

import loop as faults
from sessions import Tap

WORKERS = 8                 # for each scenario, and for the faces: they sleep
WAIT, LAST, LOAD = 5, 1, 3  # seconds: of a wait, of the end, and what a busy machine may add to a whole session
TRIES = 3                   # of a session that is only late
TOLD, IS_LATE, TOOK = "Waiting for the disk", "ends after", "took"


def text_of(output):
    """What a terminal or a pipe got, without control sequences."""
    return " ".join(re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b.", b" ", output).decode(errors="replace").split())


class Hang(faults.Loop):
    def place(self, name, scenario):
        folder = os.path.join(self.folder, name)
        shutil.rmtree(folder, ignore_errors=True)
        state = os.path.join(folder, "state")
        os.makedirs(state, 0o700)
        if scenario.state is not None:
            os.makedirs(os.path.join(state, "lectern"), 0o700)
            with open(os.open(os.path.join(state, "lectern", "one-file.yaml"), os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(scenario.state)
        plain = {**self.environment, "HOME": folder, "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": folder + "/config", "TERM": "xterm-256color"}
        note = os.path.join(folder, "note")
        fault = {"LD_PRELOAD": self.shim, "FAULT_CALLS": "files", "FAULT_HOW": "hang", "FAULT_UNDER": state, "FAULT_NOTE": note}
        return folder, note, plain, fault

    @staticmethod
    def let_go(note):
        """What hung goes on. True: all of it has ended soon after."""
        open(note + ".go", "w").close()
        end = time.monotonic() + 20
        wanted = b"FAULT_NOTE=" + note.encode()
        while time.monotonic() < end:
            if not any(wanted in environ(process) for process in glob.glob("/proc/[0-9]*")):
                return True
            time.sleep(0.05)
        return False

    def notes_after(self, plain):
        after = subprocess.run([self.lectern, "--marks", "--json", self.report], env=plain, capture_output=True)
        return re.findall(r'"note": ?"([^"]*)"', after.stdout.decode()), after

    def hang_at(self, scenario, at):
        """(was it reached, faults). A busy machine takes too long for once, a program each time."""
        for _ in range(TRIES):
            was_hit, bad = self.hang_once(scenario, at)
            if not bad or not all(TOOK in fault for fault in bad):
                break
        return was_hit, bad

    def hang_once(self, scenario, at):
        folder, note, plain, fault = self.place("hang-%s-%d" % (re.sub(r"\W", "-", scenario.name), at), scenario)
        begin = time.monotonic()
        try:
            done = subprocess.run([self.lectern, "--line", self.report], env={**plain, **fault, "FAULT_AT": str(at)}, input=scenario.orders.encode(),
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        except subprocess.TimeoutExpired:
            self.let_go(note)
            return True, ["hangs"]
        took, printed, was_hit = time.monotonic() - begin, " ".join(done.stdout.decode(errors="replace").split()), os.path.exists(note)
        has_ended = self.let_go(note)
        notes, after = self.notes_after(plain)
        bad = list(self.judge(scenario, done.returncode, printed, set(notes), after, "", "hang", "hang"))
        if not has_ended:
            bad.append("a child goes on for ever")
        if took > WAIT + LAST + LOAD:
            bad.append("%s %.1f seconds" % (TOOK, took))
        if len(notes) != len(set(notes)):
            bad.append("stands there twice: %s" % sorted(notes))
        is_quiet = scenario.name == "compaction" and done.returncode == 0    # that is no confirmation of anything
        if was_hit and not is_quiet and "not confirmed" not in printed and "does not answer" not in printed:
            bad.append("nothing was said")
        shutil.rmtree(folder)
        return was_hit, bad

    def all_points(self, scenario, step, first):
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            at, is_over = first, False
            while not is_over:
                batch = [at + i * step for i in range(WORKERS)]
                at += step * len(batch)
                for point, (was_hit, bad) in zip(batch, pool.map(lambda point: self.hang_at(scenario, point), batch)):
                    is_over = is_over or not was_hit
                    if was_hit:
                        yield point, bad


def environ(process):
    try:
        with open(process + "/environ", "rb") as file:
            return file.read()
    except OSError:
        return b""


class Session:
    """lectern on a terminal, or through pipes."""

    def __init__(self, command, environment, has_terminal):
        self.output = b""
        if has_terminal:
            self.process, self.terminal = pty.fork()
            if self.process == 0:
                self.begin(command, environment)
            fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
            self.input = self.terminal
        else:
            ends, back = os.pipe(), os.pipe()
            self.process = os.fork()
            if self.process == 0:
                os.dup2(ends[0], 0)
                os.dup2(back[1], 1)
                os.dup2(back[1], 2)
                os.closerange(3, 64)
                self.begin(command, environment)
            os.close(ends[0])
            os.close(back[1])
            self.input, self.terminal = ends[1], back[0]

    def begin(self, command, environment):
        """Who runs the tests in the background may pass on that Ctrl-C is ignored."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execve(command[0], command, environment)

    def send(self, keys):
        os.write(self.input, keys)

    def read(self, seconds):
        if not select.select([self.terminal], [], [], seconds)[0]:
            return True
        try:
            some = os.read(self.terminal, 65536)
        except OSError:
            some = b""
        self.output += some
        return bool(some)

    def wait_for(self, words, seconds):
        """Seconds until they are there, or None."""
        begin = time.monotonic()
        while words not in text_of(self.output):
            if time.monotonic() - begin > seconds or not self.read(0.05):
                return None
        return time.monotonic() - begin

    def drop(self):
        os.close(self.terminal)
        if self.input != self.terminal:
            os.close(self.input)
        self.terminal = None

    def read_rest(self):
        """What it had written when it ended, which is more than a busy machine has read meanwhile."""
        while self.terminal is not None and select.select([self.terminal], [], [], 0)[0] and self.read(0):
            pass

    def end(self, seconds):
        """(status or None, seconds until it had ended)"""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            if self.terminal is not None:
                self.read(0.01)
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                took = time.monotonic() - begin
                self.read_rest()
                return os.waitstatus_to_exitcode(status), took
            time.sleep(0.01)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        return None, time.monotonic() - begin


def ends_at_once(session, how, statuses):
    """What is wrong."""
    if how in ("TERM", "HUP"):
        os.kill(session.process, getattr(signal, "SIG" + how))
    elif how == "line drops":
        session.drop()
    status, took = session.end(20)
    if status is None or took > LAST:
        yield "%s: ends after %.2f seconds with %s" % (how, took, status)
    if status not in statuses:
        yield "%s: ends with %s" % (how, status)


FACES = [  # its name, options, has it a terminal, what adds a bookmark "new", what quits, what declines to write a file
    ("line mode through pipes", ["--line"], False, b"M\nnew\n", b"q\n\x1b\nq\n"),
    ("line mode on a terminal", ["--line"], True, b"Mnew\r", b"q\x1bq"),
    ("the screen", [], True, b"Mnew\r", b"q\x1bq"),
]
ENDS = ["quit", "TERM", "HUP", "line drops"]


class Face:
    def __init__(self, hang, face, at):
        self.hang, self.at = hang, at
        self.name, self.options, self.has_terminal, self.add, self.quit = face
        folder, self.note, self.plain, fault = hang.place("face-%s-%d" % (re.sub(r"\W", "-", self.name), at), faults.SCENARIOS[1])
        # The hanging begins behind the start, which makes some calls: a file to be let go on with is there until then.
        self.environment = {**self.plain, **fault, "FAULT_AT": "1"}
        open(self.note + ".go", "w").close()

    def try_end(self, how):
        session = Session([self.hang.lectern] + self.options + [self.hang.report], self.environment, self.has_terminal)
        if session.wait_for("A paragraph", 10) is None:
            yield "does not begin: %s" % text_of(session.output)[-200:]
        os.unlink(self.note + ".go")
        session.send(self.add)
        told = session.wait_for(TOLD, 4)
        if told is None or told > 3:
            yield "that it waits is not told soon: %s" % told
        if self.has_terminal and how == "quit":
            session.send(b"\x03")
            waited = session.wait_for("not confirmed", 10)
            if waited is None or waited > 1:
                yield "Ctrl-C does not end the wait: %s" % waited
        elif how != "quit":
            yield from self.judge_end(session, how, {3})
            yield from self.judge_late()
            return
        if session.wait_for("not confirmed", 10) is None:
            yield "not told: %s" % text_of(session.output)[-300:]
        session.send(self.quit[:-2] if self.has_terminal else self.quit)
        if self.has_terminal:
            if session.wait_for("File to write", 3) is None:
                yield "does not offer a file: %s" % text_of(session.output)[-300:]
            time.sleep(0.2)
            session.send(b"\x1b")
            session.wait_for("Nothing was written", 3)
            session.send(b"q")
        yield from self.judge_end(session, how, {3})
        yield from self.judge_late()

    def judge_end(self, session, how, statuses):
        if how in ("TERM", "HUP"):
            os.kill(session.process, getattr(signal, "SIG" + how))
        elif how == "line drops":
            session.drop()
        status, took = session.end(20)
        if status is None or took > LAST + (LAST if how == "quit" and not self.has_terminal else 0):    # there all orders come at once
            yield "%s: %s %.2f seconds with %s" % (how, IS_LATE, took, status)
        if status not in statuses and not (how == "line drops" and status == -signal.SIGPIPE):
            yield "%s: ends with %s" % (how, status)

    def judge_late(self):
        if not self.hang.let_go(self.note):
            yield "a child goes on for ever"
        notes, after = self.hang.notes_after(self.plain)
        if sorted(notes) not in (["new", "old one", "old two"], ["old one", "old two"]):
            yield "there is %s; %s" % (sorted(notes), after.stderr[:200])


def go_on_when_the_disk_does(hang):
    """The reader is still there when the disk answers: both bookmarks are saved then, each once, and it ends with 0."""
    face = Face(hang, FACES[0], 9)
    session = Session([hang.lectern, "--line", hang.report], face.environment, False)
    session.wait_for("A paragraph", 10)
    os.unlink(face.note + ".go")
    session.send(face.add)
    if session.wait_for("not confirmed", 10) is None:
        yield "not told"
    open(face.note + ".go", "w").close()
    time.sleep(1)
    session.send(b"M\nnewer\n")
    if session.wait_for("Bookmark set", 10) is None:
        yield "is not saved when the disk answers: %s" % text_of(session.output)[-200:]
    session.send(b"q\n")
    status, _ = session.end(10)
    if status != 0:
        yield "ends with %s" % status
    notes, _ = hang.notes_after(face.plain)
    if sorted(notes) != ["new", "newer", "old one", "old two"]:
        yield "there is %s" % sorted(notes)


def tap_points(hang, tap, step):
    total = 0
    with concurrent.futures.ThreadPoolExecutor(len(faults.SCENARIOS)) as pool:
        tries = [pool.submit(lambda scenario=scenario, first=1 + number * 5 % step: list(hang.all_points(scenario, step, first)))
                 for number, scenario in enumerate(faults.SCENARIOS)]
        for scenario, points in zip(faults.SCENARIOS, tries):
            bad = ["call %d: %s" % (at, fault) for at, found in points.result() for fault in found]
            total += len(points.result())
            tap.result(points.result() and not bad, "%s: hangs at %d calls, %d bad" % (scenario.name, len(points.result()), len(bad)), *bad[:12])
    print("# %d calls at which the disk hangs" % total)


def try_end(hang, face, at):
    """What is wrong. A busy machine is late for once, a program each time."""
    for _ in range(TRIES):
        bad = list(Face(hang, face, at).try_end(ENDS[at]))
        if not bad or not all(IS_LATE in fault for fault in bad):
            break
    return bad


def try_late(hang):
    return list(go_on_when_the_disk_does(hang))


# Each in a process of its own, that holds no other's terminal open. A pipe that closes ends what is read, and is no line that drops.
def tap_faces(hang, tap, pool):
    tries = [(face, pool.submit(try_end, hang, face, at)) for face in FACES for at, how in enumerate(ENDS) if face[2] or how != "line drops"]
    late = pool.submit(try_late, hang)
    yield
    for face in FACES:
        bad = [fault for of, result in tries if of is face for fault in result.result()]
        tap.result(not bad, "%s: waits with a word, ends within a second, and what is late is there once" % face[0], *bad[:12])
    tap.result(not late.result(), "a session that goes on when the disk does saves all of it once", *late.result())


def main():
    lectern, shim, report, folder = map(os.path.abspath, sys.argv[1:5])
    tap = Tap(len(faults.SCENARIOS) + len(FACES) + 1)
    hang = Hang(lectern, shim, report, folder)
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        faces = tap_faces(hang, tap, pool)
        next(faces)
        tap_points(hang, tap, int(sys.argv[5]))
        for _ in faces:
            pass
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
