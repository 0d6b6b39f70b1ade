"""A report on the shelf is on a disk that hangs: the search of all reports shows what it found before, Ctrl-C stops it, and shown again it goes on. TAP.
hang_shelf.py LECTERN SHIM FOLDER"""
import concurrent.futures
import os
import re
import sys
import time

from hang import FACES, LAST, Session, text_of
from hang_report import BUSY, command, end, run, wait
from sessions import Tap

SEARCH = "search-shelf lighthouse"
WORKERS = 8         # they sleep
SLOW = 0.8          # seconds: more than the half in which nothing is told
STOPPED = "The search was stopped"
FACES_WITH_KEYS = [face for face in FACES if face[2]]


def make_report(folder, name):
    os.makedirs(folder)
    with open(os.path.join(folder, "report.yaml"), "w") as file:
        file.write("lectern: 1\nid: %s\ntitle: Report %s\nlanguage: en\nchapters: [{id: c, title: C, body: [A lighthouse of %s.]}]\n" % (name, name, name))


class Shelf:
    """Three reports, read in this order; the second hangs once the file NOTE.go is gone."""

    def __init__(self, top, name, lectern, shim):
        folder = os.path.join(top, re.sub(r"\W", "-", name))
        self.lectern, self.note, shelf = lectern, os.path.join(folder, "note"), os.path.join(folder, "data", "lectern")
        for report in ("ahead", "behind", "last"):
            make_report(os.path.join(shelf, report), report)
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config",
                            "XDG_DATA_HOME": folder + "/data", "XDG_DATA_DIRS": folder + "/none", "LECTERN_DATA": folder + "/installed", "TERM": "xterm-256color",
                            "LD_PRELOAD": shim, "FAULT_CALLS": "files", "FAULT_HOW": "hang", "FAULT_AT": "1", "FAULT_UNDER": os.path.join(shelf, "behind"),
                            "FAULT_NOTE": self.note}
        os.makedirs(folder + "/installed")
        os.symlink(os.path.join(os.environ["LECTERN_DATA"], "keymaps"), folder + "/installed/keymaps")
        self.let_go()

    def begin(self, face):
        return Session([self.lectern] + face[1] + ["ahead"], self.environment, face[2])

    def let_go(self):
        open(self.note + ".go", "w").close()

    def hang(self):
        os.unlink(self.note + ".go")


def begin_search(shelf, face, bad):
    """The session, at the list of what was found before the disk that hangs."""
    session = shelf.begin(face)
    bad += wait(session, "A lighthouse of ahead", "does not begin")
    shelf.hang()
    session.output = b""
    session.send(command(face, SEARCH))
    return session


def try_stop(lectern, shim, top, face):
    bad, shelf = [], Shelf(top, "stop " + face[0], lectern, shim)
    session = begin_search(shelf, face, bad)
    bad += wait(session, "on the shelf so far; 1 of 3 reports", "what was found before is not listed")
    session.output = b""
    session.send(b"\x03")
    bad += wait(session, STOPPED, "Ctrl-C does not stop it", LAST * 5)
    for _ in range(2):
        session.output = b""
        session.send(b"\x0c\x03")
        bad += wait(session, "nothing to stop", "it still goes on")
    session.output = b""
    session.send(b"qvl\x0c")
    bad += wait(session, "on the shelf so far; 1 of 3 reports", "the list is not shown again")
    shelf.let_go()
    bad += wait(session, "3 hits of \"lighthouse\" on the shelf", "shown again it does not go on")
    if "A lighthouse of last." not in text_of(session.output):
        bad += wait(session, "A lighthouse of last", "the last report is not looked through")
    bad += end(session, command(face, "close") + command(face, "quit"))
    return bad


