"""What /proc tells of a process and all its children."""
import os
import re


def tree(pid):
    found = [pid]
    for process in found:
        try:
            for thread in os.listdir("/proc/%d/task" % process):
                with open("/proc/%d/task/%s/children" % (process, thread)) as file:
                    found += map(int, file.read().split())
        except (OSError, ValueError):
            pass
    return found


def read(pid, name):
    try:
        with open("/proc/%d/%s" % (pid, name)) as file:
            return file.read()
    except OSError:
        return ""


def number_of(pattern, text):
    match = re.search(pattern, text, re.M)
    return int(match[1]) if match else 0


def own_ns(pid):
    try:
        threads = os.listdir("/proc/%d/task" % pid)
    except OSError:
        return 0
    return sum(int((read(pid, "task/%s/schedstat" % thread).split() or ["0"])[0]) for thread in threads)


def processor_ns(pid):
    """Of all its children too."""
    return sum(map(own_ns, tree(pid)))


def write_calls(pid):
    return sum(number_of(r"^syscw: (\d+)", read(process, "io")) for process in tree(pid))


def memory_kb(pid):
    """Proportional and private memory now, and the most that was resident."""
    found = {"pss": 0, "private": 0, "most": 0}
    for process in tree(pid):
        text = read(process, "smaps_rollup")
        found["pss"] += number_of(r"^Pss:\s+(\d+)", text)
        found["private"] += number_of(r"^Private_Clean:\s+(\d+)", text) + number_of(r"^Private_Dirty:\s+(\d+)", text)
        found["most"] += number_of(r"^VmHWM:\s+(\d+)", read(process, "status"))
    return found


def state(pid):
    return read(pid, "stat").rsplit(")", 1)[-1].split()[:1]


def is_asleep(pid):
    """Whether it waits: a process that only waits for a processor does not."""
    return state(pid) == ["S"]


def has_ended(pid):
    return state(pid) in ([], ["Z"])
