"""What page mode sends to terminals of several kinds has nothing in it that screen readers speak aloud (R11). TAP.

    sent.py LECTERN FOLDER      FOLDER: the top of the source
"""
import fcntl
import os
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time

TERMINALS = ("linux", "xterm-256color", "xterm", "tmux-256color", "screen", "vt100")
KEYS = (" ", "j", "\x1b[C", "]", "\t", "t", "q", "/", "a", "\r", "=", "s", "L")
SPOKEN = {"OSC": rb"\x1b\]", "DCS": rb"\x1bP", "CSI >": rb"\x1b\[>", "SGR with colons": rb"\x1b\[[0-9;]*:[0-9:;]*m", "ESC ( B": rb"\x1b\(B"}
STARTED = b"\x1b[?2004h"  # the last of what the terminal is started with
QUIET_SECONDS, START_SECONDS = 0.3, 20


def take(terminal, seconds):
    sent = b""
    while select.select([terminal], [], [], seconds)[0]:
        try:
            sent, seconds = sent + os.read(terminal, 65536), QUIET_SECONDS
        except OSError:  # nobody is at the other end
            break
    return sent


def sent_to(kind, lectern, source):
    """From the first screen on: what is sent before it is the terminal's own start."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = {"HOME": home, "PATH": os.environ["PATH"], "TERM": kind, "LC_ALL": "C.UTF-8", "LECTERN_DATA": source}
        environment.update({name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ})
        pid, terminal = pty.fork()
        if pid == 0:
            time.sleep(0.2)  # until the window has its size
            os.execve(lectern, [lectern, "--screen-reader=page", os.path.join(source, "tests/reports/every-block")], environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        sent = take(terminal, START_SECONDS)
        for key in KEYS:
            os.write(terminal, key.encode())
            sent += take(terminal, QUIET_SECONDS)
        os.write(terminal, b"\x03q")
        take(terminal, QUIET_SECONDS)
        os.waitpid(pid, 0)
        return sent[sent.find(STARTED):]


def main(lectern, source):
    print("1..%d" % len(TERMINALS))
    for number, kind in enumerate(TERMINALS, 1):
        sent = sent_to(kind, lectern, source)
        found = [name for name, pattern in SPOKEN.items() if re.search(pattern, sent)]
        is_good = b"Page mode" in sent and not found
        print("%s %d - R11: TERM=%s gets nothing that would be spoken%s" % ("ok" if is_good else "not ok", number, kind, "".join(", but " + name for name in found)))


main(*sys.argv[1:])