def try_leave(lectern, shim, top, face):
    """The reader does not wait for the search: the list is left, and the reader ended, while the disk hangs."""
    bad, shelf = [], Shelf(top, "leave " + face[0], lectern, shim)
    session = begin_search(shelf, face, bad)
    bad += wait(session, "on the shelf so far; 1 of 3 reports", "what was found before is not listed")
    session.send(b"q")
    session.output = b""
    session.send(command(face, "where"))
    bad += wait(session, "1 of 1", "the page is not there")
    session.send(b"q")
    status, took = session.end(BUSY)
    if status != 0 or took > LAST * 5:
        bad.append("ends after %.2f seconds with %s" % (took, status))
    shelf.let_go()
    return bad


def try_lines(lectern, shim, top, face):
    """Nobody can press Ctrl-C there: the report that does not answer is left after half a minute, which is told, and all others are listed."""
    bad, shelf = [], Shelf(top, "lines " + face[0], lectern, shim)
    session = begin_search(shelf, face, bad)
    bad += wait(session, "2 hits of \"lighthouse\" on the shelf; 1 report can't be read", "it does not come to its end", 30 + BUSY)
    shelf.let_go()
    bad += end(session, b"close\nquit\n")
    return bad


def make_chapters(folder):
    os.makedirs(folder)
    with open(os.path.join(folder, "report.yaml"), "w") as file:
        file.write("lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [ahead.yaml, behind.yaml, last.yaml, end.yaml]\n")
    for name in ("ahead", "behind", "last", "end"):
        with open(os.path.join(folder, name + ".yaml"), "w") as file:
            file.write("id: %s\ntitle: Chapter %s\nbody: [A lighthouse of %s.]\n" % (name, name, name))


def run_slowly(shelf, options, has_terminal):
    """All that it writes; the disk hangs for longer than nothing is told."""
    shelf.hang()
    session = Session([shelf.lectern] + options, shelf.environment, has_terminal)
    begun = time.monotonic()
    while not os.path.exists(shelf.note) and time.monotonic() - begun < BUSY:
        time.sleep(0.01)
    time.sleep(SLOW)
    shelf.let_go()
    status, _ = session.end(BUSY)
    return status, session.output


def try_percent(lectern, shim, top, option):
    """On a terminal it tells how far it is, and takes that away again; into a pipe it writes what it always does."""
    bad = []
    for has_terminal in True, False:
        shelf = Shelf(top, "percent %s %s" % (option, has_terminal), lectern, shim)
        report = os.path.join(os.path.dirname(shelf.environment["FAULT_UNDER"]), "long")
        make_chapters(report)
        if option.startswith("--export"):
            shelf.environment["FAULT_UNDER"] = os.path.join(report, "behind.yaml")
        status, output = run_slowly(shelf, option.split() + ([report] if option.startswith("--export") else []), has_terminal)
        told = [25 <= int(percent) <= 50 for percent in re.findall(rb"(\d+)%\r +\r", output)]     # in the second of four, or of three, or behind it
        if status != 0:
            bad.append("ends with %s: %s" % (status, text_of(output)))
        if has_terminal != (told[:1] == [True]) or (not has_terminal and b"%" in output):
            bad.append("%s a terminal: %s" % ("on" if has_terminal else "without", output[-300:]))
        if b"last" not in output:
            bad.append("is not whole: %s" % output[-300:])
    return bad


def main():
    lectern, shim, folder = map(os.path.abspath, sys.argv[1:4])
    tries = [("%s: Ctrl-C stops a search that waits for a disk, and shown again it goes on" % face[0], try_stop, face) for face in FACES_WITH_KEYS]
    tries += [("%s: the list is left while the disk hangs, and so is the reader" % face[0], try_leave, face) for face in FACES_WITH_KEYS]
    tries += [("%s that takes long tells how far it is, on a terminal only" % option, try_percent, option)
              for option in ("--shelf --search=lighthouse", "--shelf", "--export=markdown")]
    if len(sys.argv) > 4:
        tries.append(("%s: a report that does not answer is left, and told" % FACES[0][0], try_lines, FACES[0]))
    tap = Tap(len(tries))
    # Each in a process of its own, that holds no other's terminal open.
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        results = [pool.submit(run, function, (lectern, shim, folder, face)) for _, function, face in tries]
        for (name, _, _), result in zip(tries, results):
            tap.result(not result.result(), name, *result.result())
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
