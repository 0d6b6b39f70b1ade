"""A program in a pseudo-terminal, and what each event costs it."""
import collections
import fcntl
import os
import select
import shutil
import signal
import struct
import tempfile
import termios
import time

import process
from ideal import least_bytes
from keys import key_bytes
from link import Link
from screen import Screen

READ = 65536
QUIET_NS = 2000000          # processor time in a quiet while that still counts as rest
LEAST_PAINT_SECONDS = 3     # how long the first screen is waited for before a silence ends the wait
END_SECONDS = 2
NOTE_SECONDS = 0.05         # that the note of a write is waited for
PERSONAL = ("LINES", "COLUMNS", "LESS", "PAGER", "MANPAGER", "LECTERN", "XDG_", "LANGUAGE", "NO_COLOR", "COLORTERM", "ESCDELAY")    # how names of variables begin


class Options:
    def __init__(self, **given):
        self.columns, self.rows, self.term, self.locale = 80, 24, "xterm-256color", "C.UTF-8"
        self.baud, self.round_trip_ms, self.room = 0, 0, 4096
        self.quiet, self.most_seconds, self.answers, self.variables = 0.15, 60, True, {}
        for name, value in given.items():
            if not hasattr(self, name):
                raise AttributeError(name)
            setattr(self, name, value)


class Cost:
    """Of one event: bytes and write calls, the least bytes that it could take, ms to the first and to the last byte, ms of processor time. On a slow
    line also ms until the first changed row, half and all of the changed cells were right."""
    def __init__(self, label):
        self.label = label
        self.bytes = self.writes = self.chunks = self.ideal = self.text = self.blank = self.escape = 0
        self.first = self.last = self.processor = self.row = self.half = self.whole = None
        self.looks = []

    def over(self):
        return self.bytes / self.ideal if self.ideal else None


