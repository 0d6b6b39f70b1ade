"""make bench: measures lectern beside the programs that are installed, prints the table, and puts it into doc/performance.md.
bench.py LECTERN SOURCE COMPILER [ROW]…: with rows only those, and the page stays as it is."""
import curses
import os
import re
import subprocess
import sys
import tempfile

from growth import HEADS, grow
from measures import Bench, build_shim
from rows import ROWS
from texts import Texts

BEGIN, END = "<!-- made by make bench -->", "<!-- end of what make bench made -->"


def commit_of(source):
    """With its subject, which stays where it is put onto others, and "changed" where the sources are not those of the commit."""
    def git(*words):
        return subprocess.run(["git", "-C", source, *words], capture_output=True, text=True, check=False).stdout.strip()
    commit = git("log", "-1", "--format=%h, %s")
    changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "Makefile.am", "configure.ac")
    return commit + "; changed" * bool(changed) if commit else "a release"


def written(form, value):
    return "-" if value is None else form % value


def best_of(line, theirs):
    values = {name: value for name, value in theirs.items() if value is not None}
    if not values:
        return "-"
    name = (max if line.is_more else min)(values, key=values.get)
    return "%s (%s)" % (line.form % values[name], name)


def verdict(line, ours):
    if ours is None:
        return "not measured"
    return "aim" if line.reaches(ours, line.aim) else "floor" if line.reaches(ours, line.floor) else "misses"


def measure(bench, row):
    print("%s…" % row.name, file=sys.stderr, flush=True)
    for line, (ours, theirs) in zip(row.lines, row.measure(bench)):
        yield [line.title, written(line.form, ours), best_of(line, theirs), "%g" % line.floor, "%g" % line.aim, verdict(line, ours)]
        bench.tell(" | ".join("%s %s" % (name, written(line.form, value)) for name, value in [(line.title, ours), *theirs.items()]))


def table(heads, rows):
    lines = ["| %s |" % " | ".join(cells) for cells in [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]]
    return "\n".join(lines)


def measure_growth(bench):
    print("growth…", file=sys.stderr, flush=True)
    for figures in grow(bench):
        yield [written("%.0f" if figure is None or figure >= 10 or not figure % 1 else "%.1f", figure) for figure in figures]


def replace_in_page(path, made):
    with open(path, encoding="utf-8") as file:
        page = file.read()
    if BEGIN not in page or END not in page:
        raise SystemExit("bench: %s has not the two lines between which the tables stand: %s and %s" % (path, BEGIN, END))
    with open(path, "w", encoding="utf-8") as file:
        file.write(page[:page.index(BEGIN) + len(BEGIN)] + "\n" + made + "\n" + page[page.index(END):])


def chosen_rows(names):
    unknown = [name for name in names if name not in [row.name for row in ROWS] + ["growth"]]
    if unknown:
        raise SystemExit("bench: there is no row %s (there are %s, growth)" % (unknown[0], ", ".join(row.name for row in ROWS)))
    return [row for row in ROWS if not names or row.name in names]


def main():
    lectern, source, compiler, *names = sys.argv[1:]
    names = [name for name in re.split(r"[ ,]+", " ".join(names)) if name]
    rows = chosen_rows(names)
    curses.setupterm("xterm-256color", 1)
    with tempfile.TemporaryDirectory(prefix="lectern-bench.") as folder:
        bench = Bench(lectern, Texts(lectern, source, folder), build_shim(compiler, source, folder))
        made = ["Commit: %s" % commit_of(source)]
        made += [table(["measured", "lectern", "best of those installed", "floor", "aim", "reaches"], [cells for row in rows for cells in measure(bench, row)])] if rows else []
        if not names or "growth" in names:
            made.append(table(list(HEADS), list(measure_growth(bench))))
    print("\n\n".join(made))
    if not names:
        replace_in_page(os.path.join(source, "doc", "performance.md"), "\n\n".join(made))


if __name__ == "__main__":
    main()
