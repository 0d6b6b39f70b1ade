"""The examples of doc/format.md and doc/lectern.5 are what lectern takes. TAP. Usage: format.py LECTERN SOURCE FOLDER

Of format.md each block of YAML is tried as what it is: a manifest, a chapter, blocks of a body, a keymap, settings, a record of state. In "YAML's
traps" each line says itself what is wrong with it, or is right."""
import os
import re
import subprocess
import sys

LECTERN, SOURCE, FOLDER = sys.argv[1:]
KINDS = ("section", "paragraph", "list", "steps", "terms", "quote", "table", "figure", "aside", "verse", "literal")
CHAPTER = "id: %s\ntitle: T\nbody:\n%s"
MANIFEST = 'lectern: 1\nid: x\ntitle: X\nlanguage: en\nchapters: [chapter.yaml]\n'


class Results:
    def __init__(self):
        self.number, self.failed = 0, False

    def tell(self, is_good, name, said=""):
        self.number += 1
        print(f"{'ok' if is_good else 'not ok'} {self.number} - {name}")
        if not is_good:
            self.failed = True
            print("".join("# %s\n" % line for line in str(said).splitlines()[:20]), end="")


def write(name, text):
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


WAIT = "lectern: waiting for the disk"


def run(*arguments):
    """A disk that takes its time is told of, which is no complaint of the example."""
    done = subprocess.run([LECTERN, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, "".join(line for line in done.stderr.splitlines(True) if not line.startswith(WAIT))


def is_clean(report):
    status, _, said = run("--check", report)
    return status == 0 and not said, said


def read(name):
    with open(os.path.join(SOURCE, "doc", name), encoding="utf-8") as file:
        return file.read()


def examples_of_page(text):
    """Heading, line number and text of each block of YAML."""
    found, heading, lines, start = [], "", None, 0
    for number, line in enumerate(text.splitlines(), 1):
        if lines is None and line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("```"):
            if lines is not None:
                found += [(heading, start, "\n".join(lines) + "\n")] if lines and is_yaml else []
                lines = None
            else:
                lines, start, is_yaml = [], number, line == "```yaml"
        elif lines is not None:
            lines.append(line)
    return found


def blocks_report(name, blocks, more=""):
    report = os.path.join(FOLDER, name)
    write(name + "/report.yaml", MANIFEST)
    write(name + "/chapter.yaml", CHAPTER % ("c", blocks) + more)
    return report


def try_manifest(name, text):
    write(name + "/report.yaml", text)
    for path in re.findall(r"^  - ([a-z/]+\.yaml)$", text, re.M):
        write(f"{name}/{path}", CHAPTER % (os.path.basename(path)[:-5], "  - Text.\n"))
    return is_clean(os.path.join(FOLDER, name))


def try_chapter(name, text):
    write(name + "/report.yaml", MANIFEST)
    write(name + "/chapter.yaml", text)
    return is_clean(os.path.join(FOLDER, name))


def try_keymap(name, text):
    status, _, said = run("--line", "--keymap=" + write(name + "/keymap.yaml", text), SOURCE + "/content/human-trafficking-1")
    return status == 0 and not said, said


def try_settings(name, text):
    write("lectern/config.yaml", text)
    status, _, said = run("--dump", SOURCE + "/content/human-trafficking-1")
    os.remove(os.path.join(FOLDER, "lectern/config.yaml"))
    return status == 0 and not said, said


def try_state(name, text):
    os.chmod(write("state/lectern/human-trafficking-1.yaml", text), 0o600)
    status, listed, said = run("--marks", SOURCE + "/content/human-trafficking-1")
    os.remove(os.path.join(FOLDER, "state/lectern/human-trafficking-1.yaml"))
    return status == 0 and not said and "ask about this" in listed, said + listed


def try_example(number, text):
    name = "example-%d" % number
    if text.startswith("lectern: 1"):
        return "a manifest", try_manifest(name, text)
    if text.startswith("id: "):
        return "a chapter", try_chapter(name, text)
    if text.startswith("  - "):
        return "blocks", is_clean(blocks_report(name, text))
    if text.startswith("lectern-keymap"):
        return "a keymap", try_keymap(name, text)
    if text.startswith("{v: "):
        return "a record of state", try_state(name, text)
    return "settings", try_settings(name, text)


def try_traps(results, text):
    """Each item by itself: "# error" and "# warning" behind it say what --check must."""
    items = re.split(r"(?m)^(?=  - )", text)[1:]
    wrong = []
    for number, item in enumerate(items):
        wanted = re.search(r"# (error|warning):", item)
        item = re.sub(r" +# (error|warning):.*", "", item)
        status, _, said = run("--check", blocks_report("trap-%d" % number, item))
        found = re.search(r": (error|warning): ", said)
        if (wanted and wanted.group(1)) != (found and found.group(1)):
            wrong.append(item + said)
    results.tell(len(items) >= 6 and not wrong, "each of YAML's traps is told as format.md says", "\n".join(wrong))


def examples_of_manual(text):
    """What stands between .Bd -literal and .Ed, as it is printed."""
    return [block.replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")
            for block in re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text, re.M | re.S)]


def kinds_missing(examples):
    return [kind for kind in KINDS if not re.search(rf"^ *- {kind}:", "\n".join(examples), re.M)]


def main():
    results = Results()
    examples = examples_of_page(read("format.md"))
    for number, (heading, line, text) in enumerate(examples):
        if heading == "YAML's traps":
            try_traps(results, text)
            continue
        what, (is_good, said) = try_example(number, text)
        results.tell(is_good, f"format.md, line {line}, under {heading}: {what}", said)
    results.tell(len(examples) > 15 and not kinds_missing([text for _, _, text in examples]), "format.md has an example of every kind of block",
                 kinds_missing([text for _, _, text in examples]))
    manual = examples_of_manual(read("lectern.5"))
    for number, text in enumerate(manual):
        if not text.startswith("#"):
            what, (is_good, said) = try_example(100 + number, text)
            results.tell(is_good, f"lectern.5, example {number + 1}: {what}", said)
    results.tell(not kinds_missing(manual), "lectern.5 has one of every kind too", kinds_missing(manual))
    print(f"1..{results.number}")
    sys.exit(1 if results.failed else 0)


main()
