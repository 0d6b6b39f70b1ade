"""Judges the catalogues: `catalogues.py BUILD SOURCE all|some [LANGUAGE...]`. TAP.

Complete and well-formed; the same placeholders, options and spaces at the ends as in English; and nothing cut off at 80x24: on the screens each
text has a mark in place of its first and its last sign, and each mark that opens needs its partner. "some" looks at fewer screens."""
import collections
import os
import re
import subprocess
import sys
import unicodedata
import catalogue
from program import Program

SOME = ['bookmarks', 'search']
NARROW = 'small windows'     # of 40 columns: there a title may be cut
OPEN, CLOSE, WIDE_OPEN, WIDE_CLOSE = '⟦⟧【】'
HINTS = ['go there', 'close', 'filter', 'rename', 'delete', 'undo']
TOGGLES = ['exact off', 'regex off', 'word off']
number = 0


def result(faults, name):
    global number
    number += 1
    print(f'{"not ok" if faults else "ok"} {number} - {name}')
    print(''.join(f'# {fault}\n' for fault in faults[:30]), end='', flush=True)


# The file

def key(message):
    return message.texts.get('msgctxt'), message.texts['msgid'], message.texts.get('msgid_plural')


def shown(message):
    return repr(message.texts['msgid'][:70])


def not_complete(messages, template):
    there = {key(message): message for message in messages}
    faults = [f'not in the catalogue: {shown(message)}' for message in template if key(message) not in there]
    for message in messages:
        if 'fuzzy' in message.flags and not message.is_header:
            faults.append(f'fuzzy: {shown(message)}')
        if not all(message.texts[name] for name in message.strings()):
            faults.append(f'not translated: {shown(message)}')
    return faults


def cells(text):
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in 'WF' else 1 for char in text)


def wide_faults(messages, template):
    """Rows that are longer than the comment for translators allows: "80 columns at most"; in English, too."""
    faults, there = [], {key(message): message for message in messages}
    for message in template:
        found = re.search(r'(\d+) columns at most', ' '.join(message.comments))
        if found and key(message) in there:
            texts = [message.texts['msgid']] + [there[key(message)].texts[name] for name in message.strings()]
            faults += [f'{cells(row)} columns: {row!r}' for text in texts for row in text.split('\n') if cells(row) > int(found.group(1))]
    return faults


def review_faults(path):
    head = open(path, encoding='utf-8').read().split('\nmsgid', 1)[0]
    return [] if re.search(r'^# (Not yet reviewed by a native speaker|Reviewed by )', head, re.M) else ['its first lines do not say whether a native speaker has reviewed it']


def msgfmt_faults(path):
    done = subprocess.run(['msgfmt', '--check', '--statistics', '-o', os.devnull, path], capture_output=True, text=True, env=dict(os.environ, LANGUAGE=''))
    told = done.stderr.strip().split('\n')
    wrong = done.returncode != 0 or len(told) != 1 or not re.fullmatch(r'\d+ translated messages\.', told[0])
    return told if wrong else []


def directives(text):
    """What is inserted: by its number, where it has one."""
    found = [name for name in catalogue.DIRECTIVE.findall(text) if name != '%%']
    return collections.Counter(found)


def ends(text):
    return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def kept_faults(messages):
    faults = []
    for message in messages:
        if message.is_header:
            continue
        for name in message.strings():
            text, english = message.texts[name], message.texts['msgid']
            other = message.texts.get('msgid_plural', english)
            if not text:
                continue
            if 'no-c-format' not in message.flags and directives(text) not in (directives(english), directives(other)):
                faults.append(f'placeholders differ: {shown(message)}: {text[:60]!r}')
            if ends(text) != ends(english) and not english.startswith(','):
                faults.append(f'spaces at the ends differ: {shown(message)}: {text[:60]!r}')
            missing = set(re.findall(r'--[a-z][a-z-]+', english)) - set(re.findall(r'--[a-z][a-z-]+', text))
            if missing:
                faults.append(f'options are missing: {sorted(missing)}: {shown(message)}')
            if re.search('[\u200e\u200f\u202a-\u202e\u2066-\u2069]', text):
                faults.append(f'direction marks: {shown(message)}')
    return faults


