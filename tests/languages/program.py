"""The program with the catalogues of the build folder: on a screen, in line mode, and with options that print."""
import concurrent.futures
import os
import re
import shutil
import subprocess
import tempfile

SESSIONS_AT_ONCE = 6    # they wait most of the time


class Program:
    def __init__(self, build, source, language):
        self.build, self.source, self.language = build, source, language
        self.here = os.path.join(source, 'tests/languages')
        self.report = os.path.join(self.here, 'report.yaml')
        self.home = tempfile.mkdtemp()
        self.data = os.path.join(self.home, 'installed')
        for name in ('x1', 'x2'):       # of one alone no list is shown
            os.makedirs(f'{self.data}/content/{name}')
            shutil.copy(self.report, f'{self.data}/content/{name}/report.yaml')
        os.symlink(os.path.join(source, 'keymaps'), self.data + '/keymaps')

    def run(self, *arguments, typed=''):
        environment = {
            'PATH': os.environ['PATH'], 'HOME': self.home, 'XDG_STATE_HOME': self.home, 'XDG_CONFIG_HOME': self.home + '/config',
            'XDG_DATA_HOME': self.home + '/data', 'XDG_DATA_DIRS': self.home + '/none', 'LECTERN_DATA': self.data, 'TERM': 'xterm-256color',
            'TZ': 'UTC', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': self.language,
        }
        done = subprocess.run([self.build + '/po/lectern', *arguments], input=typed, env=environment, capture_output=True, text=True,
                              cwd=self.source, timeout=120)
        return done.stdout + done.stderr

    def session(self, size, steps):
        """[(step, [row, ...]), ...] of one session on a terminal."""
        # In the order of the catalogue, by which it is known again: tests/screens has what is ordered.
        setting = f'size: {size}\nreport: tests/languages/report.yaml\nenvironment: LANGUAGE={self.language}\nenvironment: LECTERN_BIDI=off\n'
        path = os.path.join(tempfile.mkdtemp(dir=self.home), 'session.screen')
        with open(path, 'w', encoding='utf-8') as spec:
            spec.write(setting + '\nopens\n\n' + steps)
        environment = dict(os.environ, LECTERN=self.build + '/po/lectern', srcdir=self.source, TMPDIR=self.home)
        done = subprocess.run([self.build + '/tests/screens/run', '--print', path], env=environment, capture_output=True, text=True,
                              cwd=self.build, timeout=300)
        return screens_of(done.stdout)

    def judged(self, size, faults_of, parts=None):
        """{part: faults} of the screens of these parts. Where there are any the part is typed again alone: on a busy machine a screen may be taken
        before it is drawn whole."""
        faults = {}
        for screens in self.screens(size, parts):
            faults[screens[0]] = faults_of(screens[1])
        for part in [part for part in faults if faults[part]] * 2:
            if faults[part]:
                faults[part] = faults_of(self.screens(size, [part])[0][1])
        return faults

    def screens(self, size, parts=None):
        """[(part, [(step, rows), ...]), ...] of the sessions of screens.txt, all or those that are named."""
        text = open(os.path.join(self.here, 'screens.txt'), encoding='utf-8').read()
        sessions = [(name, steps) for name, steps in re.findall(r'^== (.*)\n((?:(?!==).*\n)*)', text, re.M) if not parts or name in parts]
        with concurrent.futures.ThreadPoolExecutor(SESSIONS_AT_ONCE) as pool:
            return list(zip([name for name, steps in sessions], pool.map(lambda session: self.session(size, session[1]), sessions)))

    def dialogue(self):
        """What line mode says to the keys of screens.txt."""
        text = open(os.path.join(self.here, 'screens.txt'), encoding='utf-8').read()
        orders = []
        for keys in re.findall(r'^keys: (.*)$', text, re.M):
            typed = re.match(r"""([/?:M]) "(.*?)"(?: Enter)?$""", keys)
            orders += [typed.group(1) + typed.group(2)] if typed and typed.group(1) != 'M' else keys.split()
        orders = [order for order in orders if order not in ('P', 'q', 'M')]
        return self.run('--line', '--width=1000', self.report, typed='\n'.join(orders) + '\n')

    def close(self):
        shutil.rmtree(self.home, ignore_errors=True)    # a child of a session that was ended may still be writing its place


def screens_of(printed):
    shown, step, rows = [], 'opens', None
    for line in printed.split('\n'):
        if line.startswith('+-'):
            if rows is not None:
                shown.append((step, rows))
            rows = [] if rows is None else None
        elif rows is not None:
            rows.append(line[1:-1])
        elif re.match(r'(keys|resize|opens)', line):
            step = line
    return shown
