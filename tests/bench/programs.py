"""Lectern and the programs that it is compared with: how each is started on a text, and its keys."""
import shutil


class Program:
    def __init__(self, name, command, keys, absent):
        self.name, self.command = name, command
        self.keys = keys        # of page, line (None: it has no such key), end, next; find: what begins a search, behind which the word stands
        self.absent = absent    # what its screen says where a word is not there

    def is_here(self):
        return shutil.which(self.command[0]) is not None


LESS_LIKE = {"page": "<Space>", "line": "j", "end": "G", "find": "/", "next": "n"}
PEERS = (
    Program("less", ["less"], LESS_LIKE, "not found"),
    Program("vim", ["vim", "-u", "NONE"], {**LESS_LIKE, "page": "<C-f>", "line": "<C-e>"}, "not found"),
    Program("w3m", ["w3m"], {**LESS_LIKE, "line": "J"}, "Not found"),
    Program("lynx", ["lynx"], {**LESS_LIKE, "line": None, "end": "<End>"}, "not be found"),     # its least step is two lines
    Program("info", ["info", "-f"], {**LESS_LIKE, "page": "<Space>", "line": "<Down>", "end": "<End>"}, "failed"),
)


def lectern(path):
    return Program("lectern", [path], LESS_LIKE, "Not found:")


def peers(wanted=None):
    """Those of these names that are installed, and the names of those that are not."""
    chosen = [program for program in PEERS if not wanted or program.name in wanted]
    return [program for program in chosen if program.is_here()], [program.name for program in chosen if not program.is_here()]
