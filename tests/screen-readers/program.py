"""A program in a pseudo-terminal, with a model of the screen that it draws."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

END_SECONDS = 5


class Program:
    def __init__(self, arguments, environment, rows=24, columns=80):
        self.screen = pyte.Screen(columns, rows)
        self.screen.write_process_input = lambda answer: None
        self.stream = pyte.ByteStream(self.screen)
        self.is_over = False
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            time.sleep(0.2)  # until the window has its size
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def read(self, seconds):
        """Takes what is written within that time; True: there was something."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            written = os.read(self.terminal, 65536)
        except OSError:  # nobody is at the other end
            written = b""
        self.is_over = self.is_over or not written
        self.stream.feed(written)
        return bool(written)

    def rows(self):
        return [row.rstrip() for row in self.screen.display]

    def cursor_row(self):
        return self.screen.cursor.y

    def end(self):
        """Returns the exit status; what does not end by itself is killed, and that is None."""
        end = time.monotonic() + END_SECONDS
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return None
