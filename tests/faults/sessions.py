"""Many sessions write one state file at once, compact it, and some are killed. TAP. Without the lock (try_lock() in base/file_lock.c returns true at
once) the third result goes red, 0 times of 3. The others stay green then on Linux, where one write(2) with O_APPEND is never mixed with another, and
because each session writes again what it has seen on the disk and misses there.
sessions.py LECTERN REPORT FOLDER SESSIONS MARKS KILLED SECONDS: SESSIONS that add MARKS bookmarks each at once; then KILLED sessions for SECONDS,
killed by SIGKILL at random moments and begun again. A new seed each time, which is printed; FAULTS_SEED sets it."""
import collections
import os
import random
import re
import select
import subprocess
import sys
import threading
import time

CONFIRMED = b"Bookmark set at"
LEAST_LIFE, MOST_LIFE = 0.01, 0.5    # seconds until a session is killed
PATIENCE = 1, 3, 9
ANSWER_SECONDS = 20
ROUNDS = 3


def start(command, environment):
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def answer(process, printed, wanted):
    """Reads on until the words have come; False where the session ended first."""
    end = time.monotonic() + ANSWER_SECONDS
    while wanted not in printed and time.monotonic() < end:
        if not select.select([process.stdout], [], [], 0.2)[0]:
            continue
        some = os.read(process.stdout.fileno(), 65536)
        if not some:
            return False
        printed += some
    return wanted in printed


def notes_in(path):
    with open(path, encoding="utf-8") as file:
        return collections.Counter(note for line in file if 'op: "add"' in line for note in re.findall(r'text: "(s[^"]*)"', line))


def add_many(command, environment, name, count, failures):
    orders = "".join("M\n%s-%d\n" % (name, i) for i in range(count)) + "q\n"
    done = subprocess.run(command, env=environment, input=orders.encode(), capture_output=True)
    if done.returncode != 0 or done.stdout.count(CONFIRMED) != count:
        failures.append("%s ended with %d and confirmed %d" % (name, done.returncode, done.stdout.count(CONFIRMED)))


def live_and_die(command, environment, name, chance, end, patience, confirmed, lock):
    """Adds notes one by one, each when the one before was confirmed, and is killed; again and again. patience: how many times as long as usual it may live."""
    life = 0
    while time.monotonic() < end:
        life += 1
        process = start(command, environment)
        killer = threading.Timer(chance.uniform(LEAST_LIFE, MOST_LIFE * patience), process.kill)
        killer.start()
        for number in range(10000):
            note, printed = "%s-%d-%d" % (name, life, number), bytearray()
            try:
                process.stdin.write(b"M\n%s\n" % note.encode())
                process.stdin.flush()
            except BrokenPipeError:
                break
            if not answer(process, printed, CONFIRMED):
                break
            with lock:
                confirmed.append(note)
        killer.cancel()
        process.kill()
        process.stdout.close()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.wait()


def add_while_compacted(command, environment, folder, number):
    """A session compacts, slowly; as soon as its new file is there another adds a bookmark, and is killed when that is confirmed: one that goes on would
    see that it is gone, and write it again. True where the bookmark is there afterwards, None where nothing was compacted."""
    folder = os.path.join(folder, "compacted-%d" % number)
    state = os.path.join(folder, "lectern", "one-file.yaml")
    os.makedirs(os.path.dirname(state), 0o700)
    with open(os.open(state, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write("".join('{v: "1", op: "%s", seq: "%d", id: "p%d", %skind: "place", time: "2026-01-01T00:00:00Z", place: {chapter: "first", block: "", '
                           'exact: "gone %d", prefix: "", suffix: ""}}\n' % ("change" if i else "add", i + 1, i, 'of: "p0", ' if i else "", i) for i in range(80)))
    environment = {**environment, "XDG_STATE_HOME": folder}
    compacting = subprocess.Popen(command, env={**environment, "LD_PRELOAD": os.environ["LECTERN_SLOW"]}, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    compacting.stdin.write(b"G\nq\n")
    compacting.stdin.close()
    end = time.monotonic() + ANSWER_SECONDS
    while not any(".new-" in name for name in os.listdir(os.path.dirname(state))) and time.monotonic() < end:
        time.sleep(0.002)
    adding, printed = start(command, environment), bytearray()
    adding.stdin.write(b"M\nsc-%d\n" % number)
    adding.stdin.flush()
    is_confirmed = answer(adding, printed, CONFIRMED)
    adding.kill()
    for process in adding, compacting:
        process.wait()
    adding.stdin.close()
    adding.stdout.close()
    with open(state, encoding="utf-8") as file:
        is_compacted = sum(1 for _ in file) < 40
    return is_confirmed and notes_in(state)["sc-%d" % number] == 1 if is_compacted else None


def run_all(targets):
    threads = [threading.Thread(target=target, args=arguments) for target, arguments in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Tap:
    def __init__(self, count):
        print("1..%d" % count)
        self.number, self.failed = 0, False

    def result(self, is_good, name, *notes):
        self.number += 1
        self.failed = self.failed or not is_good
        print("%sok %d - %s" % ("" if is_good else "not ", self.number, name), flush=True)
        for note in notes if not is_good else ():
            print("# %s" % note)


def main():
    lectern, report, folder = map(os.path.abspath, sys.argv[1:4])
    sessions, marks, killed, seconds = map(int, sys.argv[4:8])
    seed = int(os.environ.get("FAULTS_SEED", time.time_ns() % 1000000000))
    tap = Tap(5)
    print("# FAULTS_SEED=%d" % seed)
    command = [lectern, "--line", report]
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    environment = {**kept, "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder}
    state, failures, confirmed, lock = os.path.join(folder, "lectern", "one-file.yaml"), [], [], threading.Lock()

    run_all([(add_many, (command, environment, "s%d" % i, marks, failures)) for i in range(sessions)])
    notes = notes_in(state)
    tap.result(len(notes) == sessions * marks, "%d sessions that add %d bookmarks each at once leave %d" % (sessions, marks, len(notes)), *failures)
    tap.result(all(times == 1 for times in notes.values()) and not failures, "none stands there twice, and each was confirmed")

    name = "a bookmark that is added while another session compacts the file is there"
    if "LECTERN_SLOW" in os.environ:
        rounds = [add_while_compacted(command, environment, folder, number) for number in range(ROUNDS)]
        tap.result(all(rounds), name + ", %d times of %d" % (rounds.count(True), ROUNDS), *["round %d: nothing was compacted" % i for i, r in enumerate(rounds) if r is None])
    else:
        tap.result(True, name + " # SKIP what is preloaded does not go with a sanitizer")

    for patience in PATIENCE:   # a slow machine may confirm few in the time given, and then little is known of what is kept
        end, ways = time.monotonic() + seconds, [random.Random("%d %d %d" % (seed, i, patience)) for i in range(killed)]
        run_all([(live_and_die, (command, environment, "sk%d-%d" % (i, patience), ways[i], end, patience, confirmed, lock)) for i in range(killed)])
        if len(confirmed) > killed:
            break
    notes = notes_in(state)
    lost = [note for note in confirmed if notes[note] != 1]
    tap.result(len(confirmed) > killed and not lost, "%d sessions that are killed lose none of %d confirmed bookmarks" % (killed, len(confirmed)), *lost[:20])
    after = subprocess.run([lectern, "--marks", report], env=environment, capture_output=True)
    tap.result(after.returncode == 0 and all(note.encode() in after.stdout for note in confirmed), "and the file reads as if nothing had happened", after.stderr.decode()[:200])
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
