"""The corpus of hostile reports, states, keymaps, settings, names and texts: 29 classes. With one seed the bytes are always the same."""
import os
import random

from case import CHAPTER_HEAD, HEAD, PLAIN_CHAPTER, Case, accepted, body, chapter, manifest, quoted, refused
from corpus_files import FILES
from corpus_state import STATES
from corpus_texts import TEXTS

SEED = 20261125


def in_both(texts, words):
    """Each text once in the manifest, where the title stands, and once as a chapter's paragraph."""
    cases = []
    for text in texts:
        before, after = "summary: ", "\nchapters: [one.yaml]\n"
        cases.append(refused({"report/report.yaml": HEAD + before + text + after, "report/one.yaml": PLAIN_CHAPTER}, words))
        cases.append(refused(chapter(CHAPTER_HEAD + "body:\n  - one\n  - " + text + "\n  - two\n"), words))
    return cases


def aliases(_):
    forms = ["@@*a", "@@*a and more", "@@&a text", "@@&a [x]", "[x, @@*a]", "{k: @@*a}", "{@@*a : x}", "@@&b {k: x}"]
    cases = in_both(forms, "(aliases|anchors) are not allowed")
    bomb = "a: @@&a [x,x,x,x,x,x,x,x,x]\n" + "".join("%s: &%s [%s]\n" % (c, c, ",".join(["*" + p] * 9)) for p, c in zip("abcdefgh", "bcdefghi"))
    cases.append(refused(manifest(bomb + "chapters: [one.yaml]\n"), "anchors are not allowed"))
    cases.append(refused(manifest("x: @@&x [*x]\nchapters: [one.yaml]\n"), "anchors are not allowed"))
    cases.append(refused(manifest("chapters:\n  - @@&c {id: one, title: T, body: [x]}\n  - *c\n"), "anchors are not allowed"))
    cases.append(refused(body("  - @@&long " + "x" * 9000 + "\n" + "  - *long\n" * 2000), "anchors are not allowed"))
    cases.append(refused(body("  - section: S\n    body:\n      - {<<: @@*b}\n"), "aliases are not allowed"))
    cases.append(refused(chapter(CHAPTER_HEAD + "body: [x]\nfootnotes:\n  1: @@*note\n"), "aliases are not allowed"))
    return cases


def tags(_):
    forms = ["@@!!python/object/apply:os.system ['id']", "@@!include /etc/passwd", "@@! text", "@@!<tag:yaml.org,2002:str> x", "@@!!binary aGk=",
             "@@!!set {a}", "[@@!x y]", "@@!e!x y", "@@!!str x"]
    cases = in_both(forms, "tags are not allowed|begins with \"!\" must be quoted")
    for line in ("@@%YAML 1.1", "@@%YAML 9.1", "@@%TAG ! tag:x,2026:", "%TAG !e! tag:x,2026:\n@@%TAG !e! tag:y,2026:"):
        cases.append(refused({"report/report.yaml": line + "\n---\n" + HEAD + "chapters: [x]\n"}, "directives are not allowed"))
    cases.append(refused(manifest("chapters: [one.yaml]\n@@---\nlectern: 1\n"), "second document"))
    cases.append(refused(chapter(PLAIN_CHAPTER + "@@---\n" + PLAIN_CHAPTER), "second document"))
    return cases


def depth(_):
    words = "levels of nesting"
    cases = []
    for count in (64, 65, 70, 1000, 40000, 160000):
        cases.append(refused(manifest("summary: " + "[" * 63 + "@@" + "[" * (count - 63) + "\nchapters: [x]\n"), words))
        cases.append(refused(manifest("summary: " + "{a: " * 63 + "@@" + "{a: " * (count - 63) + "\nchapters: [x]\n"), words))
        cases.append(refused(chapter(CHAPTER_HEAD + "body: " + "[" * 63 + "@@" + "[" * (count - 63)), words))
    cases.append(refused(body("  - list:\n      " + "- " * 61 + "@@" + "- x\n"), words))
    cases.append(refused(chapter("".join("  " * i + "- \n" for i in range(64)) + "  " * 64 + "@@- x\n"), words))
    cases.append(refused(chapter("".join("  " * i + "a:\n" for i in range(64)) + "  " * 64 + "@@a: x\n"), words))
    return cases


