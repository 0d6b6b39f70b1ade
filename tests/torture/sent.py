"""What lectern sends to a terminal: nothing that steers it but what curses itself sends, and at the end nothing left switched on."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "hostile"))
from watch import STEERS  # noqa: E402 - the folder is known only now

NUMBER = rb"(?:1000|\d{0,3})"   # no window has more rows or columns
OWN = re.compile(rb"\x1b\[(?:8|\?2027)\$p|\x1b\[(?:\?(?:0|1|7|8|12|25|47|1049|1000|1002|1006|2004|1034)[a-z]|>?" + NUMBER + rb"(?:;" + NUMBER + rb")*[A-Za-z@`])|\x1b[()][0AB]|\x1b[78=>MDEH]|\x1b\](?:R|104\x07)|[\r\b\t\x0e\x0f\x07]")
OWN_VT52 = re.compile(rb"\x1bY[\x00-\xff]{2}|\x1b[A-KZ=>FG]|[\r\b\t\x07\x00]")
SWITCHES = {"the second screen": re.compile(rb"\x1b\[\?(?:1049|47)([hl])"), "the mouse": re.compile(rb"\x1b\[\?100[026]([hl])"), "bracketed paste": re.compile(rb"\x1b\[\?2004([hl])"),
            "a hidden cursor": re.compile(rb"\x1b\[\?25([hl])"), "colours or attributes": re.compile(rb"\x1b\[([\d;]*)m"),
            "a region that scrolls": re.compile(rb"\x1b\[(;\d+|)r")}  # ncurses spells its own in full


def controls_in(printed, is_strict, term):
    """What it is and where; None: nothing. Where the terminal may have echoed keys itself, for a moment, only what an echo can't be is told."""
    text = (OWN_VT52 if term == "vt52" else OWN).sub(b"", printed).decode("utf-8", "surrogateescape")
    for found in re.finditer("[\ud800-\udfff]", text) if is_strict else ():
        return "bytes that are not UTF-8: %r" % text[max(0, found.start() - 20):found.end() + 10]
    for found in STEERS.finditer(text):
        if is_strict or found.group() < " ":
            return "U+%04X in %r" % (ord(found.group()), text[max(0, found.start() - 30):found.end() + 10])
    return None


def left_on(printed, modes):
    """Keeps in `modes` which switches are on."""
    for name, switch in SWITCHES.items():
        for found in switch.finditer(printed):
            last = found.group(1)
            modes[name] = (last == b"l") if name == "a hidden cursor" else last not in (b"l", b"", b"0", b"39;49", b"0;10", b"10")
