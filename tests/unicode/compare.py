"""How lectern and other programs break the same paragraphs into lines: the tables of doc/unicode.md. Not part of `make check`, but lectern's row.

    compare.py LECTERN FOLDER           prints the tables; FOLDER: the top of the source
    compare.py LECTERN FOLDER write     writes them into doc/unicode.md: make compare-unicode
    compare.py LECTERN FOLDER check     whether lectern makes no error, and doc/unicode.md has its row. TAP
"""
import collections
import datetime
import os
import re
import subprocess
import sys
import tempfile

import yaml

from judge import CLASSES, Text, judge
from peers import Sample, peers

WIDTH = 40
NO_LANGUAGE = ("introduction.yaml", "hard-cases.yaml")
MARKS = ("<!-- make compare-unicode writes what follows -->\n", "<!-- up to here -->\n")


def joined(text):
    """A line end in the source between two Han characters, which YAML makes a space, is nothing."""
    return re.sub("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)


def samples(source):
    folder = os.path.join(source, "content/lectern-sampler")
    with open(os.path.join(folder, "report.yaml"), encoding="utf-8") as file:
        names = [name for name in yaml.safe_load(file)["chapters"] if name not in NO_LANGUAGE]
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            chapter = yaml.safe_load(file)
        section = next(block for block in chapter["body"] if isinstance(block, dict) and block.get("id") == "text")
        yield Sample(chapter["id"], chapter["lang"], chapter.get("dir", "ltr"), [joined(text) for text in section["body"]])


def lines_of(peer, sample):
    with tempfile.TemporaryDirectory() as folder:
        return peer.lines(sample, WIDTH, folder)


def errors_of(peer, sample):
    return judge(Text("\n\n".join(sample.paragraphs), sample.language), lines_of(peer, sample), WIDTH)


def is_visual(peer, sample):
    """Whether the first word of a text from right to left stands on the screen with its first letter at the right."""
    word = sample.paragraphs[0].split()[0]
    shown = b"\n".join(lines_of(peer.screen, sample)).decode("utf-8", "replace")
    return word[::-1] in shown


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def by_class(found, hebrew):
    """found: {peer: {chapter: errors}}"""
    out = row([""] + ["too wide", "too short", "in a character", "in a cluster", "edge", "no break", "text lost", "all", "Hebrew"]) + "|---" * 10 + "|\n"
    for peer, chapters in found.items():
        total = sum(chapters.values(), collections.Counter())
        out += row([peer.name] + [total[name] for name in CLASSES] + [sum(total.values()), "visual" if is_visual(peer, hebrew) else "logical"])
    return out


def by_chapter(found):
    names = list(found)
    out = row([""] + [peer.name for peer in names]) + "|---" * (len(names) + 1) + "|\n"
    for chapter in found[names[0]]:
        out += row([chapter] + [sum(found[peer][chapter].values()) for peer in names])
    return out


def versions(programs):
    packages = [peer.package for peer in programs if peer.package]
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}, "] + packages + ["libicu72"], capture_output=True, text=True)
    return shown.stdout.strip(", ")


def tables(lectern, source):
    programs = [peer for peer in peers(lectern) if peer.is_there()]
    texts = list(samples(source))
    found = {peer: {sample.chapter: errors_of(peer, sample) for sample in texts} for peer in programs}
    hebrew = next(sample for sample in texts if sample.chapter == "hebrew")
    return "%s\n%s\nMeasured on %s: %s.\n" % (by_class(found, hebrew), by_chapter(found), datetime.date.today(), versions(programs))


def write(path, text):
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + MARKS[0] + text + MARKS[1] + after)


class Results:
    """TAP."""
    def __init__(self):
        self.count = 0

    def tell(self, is_right, name, found=""):
        self.count += 1
        print("%s %d - %s" % ("ok" if is_right else "not ok", self.count, name))
        if not is_right:
            print("# %s" % found)

    def end(self):
        print("1..%d" % self.count)


# A text, its language, lines, and what is wrong with them.
WRONG = [
    ("ภาษาไทย ภาษาไทย", "th", ["ภาษาไทย ภาษา", "ไทย"], {"short": 1}),
    ("日本。日本", "ja", ["日本。日本"], {}),
    ("ภาษาไทย", "th", ["ภา", "ษาไทย"], {"break": 1}),
    ("ภาษาไทย", "th", ["ภาษ", "าไทย"], {"edge": 1}),
    ("ไทย", "th", ["ไ", "ทย"], {"edge": 1}),
    ("ที่นี่", "th", ["ท", "ี่นี่"], {"cluster": 1}),
    ("日本。", "ja", ["日本", "。"], {"edge": 1}),
    ("「日本」", "ja", ["「", "日本」"], {"edge": 1}),
    ("word word", "en", ["wo", "rd word"], {"break": 1}),
    ("une phrase !", "fr", ["une phrase", "!"], {"break": 1}),
    ("été", "fr", [b"\xc3", b"\xa9t\xc3\xa9"], {"bytes": 1}),
    ("e\u0301te\u0301", "fr", ["été"], {}),
    ("é", "fr", ["e"], {"text": 1}),
    ("一" * 21, "zh", ["一" * 21], {"wide": 1}),
    ("слово " * 8, "ru", ["слово", "слово " * 7], {"short": 1, "wide": 1}),
    ("낱말은 길다", "ko", ["낱말은", "길다"], {"short": 1}),
]


def check_judge(results):
    for text, language, lines, wrong in WRONG:
        found = judge(Text(text, language), [line if isinstance(line, bytes) else line.encode() for line in lines], WIDTH)
        results.tell(found == collections.Counter(wrong), "of %s the judge says: %s" % (lines, wrong or "right"), found)


def check(lectern, source):
    results = Results()
    check_judge(results)
    peer = peers(lectern)[0]
    for sample in samples(source):
        errors = errors_of(peer, sample)
        results.tell(not errors, "lectern breaks the lines of %s as ICU, asked from outside, allows" % sample.chapter, dict(errors))
    with open(os.path.join(source, "doc/unicode.md"), encoding="utf-8") as file:
        results.tell(row([peer.name] + [0] * (len(CLASSES) + 1))[:-1] in file.read(), "doc/unicode.md says that it makes no error")
    results.end()


def main():
    lectern, source = (os.path.abspath(path) for path in sys.argv[1:3])
    order = sys.argv[3] if len(sys.argv) > 3 else ""
    if order == "check":
        check(lectern, source)
    elif order == "write":
        write(os.path.join(source, "doc/unicode.md"), tables(lectern, source))
    else:
        print(tables(lectern, source))


main()
