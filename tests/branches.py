"""Whether every branch of the files that save was taken. What gcovr counted comes on standard input, as JSON.
branches.py EXCUSES ROOT: a file with those that can't be taken and must stay, one a line: FILE: the line of source, a tab, and why. A branch that was
not taken and is not there, and one that is there and was taken, or is no branch any more: exit status 1. All of them are printed."""
import json
import os
import sys


def read_excuses(path):
    """{(file, line of source): why}"""
    excuses = {}
    with open(path) as file:
        for line in file:
            if not line.strip() or line.startswith("#"):
                continue
            where, why = line.rstrip("\n").split("\t")
            name, source = where.split(": ", 1)
            excuses[name, source.strip()] = why
    return excuses


def lines_of(path):
    with open(path) as file:
        return file.read().split("\n")


def main():
    excuses, counted = read_excuses(sys.argv[1]), json.load(sys.stdin)
    root, used, missing, total, taken = sys.argv[2], set(), [], 0, 0
    for entry in sorted(counted["files"], key=lambda entry: entry["file"]):
        source = lines_of(os.path.join(root, entry["file"]))
        branches = [(line["line_number"], branch["count"] > 0) for line in entry["lines"] for branch in line.get("branches", [])]
        total, taken = total + len(branches), taken + sum(was_taken for _, was_taken in branches)
        print("%-32s %4d of %4d" % (entry["file"], sum(was_taken for _, was_taken in branches), len(branches)))
        for number in sorted({number for number, was_taken in branches if not was_taken}):
            where = (entry["file"], source[number - 1].strip())
            used.add(where)
            if where not in excuses:
                missing.append("%s:%d: not taken: %s" % (entry["file"], number, where[1]))
    print("%-32s %4d of %4d" % ("all", taken, total))
    for (name, text), why in excuses.items():
        print("can't be taken: %s: %s (%s)" % (name, text, why))
    stale = ["%s: excused, but taken, or not there: %s" % where for where in excuses if where not in used]
    print("\n".join(missing + stale), end="\n" if missing or stale else "")
    return 1 if missing or stale or not total else 0


if __name__ == "__main__":
    sys.exit(main())
