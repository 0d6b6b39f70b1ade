"""Finds what steers a terminal in what was printed."""
import re

# What no face may print: C0 but LF, DEL, C1, overrides, embeddings, tags and other format characters that are not shown.
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")

# What curses sends by itself: positions, modes and colours with small numbers, character sets, keypad.
OWN = re.compile(rb"\x1b\[(?:8|\?2027)\$p|\x1b\[(?:\?(?:1|7|12|25|1049|2004|1034)|>?\d{0,3}(?:;\d{1,3})*)[A-Za-z@`]|\x1b[()][0AB]|\x1b[78=>MDEH]|[\r\b\t\x0e\x0f\x07]")


def control_in(printed):
    try:
        text = printed.decode("utf-8")
    except UnicodeDecodeError as error:
        return "bytes that are not UTF-8: %r" % printed[max(0, error.start - 20):error.start + 10]
    found = STEERS.search(text)
    return "U+%04X in %r" % (ord(found.group()), text[max(0, found.start() - 30):found.end() + 10]) if found else None


def control_on_screen(printed):
    return control_in(OWN.sub(b"", printed))