class Session:
    def __init__(self, command, options):
        self.options, self.screen = options, Screen(options.columns, options.rows, options.answers)
        self.link, self.is_over = Link(options.baud, options.round_trip_ms, options.room), False
        self.home = tempfile.mkdtemp(prefix="bench.")
        self.received = 0   # bytes
        self.used = None    # ns of a processor until the write that is_shown() saw last; None: not noted
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PERSONAL)}
        environment = {**kept, "TERM": options.term, "LC_ALL": options.locale, "LANG": options.locale, "HOME": self.home, "LESSHISTFILE": "-", **options.variables}
        self.terminal, theirs = os.openpty()
        name = os.ttyname(theirs)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", options.rows, options.columns, 0, 0))
        os.set_blocking(self.terminal, False)
        # posix_spawn(): the child has no pages of Python's, so that time, faults and memory are the program's own
        self.began = time.monotonic()
        self.pid = os.posix_spawn(shutil.which(command[0]) or command[0], command, environment, setsid=True,
            setsigdef=[signal.SIGINT, signal.SIGPIPE, signal.SIGHUP, signal.SIGQUIT],
            file_actions=[(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)])
        os.close(theirs)

    # Keys

    def write(self, data):
        while data and not self.is_over:
            try:
                data = data[os.write(self.terminal, data):]
            except BlockingIOError:
                time.sleep(0.001)
            except OSError:
                self.is_over = True

    def type(self, data):
        if self.link.is_slow():
            self.link.type(time.monotonic(), data)
        else:
            self.write(data)

    def show(self, data):
        self.screen.feed(data)
        for answer in self.screen.answers:
            self.type(answer)
        self.screen.answers.clear()

    # Until nothing more comes

    def read(self, seconds, room):
        """None: nothing came."""
        if room <= 0:
            time.sleep(seconds)
            return None
        if not select.select([self.terminal], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self.terminal, min(room, READ))
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        self.is_over = self.is_over or not data
        self.received += len(data)
        return data

    def deliver(self, cost, since):
        """Returns whether something has reached the terminal from a slow line."""
        now = time.monotonic()
        typed, data = self.link.typed(now), self.link.take(now)
        self.write(typed)
        if data:
            self.show(data)
            cost.last = (now - since) * 1000
            cost.first = cost.last if cost.first is None else cost.first
            cost.looks.append((cost.last, self.screen.look()))
        return bool(typed or data)

    def take(self, cost, data, since):
        now = time.monotonic()
        cost.bytes += len(data)
        cost.chunks += 1
        if self.link.is_slow():
            self.link.put(now, data)
            return
        cost.last = (now - since) * 1000
        cost.first = cost.last if cost.first is None else cost.first
        self.show(data)

    def collect(self, cost, script, since, is_start=False):
        """`script`: (seconds, bytes) that are typed then."""
        options, script = self.options, collections.deque((since + seconds, data) for seconds, data in script)
        is_slow, before = self.link.is_slow(), 0 if is_start else process.processor_ns(self.pid)
        calls = 0 if is_start else process.write_calls(self.pid)
        moved_at, used = time.monotonic(), before
        while not self.is_over and time.monotonic() - since < options.most_seconds:
            while script and script[0][0] <= time.monotonic():
                self.type(script.popleft()[1])
                moved_at = time.monotonic()
            if is_slow and self.deliver(cost, since):
                moved_at = time.monotonic()
            data = self.read(0.01 if is_slow or script else options.quiet, self.link.room() if is_slow else READ)
            if data:
                self.take(cost, data, since)
                moved_at, used = time.monotonic(), process.processor_ns(self.pid)   # the emulator's own time is not the program's
                continue
            now = time.monotonic()
            is_quiet = now - moved_at >= options.quiet and not script and self.link.is_empty()
            if is_quiet and (cost.bytes or not is_start or now - since > LEAST_PAINT_SECONDS):
                now_used = process.processor_ns(self.pid)
                if now_used - used < QUIET_NS and process.is_asleep(self.pid):  # one that waits for a processor has not come to rest
                    break
                moved_at, used = now, now_used
        cost.processor = (process.processor_ns(self.pid) - before) / 1e6
        cost.writes = max(0, process.write_calls(self.pid) - calls)

    def measure(self, label, script, old, since, is_start=False):
        cost, counts = Cost(label), (self.screen.text_bytes, self.screen.blank_bytes, self.screen.escape_bytes)
        self.collect(cost, script, since, is_start)
        cost.text, cost.blank, cost.escape = (now - before for now, before in zip(
            (self.screen.text_bytes, self.screen.blank_bytes, self.screen.escape_bytes), counts))
        new = self.screen.look()
        cost.ideal = least_bytes(old, new)
        if self.link.is_slow():
            find_moments(cost, old, new)
        cost.looks.clear()
        return cost

    def start(self):
        return self.measure("start", [], self.screen.look(), self.began, is_start=True)

    def make_keys(self, event):
        """The bytes of an event; a new size is given at once."""
        typed = b""
        for item in event.items:
            if isinstance(item, bytes):
                typed += item
            elif isinstance(item, str):
                typed += key_bytes(item, self.screen.has_application_keys)
            else:
                _, columns, rows = item
                self.screen.resize(columns, rows)
                fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        return typed

    def press(self, event):
        self.type(self.make_keys(event))

    def event(self, event):
        typed = self.make_keys(event)
        times, seconds = event.ahead or (1, 0)
        return self.measure(event.label, [(i * seconds, typed) for i in range(times)] if typed else [], self.screen.look(), time.monotonic())

    def memory(self):
        return process.memory_kb(self.pid)

    def is_shown(self, text, seconds):
        """Waits until the screen shows it; False: it did not in time."""
        until = time.monotonic() + seconds
        while not self.is_over and time.monotonic() < until:
            is_there = False
            for data, used in self.parts(self.read(0.05, READ) or b""):
                self.show(data)
                if not is_there and any(text in line for line in self.screen.lines()):
                    is_there, self.used = True, used
            if is_there:
                return True
        return False

    def noted(self):
        """[(bytes, allocations until then, ns of a processor until then)] of each write to the terminal: what counter.c notes."""
        note = self.options.variables.get("COUNT_NOTE")
        if not note or not os.path.exists(note):
            return []
        with open(note, encoding="utf-8") as file:
            return [tuple(map(int, line.split())) for line in file]

    def parts(self, data):
        """What was read as it was written, where that is noted: [(bytes, ns of a processor until then)]; else all of it, and None."""
        start, at, until = self.received - len(data), 0, time.monotonic() + NOTE_SECONDS
        while self.options.variables.get("COUNT_NOTE") and sum(noted[0] for noted in self.noted()) < self.received and time.monotonic() < until:
            time.sleep(0.001)   # a line comes behind what it notes
        for length, _, used in self.noted():
            at += length
            if start < at <= self.received:
                yield data[start - self.received:][:at - start], used
                start = at
        if start < self.received:
            yield data[start - self.received:], None

    def used_so_far(self):
        """ns of a processor: its own, and of its children that are still there."""
        own = process.own_ns(self.pid)
        return own, process.processor_ns(self.pid) - own

    def work_ms(self, data, is_answered):
        """Types that, and tells what of a processor's time it and its children used until is_answered(); None: it was not. What it does
        after the write that was the answer, until that is seen here, does not count where writes are noted."""
        before, of_children = self.used_so_far()
        self.type(data)
        if not is_answered():
            return None
        own, children = self.used_so_far()
        return ((self.used or own) - before + max(0, children - of_children)) / 1e6

    def write_ms(self, data, least, seconds):
        """The same until it has written so many bytes at once: what counter.c notes. None: it has not in time."""
        (before, of_children), until, count = self.used_so_far(), time.monotonic() + seconds, len(self.noted())
        self.type(data)
        while not self.is_over and time.monotonic() < until:
            self.show(self.read(0.05, READ) or b"")
            for length, _, used in self.noted()[count:]:
                if length >= least:
                    return (max(0, used - before) + max(0, self.used_so_far()[1] - of_children)) / 1e6    # /proc counts coarser
        return None

    def wait_end(self, seconds):
        """Until it has ended; its children may go on, and hold the terminal."""
        until = time.monotonic() + seconds
        while not self.is_over and not process.has_ended(self.pid) and time.monotonic() < until:
            self.read(0.05, READ)

    def end(self):
        processes = process.tree(self.pid)
        for number in (signal.SIGHUP, signal.SIGKILL):
            for each in processes:
                try:
                    os.kill(each, number)
                except OSError:
                    pass
            if self.is_reaped():
                break
        os.close(self.terminal)
        shutil.rmtree(self.home, ignore_errors=True)

    def is_reaped(self):
        until = time.monotonic() + END_SECONDS
        while time.monotonic() < until:
            self.read(0.01, READ)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
        return False


def find_moments(cost, old, new):
    """When the first changed row, half and all of the changed cells came to show what they show at the end."""
    is_same = (len(old), len(old[0])) == (len(new), len(new[0]))
    changed = [(row, column) for row in range(len(new)) for column in range(len(new[0])) if not is_same or new[row][column] != old[row][column]]
    rows = {row for row, _ in changed}
    for at, look in cost.looks:
        right = sum(look[row][column] == new[row][column] for row, column in changed)
        if cost.row is None and any(look[row] == new[row] for row in rows):
            cost.row = at
        if cost.half is None and 2 * right >= len(changed):
            cost.half = at
        if right < len(changed):
            cost.whole = None
        elif cost.whole is None:
            cost.whole = at


def run(command, events, options, sees=None):
    """The costs of the start and of each event. `sees` is called with the session before it ends."""
    session = Session(command, options)
    try:
        costs = [session.start()]
        for event in events:
            for _ in range(event.times):
                costs.append(session.event(event))
        if sees:
            sees(session)
        return costs
    finally:
        session.end()
