"""No column drifts in tmux: what stands in the columns of a table stands there whatever is before it, by tmux's own widths. TAP.
tmux.py LECTERN SOURCE FOLDER"""
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "faults"))
from sessions import Tap  # noqa: E402 - the folder is known only now

SECONDS = 30
ROWS_OF_TABLE = 4
CASES = [(60, []), (40, []), (80, ["--width-of=wcwidth"]), (80, ["--ambiguous=2"])]


class Tmux:
    def __init__(self, folder, number, columns, command):
        self.command = ["tmux", "-S", os.path.join(folder, "tmux-%d" % number), "-f", "/dev/null"]
        self.text = os.path.join(folder, "text")
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder, "LECTERN_DATA": os.environ["LECTERN_DATA"]}
        self.run("new-session", "-d", "-x", str(columns), "-y", "50", *command)

    def run(self, *arguments):
        done = subprocess.run([*self.command, *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.stdout.decode()

    def rows(self):
        return self.run("capture-pane", "-p").split("\n")

    def width(self, text):
        """Where the cursor stands behind it: that alone tells how wide tmux shows what is joined."""
        with open(self.text, "w", encoding="utf-8") as file:
            file.write(text + ".")
        window = self.run("new-window", "-d", "-P", "-F", "#{window_id}", "cat %s; sleep 100" % self.text).strip()
        end, column = time.monotonic() + SECONDS, 0
        while column == 0 and time.monotonic() < end:
            column = int(self.run("display-message", "-p", "-t", window, "#{cursor_x}"))
        self.run("kill-window", "-t", window)
        return column - 1


def table_of(tmux):
    """The rows of the table with bars, when they have come."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found = [row for row in tmux.rows() if re.match(r"\s*\S+\s+\|\s+\S*\s+\|\s+\S", row)]
        if len(found) == ROWS_OF_TABLE:
            return found
        time.sleep(0.1)
    return []


def bars_of(tmux, row):
    """The columns, by tmux, of both bars and of what stands behind them."""
    return [tmux.width(row[:found.start()]) for found in re.finditer(r"\||(?<=\|  )\S", row)]


def main():
    program, source, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    tap = Tap(len(CASES))
    for number, (columns, options) in enumerate(CASES):
        tmux = Tmux(folder, number, columns, [program, "--private", *options, os.path.join(source, "tests/screens/drift.yaml")])
        try:
            rows = table_of(tmux)
            bars = [bars_of(tmux, row) for row in rows]
            is_straight = bool(bars) and len(bars[0]) >= 3 and all(row[0] == bars[0][0] and row[-2:] == bars[0][-2:] for row in bars)
            tap.result(is_straight, "a table in %d columns %s" % (columns, " ".join(options)), *("%s %s" % pair for pair in zip(bars, rows)))
        finally:
            tmux.run("kill-server")
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
