"""Keys typed ahead on a slow line, and terminals that do not say what they have shown. TAP.
slow_line.py LECTERN SOURCE FOLDER"""
import curses
import os
import re
import sys

import session
from exact import Tap
from keys import read_events
from texts import SHIPPED

LINE = {"baud": 19200, "round_trip_ms": 200, "quiet": 1.0}
SECONDS = 60
PAGES = 10
REQUEST = b"\x1b[5n"


class Recorded(session.Session):
    """Keeps what it was sent; `answer_to`, if it has one, changes what the terminal answers."""
    def __init__(self, command, options, answer_to=None):
        super().__init__(command, options)
        self.sent, self.answer_to = b"", answer_to

    def show(self, data):
        self.sent += data
        self.screen.feed(data)
        for answer in self.screen.answers:
            self.type(self.answer_to(answer) if self.answer_to else answer)
        self.screen.answers.clear()


class SlowLine:
    def __init__(self, program, source):
        self.command, self.source = [program, "--private", os.path.join(source, SHIPPED)], source

    def session(self, answer_to=None, line=(), **variables):
        options = session.Options(variables={"LECTERN_DATA": self.source, **variables}, **dict(line))
        return Recorded(self.command, options, answer_to)

    def read(self, reader, keys, rows=slice(0, -1)):
        """The costs of some events, and the screen then; the last row tells what is being counted."""
        try:
            reader.start()
            costs = [reader.event(event) for event in read_events(keys)]
            return costs, reader.screen.lines()[rows]
        finally:
            reader.end()

    def typed_ahead(self):
        ahead = "ahead=ahead(%d,0.1)*<space>" % PAGES
        _, wanted = self.read(self.session(LECTERN_SLOW="off"), ahead)
        reader = self.session(line=LINE)
        costs, found = self.read(reader, ahead)
        _, told = self.read(self.session(line=LINE), ahead + " ot", rows=slice(-1, None))
        said = re.search(r"Screens left out: (\d+)", told[0])
        print("# %d bytes; %s" % (costs[0].bytes, told[0].strip()))
        return found == wanted and REQUEST in reader.sent and costs[0].bytes < 8000 and said and int(said[1]) > 1

    def ends_on_the_last(self, answer_to):
        """Whatever is answered, the last page comes."""
        reader = self.session(answer_to, LECTERN_SLOW="on")
        try:
            reader.start()
            for _ in range(PAGES):
                reader.type(b" ")
                reader.show(reader.read(0.05, session.READ) or b"")
            reader.type(b"G")
            return reader.is_shown("100%", SECONDS) and REQUEST in reader.sent
        finally:
            reader.end()

    def silence(self):
        return self.ends_on_the_last(lambda answer: b"" if answer.endswith(b"n") else answer)

    def garbage(self):
        return self.ends_on_the_last(lambda answer: b"\x1b[9n\x1b[0;0n\x1b]0n\x07" if answer.endswith(b"n") else answer)

    def answers_in_two(self):
        return self.ends_on_the_last(lambda answer: answer + b"\x1b[0n\x1b[0n")

    def is_not_asked(self, **variables):
        reader = self.session(LECTERN_SLOW="on", **variables)
        self.read(reader, "<space> <space>")
        return REQUEST not in reader.sent

    def listeners(self):
        return self.is_not_asked(LECTERN_SCREEN_READER="page")


def main():
    program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    curses.setupterm("xterm-256color", 1)
    slow, tap = SlowLine(program, source), Tap()
    held = [("of pages typed ahead on a slow line only some are sent, and the last whole", slow.typed_ahead),
            ("a terminal that never says what it has shown is gone on without", slow.silence),
            ("so is one that says something else", slow.garbage),
            ("answers that nobody asked for do no harm", slow.answers_in_two),
            ("a screen reader's terminal is never asked", slow.listeners)]
    print("1..%d" % len(held))
    for name, play in held:
        tap.result(play(), name)
    return tap.failed > 0


if __name__ == "__main__":
    sys.exit(main())
