"""Makes a catalogue in which no letter is ASCII: `pseudo.py lectern.pot pseudo.po`. What the program then shows in ASCII letters is not translated."""
import re
import sys
import catalogue

PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
OTHER = 'áƀçđëƒğħïĵķłɱñöþɋřšŧüʋŵẋýžÁƁÇĐËƑĞĦÏĴĶŁṀÑÖÞɊŘŠŦÜƲŴẊÝŽ'
HEADER = 'Project-Id-Version: lectern\nPO-Revision-Date: 2000-01-01 00:00+0000\nLast-Translator: none\nLanguage-Team: none\n' \
    'Language: qps\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n' \
    'Plural-Forms: nplurals=2; plural=(n != 1);\n'


def disguise(text):
    """All but what is inserted, and options."""
    def change(piece):
        return ''.join(part if part.startswith('--') else part.translate(str.maketrans(PLAIN, OTHER)) for part in re.split('(--[a-z-]+)', piece))
    return catalogue.outside_directives(text, change)


def main(template, out):
    messages = catalogue.read(template)
    for message in messages:
        texts = message.texts
        if message.is_header:
            texts['msgstr'] = HEADER
            message.comments = []
        elif 'msgid_plural' in texts:
            texts['msgstr[0]'], texts['msgstr[1]'] = disguise(texts['msgid']), disguise(texts['msgid_plural'])
        else:
            texts['msgstr'] = disguise(texts['msgid'])
    catalogue.write(out, messages)


main(*sys.argv[1:])
