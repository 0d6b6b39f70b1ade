"""Catalogues of gettext, read and written: what the tests of languages need."""
import ast
import re

DIRECTIVE = re.compile(r'%(?:\d+\$)?[-+ #0]*(?:\*(?:\d+\$)?|\d+)?(?:\.(?:\*(?:\d+\$)?|\d+))?(?:hh|h|ll|l|z|j|t)?[diouxXcsp]|%%')


class Message:
    def __init__(self):
        self.comments = []
        self.texts = {}          # "msgctxt", "msgid", "msgid_plural", "msgstr" or "msgstr[N]"

    @property
    def is_header(self):
        return self.texts.get('msgid') == ''

    @property
    def flags(self):
        return {flag.strip() for line in self.comments if line.startswith('#,') for flag in line[2:].split(',')}

    def strings(self):
        return [key for key in self.texts if key.startswith('msgstr')]


def read(path):
    messages, message, key = [], Message(), None
    for line in open(path, encoding='utf-8').read().split('\n') + ['']:
        if not line:
            if message.texts:
                messages.append(message)
            message, key = Message(), None
        elif line.startswith('#'):
            if not line.startswith('#~'):
                message.comments.append(line)
        elif line.startswith('"'):
            message.texts[key] += ast.literal_eval(line)
        else:
            key, text = line.split(' ', 1)
            message.texts[key] = ast.literal_eval(text)
    return messages


def quote(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\t', '\\t') + '"'


def write(path, messages):
    with open(path, 'w', encoding='utf-8') as out:
        for message in messages:
            out.writelines(comment + '\n' for comment in message.comments if comment.startswith('#,'))
            out.writelines(f'{key} {quote(text)}\n' for key, text in message.texts.items())
            out.write('\n')


def outside_directives(text, change):
    """The text with change() done to each piece between its placeholders."""
    pieces, at = [], 0
    for found in DIRECTIVE.finditer(text):
        pieces += [change(text[at:found.start()]), found.group()]
        at = found.end()
    return ''.join(pieces) + change(text[at:])
