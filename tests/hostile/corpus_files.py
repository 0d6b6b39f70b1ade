"""Hostile paths, kinds of files and names of files."""
import os
import socket

from case import C1_CONTROLS, CHAPTER_HEAD, CONTROLS, HEAD, PLAIN_CHAPTER, Case, manifest, quoted, refused

SECRET = "The secret that stands outside."
SECRET_CHAPTER = CHAPTER_HEAD + "body:\n  - " + SECRET + "\n"


def without_secret(case):
    case.never.append(SECRET.encode())
    return case


def paths(_):
    """Chapters outside the report's folder; what stands there is a good chapter."""
    names = ["../out.yaml", "../../paths/00/out.yaml", "./one.yaml", "parts/../one.yaml", "parts/../../out.yaml", "/etc/passwd", "//etc/passwd", "/", ".", "..", "parts/",
             "parts//one.yaml", "parts/./one.yaml", "/proc/self/environ", "/dev/stdin", "/dev/tty", "../report/one.yaml", "", "a/" * 2500 + "x", "../" * 2000 + "etc/passwd",
             "one.yaml/..", "parts/..", "..//out.yaml"]
    cases = []
    for name in names:
        files = {**manifest("chapters:\n  - one.yaml\n  - @@" + quoted(name) + "\n"), "report/one.yaml": PLAIN_CHAPTER, "report/parts/one.yaml": PLAIN_CHAPTER,
                 "out.yaml": SECRET_CHAPTER}
        cases.append(without_secret(refused(files, "leads outside|No such file" if name else "a chapter is a mapping")))
    for name in ("~/one.yaml", "file:///etc/passwd", "https://example.org/one.yaml", "$HOME/one.yaml", "`id`", "|id", "one.yaml\0.png", "C:\\one.yaml"):
        cases.append(refused({**manifest("chapters:\n  - @@" + quoted(name) + "\n")}, "can't be read|leads outside|a chapter is a mapping"))
    return cases


def fifo(path):
    os.mkfifo(path, 0o600)


def listening(path):
    """A socket; its name must be short, so it is made from within its folder."""
    descriptor = os.open(os.path.dirname(path), os.O_RDONLY)
    link = "/proc/self/fd/%d/%s" % (descriptor, os.fsdecode(os.path.basename(path)))
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(link)
    os.close(descriptor)


def link(target):
    return lambda path: os.symlink(target, path)


def folder(path):
    os.mkdir(path)


def special_files(_):
    """What is no regular file where a chapter, or the manifest, should be. None may be waited for."""
    makers = {"fifo": fifo, "socket": listening, "folder": folder, "link out": link("../out.yaml"), "link in": link("two.yaml"), "loop": link("one.yaml"),
              "dangling": link("nowhere"), "absolute": link("/etc/passwd"), "device": link("/dev/zero"), "terminal": link("/dev/tty"), "proc": link("/proc/self/mem")}
    cases = []
    for maker in makers.values():
        files = {**manifest("chapters:\n  - @@one.yaml\n  - two.yaml\n"), "report/two.yaml": PLAIN_CHAPTER, "out.yaml": SECRET_CHAPTER, "report/one.yaml": maker}
        cases.append(without_secret(refused(files, "can't be read|symbolic link|not a regular file|folder")))
    for target in ("../outside", "/etc", ".", "/proc/self", "parts"):
        files = {**manifest("chapters:\n  - @@parts/out.yaml\n"), "outside/out.yaml": SECRET_CHAPTER, "report/parts": link(target)}
        cases.append(without_secret(refused(files, "symbolic link|can't be read|outside|no folder")))
    for maker in (fifo, listening, folder, link("report.yaml"), link("nowhere"), link("/dev/zero"), link("/dev/null"), link("/proc/self/environ")):
        cases.append(Case({"report/report.yaml": maker}).expect("check", 2).expect("dump", 2).expect("line", 2))
    return cases


def names(_):
    """Names of reports and chapters that hold what steers a terminal. A name has no NUL and no slash."""
    bad = [text.replace("/", ":") for text in CONTROLS if "\0" not in text][:16] + C1_CONTROLS[:4] + ["\u202egnp.exe", "\u2066x\u202a", "\U000e0041x", "a\nb\nc", "\ufeffx", "\u200bx"]
    cases = []
    for number, text in enumerate(bad):
        name = "r" + text[:60] + "x"
        files = {name + "/report.yaml": HEAD + "chapters:\n  - " + quoted("missing" + text) + "\n  - " + quoted("one" + text + ".yaml") + "\n",
                 name + "/one" + text + ".yaml": CHAPTER_HEAD + "body:\n  - x\n  - unknown: y\n"}
        cases.append(Case(files, report=name).expect("check", 1, "error").expect("dump", 2).expect("line", 0))
    for raw in (b"\xff\xfe", b"caf\xe9", b"\x9b31337m", b"\xc2\x9b31337m", b"\xed\xa0\x80"):
        name = b"r" + raw
        files = {name + b"/report.yaml": HEAD + "chapters: [one.yaml]\n", name + b"/one.yaml": CHAPTER_HEAD + "body: x\n"}
        cases.append(Case(files, report=name).expect("check", 1, "error").expect("line", 0))
    cases.append(Case({}, report="absent\x1b[31337m").expect("check", 2, "there is no file").expect("dump", 2).expect("line", 2))
    cases.append(Case({}, report="x" * 255).expect("check", 2).expect("dump", 2).expect("line", 2))
    cases.append(Case({}, report="x" * 100000).expect("check", 2).expect("dump", 2).expect("line", 2))
    return cases


FILES = {"paths": paths, "special-files": special_files, "names": names}
