"""A state file with damaged lines, in each face: it is read, kept aside whole before anything is written, and told where, once. TAP.
damaged.py LECTERN REPORT FOLDER"""
import os
import shutil
import sys

from hang import FACES, Session, text_of
from loop import DAMAGE, OLD, read
from sessions import Tap

TOLD = "one-file.yaml.damaged-1: the damaged file of bookmarks is kept here as it was"
BEFORE = OLD + DAMAGE
BUSY = "the disk did not answer in time"
TRIES = 4   # a machine that is so busy that the last write takes longer than the end may wait for is tried again


def begin(folder, name):
    """(state file, environment)"""
    top = os.path.join(folder, name)
    shutil.rmtree(top, ignore_errors=True)
    path = os.path.join(top, "state", "lectern", "one-file.yaml")
    os.makedirs(os.path.dirname(path), 0o700)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(BEFORE)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA", "ASAN_OPTIONS")}
    return path, {**kept, "LC_ALL": "C.UTF-8", "HOME": top, "XDG_STATE_HOME": os.path.join(top, "state"), "TERM": "xterm-256color", "COLUMNS": "200"}


def judge(path, session, status):
    told = text_of(session.output).replace("one- file", "one-file").replace(".yaml. damaged", ".yaml.damaged")
    if status != 0:
        yield "ends with %s" % status
    if not os.path.exists(path + ".damaged-1") or read(path + ".damaged-1") != BEFORE:
        yield "it is not kept"
    if os.path.exists(path + ".damaged-2"):
        yield "it is kept twice"
    if DAMAGE in read(path):
        yield "the damage is still there"
    if told.count(TOLD) != 1:
        yield "told %d times: %s" % (told.count(TOLD), told[-400:])


def try_face(command, face, folder, adds):
    name, options, has_terminal, add, _ = face
    path, environment = begin(folder, "%s-%d" % (name.replace(" ", "-"), adds))
    session = Session(command[:1] + options + command[1:], environment, has_terminal)
    if session.wait_for("damaged", 20) is None or session.wait_for("A paragraph", 20) is None:
        yield "damage is not told at the start: %s" % text_of(session.output)[-200:]
    if os.path.exists(path + ".damaged-1"):
        yield "it is kept before anything is written"
    for _ in range(adds):
        session.send(add)
        if session.wait_for("Bookmark set", 20) is None:
            yield "no bookmark is set: %s" % text_of(session.output)[-200:]
    session.send(b"q\n" if not has_terminal else b"q")
    status, _ = session.end(20)
    while not has_terminal and session.read(0.2):
        continue
    if "does not answer" in text_of(session.output):
        yield BUSY
        return
    yield from judge(path, session, status)


def main():
    lectern, report, folder = map(os.path.abspath, sys.argv[1:4])
    tap = Tap(2 * len(FACES))
    for face in FACES:
        for adds, words in ((1, "with the first bookmark"), (0, "with the place on leaving")):
            bad = [BUSY]
            for _ in range(TRIES):
                bad = list(try_face([lectern, report], face, folder, adds)) if bad == [BUSY] else bad
            tap.result(not bad, "%s: a damaged file is kept aside and told %s" % (face[0], words), *bad)
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