def duplicates(_):
    words = r"stands in line \d+ already"
    again = ["lectern: 1", "id: other", "title: Other", '"title": x', "'title': x", '"\\x74itle": x', "? title\n: x", "chapters: [y]"]
    cases = [refused(manifest("chapters: [one.yaml]\n@@" + line + "\n"), words) for line in again]
    maps = ["{a: 1, @@a: 2}", "{a: 1, b: 2, @@a: 3}", "{\"a\": 1, @@a: 2}", "{a: 1, @@'a': 2}", "{a: 1, @@\"\\x61\": 2}", "{a, @@a}"]
    cases += [refused(manifest("glossary: " + text + "\nchapters: [x]\n"), words) for text in maps]
    cases += [refused(body("  - terms: " + text + "\n"), words) for text in maps]
    cases.append(refused(chapter(PLAIN_CHAPTER + "@@body: [x]\n"), words))
    cases.append(refused(chapter(PLAIN_CHAPTER + "footnotes: {1: x, @@1: y}\n"), words))
    return cases


def encoding(chance):
    bad = [b"\xff", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
           b"\x80", b"\xe4", b"caf\xe9 ", b"\xc3("]
    cases = []
    for number, piece in enumerate(bad):
        lines = [b"  - line %d" % i for i in range(40)]
        at = chance.randrange(40)
        lines[at] += b" " + piece
        text = CHAPTER_HEAD.encode() + b"body:\n" + b"\n".join(lines) + b"\n"
        case = accepted(chapter("")).expect("check", 1, r"one\.yaml:%d:\d+: error: this is not UTF-8" % (at + 4))
        case.statuses.update(dump=(2,), line=(0,))
        case.files["report/one.yaml"] = text
        cases.append(case)
    whole = HEAD + "chapters: [one.yaml]\n"
    for name, code in (("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"), ("UTF-16", "utf-32-le")):
        for mark in ("\ufeff", ""):
            words = "UTF-16|NUL byte"
            case = refused({"report/report.yaml": b""}, "")
            case.files["report/report.yaml"] = (mark + whole).encode(code)
            cases.append(case.expect("check", (1, 2), r"report\.yaml:1:\d+: error: .*(%s)" % words))
    for at in (0, 8, 30, len(whole) - 1):
        case = refused({"report/report.yaml": b""}, "")
        case.files["report/report.yaml"] = whole[:at].encode() + b"\0" + whole[at:].encode()
        cases.append(case.expect("check", (1, 2), r"report\.yaml:%d:\d+: error: a NUL byte" % (whole.count("\n", 0, at) + 1)))
    return cases


def line_ends(chance):
    ends = {"\u0085": "next-line", "\u2028": "line separator", "\u2029": "paragraph separator", "\r": "carriage return"}
    cases = []
    for end, words in ends.items():
        for _ in range(3):
            lines = ["  - line %d" % i for i in range(30)]
            at = chance.randrange(30)
            lines[at] = lines[at][:6] + "@@" + end + lines[at][6:]
            cases.append(refused(body("\n".join(lines) + "\n"), words))
        cases.append(refused(manifest("summary: one@@" + end + "two: three\nchapters: [x]\n"), words))
        cases.append(refused(manifest("summary: 'one@@" + end + "two'\nchapters: [x]\n"), words))
    return cases


def sparse(size):
    def make(path):
        with open(path, "wb") as file:
            file.truncate(size)
    return make


def sizes(_):
    words = r"more than \d+ bytes, which is the limit"
    mega = 1024 * 1024
    cases = []
    for size in (4 * mega + 1, 5 * mega, 64 * mega, 1 << 31, 1 << 32, (1 << 32) + 5, 1 << 40):
        case = refused({"report/report.yaml": sparse(size)}, "").expect("check", (1, 2), words)
        case.expect("dump", 2, words).expect("line", 2, words)
        cases.append(case)
    for size in (32 * mega + 1, 33 * mega, 1 << 31, (1 << 32) + 3, 1 << 41):
        cases.append(refused({**manifest("chapters:\n  - one.yaml\n"), "report/one.yaml": sparse(size)}, "").expect("check", 1, words).expect("dump", 2, words))
    for size in (mega + 1, 1 << 30, 1 << 33, 1 << 40):
        files = {**chapter(PLAIN_CHAPTER), "config/lectern/keymaps/own.yaml": sparse(size)}
        cases.append(refused(files, "", faces=["line"], arguments=["--keymap=own"]).expect("line", 2, words))
        files = {**chapter(PLAIN_CHAPTER), "config/lectern/config.yaml": sparse(size)}
        cases.append(refused(files, "", faces=["dump"]).expect("dump", 2, words))
    return cases


