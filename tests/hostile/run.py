"""Runs lectern on the corpus and prints TAP, a line for each class.
run.py LECTERN FOLDER [--make] [CLASS...]: --make only makes the files."""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from corpus import all_cases
from screen import run_screen
from watch import control_in, control_on_screen

SECONDS = 1.0           # of the processor, for any case
NOISE = 2               # as much longer the same run took where the machine's host did other work: 0.93 to 1.87 seconds within minutes
HANG_SECONDS = 20
WORKERS = 3
ORDERS = "\n=\ni\nEsc\nt\nEsc\nm\n'\nEsc\n/a\n}\nh\nEsc\nq\n"
KEYS = [b" ", b"t", b"q", b"i", b"q", b"=", b"q"]
FACES = {"check": ["--check"], "dump": ["--dump"], "line": ["--line"], "marks": ["--marks"], "contents": ["--contents"], "screen": []}


def factor_of(program):
    """What a sanitizer costs, or counting what is run."""
    with open(program, "rb") as file:
        text = file.read()
    return 15 if b"__asan_init" in text else 5 if b"__gcov_init" in text else 1


class Runner:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.factor = factor_of(program)
        self.plain_kilobytes = None
        self.runs = 0
        self.most_seconds, self.most_kilobytes = 0.0, 0
        self.alone = threading.Lock()
        self.noise = 1
        self.lock = threading.Lock()

    def environment(self, case, folder):
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
        return {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config",
                **case.environment}

    def command(self, case, face):
        report = case.report
        if face == "place":
            return [self.program, "--dump", report + "#" + case.arguments[0]]
        if face == "option":
            return [self.program, "--width", case.arguments[0], report]
        if face in ("search", "regex"):
            return [self.program, *(["--regex"] if face == "regex" else []), "--search", case.arguments[0], report]
        return [self.program, *FACES[face], *case.arguments, report]

    def pipe(self, case, face, folder):
        """Exit status, all that was printed, and what it took."""
        orders = case.orders if case.orders is not None else ORDERS
        orders = orders if isinstance(orders, bytes) else orders.encode("utf-8", "surrogateescape")
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed:
            given.write(orders if face == "line" else b"")
            given.seek(0)
            process = subprocess.Popen(self.command(case, face), stdin=given, stdout=printed, stderr=subprocess.STDOUT, cwd=folder, env=self.environment(case, folder))
            killer = threading.Timer(HANG_SECONDS * self.factor, process.kill)
            killer.start()
            _, status, usage = os.wait4(process.pid, 0)
            killer.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            printed.seek(0)
            return process.returncode, printed.read(), usage

    def measure(self, usage, size, megabytes):
        seconds, kilobytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss - self.plain_kilobytes - size // 1024
        with self.lock:
            self.runs += 1
            self.most_seconds, self.most_kilobytes = max(self.most_seconds, seconds), max(self.most_kilobytes, kilobytes)
        if seconds > SECONDS * self.factor * self.noise:
            yield "took %.2f seconds" % seconds
        if self.factor == 1 and kilobytes > megabytes * 1024:
            yield "took %d MB beyond the file" % (kilobytes // 1024)

    def faults_of_run(self, case, face, folder, size):
        if face == "screen":
            status, printed, is_alive = run_screen([self.program, *case.arguments, case.report], self.environment(case, folder), folder, case.keys or KEYS, HANG_SECONDS * self.factor)
            control = control_on_screen(printed)
            self.runs += 1
            if case.outlives and not is_alive:
                yield "ended by what is no key of its own"
        else:
            status, printed, usage = self.pipe(case, face, folder)
            if usage.ru_utime + usage.ru_stime > SECONDS * self.factor and not case.keeps and not case.leaves:
                usage = self.pipe(case, face, folder)[2]   # a busy machine is not lectern's fault
            yield from self.measure(usage, size, case.megabytes)
            control = control_in(printed)
        if control:
            yield "printed " + control
        if status < 0 or status not in case.statuses.get(face, (0, 1, 2, 3)):
            yield "ended with %d" % status
        for words in case.words.get(face, []):
            if not re.search(words.encode(), printed):
                yield "did not print /%s/ but %r" % (words, printed[:300])
        for never in case.never:
            if never in printed:
                yield "printed what it must not: %r" % never

    def faults(self, case, folder):
        """What went wrong, face by face, each on a fresh copy."""
        for face in case.faces:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            case.make(folder)
            before = {path: read(os.path.join(folder, path)) for path in case.keeps + case.leaves}
            size = size_of(folder)
            for fault in self.faults_of_run(case, face, folder, size):
                yield face + " " + fault
            for path in case.keeps:
                after = read(os.path.join(folder, path))
                if read(os.path.join(folder, path + ".damaged-1")) == before[path]:
                    if any(line and line[:1] not in b"{#" for line in after.split(b"\n")):
                        yield face + " goes on with the damage in " + path
                    continue
                if not after.startswith(before[path]):
                    yield face + " took away from " + path
                if before[path][-1:] != b"\n" and after[len(before[path]):][:1] not in (b"\n", b""):
                    yield face + " went on in a torn line of " + path
            for path in case.leaves:
                if read(os.path.join(folder, path)) != before[path]:
                    yield face + " changed " + path

    def run_case(self, name, number, case):
        folder = os.path.join(self.folder, name, "%02d" % number)
        faults = list(self.faults(case, folder))
        for _ in range(2):
            if not faults or not all(" took " in fault and fault.endswith("seconds") for fault in faults):
                break
            with self.alone:
                self.noise = NOISE
                faults = list(self.faults(case, folder))
                self.noise = 1
        shutil.rmtree(folder, ignore_errors=True)
        return ["%s %02d: %s" % (name, number, fault) for fault in faults]

    def run_plain(self, case):
        folder = os.path.join(self.folder, "plain")
        os.makedirs(folder, exist_ok=True)
        case.make(folder)
        self.plain_kilobytes = max(self.pipe(case, face, folder)[2].ru_maxrss for face in ("check", "dump", "line"))


def read(path):
    """What is there: bytes of a file, where a link leads, or the kind of what is no file."""
    try:
        if os.path.islink(path):
            return b"link " + os.fsencode(os.readlink(path))
        if not os.path.isfile(path):
            return b"kind %o" % os.lstat(path).st_mode
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        return b"none: %d" % error.errno


def size_of(folder):
    """Bytes of all files that are really there, holes left out."""
    return sum(os.lstat(os.path.join(path, name)).st_blocks * 512 for path, _, names in os.walk(folder) for name in names)


def make_all(corpus, folder):
    for name, cases in corpus.items():
        for number, case in enumerate(cases):
            case.make(os.path.join(folder, name, "%02d" % number))


def report(runner, corpus):
    print("1..%d" % (len(corpus) + 1))
    failed = False
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        waiting = {name: [pool.submit(runner.run_case, name, number, case) for number, case in enumerate(cases)] for name, cases in corpus.items()}
        for index, (name, runs) in enumerate(waiting.items(), 1):
            faults = [fault for run in runs for fault in run.result()]
            failed = failed or bool(faults)
            print("%sok %d - %s: %d cases" % ("not " if faults else "", index, name, len(runs)), flush=True)
            for fault in faults[:40]:
                print("# " + fault[:600])
    is_full = all(len(cases) >= 20 for cases in corpus.values())
    print("%sok %d - each class has 20 cases at least" % ("" if is_full else "not ", len(corpus) + 1))
    print("# %d cases, %d runs in %.0f s; at most %.2f s of the processor and %d MB beyond the file" % (
        sum(map(len, corpus.values())), runner.runs, time.monotonic() - start, runner.most_seconds, runner.most_kilobytes // 1024))
    return failed or not is_full


def main():
    names = [argument for argument in sys.argv[3:] if not argument.startswith("--")]
    corpus = {name: cases for name, cases in all_cases().items() if not names or name in names}
    folder = os.path.abspath(sys.argv[2])
    if "--make" in sys.argv:
        make_all(corpus, folder)
        return 0
    runner = Runner(os.path.abspath(sys.argv[1]), folder)
    runner.run_plain(all_cases()["controls"][0])
    return report(runner, corpus)


if __name__ == "__main__":
    sys.exit(main())
