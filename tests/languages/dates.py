"""Numbers and dates are written as the language of the messages writes them, by its catalogue alone: `dates.py BUILD SOURCE`. TAP."""
import os
import re
import subprocess
import sys
from program import Program

HEADER = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Title"\nmsgstr "*"\n'
# 2021-07 in words (Unicode's CLDR), and the digits of 2021
LANGUAGES = {
    'es': 'julio de 2021', 'fr': 'juillet 2021', 'ar': 'يوليو ٢٠٢١', 'ru': 'июль 2021', 'pt': 'julho de 2021', 'zh_CN': '2021年7月',
}


def make_catalogue(build, language):
    name = f'{language}@dates'
    folder = f'{build}/po/locale/{name}/LC_MESSAGES'
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['msgfmt', '-o', folder + '/lectern.mo', '-'], input=HEADER.format(language), text=True, check=True)
    return name


def main(build, source):
    print(f'1..{2 * len(LANGUAGES)}')
    for number, (language, month) in enumerate(LANGUAGES.items()):
        program = Program(build, source, make_catalogue(build, language))
        said = program.run('--line', program.report, typed='i\n')
        json = program.run('--contents', '--json', program.report)
        program.close()
        for offset, (is_right, name) in enumerate(((month in said, f'{language}: the month is named'),
                                                   (re.search(r'"minutes": \d', json, re.A) is not None, f'{language}: JSON stays as it is'))):
            print(f'{"ok" if is_right else "not ok"} {2 * number + offset + 1} - {name}')
            if not is_right:
                print(''.join(f'# {line}\n' for line in (said if offset == 0 else json).splitlines()[:12]), end='')


main(*sys.argv[1:])
