"""The keys that a measurement types, as a line of text: ttybench has what can stand there."""
import curses
import re
import shlex

NAMED = {"space": b" ", "cr": b"\r", "enter": b"\r", "nl": b"\n", "esc": b"\x1b", "tab": b"\t", "bs": b"\x7f", "lt": b"<"}
CAPABILITIES = {
    "up": ("kcuu1", b"\x1bOA"), "down": ("kcud1", b"\x1bOB"), "left": ("kcub1", b"\x1bOD"), "right": ("kcuf1", b"\x1bOC"),
    "pageup": ("kpp", b"\x1b[5~"), "pagedown": ("knp", b"\x1b[6~"), "home": ("khome", b"\x1bOH"), "end": ("kend", b"\x1bOF"),
}


class Event:
    """`items` are what is typed (bytes), ("resize", columns, rows), or a key's name; `ahead` is (how often, seconds between) or None."""
    def __init__(self, label, times, ahead, items):
        self.label, self.times, self.ahead, self.items = label, times, ahead, items


def key_bytes(name, has_application_keys):
    low = name.lower()
    if low in NAMED:
        return NAMED[low]
    if low.startswith("c-") and len(low) == 3:
        return bytes([ord(low[2].upper()) & 31])
    if low not in CAPABILITIES:
        raise SystemExit("ttybench: there is no key <%s>" % name)
    capability, usual = CAPABILITIES[low]
    try:
        sent = curses.tigetstr(capability) or usual
    except curses.error:
        sent = usual
    return sent if has_application_keys or not re.match(rb"\x1bO[A-DHF]$", sent) else b"\x1b[" + sent[2:]


def read_item(part):
    if not (part[0] == "<" and part[-1] == ">" and len(part) > 2):
        return part.encode()
    name = part[1:-1]
    if name.startswith("resize:"):
        return ("resize", *map(int, name[7:].split("x")))
    return name


def read_events(line):
    events = []
    for word in shlex.split(line):
        label, times, ahead = None, 1, None
        match = re.match(r"([A-Za-z][\w.+-]*)=(.+)$", word, re.S)
        if match:
            label, word = match[1], match[2]
        match = re.match(r"(\d+)\*(.+)$", word, re.S)
        if match:
            times, word = int(match[1]), match[2]
        match = re.match(r"ahead\((\d+),([\d.]+)\)\*(.+)$", word, re.S)
        if match:
            ahead, word = (int(match[1]), float(match[2])), match[3]
        events.append(Event(label or word, times, ahead, [read_item(part) for part in re.split(r"(<[^<>]+>)", word) if part]))
    return events
