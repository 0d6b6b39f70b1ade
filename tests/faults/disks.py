"""Real disks that are full, that become read-only in the middle of a session, and that hang. TAP. Run as root in a mount namespace of its own.
disks.py LECTERN REPORT FOLDER [all]: the seven scenarios of loop.py with 0, 1, 2 or 16 free blocks and 0 to 2 free inodes on a tmpfs; with "all" each number of
blocks between, and an ext4 that is frozen (fsfreeze(8)): who writes there then is in a sleep that no signal ends."""
import os
import re
import shutil
import subprocess
import sys
import time

import hang as hanging
import loop as faults
from sessions import Tap

BLOCKS, SOME_BLOCKS, INODES = range(17), (0, 1, 2, 16), range(3)


def call(*command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def mounted(folder, options):
    os.makedirs(folder, exist_ok=True)
    done = call("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)
    if done.returncode != 0:
        raise OSError(done.stderr.decode())


def padded(state, size):
    """To a whole number of blocks: whatever is added takes a new one. A comment is kept as it is."""
    lacking = -(len(state) + 2) % size
    return state + "#" + "-" * lacking + "\n"


def fill(folder, free):
    """Leaves so many blocks."""
    size = os.statvfs(folder).f_bsize
    kept = []
    for number in range(free):
        kept.append(os.path.join(folder, "kept-%d" % number))
        with open(kept[-1], "wb", buffering=0) as file:
            file.write(bytes(size))
    with open(os.path.join(folder, "fill"), "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(size))
        except OSError:
            pass
    for name in kept:
        os.unlink(name)


class Disks(faults.Loop):
    def set_up(self, folder, scenario):
        path = os.path.join(folder, "state", "lectern", "one-file.yaml")
        if scenario.state is not None:
            os.makedirs(os.path.dirname(path), 0o700)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(padded(scenario.state, os.statvfs(folder).f_bsize))
        home = folder + "-home"
        os.makedirs(home, exist_ok=True)
        return path, {**self.environment, "HOME": home, "XDG_STATE_HOME": os.path.join(folder, "state"), "XDG_CONFIG_HOME": home}

    def run_on(self, scenario, folder, options, restrict):
        """What is wrong."""
        mounted(folder, options)
        try:
            path, environment = self.set_up(folder, scenario)
            restrict(folder)
            done = subprocess.run([self.lectern, "--line", self.report], env=environment, input=scenario.orders.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
            after = subprocess.run([self.lectern, "--marks", "--json", self.report], env=environment, capture_output=True)
            notes = set(re.findall(r'"note": ?"([^"]*)"', after.stdout.decode()))
            return list(self.judge(scenario, done.returncode, " ".join(done.stdout.decode().split()), notes, after, path, "real", "files")), done.returncode
        finally:
            call("umount", "-l", folder)

    def full(self, scenario, blocks):
        return self.run_on(scenario, os.path.join(self.folder, "full"), "size=256k,nr_inodes=64", lambda folder: fill(folder, blocks))

    def without_inodes(self, scenario, inodes):
        def restrict(folder):
            free = os.statvfs(folder).f_ffree
            for number in range(free - inodes):
                os.mkdir(os.path.join(folder, "taken-%d" % number))
        return self.run_on(scenario, os.path.join(self.folder, "inodes"), "size=256k,nr_inodes=64", restrict)


def tap_scenario(disks, tap, scenario, blocks):
    bad, count, refused = [], 0, 0
    for name, run, amounts in (("blocks", disks.full, blocks), ("inodes", disks.without_inodes, INODES)):
        for amount in amounts:
            found, status = run(scenario, amount)
            bad += ["%d %s free: %s" % (amount, name, fault) for fault in found]
            count, refused = count + 1, refused + (status == 3)
    is_full = refused >= 2  # without a block, and without an inode
    tap.result(is_full and not bad, "%s: %d disks that are full or nearly, %d refused, %d bad" % (scenario.name, count, refused, len(bad)), *bad[:12])


def read_only_for_a_while(disks):
    """Writable, read-only, writable again, in one session."""
    folder = os.path.join(disks.folder, "read-only")
    mounted(folder, "size=256k")
    try:
        _, environment = disks.set_up(folder, faults.SCENARIOS[1])
        session = hanging.Session([disks.lectern, "--line", disks.report], environment, False)
        for options, note, words in ((None, "before", "Bookmark set"), ("ro", "meanwhile", "not saved: it can't be opened"), ("rw", "after", "Bookmark set")):
            if options and call("mount", "-o", "remount," + options, folder).returncode != 0:
                yield "can't be remounted"
            session.output = b""
            session.send(b"M\n%s\n" % note.encode())
            if session.wait_for(words, 10) is None:
                yield "%s: %s" % (note, hanging.text_of(session.output)[-200:])
        session.send(b"q\n")
        status, _ = session.end(10)
        if status != 0:
            yield "ends with %s" % status
        after = subprocess.run([disks.lectern, "--marks", "--json", disks.report], env=environment, capture_output=True)
        notes = sorted(re.findall(r'"note": ?"([^"]*)"', after.stdout.decode()))
        if notes != ["after", "before", "meanwhile", "old one", "old two"]:
            yield "there is %s" % notes
    finally:
        call("umount", "-l", folder)


def read_only_until_the_end(disks):
    folder = os.path.join(disks.folder, "stays-read-only")
    mounted(folder, "size=256k")
    try:
        _, environment = disks.set_up(folder, faults.SCENARIOS[1])
        session = hanging.Session([disks.lectern, "--line", disks.report], environment, False)
        session.send(b"M\nbefore\n")
        if session.wait_for("Bookmark set", 10) is None:
            yield "not set"
        call("mount", "-o", "remount,ro", folder)
        session.send(b"M\nmeanwhile\nq\n")
        if session.wait_for("File to write", 10) is None:
            yield "no file is offered: %s" % hanging.text_of(session.output)[-200:]
        kept = os.path.join(disks.folder, "kept.yaml")
        session.send(kept.encode() + b"\n")
        status, _ = session.end(10)
        if status != 0 or "meanwhile" not in open(kept).read():
            yield "ends with %s" % status
        after = subprocess.run([disks.lectern, "--marks", "--json", disks.report], env=environment, capture_output=True)
        if sorted(re.findall(r'"note": ?"([^"]*)"', after.stdout.decode())) != ["before", "old one", "old two"]:
            yield "there is %s" % after.stdout
    finally:
        call("umount", "-l", folder)


# A frozen disk

def states_of(environment):
    """Of the processes of a session, as ps(1) has them: D sleeps where no signal wakes it."""
    found = []
    for process in os.listdir("/proc"):
        if process.isdigit() and environment["HOME"].encode() in hanging.environ("/proc/" + process):
            try:
                found.append(open("/proc/%s/stat" % process).read().rsplit(")", 1)[1].split()[0])
            except OSError:
                pass
    return found


def await_ends(environment):
    """The states of what has not ended in ten seconds."""
    end = time.monotonic() + 10
    while states_of(environment) and time.monotonic() < end:
        time.sleep(0.1)
    return states_of(environment)


def frozen(disks, folder, face, how):
    name, options, has_terminal, add, _ = face
    _, environment = disks.set_up(folder, faults.SCENARIOS[1])
    session = hanging.Session([disks.lectern] + options + [disks.report], {**environment, "TERM": "xterm-256color"}, has_terminal)
    if session.wait_for("A paragraph", 10) is None:
        yield "does not begin"
    call("fsfreeze", "-f", folder)
    try:
        session.send(add)
        if session.wait_for(hanging.TOLD, 4) is None:
            yield "that it waits is not told"
        if "D" not in states_of(environment):
            yield "nothing hangs: %s" % states_of(environment)
        if session.wait_for("not confirmed", 8) is None:
            yield "not told: %s" % hanging.text_of(session.output)[-200:]
        os.kill(session.process, how)
        status, took = session.end(20)
        if status != 3 or took > hanging.LAST:
            yield "ends after %.2f seconds with %s" % (took, status)
    finally:
        call("fsfreeze", "-u", folder)
    await_ends(environment)
    after = subprocess.run([disks.lectern, "--marks", "--json", disks.report], env=environment, capture_output=True)
    notes = sorted(re.findall(r'"note": ?"([^"]*)"', after.stdout.decode()))
    left = await_ends(environment)  # also of the child that read the state just now
    if notes not in (["new", "old one", "old two"], ["old one", "old two"]) or left:
        yield "there is %s; %s" % (notes, left)


def tap_frozen(disks, tap):
    image, folder = os.path.join(disks.folder, "image"), os.path.join(disks.folder, "frozen")
    os.makedirs(folder)
    with open(image, "wb") as file:
        file.truncate(8 << 20)
    can = call("mkfs.ext4", "-q", "-F", image).returncode == 0 and call("mount", "-o", "loop", image, folder).returncode == 0
    name = "an ext4 that is frozen holds the child, and the reader ends"
    if not can or not shutil.which("fsfreeze"):
        tap.result(True, name + " # SKIP no loop device, or no mkfs.ext4 and fsfreeze (Debian: e2fsprogs, util-linux)")
        return
    bad = []
    for face, how in ((hanging.FACES[0], 15), (hanging.FACES[2], 1)):
        bad += ["%s: %s" % (face[0], fault) for fault in frozen(disks, folder, face, how)]
        shutil.rmtree(os.path.join(folder, "state"))
    call("umount", folder)
    tap.result(not bad, name, *bad)


def main():
    lectern, report, folder = map(os.path.abspath, sys.argv[1:4])
    is_all = sys.argv[4:] == ["all"]
    tap, disks = Tap(len(faults.SCENARIOS) + 2 + is_all), Disks(lectern, "", report, folder)
    for scenario in faults.SCENARIOS:
        tap_scenario(disks, tap, scenario, BLOCKS if is_all else SOME_BLOCKS)
    for name, run in (("a disk that is read-only for a while loses nothing", read_only_for_a_while), ("on one that stays so, a file is written elsewhere", read_only_until_the_end)):
        bad = list(run(disks))
        tap.result(not bad, name, *bad)
    if is_all:
        tap_frozen(disks, tap)
    return tap.failed


if __name__ == "__main__":
    sys.exit(main())
