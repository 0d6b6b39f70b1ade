"""Sentences in the source that no catalogue can hold, as they are not marked: "unmarked.py SOURCE" prints them with file and line."""
import glob
import os
import re
import sys

MARKS = {'_', 'N_', 'C_', 'translate_count'}
# Not shown, or said in every language in the same words.
NOT_SHOWN = {
    'base/translate.c': r'Language: ',                          # a line of a catalogue's header
    # What documents are made of; their few words follow the report's language (plain/wording.c).
    'plain/epub.c': r'.*[<{=].*', 'plain/html_blocks.c': r'.*[<=].*', 'plain/html_page.c': r'.*[<{=].*', 'plain/html_text.c': r'.*[<=].*',
    'plain/markdown_manifest.c': r'  [a-z]+', 'plain/markdown_text.c': r'[A-Z][A-Za-z.]+|.*\{\.note-ref.*', 'plain/note_keys.c': r' order=.*',
    'plain/skeleton.c': r'.*', 'plain/wording.c': r'.*',
    'reader/citation.c': r' and',                               # of BibTeX
    'reader/key.c': r'[A-Z][A-Za-z]+',                          # names of keys
    'reader/marks_import.c': r'[A-Z][A-Za-z]+', 'reader/marks_json.c': r'[A-Z][A-Za-z]+',    # names of the W3C's model
    'reader/speaker.c': r'spd-say .*',                          # a command line
    'reader/record.c': r', place: \{',                          # a file of records
    'report/kinds.c': r'%s%s%s id lang dir|[a-z ]+',            # keys of YAML
    'report/load.c': r'[a-z ]+', 'report/manifest.c': r'[a-z ]+',
    'screen/direction.c': r'Apple_Terminal',
    'text/locale.c': r'Latin-ASCII',
    'text/spell.c': r'[A-Z][a-z-]+',                            # ICAO's alphabet
    'yaml/remedy.c': r'.*',                                     # what libyaml says, to be known again
}


def strings(text):
    """(line, string) of each literal that is in no mark."""
    inside, at = [], 0
    for token in re.finditer(r'//[^\n]*|\'(?:\\.|[^\'\\])+\'|"((?:\\.|[^"\\])*)"|(\w*)\(|\)', text):
        if token.group(1) is not None and not any(inside):
            yield text.count('\n', 0, token.start()) + 1, token.group(1)
        elif token.group(2) is not None and token.group().endswith('('):
            inside.append(token.group(2) in MARKS)
        elif token.group() == ')' and inside:
            inside.pop()


def is_sentence(string):
    plain = re.sub(r'%[-+0-9.*$]*[a-z]+|\\[xu][0-9A-Fa-f]+|\\.', '', string)
    if string.endswith('.h') or not re.search(r'[A-Za-z]{2}', plain):
        return False
    return bool(re.search(r'[a-z] [a-z%]', string) or re.match(r'[A-Z][a-z]|[, ]+[a-z]{3}', string))


def main(source):
    for path in sorted(glob.glob(source + '/src/**/*.c', recursive=True)):
        name = os.path.relpath(path, source + '/src')
        for line, string in strings(open(path, encoding='utf-8').read()):
            if is_sentence(string) and not (name in NOT_SHOWN and re.fullmatch(NOT_SHOWN[name], string)):
                print(f'src/{name}:{line}: "{string}"')


main(*sys.argv[1:])
