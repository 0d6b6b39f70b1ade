"""Completion in real shells, each in a terminal: what is offered, and what a line becomes when Tab is pressed.

In the shell `lectern` is a function that writes down its arguments, so that Enter shows the words that the shell made of the line; completion asks
the program in PATH. Usage: completion.py PROGRAM SOURCE FOLDER."""
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time

PROGRAM, SOURCE, FOLDER = (os.path.abspath(path) for path in sys.argv[1:4])
BUILD = os.path.dirname(PROGRAM)
WAIT = 30       # seconds, for one answer
CHAPTER = "lectern: 1\nid: hostile\ntitle: Hostile\nlanguage: en\nchapters:\n  - {id: only-chapter, title: 'It''s $(touch owned): `touch owned`', body: [Text.]}\n"

# Names of folders, each a report; what a shell could take for more than a name.
HOSTILE = ["my report", "$(touch owned)", "`touch owned`", "a\"b", "it's", "a;touch owned", "b&touch owned", "$HOME", "[a-z]*", "back\\slash", "new\nline", "tab\there"]


class Results:
    def __init__(self):
        self.number = self.failed = 0

    def tell(self, is_good, name, why=""):
        self.number += 1
        self.failed += not is_good
        print(f"{'ok' if is_good else 'not ok'} {self.number} - {name}")
        if not is_good:
            print("".join(f"# {line}\n" for line in str(why).splitlines()[-40:]), end="")
        sys.stdout.flush()

    def skip(self, name, why):
        self.number += 1
        print(f"ok {self.number} - {name} # SKIP {why}")


