"""What lies between a program and a terminal: bytes that take their time."""
import collections


class Link:
    """`baud` 0: as fast as it comes. Holds `room` bytes at most, as a modem or sshd does: then the program waits."""
    BITS = 10   # a byte, with its start and stop bit

    def __init__(self, baud=0, round_trip_ms=0, room=4096):
        self.rate, self.delay, self.most = baud / self.BITS, round_trip_ms / 2000, room
        self.down, self.held, self.free_at = collections.deque(), 0, 0.0
        self.up = collections.deque()

    def is_slow(self):
        return bool(self.rate or self.delay)

    def room(self):
        return self.most - self.held

    def is_empty(self):
        return not self.down and not self.up

    def put(self, now, data):
        self.down.append((now, data))
        self.held += len(data)

    def take(self, now):
        """What has reached the terminal meanwhile."""
        taken = b""
        while self.down and self.down[0][0] + self.delay <= now:
            came, data = self.down[0]
            count = len(data)
            if self.rate:
                self.free_at = max(self.free_at, came)
                count = min(count, max(0, int((now - self.delay - self.free_at) * self.rate)))
                self.free_at += count / self.rate
            taken += data[:count]
            self.held -= count
            if count < len(data):
                self.down[0] = (came, data[count:])
                break
            self.down.popleft()
        return taken

    def type(self, now, data):
        self.up.append((now + self.delay, data))

    def typed(self, now):
        taken = b""
        while self.up and self.up[0][0] <= now:
            taken += self.up.popleft()[1]
        return taken
