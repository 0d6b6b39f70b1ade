"""What is wrong with the lines that a program made of a text. ICU is asked directly; no code of lectern has a part in it."""
import collections
import ctypes
import locale
import unicodedata

import icu

CLASSES = ("wide", "short", "bytes", "cluster", "edge", "break", "text")

# What begins no line behind a letter, though it is neither a mark nor a closing bracket: JIS X 4051, the classes EX, IS, BA and NS of UAX #14,
# and the vowels of Thai and Lao that are written behind their consonant; those that are written before it end none.
NOT_LAST = set("เแโใไເແໂໃໄ")
NOT_FIRST = set(",.!?:;%،؛؟।॥၊။។៕、。，．・：；？！゛゜ヽヾゝゞ々ー‐ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖะาำๅๆฯະາຳ")

# Programs put other spaces for these, or leave out what is not seen: none of it counts as text.
UNSEEN = " \t\n\u00a0\u202f\u200b\u200c\u2060\ufeff"

_libc = ctypes.CDLL(None)
_libc.wcwidth.argtypes = [ctypes.c_wchar]


def cells(line):
    """As the C library counts them."""
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    return sum(max(_libc.wcwidth(character), 0) for character in line)


def boundaries(text, make, language):
    """Where ICU has them, as indexes of Python's characters: ICU counts UTF-16."""
    tag = "ja-u-lb-strict" if language == "ja" else language
    iterator = make(icu.Locale.forLanguageTag(tag))
    iterator.setText(icu.UnicodeString(text))
    index = {}
    units = 0
    for i, character in enumerate(text + "\0"):
        index[units] = i
        units += 2 if ord(character) > 0xFFFF else 1
    return {0} | {index[at] for at in iterator}


class Text:
    """Paragraphs with an empty line between them, where any line may end."""
    def __init__(self, text, language):
        self.text, self.language = text, language
        self.seen = [i for i, character in enumerate(text) if character not in UNSEEN]     # indexes of what counts
        self.bytes = b"".join(text[i].encode() for i in self.seen)
        self.index_of = {}                                                                  # byte of self.bytes -> index in text
        at = 0
        for i in self.seen:
            self.index_of[at] = i
            at += len(text[i].encode())
        self.lines = boundaries(text, icu.BreakIterator.createLineInstance, language)
        self.clusters = boundaries(text, icu.BreakIterator.createCharacterInstance, language)

    def last_before(self, first):
        return self.seen[self.seen.index(first) - 1]

    def error_of_break(self, at):
        """What is wrong with a line that begins at this byte; None: nothing."""
        if at not in self.index_of:
            return "bytes"
        first = self.index_of[at]
        last = self.last_before(first)
        if first not in self.clusters and last + 1 == first:
            return "cluster"
        before, after = unicodedata.category(self.text[last]), unicodedata.category(self.text[first])
        is_behind_letter = last + 1 == first and self.text[first] in NOT_FIRST
        if after[0] == "M" or after in ("Pe", "Pf") or before in ("Ps", "Pi") or self.text[last] in NOT_LAST or is_behind_letter:
            return "edge"
        return None if any(i in self.lines for i in range(last + 1, first + 1)) else "break"

    def end_of_word(self, first):
        """Where ICU next lets a line end; in Korean, which it would break at any syllable, behind the next space."""
        return min(i for i in self.lines if i > first and (self.language != "ko" or i == len(self.text) or self.text[i - 1].isspace()))

    def is_short(self, line, at, width):
        """Whether the next word had room in the line before, of which a quarter and more is empty."""
        first = self.index_of.get(at)
        if first is None or cells(line) > width * 3 // 4:
            return False
        gap = self.text[self.last_before(first) + 1:first]
        word = self.text[first:self.end_of_word(first)].rstrip()
        return "\n" not in gap and cells(line + gap + word) <= width


def seen_bytes(line):
    return "".join(character for character in line if character not in UNSEEN).encode("utf-8", "surrogateescape")


def decomposed(text, lines):
    """Some programs compose what they show, which loses nothing."""
    return Text(unicodedata.normalize("NFD", text.text), text.language), [unicodedata.normalize("NFD", line) for line in lines]


def judge(text, shown, width):
    """shown: lines as bytes. Returns a count of CLASSES: a line counts once for where it begins, and once for its width; text that is lost, for all."""
    lines = [line.decode("utf-8", "surrogateescape").rstrip() for line in shown]
    if b"".join(map(seen_bytes, lines)) != text.bytes:
        text, lines = decomposed(text, lines)
    if b"".join(map(seen_bytes, lines)) != text.bytes:
        return collections.Counter({"text": 1})
    errors = collections.Counter()
    at, before = 0, ""
    for line in filter(None, lines):
        error = at and text.error_of_break(at)
        if error:
            errors[error] += 1
        if at and not error and text.is_short(before, at, width):
            errors["short"] += 1
        if cells(line) > width:
            errors["wide"] += 1
        at, before = at + len(seen_bytes(line)), line
    return errors
