"""lectern on a terminal of its own: types keys one by one, each when the screen is quiet."""
import fcntl
import os
import select
import struct
import subprocess
import termios
import time

QUIET_SECONDS = 0.06
ROWS, COLUMNS = 24, 80


class Terminal:
    def __init__(self, command, environment, folder):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment, start_new_session=True)
        os.close(slave)
        self.printed = b""

    def read(self, seconds):
        """Takes what comes within that time. False: nothing came, or nobody is there any more."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            some = os.read(self.master, 65536)
        except OSError:
            some = b""
        self.printed += some
        return bool(some)

    def settle(self, first_seconds):
        if self.read(first_seconds):
            while self.read(QUIET_SECONDS):
                pass

    def end(self, seconds):
        """The exit status; what does not end is killed."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.02)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        while self.read(0):
            pass
        os.close(self.master)
        return self.process.returncode


def run_screen(command, environment, folder, keys, seconds):
    """Exit status, all that was sent, and whether it lived on behind the keys. Ends with Esc and q, which must be understood whatever was typed before."""
    terminal = Terminal(command, environment, folder)
    terminal.settle(3)
    for key in keys:
        if terminal.process.poll() is None:
            os.write(terminal.master, key)
            terminal.settle(0.3)
    is_alive = terminal.process.poll() is None
    for key in [b"\x1b[201~", b"\x1b", b"\x07", b"\x1b", b"q", b"q", b"q"]:
        if terminal.process.poll() is None:
            os.write(terminal.master, key)
            terminal.settle(0.15)
    return terminal.end(seconds), terminal.printed, is_alive
