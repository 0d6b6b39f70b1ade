"""Programs that break paragraphs into lines of so many cells: each takes a Sample and gives the lines of all its paragraphs, as bytes."""
import collections
import html
import os
import re
import shutil
import subprocess
import textwrap
import time

Sample = collections.namedtuple("Sample", "chapter language direction paragraphs")
SECONDS = 60        # until a screen is there, on a busy machine
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm", "LESSHISTFILE": "-"}


def run(command, text, folder):
    environment = dict(ENVIRONMENT, HOME=folder, XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder)
    return subprocess.run(command, input=text.encode(), check=True, capture_output=True, env=environment, cwd=folder).stdout.split(b"\n")


def plain(sample):
    return "\n\n".join(sample.paragraphs) + "\n"


def page(sample):
    body = "".join("<p>%s</p>\n" % html.escape(paragraph) for paragraph in sample.paragraphs)
    return '<!DOCTYPE html><html lang="%s" dir="%s"><head><meta charset="utf-8"><title>-</title></head><body>%s</body></html>\n' % (
        sample.language, sample.direction, body)


def manifest(sample):
    """JSON strings are YAML's too."""
    body = "".join('      - "%s"\n' % paragraph.replace("\\", "\\\\").replace('"', '\\"') for paragraph in sample.paragraphs)
    return "lectern: 1\nid: sample\ntitle: S\nlanguage: %s\nchapters:\n  - id: sample\n    title: S\n    dir: %s\n    body:\n%s" % (
        sample.language, sample.direction, body)


class Filter:
    """Plain text in, lines out."""
    def __init__(self, name, command, package, screen=None):
        self.name, self.command, self.package = name, command, package
        self.screen = screen or self        # where people read what it makes

    def is_there(self):
        return shutil.which(self.command[0]) is not None

    def lines(self, sample, width, folder):
        return run([word.format(width=width) for word in self.command], plain(sample), folder)


class Browser(Filter):
    """A page of HTML, with language and direction."""
    def lines(self, sample, width, folder):
        with open(os.path.join(folder, "page.html"), "w", encoding="utf-8") as file:
            file.write(page(sample))
        return run([word.format(width=width) for word in self.command], "", folder)


class Lectern(Filter):
    def lines(self, sample, width, folder):
        lines = run([word.format(width=width) for word in self.command], manifest(sample), folder)
        titles = [i for i, line in enumerate(lines) if "═".encode() in line]
        return lines[titles[-1] + 1:]


class Textwrap(Filter):
    """What epy does: Python's textwrap, which counts code points."""
    def is_there(self):
        return True

    def lines(self, sample, width, folder):
        return [line.encode() for paragraph in sample.paragraphs for line in textwrap.wrap(paragraph, width) + [""]]


class Pager(Filter):
    """On a terminal of that width, tmux, and high enough for all of it: what stands on the screen then. tmux reorders nothing itself."""
    def is_there(self):
        return super().is_there() and shutil.which("tmux") is not None

    def tmux(self, folder, *words):
        return subprocess.run(("tmux", "-S", os.path.join(folder, "socket"), "-u", "-f", "/dev/null") + words, check=True, capture_output=True,
                              env=dict(ENVIRONMENT, HOME=folder)).stdout

    def shown(self, command, width, folder, wanted):
        """The rows of the screen, once `wanted` is on it."""
        self.tmux(folder, "new-session", "-d", "-x", str(width), "-y", "100", "-c", folder, command)
        try:
            end = time.monotonic() + SECONDS
            rows = b""
            while wanted not in rows and time.monotonic() < end:
                time.sleep(0.05)
                rows = self.tmux(folder, "capture-pane", "-p")
        finally:
            self.tmux(folder, "kill-server")
        if wanted not in rows:
            raise RuntimeError("%s does not show %r: %r" % (command, wanted, rows))
        return rows.split(b"\n")

    def lines(self, sample, width, folder):
        with open(os.path.join(folder, "page.txt"), "w", encoding="utf-8") as file:
            file.write(plain(sample))
        shown = self.shown(" ".join(self.command), width, folder, b"(END)")
        return [line for line in shown if not re.match(rb"~?$|.*\(END\)", line)]


class LecternScreen(Pager):
    """Where the plain output is in logical order, as all plain text is."""
    def lines(self, sample, width, folder):
        with open(os.path.join(folder, "sample.yaml"), "w", encoding="utf-8") as file:
            file.write(manifest(sample))
        return self.shown(" ".join(self.command), width, folder, "═".encode())


def peers(lectern):
    return [
        Lectern("lectern", [lectern, "--dump", "--width={width}", "-"], None, LecternScreen("", [lectern, "sample.yaml"], None)),
        Pager("less", ["less", "-R", "page.txt"], "less"),
        Browser("w3m", ["w3m", "-dump", "-cols", "{width}", "-I", "UTF-8", "-O", "UTF-8", "page.html"], "w3m"),
        Browser("lynx", ["lynx", "-dump", "-nolist", "-width={width}", "-assume_charset=utf-8", "-display_charset=utf-8", "page.html"], "lynx"),
        Filter("fmt", ["fmt", "-w", "{width}"], "coreutils"),
        Filter("fold -s", ["fold", "-s", "-w", "{width}"], "coreutils"),
        Filter("par", ["par", "{width}"], "par"),
        Textwrap("textwrap (epy)", ["python3"], "python3"),
    ]
