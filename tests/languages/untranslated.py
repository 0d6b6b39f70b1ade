"""Runs the program with a catalogue that has no ASCII letter, and reports words that it shows in ASCII all the same. TAP."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

# What is typed, or a name: the same in every language.
NAMES = set('''
lectern shelf PLACE REPORT OPTION NAME VALUE FILE TEXT LECTERN JSON ID
default less vi info one handed config yaml report
'''.split())


class Program:
    def __init__(self, path, source):
        self.path, self.home = path, tempfile.mkdtemp()
        self.environment = {
            'PATH': os.environ['PATH'], 'HOME': self.home, 'XDG_STATE_HOME': self.home, 'XDG_CONFIG_HOME': self.home + '/config',
            'XDG_DATA_HOME': self.home + '/data', 'XDG_DATA_DIRS': self.home + '/none', 'LECTERN_DATA': source, 'TERM': 'xterm-256color',
            'TZ': 'UTC', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'qps', 'TMPDIR': self.home,
        }

    def run(self, *arguments, typed=''):
        done = subprocess.run([self.path, *arguments], input=typed, env=self.environment, capture_output=True, text=True, timeout=60)
        return done.stdout + done.stderr

    def close(self):
        shutil.rmtree(self.home)


def plain_words(text, names):
    """Words in ASCII letters that are neither names nor options."""
    text = re.sub(r'--[a-z-]+(=[A-Za-z|-]+)?', ' ', text)
    return [word for word in re.findall(r'[A-Za-z]+', text) if word not in names]


def cases(program):
    yield '--help', program.run('--help'), set()


def main(path, source):
    program, number = Program(path, source), 0
    for name, text, names in cases(program):
        number += 1
        words = plain_words(text, NAMES | names)
        print(f'{"not ok" if words or not text else "ok"} {number} - {name} is in the language of the catalogue')
        for line in text.split('\n') if words else []:
            if plain_words(line, NAMES | names):
                print(f'# {plain_words(line, NAMES | names)}: {line}')
    print(f'1..{number}')
    program.close()


main(*sys.argv[1:])
