"""A session on the screen, key by key; exit status and what was printed decide. screen.py FOLDER COMMAND…: the command in FOLDER, where the state is."""
import os
import sys
import time

from job import Fault, Job

KEYS = [b" ", b"j", b"/the\r", b"n", b"t", b"j", b"\r", b"M", b"a note\r", b"'", b"\x1b", b"h", b"q", b"P", b" ", b"s", b"r", b"P", b"=", b"q", b"q"]
SAID = {b"a note\r": b"Bookmark set"}    # waited for: who asks a child looks idle meanwhile
FACTOR = 60     # valgrind's manual speaks of 10 to 50 times


def main():
    folder, command = sys.argv[1], sys.argv[2:]
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
    environment = {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config"}
    job = Job(command, environment, folder, factor=FACTOR)
    try:
        job.wait_until(job.is_taken, 2.0, "begun")
        for key in KEYS:
            job.settle()
            job.send(key)
            if key in SAID:
                job.wait_until(lambda words=SAID[key]: words in job.printed, 30.0, "told to keep a note")
            if key == b"\x1b":
                time.sleep(0.5)     # what follows it at once would be taken for a part of it
        job.wait_end(2.0, "q")
        if not job.is_given_back() or b"Bookmark set" not in job.printed:
            raise Fault("the session did not go as it should: %r" % job.printed[-300:])
        return job.status
    except Fault as fault:
        print("# %s" % fault)
        return 1
    finally:
        job.close()


if __name__ == "__main__":
    sys.exit(main())
