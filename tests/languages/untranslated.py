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
July Nov Oct Sep Aug Jun May Apr Mar Feb Jan Dec Russian
'''.split())
KEYS_OF_REPORTS = set('''
lectern id title language dir series publisher authors published updated source rights summary glossary corrections chapters part of one
was now lang footnotes body section paragraph list steps terms quote table figure aside verse literal by header caption align start heading
'''.split())


def names_in(source):
    """Commands, settings and keys."""
    def read(path, pattern):
        return re.findall(pattern, open(os.path.join(source, 'src', path), encoding='utf-8').read())
    names = set(read('reader/command.c', r'\.name = "([^"]+)"')) | set(read('reader/settings.c', r'\.name = "([^"]+)"'))
    for values in read('reader/settings.c', r'\.values = "([^"]+)"') + ['reports|places|keymaps', 'page|line|off', 'long']:
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


def main(build, source):
    program, names, number = Program(build, source, 'qps'), names_in(source), 0
    def judge(name, lines, known):
        nonlocal number
        number += 1
        wrong = [(line, plain_words(line, known)) for line in lines]
        wrong = [f'{words}: {line.rstrip()}' for line, words in wrong if words]
        print(f'{"not ok" if wrong or not any(lines) else "ok"} {number} - {name}: every word is from the catalogue')
        print(''.join(f'# {line[:200]}\n' for line in wrong[:20]), end='', flush=True)

    for name, text in uses(program, source):
        judge(name, text.replace(source, '').split('\n'), names | (KEYS_OF_REPORTS if name == '--check' else set()))
    number += 1
    found = subprocess.run([sys.executable, os.path.join(program.here, 'unmarked.py'), source], capture_output=True, text=True).stdout
    print(f'{"not ok" if found else "ok"} {number} - every sentence in the source is marked for translation')
    print(re.sub('^(?=.)', '# ', found, flags=re.M), end='')
    shown = program.screens('80x24')
    for part in dict.fromkeys(step.split(': ')[0] for step, rows in shown):
        judge(f'screens, {part}', [row for step, rows in shown if step.startswith(part + ': ') for row in rows], names)
    print(f'1..{number}')
    program.close()


main(*sys.argv[1:])
