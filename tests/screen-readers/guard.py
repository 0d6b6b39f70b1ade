"""What was started does not outlive who started it, also where that is killed: a process waits for its end on a pipe, and then ends the others.
A signal that the kernel sends at a parent's death would not do: it is forgotten where a program has rights of its own, as screen has."""
import contextlib
import os
import signal

pipes = {}  # by process: a fork needs its own


def start_of(pid):
    """When a process began: its number may be another's by then. "" where it has ended."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[19]
    return ""


def wait_and_end(pipe):
    os.setsid()  # Ctrl-C is for the others
    os.closerange(0, pipe)  # who waits for the end of what else was open must not wait for this
    os.closerange(pipe + 1, 4096)
    known = b""
    while came := os.read(pipe, 4096):
        known += came
    for line in known.decode().splitlines():
        pid, start = line.split()
        if start_of(pid) == start:
            with contextlib.suppress(OSError):
                os.kill(int(pid), signal.SIGKILL)
    os._exit(0)


def begin():
    reading, writing = os.pipe()  # closed where another program is executed
    if os.fork() == 0:
        os.close(writing)
        wait_and_end(reading)
    os.close(reading)
    return writing


def guard(pid):
    start = start_of(pid)
    if not start:
        return
    if os.getpid() not in pipes:
        pipes[os.getpid()] = begin()
    os.write(pipes[os.getpid()], f"{pid} {start}\n".encode())
