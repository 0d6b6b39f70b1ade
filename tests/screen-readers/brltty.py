"""brltty with a braille display that is none: its driver for virtual displays connects to a port here, tells what is in the window, and takes
keys. What it reads is a picture of the screen in shared memory, as the program screen may keep one. What it types, for cursor routing, it types
into a session of that program, where it is passed on."""
import contextlib
import os
import socket
import stat
import subprocess

from guard import guard
from memory import SharedMemory
from reader import ScreenReader

PROGRAM, SCREEN = "/bin/brltty", "/usr/bin/screen"
END_SECONDS = 5
MEMORY_BYTES = 4 + 2 * 66 * 132 + 16  # of the largest picture: the driver asks for that much
PLAIN, REVERSE, BOLD = 0x07, 0x70, 0x08  # attributes, as on a PC
# That picture has 8 bits a character: what is shown in place of signs that do not fit.
ASCII = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2022": "*", "\u2026": ".", "\u2212": "-",
         "\u00a0": " "}


def byte_of(character):
    character = ASCII.get(character, character) or " "
    return character.encode("latin-1", "replace")[:1]


class Brltty(ScreenReader):
    name = "brltty"
    needs = (PROGRAM, SCREEN)
    packages = "brltty screen"
    has_speech = False
    quiet_seconds = 0.35

    def __init__(self, watch, folder, cells=40):
        super().__init__(watch, folder)
        self.cells = cells
        self.rest = b""
        self.display = None
        self.processes = []

    def arguments(self, command, environment):
        self.locale = environment["LC_ALL"]
        return command

    def started(self, program):
        self.program = program
        self.memory = SharedMemory(self.folder, MEMORY_BYTES)
        program.changed = self.draw
        self.draw()
        self.take_keys()
        server = socket.create_server(("127.0.0.1", 0))
        self.watch.add(server, lambda: self.connect(server))
        self.run(self.order(server.getsockname()[1]))

    def run(self, order):
        environment = {"HOME": self.memory.home, "PATH": os.environ["PATH"], "LC_ALL": "C", "TERM": "vt100", "SCREENDIR": self.path("sessions")}
        with open(self.path("log"), "ab") as log:
            self.processes.append(subprocess.Popen(order, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log))
        guard(self.processes[-1].pid)

    def path(self, name):
        return os.path.join(self.folder, name)

    def order(self, port):
        """Never without -n: it would go on as a daemon."""
        open(self.path("brltty.conf"), "w").close()
        return [PROGRAM, "-n", "-e", "-q", "-N", "-l", "warning", "-f", self.path("brltty.conf"), "-F", self.path("preferences"),
                "-P", self.path("pid"), "-b", "vr", "-d", "client:localhost:%d" % port, "-s", "no", "-x", "sc", "-t", "en_US",
                "-U", self.memory.home, "-W", self.folder]

    def take_keys(self):
        os.mkfifo(self.path("keys"))
        os.mkdir(self.path("sessions"), stat.S_IRWXU)
        self.keys = os.open(self.path("keys"), os.O_RDWR)
        self.watch.add(self.keys, lambda: os.write(self.program.terminal, os.read(self.keys, 1024)))
        self.run([SCREEN, "-D", "-m", "-S", "lectern", "/bin/sh", "-c", "stty raw -echo; exec cat >'%s'" % self.path("keys")])

    def row(self, number):
        """Of the screen, as brltty can see it: a byte a cell."""
        screen = self.program.screen
        return b"".join(byte_of(screen.buffer[number][column].data) for column in range(screen.columns))

    def draw(self):
        screen = self.program.screen
        cells = [screen.buffer[row][column] for row in range(screen.lines) for column in range(screen.columns)]
        text = b"".join(self.row(number) for number in range(screen.lines))
        attributes = bytes(REVERSE if cell.reverse else PLAIN | (BOLD if cell.bold else 0) for cell in cells)
        column = min(screen.cursor.x, screen.columns - 1)
        self.memory.write(bytes([screen.columns, screen.lines, column, screen.cursor.y]) + text + attributes + b"\0\0")

    def connect(self, server):
        self.display = server.accept()[0]
        self.press("cells %d 1" % self.cells)
        self.watch.add(self.display, self.take)

    def press(self, keys):
        """On the braille display: LNDN, ROUTE 12."""
        self.display.sendall(keys.encode() + b"\n")

    def take(self):
        came = self.display.recv(65536)
        if not came:
            self.watch.remove(self.display)
        *lines, self.rest = (self.rest + came).split(b"\n")
        for line in lines:
            kind, _, text = line.decode("utf-8", "replace").strip().partition(" ")
            if kind == "Visual":
                self.window = text.strip()[1:-1].replace('\\"', '"').replace("\\\\", "\\")

    def pids(self):
        return [process.pid for process in self.processes]

    def end(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(END_SECONDS)
            if process.returncode is None:
                process.kill()
                process.wait()
        if self.processes:
            self.memory.remove()
