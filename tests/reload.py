"""A report that is saved while lectern reads it, on a terminal, in each face: what is shown or said."""
import multiprocessing
import os
import pty
import re
import select
import shutil
import signal
import sys
import tempfile
import time

LECTERN, SOURCE = sys.argv[1:3]
LONGEST = 15    # seconds that anything is waited for
CHAPTER = "id: one\ntitle: One\nbody:\n  - The first lamp is lit.\n  - The second lamp is blue.\n"
NEW = CHAPTER.replace("  - The first", "  - A lamp before them.\n  - The first").replace("is blue", "is green")
LAST = NEW + "  - The last lamp.\n"
BROKEN = "id: one\ntitle: One\nbody: [\n"


class Face:
    """lectern on a terminal of its own, reading a report of its own."""

    def __init__(self, *options):
        self.folder = tempfile.mkdtemp(prefix="lectern-reload.")
        self.report = self.folder + "/report"
        os.mkdir(self.report)
        self.save("report.yaml", "lectern: 1\nid: saved\ntitle: Saved\nlanguage: en\nchapters: [one.yaml]\n")
        self.save("one.yaml", CHAPTER)
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder, "TERM": "xterm", "LC_ALL": "C.UTF-8", "LECTERN_DATA": SOURCE,
                       "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(LECTERN, [LECTERN, *options, self.report], environment)
        self.text = ""

    def save(self, name, text):
        """As editors do that write a new file and rename it."""
        with open(self.folder + "/new", "w") as file:
            file.write(text)
        os.rename(self.folder + "/new", self.report + "/" + name)

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def listen(self, seconds, wanted=None):
        """What comes in that time, or until the wanted text has come; without what moves the cursor."""
        end, heard = time.monotonic() + seconds, b""
        while time.monotonic() < end:
            if select.select([self.terminal], [], [], max(0, min(0.2, end - time.monotonic())))[0]:
                try:
                    heard += os.read(self.terminal, 65536)
                except OSError:
                    break
            self.text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()=>][A-Z0-9]?", " ", heard.decode(errors="replace"))
            if wanted and wanted in " ".join(self.text.split()):
                break
        self.text = " ".join(self.text.split())
        return self.text

    def hears(self, wanted):
        return wanted in self.listen(LONGEST, wanted)

    def end(self):
        self.press("q")
        self.listen(1)
        os.close(self.terminal)
        end = time.monotonic() + LONGEST
        done, status = os.waitpid(self.process, os.WNOHANG)
        while not done and time.monotonic() < end:
            time.sleep(0.1)
            done, status = os.waitpid(self.process, os.WNOHANG)
        if not done:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        shutil.rmtree(self.folder, ignore_errors=True)
        return done and os.waitstatus_to_exitcode(status) == 0


def read(name, *options):
    """Each case as (whether it is good, its name, what was heard)."""
    results = []

    def result(is_good, case, why=""):
        results.append((is_good, case, why))

    face = Face(*options)
    result(face.hears("The second lamp is blue."), f"{name}: the report is opened", face.text)
    face.listen(2.5)    # it has looked at the files once
    face.save("one.yaml", NEW)
    result(face.hears("The report was saved: this is its new version."), f"{name}: a new version is told", face.text)
    said = face.listen(2.5)
    result("report was saved" not in said, f"{name}: once", said)
    face.save("one.yaml", BROKEN)
    is_told = face.hears("one.yaml:4:1") and "The report was saved, but its new version can't be read;" in face.text
    result(is_told, f"{name}: one that can't be read is told, with its line", face.text)
    face.press("/green\r")
    result(face.hears("Hit 1 of 1."), f"{name}: and the version before is still there", face.text)
    face.press("/")
    face.listen(1)
    face.save("one.yaml", LAST)
    said = face.listen(3.5)
    result("saved" not in said, f"{name}: nothing changes while something is typed", said)
    face.press("\x1b")
    result(face.hears("The report was saved: this is its new version."), f"{name}: but when it is left", face.text)
    result(face.end(), f"{name}: it ends with 0")
    return results


def main():
    faces = [("screen",), ("page mode", "--screen-reader=page"), ("line mode", "--line")]
    with multiprocessing.Pool(len(faces)) as pool:
        results = sum(pool.starmap(read, faces), [])
    print(f"1..{len(results)}")
    for number, (is_good, case, why) in enumerate(results, 1):
        print(("ok" if is_good else "not ok") + f" {number} - {case}")
        for line in [] if is_good else why.splitlines():
            print("# " + line)


main()