class Shell:
    """An interactive shell. What is typed is read by it as from a person; `out` is where its function writes the words."""

    def __init__(self, name, command, start):
        self.name, self.seen = name, b""
        self.out = os.path.join(FOLDER, "out-" + name)
        self.home = os.path.join(FOLDER, "home")
        os.makedirs(self.home, exist_ok=True)
        environment = {"PATH": os.path.join(FOLDER, "bin") + ":" + os.environ["PATH"], "HOME": self.home, "TERM": "dumb" if name == "bash" else "xterm",
                       "LC_ALL": "C.UTF-8", "LECTERN_DATA": SOURCE, "XDG_CONFIG_HOME": self.home + "/config", "XDG_DATA_HOME": self.home + "/data",
                       "XDG_DATA_DIRS": "/nowhere", "XDG_STATE_HOME": self.home + "/state", "OUT": self.out, "COMPLETION": BUILD + "/completion"}
        self.child, self.terminal = pty.fork()
        if not self.child:
            os.chdir(os.path.join(FOLDER, "here"))
            os.execvpe(command[0], command, environment)
        for line in start:
            self.send(line + "\n")
        self.ask("echo ready >$OUT\n")

    def send(self, text):
        os.write(self.terminal, text.encode())

    def read(self):
        if select.select([self.terminal], [], [], 0.02)[0]:
            try:
                self.seen += os.read(self.terminal, 65536)
            except OSError:
                pass

    def ask(self, text):
        """The bytes that come into `out` when `text` was typed; None: nothing came."""
        if os.path.exists(self.out):
            os.remove(self.out)
        self.send(text)
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            self.read()
            if os.path.exists(self.out) and os.path.getsize(self.out):
                time.sleep(0.02)
                with open(self.out, "rb") as file:
                    return file.read()
        self.send("\x03\x03")
        return None

    def words(self, text):
        """The arguments that `lectern` gets when `text`, in which Tab completes, is typed and Enter pressed."""
        answer = self.ask(text + "\n")
        return None if answer is None else answer.decode().split("\0")[:-2]     # behind them "end"

    def close(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


class Bash(Shell):
    def __init__(self):
        super().__init__("bash", ["bash", "--norc", "--noprofile", "-i"], [
            "bind 'set bell-style none'", "bind 'set completion-query-items 0'", "bind 'set page-completions off'", ". $COMPLETION/lectern",
            "lectern() { printf '%s\\0' \"$@\" end >$OUT.new; mv $OUT.new $OUT; }"])

    def offered(self, text):
        """As readline would part it: "=" is a word of its own."""
        words = [word for word in re.split(r"(=)| ", text) if word] + ([""] if text.endswith(" ") else [])
        script = '. "$COMPLETION/lectern"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lectern 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"'
        return run(["bash", "--norc", "-c", script, "bash"] + words)


class Zsh(Shell):
    def __init__(self):
        super().__init__("zsh", ["zsh", "-f", "-i"], [
            "bindkey '^I' complete-word",    # what it is bound to else runs $(…) that was typed, with or without a completion of lectern
            "unsetopt beep; PS1='%% '; fpath=($COMPLETION $fpath); autoload -U compinit; compinit -u -D",
            "lectern() { printf '%s\\0' \"$@\" end >$OUT.new; mv $OUT.new $OUT; }",
            # What compadd would offer, it is asked for too; -O puts it into an array.
            "compadd() { local -a hits; [[ \" $* \" == *\" -\"[OAD]\" \"* ]] || { builtin compadd -O hits \"$@\"; print -rl -- $hits >>$OUT.offered; }; builtin compadd \"$@\"; }",
            "written() { print -rl -- END >>$OUT.offered; mv $OUT.offered $OUT; zle kill-buffer; }; zle -N written; bindkey '^X^W' written"])

    def offered(self, text):
        answer = self.ask(text + "\t\x18\x17")
        return set((answer or b"").decode().split("\n")) - {"", "END"}


class Fish(Shell):
    def __init__(self):
        super().__init__("fish", ["fish", "--no-config", "-i"], [
            "source $COMPLETION/lectern.fish", "function lectern; printf '%s\\0' $argv end >$OUT.new; mv $OUT.new $OUT; end"])

    def offered(self, text):
        script = "source $COMPLETION/lectern.fish; complete -C $argv[1]"
        return {line.split("\t")[0] for line in run(["fish", "--no-config", "-c", script, text])}


def run(command):
    environment = dict(os.environ, PATH=os.path.join(FOLDER, "bin") + ":" + os.environ["PATH"], HOME=FOLDER + "/home", COMPLETION=BUILD + "/completion", LC_ALL="C.UTF-8",
                       LECTERN_DATA=SOURCE, XDG_CONFIG_HOME=FOLDER + "/home/config", XDG_DATA_HOME=FOLDER + "/home/data", XDG_DATA_DIRS="/nowhere")
    done = subprocess.run(command, env=environment, cwd=FOLDER + "/here", stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    return set(done.stdout.decode().split("\n")) - {""}


def help_lines():
    return [line for line in run([PROGRAM, "--help"]) if line.startswith("  --")]


def option_names():
    return {re.match(r"  (--[a-z-]+)", line).group(1) for line in help_lines()}


def option_values():
    """{"--theme": {"terminal", "high-contrast"}, …}: those whose values --help writes out."""
    found = (re.match(r"  (--[a-z-]+)=([a-z-]+(?:\|[a-z-]+)+)(?: |$)", line) for line in help_lines())
    return {match.group(1): set(match.group(2).split("|")) for match in found if match}


def command_names():
    with open(BUILD + "/doc/lectern.1", encoding="utf-8") as page:
        text = page.read().replace("\\-", "-")
    return set(re.findall(r"^\.It Cm ([a-z-]+)", text, re.M))


def keymap_names():
    return {name[:-5] for name in os.listdir(SOURCE + "/keymaps") if name.endswith(".yaml")}


def chapter_names():
    names = set()
    folder = SOURCE + "/content/human-trafficking-1"
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        if name != "report.yaml":
            names.add(re.search(r"^id: (\S+)", text, re.M).group(1))
    return names


def lay_out():
    os.makedirs(FOLDER + "/bin")
    os.symlink(PROGRAM, FOLDER + "/bin/lectern")
    os.makedirs(FOLDER + "/here/a-folder")
    for name in ["one.yaml", "two.yml", "three.txt"]:
        with open(f"{FOLDER}/here/{name}", "w", encoding="utf-8") as file:
            file.write(CHAPTER)
    for name in HOSTILE:
        os.makedirs(f"{FOLDER}/hostile/{name}")
        with open(f"{FOLDER}/hostile/{name}/report.yaml", "w", encoding="utf-8") as file:
            file.write(CHAPTER)
    os.makedirs(FOLDER + "/home/config/lectern/keymaps")
    for name in ["mine.yaml", "$(touch owned).yaml"]:
        with open(f"{FOLDER}/home/config/lectern/keymaps/{name}", "w", encoding="utf-8") as file:
            file.write("lectern-keymap: 1\nextends: default\nkeys: {}\n")


def owned():
    return [os.path.join(folder, name) for folder, _, names in os.walk(FOLDER) for name in names if name == "owned"]


def is_same(results, name, offered, wanted):
    results.tell(offered == wanted, name, f"missing: {sorted(wanted - offered)}\ntoo many: {sorted(offered - wanted)}")


def test_lists(results, shell):
    name = shell.name
    bare = lambda words: {word.rstrip("=") for word in words}
    is_same(results, f"{name} offers the options that --help has, and no other", bare(shell.offered("lectern --")), option_names())
    values = option_values()
    wrong = {}
    for option, wanted in values.items():
        offered = {word.split("=")[-1] for word in shell.offered(f"lectern {option}=")}
        if offered != wanted:
            wrong[option] = offered
    results.tell(len(values) >= 8 and not wrong, f"{name} offers the values of each option", wrong)
    offered = {word.split("=")[-1] for word in shell.offered("lectern --theme=h")}
    is_same(results, f"{name} offers the values that begin with what is typed", offered, {"high-contrast"})
    offered = {word.split("=")[-1] for word in shell.offered("lectern --command=")}
    is_same(results, f"{name} offers all commands", offered, command_names())
    offered = {word.split("=")[-1] for word in shell.offered("lectern --keymap=")}
    results.tell(keymap_names() | {"mine"} <= offered, f"{name} offers the keymaps that came, and one's own", offered)
    offered = {word.rstrip("/") for word in shell.offered("lectern ")}
    results.tell({"human-trafficking-1", "a-folder", "one.yaml"} <= offered, f"{name} offers installed reports, folders and YAML files", offered)
    offered = {word.split("#")[-1] for word in shell.offered("lectern human-trafficking-1#")}
    results.tell(chapter_names() <= offered and "trends/traffickers-adapt" in offered, f"{name} offers chapters and sections behind #", offered)


def test_lines(results, shell):
    def becomes(name, typed, wanted):
        words = shell.words(typed)
        results.tell(words == wanted, f"{shell.name}: {name}", f"{words}\n{shell.seen[-600:]!r}")
    parted = ["--theme", "high-contrast"] if shell.name == "fish" else ["--theme=high-contrast"]
    becomes("Tab writes an option and its value", "lectern --them\thi\t", parted)
    becomes("Tab writes the value where it is a word of its own", "lectern --screen-reader pa\t", ["--screen-reader", "page"])
    becomes("Tab writes the id of a report", "lectern hum\t", ["human-trafficking-1"])
    becomes("Tab writes a chapter", "lectern human-trafficking-1#intr\t", ["human-trafficking-1#introduction"])
    becomes("Tab writes a file", "lectern one\t", ["one.yaml"])
    becomes("and a chapter of it", "lectern one.yaml#on\t", ["one.yaml#only-chapter"])


def typed_name(shell, name):
    """As a person would have it quoted by the shell."""
    if shell.name == "fish":
        return run(["fish", "--no-config", "-c", "string escape --no-quoted -- $argv[1]", name.replace("\n", "")]).pop()
    return re.sub(r"([^A-Za-z0-9])", r"\\\1", name)


def test_hostile(results, shell):
    """Each in a folder of its own, where Tab finds it whatever it is called."""
    wrong = {}
    for index, name in enumerate(HOSTILE):
        if shell.name == "fish" and "\t" in name:
            continue    # a tab ends a name for fish, whatever is completed
        place = f"{FOLDER}/here/{index}"
        if not os.path.islink(f"{place}/{name}"):
            os.makedirs(place)
            os.symlink(f"{FOLDER}/hostile/{name}", f"{place}/{name}")
        words = shell.words(f"lectern {index}/\t")
        if words is None or len(words) != 1 or words[0].rstrip("/") != f"{index}/{name}":
            wrong[name] = words
    results.tell(not wrong, f"{shell.name}: Tab writes hostile names so that they are one word", f"{wrong}\n{shell.seen[-600:]!r}")
    wrong = {}
    for name in HOSTILE[:-2]:
        index = HOSTILE.index(name)
        words = shell.words(f"lectern {index}/{typed_name(shell, name)}#on\t")
        if words != [f"{index}/{name}#only-chapter"]:
            wrong[name] = words
    results.tell(not wrong, f"{shell.name}: and chapters behind them", f"{wrong}\n{shell.seen[-600:]!r}")
    shell.words("lectern $(touch owned)#on\t\x15lectern")
    results.tell(not owned(), f"{shell.name}: nothing of what is named or typed is run", owned())
    for path in owned():
        os.remove(path)


def main():
    results = Results()
    lay_out()
    for make in [Bash, Zsh, Fish]:
        name = make.__name__.lower()
        if not shutil.which(name):
            results.skip(f"{name} completes", f"{name} is not here (Debian: {name})")
            continue
        shell = make()
        try:
            for test in [test_lists, test_lines, test_hostile]:
                test(results, shell)
        finally:
            shell.close()
    print(f"1..{results.number}")
    return 1 if results.failed else 0


sys.exit(main())