# The screens

def is_visible(char):
    return not char.isspace() and not unicodedata.combining(char) and unicodedata.category(char)[0] != 'C'


def with_marks(text):
    """The first and the last visible sign that is not inserted are marks of the same width."""
    fixed = [False] * len(text)
    for found in catalogue.DIRECTIVE.finditer(text):
        fixed[found.start():found.end()] = [True] * (found.end() - found.start())
    places = [at for at, char in enumerate(text) if not fixed[at] and is_visible(char)]
    if len(places) < 4 or text.startswith(('+', '-')):
        return text
    signs = list(text)
    for at, narrow, wide in ((places[0], OPEN, WIDE_OPEN), (places[-1], CLOSE, WIDE_CLOSE)):
        signs[at] = wide if unicodedata.east_asian_width(text[at]) in 'WF' else narrow
        while at + 1 < len(signs) and signs[at + 1] and unicodedata.combining(signs[at + 1]):
            signs[at + 1] = ''
            at += 1
    return ''.join(signs)


def make_marked(build, language, messages):
    folder = f'{build}/po/locale/{language}@marked/LC_MESSAGES'
    os.makedirs(folder, exist_ok=True)
    for message in messages:
        if not message.is_header:
            message.texts.update({name: with_marks(message.texts[name]) for name in message.strings()})
    path = f'{build}/po/{language}.marked.po'
    catalogue.write(path, messages)
    subprocess.run(['msgfmt', '-o', folder + '/lectern.mo', path], check=True)
    os.remove(path)


def text_of(messages, english):
    return next(message.texts['msgstr'] for message in messages if message.texts['msgid'] == english and 'msgctxt' not in message.texts)


def cut_faults(screens):
    faults = []
    for step, rows in screens:
        # The last row of a list above the hints may have the first row only of what stands whole on the next page.
        seen = rows[:-2] + rows[-1:] if '...' in rows[-2] else rows
        text = '\n'.join(seen)
        opened, closed = len(re.findall(f'[{OPEN}{WIDE_OPEN}]', text)), len(re.findall(f'[{CLOSE}{WIDE_CLOSE}]', text))
        if opened != closed:
            faults += [f'{step}: {opened} texts begin, {closed} end'] + ['  ' + row.rstrip() for row in rows if row.strip()]
    return faults


def left_out(messages, screens):
    """Texts that a screen is to show and does not, as there was no room for them."""
    faults = []
    for wanted, texts in (("keys: '", HINTS), ('keys: / "φάρος"', TOGGLES)):
        for step, rows in screens:
            if step == wanted:
                faults += [f'{step}: no room for {text_of(messages, text)!r}' for text in texts if text_of(messages, text) not in '\n'.join(rows)]
    return faults


def judge(build, source, language, parts, path):
    messages = catalogue.read(path)
    template = [message for message in catalogue.read(build + '/po/lectern.pot') if not message.is_header]
    result(msgfmt_faults(path) + not_complete(messages, template), f'{language}: complete and well-formed')
    if path.startswith(source + '/po/'):
        result(review_faults(path), f'{language}: says whether a native speaker has reviewed it')
    result(kept_faults(messages), f'{language}: what is inserted or typed is kept')
    result(wide_faults(messages, template), f'{language}: no row is longer than it may be')
    make_marked(build, language, messages)
    program = Program(build, source, language + '@marked')
    judged = program.judged('80x24', lambda shown: cut_faults(shown) + left_out(messages, shown), parts)
    result([f'{part}, {fault}' for part, faults in judged.items() if part != NARROW for fault in faults], f'{language}: nothing is cut off at 80x24')
    program.close()


def main(build, source, amount, *languages):
    parts = SOME if amount == 'some' else None
    for language in languages:
        path = f'{source}/po/{language}.po' if os.path.exists(f'{source}/po/{language}.po') else f'{build}/po/{language}.po'
        judge(build, source, language, parts, path)
    print(f'1..{number}')


main(*sys.argv[1:])
