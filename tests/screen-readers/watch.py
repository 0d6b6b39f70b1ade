"""What comes from several sides: a terminal, a speech server, a braille display. One loop reads them all, so that what has come by the time of
a look is never passed over, however busy the machine is."""
import glob
import selectors
import time

STEP_SECONDS = 0.05


def parents():
    """Of each process, the one that started it."""
    found = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path) as file:
                pid, rest = file.read().split(" ", 1)
        except OSError:  # it has ended meanwhile
            continue
        found[int(pid)] = int(rest[rest.rindex(")") + 1:].split()[1])
    return found


def family(pids):
    started_by, found = parents(), set(pids)
    while True:
        more = {pid for pid, parent in started_by.items() if parent in found} - found
        if not more:
            return found
        found |= more


def starved_seconds(pids):
    """How long these processes and those they started were ready to run and had to wait for a processor (0 where Linux does not tell)."""
    waited = 0
    for pid in pids:
        for path in glob.glob("/proc/%d/task/*/schedstat" % pid):
            try:
                with open(path) as file:
                    waited += int(file.read().split()[1])
            except (OSError, IndexError):
                continue
    return waited / 1e9


class Watch:
    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.time = time.monotonic()  # when something came last

    def add(self, file, take):
        self.selector.register(file, selectors.EVENT_READ, take)

    def remove(self, file):
        self.selector.unregister(file)

    def look(self, seconds):
        for key, _ in self.selector.select(seconds):
            key.data()
            self.time = time.monotonic()

    def until(self, is_there, seconds):
        end = time.monotonic() + seconds
        while not is_there() and time.monotonic() < end:
            self.look(STEP_SECONDS)
        return is_there()

    def settle(self, quiet_seconds, pids):
        """Until nothing has come for that long, not counting the time in which who should have sent it had to wait for a processor."""
        pids = family(pids)
        starved, quiet_since = starved_seconds(pids), time.monotonic()
        while True:
            before = self.time
            self.look(STEP_SECONDS)
            if self.time != before:
                starved, quiet_since = starved_seconds(pids), self.time
            elif time.monotonic() - quiet_since >= quiet_seconds + starved_seconds(pids) - starved:
                return