def repeated(head, item, count, tail=""):
    """A file that is written piece by piece: what this program holds in memory would count as lectern's."""
    def make(path):
        with open(path, "w") as file:
            file.write(head)
            for _ in range(count // 1000):
                file.write(item * 1000)
            file.write(tail)
    return make


def numbered_keys(path):
    with open(path, "w") as file:
        file.write(HEAD + "chapters: [x]\nglossary:\n")
        for number in range(300000):
            file.write(" %x: a\n" % number)


def counts(_):
    cases = []
    many = r"report\.yaml:\d+:\d+: error: .*holds more than 500000 texts"
    for count in (101000, 200000, 400000):
        made = repeated(HEAD + "chapters:\n", "  - a\n", count)
        cases.append(Case({"report/report.yaml": made}, faces=["check"]).expect("check", 2, r"report\.yaml:5:3: error: %d chapters; a report has 100000 at most" % count))
    for item in ("a,", "[],", "{},", "'',", "[[]],", "a: b,"):
        made = repeated(HEAD + "authors: [", item, 4000000 // len(item), "]\nchapters: [x]\n")
        cases.append(Case({"report/report.yaml": made}, faces=["check"]).expect("check", 2, many))
    cases.append(Case({"report/report.yaml": numbered_keys}, faces=["check"]).expect("check", 2, many))
    same = repeated(HEAD + "chapters: [x]\nglossary: {", "a,", 200000, "}\n")
    cases.append(Case({"report/report.yaml": same}, faces=["check"]).expect("check", (1, 2), r"report\.yaml:5:14: error: .*stands in line"))
    for item, words in (("- a\n", "2000000 texts"), ("[],", "2000000 texts"), ("{a: b},", "2000000 texts")):
        made = repeated(CHAPTER_HEAD + "body:" + ("\n" if item[0] == "-" else " ["), item, 2100000, "\n")
        cases.append(Case({**manifest("chapters: [one.yaml]\n"), "report/one.yaml": made}, faces=["dump"]).expect("dump", 2, r"one\.yaml:\d+:\d+: .*%s" % words))
    made = repeated(CHAPTER_HEAD + "body:\n", "- a\n", 1001000)
    case = Case({**manifest("chapters: [one.yaml]\n"), "report/one.yaml": made}, faces=["dump"]).expect("dump", 2, "more than 1000000 blocks")
    case.megabytes = 128    # it is read whole before its blocks are counted
    cases.append(case)
    for columns in (101, 102, 500, 5000):
        cells = "[" + ",".join("a" * columns) + "]"
        cases.append(refused(body("  - table: [" + cells + "]\n"), "").expect("check", 1, r"one\.yaml:4:\d+: error: .*(100|at most)"))
    for levels in (7, 8, 12, 25):
        text = "".join("  " * 2 * i + "  - " + ("@@" if i == 6 else "") + "section: S%d\n" % i + "  " * 2 * i + "    body:\n" for i in range(levels))
        cases.append(refused(body(text + "  " * 2 * levels + "  - x\n"), "6 levels at most"))
    for length in (101, 150, 1000, 100000):
        cases.append(refused({"report/report.yaml": "lectern: 1\nid: @@" + "x" * length + "\ntitle: T\nchapters: [x]\n"}, "100 in all"))
        cases.append(refused(chapter(CHAPTER_HEAD + "body: [x]\nfootnotes:\n  " + "@@" + "k" * length + ": x\n"), "64|footnote|key"))
    return cases


def alien(chance):
    """What is no report at all."""
    def noise(count):
        return bytes(chance.randrange(256) for _ in range(count))
    files = [b"", b"\n\n\n", b"# only a comment\n", b"\x7fELF\x02\x01\x01" + noise(500), b"\x89PNG\r\n\x1a\n" + noise(300), b"\x1f\x8b\x08" + noise(400),
             b"<!DOCTYPE html><html><body>hi</body></html>\n", b"#!/bin/sh\nrm -rf /\n", b"%PDF-1.7\n" + noise(200), b"{\"a\": [1, 2, {\"b\": null}]}\n",
             b"[1, 2, 3]\n", b"just some words\n", b"lectern\n", b"lectern: [1]\n", b"lectern: {1: 1}\n", b"Subject: hi\n\nA letter.\n", b"a,b,c\n1,2,3\n",
             b"---\n...\n", noise(1000), noise(4000), b"\x00" * 4096, b"lectern: one\ntitle: T\n", b"title: T\nid: x\nchapters: [x]\n"]
    return [refused({"report/report.yaml": content}, "").expect("check", 2, r"report\.yaml:\d+:\d+: error: ").expect("dump", 2).expect("line", 2)
            for content in files]


def versions_and_fields(_):
    cases = []
    for version in ("2", "3", "999999", "0", "-1", "1.0", "99999999999999999999", "one", "''"):
        cases.append(refused({"report/report.yaml": "@@lectern: %s\n" % version + HEAD[11:] + "chapters: [x]\n"}, "version"))
    for key in ("Title", "chapter", "exec", "include", "__proto__", "<<", "on_open", "lectern-keymap"):
        cases.append(refused(manifest("@@%s: x\nchapters: [one.yaml]\n" % key), "is no part of the manifest"))
        cases.append(refused(body("  - quote: x\n    @@%s: y\n" % key), "."))
    for gone in ("id: hostile\n", "title: A Title\n"):
        cases.append(refused({"report/report.yaml": "@@" + HEAD.replace(gone, "") + "chapters: [x]\n"}, "has no"))
    return cases


def kinds(_):
    """Texts where lists must be, and the other way round."""
    cases = []
    for line in ("title: [x]", "title: {a: b}", "id: [x]", "authors: x", "authors: {a: b}", "glossary: x", "glossary: [x]", "corrections: x", "corrections: [x]",
                 "series: x", "series: [x]", "published: [2021]", "published: soon", "language: [en]", "dir: up"):
        key = line.split(":")[0]
        head = "".join(part + "\n" for part in HEAD.splitlines() if not part.startswith(key + ":"))
        cases.append(refused({"report/report.yaml": head + line.replace(": ", ": @@", 1) + "\nchapters: [one.yaml]\n", "report/one.yaml": PLAIN_CHAPTER}, "."))
    for block in ("list: @@x", "steps: @@{a: b}", "terms: @@x", "table: @@x", "quote: @@{a: b, c: d}", "figure: @@[x]", "verse: @@[x]", "literal: @@{a: b}", "list: @@{}",
                  "table: [@@x]", "table: [[@@[x]]]"):
        cases.append(refused(body("  - " + block + "\n"), "."))
    return cases


def traps(_):
    """YAML's own: what an author did not mean."""
    texts = ["@@a: b: c", "one @@two: three: four", "@@'one' two", "@@\"one\" two", "@@[a link](x)", "@@{a} b", "@@`code`", "@@@at", "@@%percent", "@@*emphasis* x",
             "@@&ampersand;", "@@!bang", "@@> quote", "@@| pipe x"]
    cases = []
    for text in texts:
        cases.append(refused(manifest("summary: " + text + "\nchapters: [one.yaml]\n"), "quote|wanted|must|expected|not allowed"))
    for text in texts:
        text = text.replace("@@", "")
        cases.append(refused(body("  - one\n  - @@" + text + "\n"), "."))
    return cases


PARTS = {"aliases": aliases, "tags": tags, "depth": depth, "duplicates": duplicates, "encoding": encoding, "line-ends": line_ends, "sizes": sizes,
         "counts": counts, "alien": alien, "versions-and-fields": versions_and_fields, "kinds": kinds, "traps": traps, **FILES, **TEXTS, **STATES}


def all_cases():
    """Class -> its cases."""
    return {name: part(random.Random("%d %s" % (SEED, name))) for name, part in PARTS.items()}
