"""Runs the program with a catalogue that has no ASCII letter, and reports words that it shows in ASCII all the same. TAP."""
import glob
import os
import re
import subprocess
import sys
from program import Program

# Typed by people, names, or of ICU, which does not know this language: the same in every language. Names of commands and keys are read from the tables of the source.
NAMES = set('''
lectern shelf LECTERN JSON yaml https default less vi info one-handed handed config
VALUE NAME FILE NAME_VALUE
July Nov Oct Sep Aug Jun May Apr Mar Feb Jan Dec Russian Greek
'''.split())
KEYS_OF_REPORTS = set('''
lectern id title language dir series publisher authors published updated source rights summary glossary corrections chapters part of one
was now lang footnotes body section paragraph list steps terms quote table figure aside verse literal by header caption align start heading
'''.split())


def names_in(source):
    """Commands, settings and keys."""
    def read(path, pattern):
        return re.findall(pattern, open(os.path.join(source, 'src', path), encoding='utf-8').read())
    names = set(read('reader/command.c', r'\.name = "([^"]+)"')) | set(read('reader/settings_table.c', r'\.name = "([^"]+)"'))
    for values in read('reader/settings_table.c', r'\.values = "([^"]+)"') + read('reader/command.c', r'\.argument = "([^"]+)"') + ['reports|places|keymaps']:
        names |= set(values.split('|'))
    return names | set(read('reader/key.c', r'\{"([^"]+)", PRESS')) | NAMES


def plain_words(text, names):
    """Words in ASCII letters that are no names; what stands in quotes or backquotes was typed, or is of a file."""
    text = re.sub(r'"[^"]*"|`[^`]*`|--[a-z-]+(=[A-Za-z|-]+)?|\b[CM]-.|\bF\d+\b|\w+\.\.\.', ' ', text)
    return [word for word in re.findall(r'[A-Za-z][A-Za-z-]+', text) if word not in names]


def problems_of(program, source):
    """What --check says of reports that are wrong: without the lines of the files, and the name of the file before each."""
    said = ''
    for path in sorted(glob.glob(source + '/tests/reports/broken/*.yaml') + glob.glob(source + '/tests/reports/beyond-schema/*.yaml')):
        told = program.run('--check', path)
        told = told.replace(os.strerror(2), '')     # the C library's own words
        said += ''.join(re.sub(r'^\S+?:', '', line) + '\n' for line in told.split('\n') if line and not line.startswith('    '))
    return said


def uses(program, source):
    yield '--help', program.run('--help')
    yield '--contents', program.run('--contents', program.report)
    yield '--dump', program.run('--dump', program.report)
    yield '--search without a hit', program.run('--search', '7777', program.report)
    yield '--marks without one', program.run('--marks', program.report)
    yield 'the list of reports', program.run()
    yield 'a report that is not there', program.run('/7/7').replace('x1, x2', '')
    for arguments in (['--7'], ['--search'], ['--line', '--dump'], ['--json'], ['--exact'], ['1', '2'], ['--width=7'], ['--theme=7'], ['--keymap=7'],
                      ['--command=7', '--dump', program.report], ['--complete=7'], ['--dump', program.report + '#77'], ['--pace=1', program.report]):
        yield ' '.join(arguments), program.run(*arguments).replace(program.report, '')
    yield '--check', problems_of(program, source)
    yield 'line mode', program.dialogue()


def untranslated(lines, names):
    found = [(plain_words(line, names), line) for line in lines]
    return [f'{words}: {line.rstrip()}' for words, line in found if words]


def main(build, source):
    program, names, number = Program(build, source, 'qps'), names_in(source), 0

    def result(name, faults):
        nonlocal number
        number += 1
        print(f'{"not ok" if faults else "ok"} {number} - {name}')
        print(''.join(f'# {fault[:200]}\n' for fault in faults[:20]), end='', flush=True)

    for name, text in uses(program, source):
        lines = text.replace(source, '').split('\n')
        known = names | (KEYS_OF_REPORTS if name == '--check' else set())
        result(f'{name}: every word is from the catalogue', untranslated(lines, known) if text else ['it says nothing'])
    found = subprocess.run([sys.executable, os.path.join(program.here, 'unmarked.py'), source], capture_output=True, text=True).stdout
    result('every sentence in the source is marked for translation', found.splitlines())
    screens = program.judged('80x24', lambda shown: [f'{step}: {fault}' for step, rows in shown for fault in untranslated(rows, names)])
    for part, faults in screens.items():
        result(f'screens, {part}: every word is from the catalogue', faults)
    print(f'1..{number}')
    program.close()


main(*sys.argv[1:])
