"""lectern as a job on a terminal of its own: begun by what stands for a shell, which tells when the job stops and how it ends.

What it is given is taken or not: see Patience. Only idle jobs are judged, so that no sequence is cut in two."""
import errno
import fcntl
import os
import select
import signal
import struct
import termios
import time

ROWS, COLUMNS = 24, 80
CHUNK = 1024
ORPHAN_SECONDS = 2.0
LAST_WORDS_SECONDS = 0.02   # what was written before the end comes through a worker of the kernel, which may be late
LOCAL, INPUT, MODES = 3, 0, 4    # in what tcgetattr() tells
HELD_BY_SHELL = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP, signal.SIGTTOU, signal.SIGTTIN)


class Fault(Exception):
    """What must not happen, in words."""


def process_state(pid):
    """(one letter as in proc(5), seconds of the processor); "?" where it is no more."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            fields = file.read().rpartition(")")[2].split()
        return fields[0], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return "?", 0.0


def processes_of_session(session):
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.getsid(int(name)) == session and process_state(int(name))[0] not in "Z?":
                yield int(name)
        except OSError:
            pass


class Patience:
    """Tells a hang from a busy machine. Hung is a job that works for `seconds` of the processor and is not done: those pass only while it runs, so other
    load does not matter, and `factor` is for what a sanitizer costs. Hung is also one that sleeps for `seconds` though something waits for it."""

    def __init__(self, job, seconds, what):
        self.job, self.seconds, self.what = job, seconds, what
        self.start()

    def start(self):
        self.used = process_state(self.job.pid)[1]
        self.slept_from = None

    def check(self):
        state, used = process_state(self.job.pid)
        now = time.monotonic()
        if state != "S":
            self.slept_from = None
        elif self.slept_from is None:
            self.slept_from = now
        if used - self.used > self.seconds * self.job.factor:
            raise Fault("%s: works for %.1f seconds of the processor without an end" % (self.what, used - self.used))
        if self.slept_from is not None and now - self.slept_from > self.seconds:
            raise Fault("%s: sleeps for %.1f seconds" % (self.what, now - self.slept_from))


class Job:
    def __init__(self, command, environment, folder, size=(ROWS, COLUMNS), is_quiet=False, factor=1):
        """`is_quiet`: as after `stty -echo -isig -ixon`, so that the terminal itself answers to nothing that is typed."""
        self.factor, self.printed, self.status, self.is_stopped, self.pid = factor, b"", None, False, 0
        self.master, self.slave = os.openpty()
        self.resize(*size)
        if is_quiet:
            modes = termios.tcgetattr(self.slave)
            modes[LOCAL] &= ~(termios.ECHO | termios.ISIG)
            modes[INPUT] &= ~termios.IXON
            termios.tcsetattr(self.slave, termios.TCSANOW, modes)
        self.before = termios.tcgetattr(self.slave)
        self.reports, write_end = os.pipe()
        self.shell = os.fork()
        if self.shell == 0:
            self.be_shell(command, environment, folder, write_end)
        os.close(write_end)
        os.set_blocking(self.master, False)
        self.report_text = b""
        while not self.pid:
            select.select([self.reports], [], [])
            self.read_reports()
        os.set_blocking(self.reports, False)

    # In the shell

    def be_shell(self, command, environment, folder, reports):
        try:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            os.close(self.master)
            for number in HELD_BY_SHELL:
                signal.signal(number, signal.SIG_IGN)
            begun, begins = os.pipe()
            pid = os.fork()
            if pid == 0:
                self.be_job(command, environment, folder, begins)
            os.close(begins)
            os.read(begun, 1)   # until it is lectern, and nothing of this
            os.write(reports, b"pid %d\n" % pid)
            while True:
                _, status = os.waitpid(pid, os.WUNTRACED | os.WCONTINUED)
                if os.WIFSTOPPED(status) or os.WIFCONTINUED(status):
                    os.write(reports, b"stopped %d\n" % os.WIFSTOPPED(status))
                    continue
                os.write(reports, b"ended %d\n" % os.waitstatus_to_exitcode(status))
                break
        finally:
            os._exit(0)

    def be_job(self, command, environment, folder, begins):
        try:
            os.setpgid(0, 0)
            os.tcsetpgrp(self.slave, os.getpid())
            for number in HELD_BY_SHELL + (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(number, signal.SIG_DFL)
            for descriptor in range(3):
                os.dup2(self.slave, descriptor)
            os.closerange(3, begins)    # that one is closed when lectern begins
            os.closerange(begins + 1, 64)
            os.chdir(folder)
            os.execve(command[0], command, environment)
        finally:
            os._exit(127)

    # What it tells

    def read_reports(self):
        try:
            some = os.read(self.reports, 4096)
        except BlockingIOError:
            return
        if not some and self.status is None:
            raise RuntimeError("what stands for the shell has ended")
        self.report_text += some
        *lines, self.report_text = self.report_text.split(b"\n")
        for line in lines:
            name, number = line.split()
            if name == b"pid":
                self.pid = int(number)
            elif name == b"stopped":
                self.is_stopped = number == b"1"
            else:
                self.status = int(number)

    def has_ended(self):
        self.read_reports()
        return self.status is not None

    def read(self, seconds=0.0):
        """Takes what is printed within that time. False: nothing."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            some = os.read(self.master, 1 << 20)
        except OSError:
            return False
        self.printed += some
        return bool(some)

    def is_taken(self):
        """Whether keys come one by one, unseen."""
        return not termios.tcgetattr(self.slave)[LOCAL] & (termios.ICANON | termios.ECHO)

    def is_given_back(self):
        return termios.tcgetattr(self.slave)[:MODES] == self.before[:MODES]

    def has_unread(self):
        return struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0] > 0

    # What is done to it

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number):
        if not self.has_ended():
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass

    def go_on(self):
        """As fg does, when it has stopped."""
        self.is_stopped = False
        self.signal(signal.SIGCONT)
        self.wait_until(self.is_taken, 2.0, "after it was continued")

    def wait_until(self, is_done, seconds, what):
        patience = Patience(self, seconds, what)
        while not self.has_ended() and not is_done():
            self.read(0.005)
            if self.is_stopped:
                self.signal(signal.SIGCONT)
                self.is_stopped = False
            patience.check()

    def settle(self, seconds=2.0, what="idle"):
        """Until it waits for more: all that was typed is read, and all that it printed."""
        patience = Patience(self, seconds, what)
        quiet = 0
        while not self.has_ended() and quiet < 3:
            if self.is_stopped:
                self.go_on()
                patience.start()
            has_printed = self.read(0.004)
            is_waiting = not has_printed and process_state(self.pid)[0] == "S" and not self.has_unread()
            quiet = quiet + 1 if is_waiting else 0
            if is_waiting or has_printed:   # whoever has much to print sleeps while it is taken
                patience.slept_from = None
            if not is_waiting:
                patience.check()
        while self.read():
            pass

    def send(self, given, seconds=2.0):
        patience = Patience(self, seconds, "given %d bytes" % len(given))
        while given and not self.has_ended():
            try:
                given = given[os.write(self.master, given[:CHUNK]):]
                patience.start()
            except OSError as error:
                if error.errno != errno.EAGAIN:
                    return
                patience.check()
            self.read(0.0 if given else 0.001)
            if self.is_stopped:
                self.go_on()
                patience.start()

    def hang_up(self):
        """The line drops."""
        os.close(self.master)
        self.master = -1

    def wait_end(self, seconds, what):
        patience = Patience(self, seconds, what)
        while not self.has_ended():
            if self.master < 0 or not self.read(0.005):
                time.sleep(0.002)
            if self.is_stopped:
                self.signal(signal.SIGCONT)
                self.is_stopped = False
            patience.check()
        while self.master >= 0 and self.read(LAST_WORDS_SECONDS):
            pass

    def has_said(self, is_said, seconds=2.0):
        """Whether it comes to be so of what was printed, though it has ended."""
        end = time.monotonic() + seconds
        while not is_said(self.printed) and time.monotonic() < end:
            self.read(LAST_WORDS_SECONDS)
        return is_said(self.printed)

    def found_disk_slow(self):
        """Whether it ended as who is told to end and has not been answered by the disk in 0.6 seconds does, which a busy machine is for once."""
        return self.status == 3 and self.has_said(lambda printed: b"not confirmed" in printed and b"does not answer" in printed)

    def orphans(self):
        """What is still there of the session ORPHAN_SECONDS after it has ended: the child that saves sees a moment later that it may go."""
        end = time.monotonic() + ORPHAN_SECONDS
        while self.others() and time.monotonic() < end:
            time.sleep(0.005)
        return self.others()

    def others(self):
        return [pid for pid in processes_of_session(self.shell) if pid != self.shell]

    def close(self):
        """Ends whatever is left of it."""
        while os.waitpid(self.shell, os.WNOHANG)[0] == 0:
            for pid in self.others():
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.002)
        for descriptor in (self.master, self.slave, self.reports):
            if descriptor >= 0:
                os.close(descriptor)
