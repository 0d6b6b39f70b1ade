"""The reports and plain texts that are measured, made of the reports that ship; each is made once for a run, when it is first asked for."""
import json
import os
import subprocess

SIZES = {"1": 1000000, "10": 10000000, "100": 100000000}   # MB; bytes of YAML
CHAPTERS = {"1": 2, "10": 20, "100": 200}
SHIPPED = "content/human-trafficking-1"
MANY_SCRIPTS = ("content/lectern-sampler", "tests/golden/scripts.yaml")
LONG_AGO = 1000000000   # seconds
PLAIN = 79      # cells: lines of a text for those that don't wrap well
WIDE = 400      # cells: lines of a dump that are whole paragraphs, nearly all


def body_of(path):
    """What stands below `body:` in a chapter file, without ids, which may stand in a chapter only once."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\nbody:\n", 1)[1].splitlines(True)
    return "".join(line for line in lines if not line.lstrip().startswith("id: "))


class Texts:
    def __init__(self, lectern, source, folder):
        self.lectern, self.source, self.folder = lectern, source, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def report(self, size):
        """A folder: "shipped", or of so many MB in many chapters."""
        if size == "shipped":
            return os.path.join(self.source, SHIPPED)
        folder = self.path("report-" + size)
        if not os.path.exists(folder):
            os.mkdir(folder)
            self.write_report(folder, SIZES[size], CHAPTERS[size])
        return folder

    def write_report(self, folder, size, count):
        shipped = os.path.join(self.source, SHIPPED)
        bodies = [body_of(os.path.join(shipped, name)) for name in ("introduction.yaml", "trends.yaml", "impacts.yaml", "adaptations.yaml", "considerations.yaml")]
        with open(os.path.join(folder, "report.yaml"), "w", encoding="utf-8") as file:
            file.write("lectern: 1\nid: bench-%d\ntitle: A Report of %d MB\nlanguage: en\nchapters:\n" % (size, size // 1000000))
            file.write("".join("  - chapter-%d.yaml\n" % number for number in range(1, count + 1)))
        for number in range(1, count + 1):
            with open(os.path.join(folder, "chapter-%d.yaml" % number), "w", encoding="utf-8") as file:
                written = file.write("id: chapter-%d\ntitle: Chapter %d\nbody:\n" % (number, number))
                for turn in range(size):
                    if written >= size // count:
                        break
                    written += file.write(bodies[turn % len(bodies)])
        for name in os.listdir(folder):     # what was written just now may change once more at the same time, and is compiled for one session only
            os.utime(os.path.join(folder, name), (LONG_AGO, LONG_AGO))

    def plain(self, size):
        """The same as text, for the other programs: a file. That of 100 MB is that of 1 MB again and again."""
        path = self.path("plain-%s.txt" % size)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                if size in ("10", "100"):
                    with open(self.plain("1"), "rb") as one:
                        file.write(one.read() * int(size))
                else:
                    subprocess.run([self.lectern, "--dump", "--width=%d" % PLAIN, self.report(size)], stdout=file, check=True)
        return path

    def paragraphs(self, report):
        printed = subprocess.run([self.lectern, "--dump", "--width=%d" % WIDE, report], capture_output=True, text=True, check=True, encoding="utf-8").stdout
        return [line.strip() for line in printed.splitlines() if line.strip()]

    def many_scripts(self):
        """The paragraphs of the report that has many scripts."""
        return self.paragraphs(next(path for path in (os.path.join(self.source, name) for name in MANY_SCRIPTS) if os.path.exists(path)))

    def many_scripts_report(self, size):
        """One chapter of so many MB, all paragraphs as JSON strings, which are YAML too."""
        path = self.path("scripts-%s.yaml" % size)
        if not os.path.exists(path):
            lines = ["      - %s\n" % json.dumps(paragraph, ensure_ascii=False) for paragraph in self.many_scripts()]
            times = SIZES[size] // len("".join(lines).encode()) + 1
            with open(path, "w", encoding="utf-8") as file:
                file.write("lectern: 1\nid: bench-scripts-%s\ntitle: Many Scripts\nchapters:\n  - id: scripts\n    title: Scripts\n    body:\n" % size)
                file.write("".join(lines) * times)
        return path
