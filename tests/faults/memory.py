"""Each allocation of a session on the screen fails, once or with all later ones: start, read, search, note, quit. TAP.
memory.py LECTERN SHIM REPORT FOLDER STEP: each STEP-th. It ends with 4 and a sentence, or goes on as if nothing had happened; never by a signal, never
with the terminal taken; the bookmarks that were there are there, and what was confirmed."""
import concurrent.futures
import fcntl
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

import loop as faults
from sessions import Tap

WORKERS = 3
SECONDS = 20
TAKEN = b"\x1b[?2004h"                                  # what the terminal is sent last when it is taken
KEYS = [b" ", b"/paragraph\r", b"Mnew\r", b"'", b"q", b"q"]
PAIRS = [(b"\x1b[?1049h", b"\x1b[?1049l", "the second screen"), (TAKEN, b"\x1b[?2004l", "bracketed paste"), (b"\x1b[?25l", b"\x1b[?25h", "the hidden cursor")]
CONFIRMED = "Bookmark set"


class Terminal:
    def __init__(self):
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.output = b""

    def start(self, command, environment):
        self.process = os.fork()
        if self.process == 0:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for descriptor in range(3):
                os.dup2(self.slave, descriptor)
            os.closerange(3, 64)
            os.execve(command[0], command, environment)

    def read(self, seconds):
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            some = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += some
        return bool(some)

    def run(self):
        """Gives the keys as soon as it has the terminal, each when nothing more comes. The status; None: it hangs."""
        end, keys, status = time.monotonic() + SECONDS, list(KEYS), None
        while status is None and time.monotonic() < end:
            if not self.read(0.03) and keys and TAKEN in self.output:
                os.write(self.master, keys.pop(0))
            ended, code = os.waitpid(self.process, os.WNOHANG)
            if ended:
                status = os.waitstatus_to_exitcode(code)
        if status is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        while self.read(0):
            pass
        return status

    def wrong(self):
        """What was not given back."""
        if termios.tcgetattr(self.slave) != self.before:
            yield "the terminal's modes are not as before"
        for on, off, name in PAIRS:
            if self.output.rfind(on) > self.output.rfind(off):
                yield "%s is left on" % name

    def close(self):
        os.close(self.master)
        os.close(self.slave)

    def text(self):
        return " ".join(re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b.", b" ", self.output).decode(errors="replace").split())


class Memory(faults.Loop):
    def run_at(self, at, for_ever):
        folder = os.path.join(self.folder, "memory-%d-%d" % (at, for_ever))
        state, note = os.path.join(folder, "state"), os.path.join(folder, "note")
        path = os.path.join(state, "lectern", "one-file.yaml")
        os.makedirs(os.path.dirname(path), 0o700)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(faults.OLD)
        plain = {**self.environment, "HOME": folder, "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": folder + "/config", "TERM": "xterm-256color"}
        fault = {"LD_PRELOAD": self.shim, "FAULT_CALLS": "memory", "FAULT_AT": str(at), "FAULT_HOW": "12", "FAULT_NOTE": note}
        terminal = Terminal()
        terminal.start([self.lectern, self.report], {**plain, **fault, **({"FAULT_EVER": "1"} if for_ever else {})})
        status = terminal.run()
        was_hit = os.path.exists(note)
        after = subprocess.run([self.lectern, "--marks", "--json", self.report], env=plain, capture_output=True)
        bad = list(terminal.wrong()) + list(self.judge_screen(status, terminal.text(), after))
        terminal.close()
        shutil.rmtree(folder)
        return was_hit, bad

    @staticmethod
    def judge_screen(status, text, after):
        if status is None:
            yield "hangs"
        elif status < 0:
            yield "died of signal %d" % -status
        elif status not in (0, 3, 4):
            yield "ended with %d: %s" % (status, text[-200:])
        if status == 4 and "out of memory" not in text:
            yield "ended with 4 without a word: %s" % text[-200:]
        notes = re.findall(r'"note": ?"([^"]*)"', after.stdout.decode())
        wanted = ["old one", "old two"] + (["new"] if CONFIRMED in text or status == 0 else [])
        if sorted(notes) != sorted(wanted) and not (status in (3, 4) and sorted(notes) == sorted(wanted + ["new"])):
            yield "with %s there is %s" % (status, sorted(notes))


# In a process of its own, which holds no other's terminal open.
def run_at(memory, at, for_ever):
    return memory.run_at(at, for_ever)


def points(memory, pool, for_ever, step, first):
    at, is_over = first, False
    while not is_over:
        batch = [at + i * step for i in range(WORKERS * 4)]
        at += step * len(batch)
        for point, (was_hit, bad) in zip(batch, pool.map(run_at, [memory] * len(batch), batch, [for_ever] * len(batch))):
            is_over = is_over or not was_hit
            if was_hit:
                yield point, bad


def main():
    lectern, shim, report, folder = map(os.path.abspath, sys.argv[1:5])
    step = int(sys.argv[5])
    tap, memory = Tap(2), Memory(lectern, shim, report, folder)
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        for for_ever, name in ((False, "one allocation"), (True, "one allocation and all later ones")):
            found = list(points(memory, pool, for_ever, step, 1 + 3 * for_ever % step))
            bad = ["allocation %d: %s" % (at, fault) for at, faults_of in found for fault in faults_of]
            tap.result(found and not bad, "on the screen %s fails: %d points, %d bad" % (name, len(found), len(bad)), *bad[:12])
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
