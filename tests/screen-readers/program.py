"""A program in a pseudo-terminal, with a model of the screen that it draws."""
import fcntl
import os
import pty
import signal
import struct
import termios
import time
import unicodedata

import pyte
from guard import guard
from wcwidth import wcwidth

END_SECONDS = 10


class Screen(pyte.Screen):
    """As a terminal has it where pyte 0.8 has not: colours asked for by private sequences are passed over, and so are questions."""
    def __init__(self, columns, rows):
        self.drawn = []  # the rows that text was written to, in that order
        super().__init__(columns, rows)

    def select_graphic_rendition(self, *attributes, **options):
        options.pop("private", None)
        super().select_graphic_rendition(*attributes, **options)

    def draw(self, text):
        """pyte 0.8 leaves out all that follows a mark which is neither a letter nor, to Unicode, combining."""
        self.drawn.append(self.cursor.y)
        super().draw("".join(c for c in text if wcwidth(c) != 0 or unicodedata.combining(c)))

    def report_device_status(self, *mode, **options):
        pass

    def write_process_input(self, answer):
        pass


class Look:
    """What stands on the screen at one moment."""
    def __init__(self, screen):
        self.rows = [row.rstrip() for row in screen.display]
        self.row, self.column = screen.cursor.y, min(screen.cursor.x, screen.columns - 1)
        self.is_cursor_shown = not screen.cursor.hidden


class Program:
    def __init__(self, watch, arguments, environment, rows=24, columns=80):
        self.watch = watch
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.is_over = False
        self.written = b""
        self.changed = lambda: None  # called when the screen has changed
        ready, go = os.pipe()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.close(go)
            os.read(ready, 1)  # until the window has its size
            os.execve(arguments[0], arguments, environment)
        guard(self.pid)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.close(ready)
        os.close(go)
        watch.add(self.terminal, self.take)

    def take(self):
        try:
            written = os.read(self.terminal, 65536)
        except OSError:  # nobody is at the other end
            written = b""
        if not written:
            self.is_over = True
            self.watch.remove(self.terminal)
        self.written += written
        self.stream.feed(written)
        self.changed()

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def look(self):
        return Look(self.screen)

    def end(self):
        """Returns the exit status; what does not end by itself is killed, and that is None."""
        end = time.monotonic() + END_SECONDS
        while time.monotonic() < end:
            self.watch.look(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        self.kill()
        return None

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
