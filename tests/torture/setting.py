"""Where a session takes place: the report, the terminal, the settings; drawn by lot, a seed draws the same again."""
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "hostile"))
from corpus import all_cases  # noqa: E402 - the folder is known only now

TERMS = ["xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "rxvt", "vt100", "vt220", "vt52", "ansi", "xterm-mono", "dumb", "no-such-terminal", ""]
KEYMAPS = {"default": b":", "less": b":", "vi": b":", "info": b"\x1bx", "one-handed": b";"}   # and the key of the prompt in it
MODES = [[], [], ["--screen-reader=page"], ["--line"]]
OPTIONS = [["--theme=high-contrast"], ["--numbers=on"], ["--spacing=3"], ["--blank-lines=off"], ["--marker=on"], ["--status-line=off"], ["--width=20"], ["--width=200"],
           ["--verbosity=high"], ["--pace=1000"], ["--slow=on"], ["--mouse=on"], ["--columns=2"], ["--columns=2", "--width=15"]]
REPORTS = ["content/human-trafficking-1", "content/human-trafficking-1", "tests/reports/every-block", "tests/reports/one.yaml"]
HOSTILE = ["controls", "c1-controls", "formats", "about", "heaps", "inline", "names", "hostile-states", "damaged-states", "keymaps", "settings", "counts"]
HOSTILE_SHARE = 0.3


class Setting:
    """`command`, `environment`, `folder`, `size`, `is_quiet` as Job wants them; `prompt` is the key of the prompt."""

    def __init__(self, chance, program, source, folder, cases):
        self.folder, self.report, self.case = folder, os.path.join(source, chance.choice(REPORTS)), None
        os.makedirs(folder)
        if chance.random() < HOSTILE_SHARE:
            self.case = chance.choice(cases)
            self.case.make(folder)
            self.report = self.case.report
        self.term = chance.choice(TERMS)
        keymap, self.prompt = chance.choice(list(KEYMAPS.items()))
        self.options = chance.choice(MODES) + ["--keymap=" + keymap] + [word for option in OPTIONS if chance.random() < 0.15 for word in option]
        if self.case and any(argument.startswith("--keymap") for argument in self.case.arguments):
            self.options = self.case.arguments
        self.command = [program, *self.options, self.report]
        self.is_quiet = chance.random() < 0.5
        self.environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LECTERN_DATA")}
        self.environment.update(HOME=folder, XDG_STATE_HOME=folder + "/state", XDG_CONFIG_HOME=folder + "/config", TERM=self.term,
                                LC_ALL=chance.choice(["C.UTF-8", "C.UTF-8", "C.UTF-8", "C"]),
                                ASAN_OPTIONS="log_path=%s/sanitizer" % folder, UBSAN_OPTIONS="log_path=%s/sanitizer:print_stacktrace=1" % folder)
        if chance.random() < 0.1:
            self.environment["NO_COLOR"] = "1"
        if self.case:
            self.environment.update({name: value for name, value in self.case.environment.items() if name != "TERM"})

    def words(self):
        return "TERM=%s %s%s" % (self.term, " ".join(self.options), " " + self.report)

    def sanitizer_words(self):
        found = []
        for name in sorted(os.listdir(self.folder)):
            if name.startswith("sanitizer"):
                with open(os.path.join(self.folder, name), errors="replace") as file:
                    found.append(file.read())
        return "".join(found)

    def state(self):
        """All of the state, as text."""
        found = []
        for folder, _, names in os.walk(self.folder + "/state"):
            for name in names:
                with open(os.path.join(folder, name), errors="replace") as file:
                    found.append(file.read())
        return "".join(found)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def hostile_cases():
    classes = all_cases()
    return [case for name in HOSTILE for case in classes[name]]
