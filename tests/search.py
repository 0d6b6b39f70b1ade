"""What --search finds in a report, and what not: search.py LECTERN FOLDER writes the report there and searches it. TAP."""
import json
import subprocess
import sys

# What is typed; the paragraph; the words that are found there, as they stand in it; options. Each is a paragraph of one report.
FOUND = [
    # Latin: accents, ligatures, letters with strokes, case
    ("ete", "En \u00c9t\u00e9, un e\u0301te\u0301.", ["\u00c9t\u00e9", "e\u0301te\u0301"]),
    ("\u00e9t\u00e9", "Un ete ici.", ["ete"]),
    ("strasse", "Die Stra\u00dfe und die STRA\u1e9eE.", ["Stra\u00dfe", "STRA\u1e9eE"]),
    ("stra\u00dfe", "Eine STRASSE.", ["STRASSE"]),
    ("fi", "Die \ufb01nale Gra\ufb01k.", ["\ufb01", "\ufb01"]),
    ("office", "Mein O\ufb03ce.", ["O\ufb03ce"]),
    ("ispanyol", "\u0130spanyol ve \u0131spanyol.", ["\u0130spanyol", "\u0131spanyol"]),
    ("\u0131rmak", "IRMAK irmak.", ["IRMAK", "irmak"]),
    ("lodz", "W \u0141\u00f3dzi.", ["\u0141\u00f3dz"]),
    ("oeuvre", "Une \u0153uvre.", ["\u0153uvre"]),
    ("tieng viet", "Ti\u1ebfng Vi\u1ec7t hay.", ["Ti\u1ebfng Vi\u1ec7t"]),
    # Greek and Cyrillic
    ("\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c3", "\u039f \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2.", ["\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2"]),
    ("\u0435\u0436", "\u0401\u0436 \u0438 \u0435\u0436.", ["\u0401\u0436", "\u0435\u0436"]),
    # Arabic and Persian: alef, yeh, kaf, teh marbuta, tashkil, tatweel, presentation forms, digits
    ("\u0627\u062d\u0645\u062f", "\u0642\u0627\u0644 \u0623\u062d\u0645\u062f \u0648\u0623\u064e\u062d\u0652\u0645\u064e\u062f.",
     ["\u0623\u062d\u0645\u062f", "\u0623\u064e\u062d\u0652\u0645\u064e\u062f"]),
    ("\u0643\u062a\u0627\u0628", "\u0627\u06cc\u0646 \u06a9\u062a\u0627\u0628 \u0627\u0633\u062a.", ["\u06a9\u062a\u0627\u0628"]),
    ("\u0639\u0644\u064a", "\u0639\u0644\u06cc \u0648\u0639\u0644\u0649.", ["\u0639\u0644\u06cc", "\u0639\u0644\u0649"]),
    ("\u0645\u062f\u0631\u0633\u0647", "\u0645\u062f\u0631\u0633\u0629 \u0647\u0646\u0627.", ["\u0645\u062f\u0631\u0633\u0629"]),
    ("\u0645\u062d\u0645\u062f", "\u0645\u0640\u0640\u062d\u0645\u0640\u062f \u0648\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f.",
     ["\u0645\u0640\u0640\u062d\u0645\u0640\u062f", "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f"]),
    ("\u0644\u0627\u0645", "\ufefb\u0645 \u0628\u0627\u0644\u0623\u0634\u0643\u0627\u0644.", ["\ufefb\u0645"]),
    ("1445", "\u0633\u0646\u0629 \u0661\u0664\u0664\u0665 \u06f1\u06f4\u06f4\u06f5.", ["\u0661\u0664\u0664\u0665", "\u06f1\u06f4\u06f4\u06f5"]),
    ("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"]),
    # Hebrew: niqqud, gershayim
    ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u05dc\u05da.", ["\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd"]),
    ("\u05e6\u05d4\"\u05dc", "\u05e6\u05d4\u05f4\u05dc \u05db\u05d0\u05df.", ["\u05e6\u05d4\u05f4\u05dc"]),
    # Width and kana
    ("full 123", "\uff26\uff35\uff2c\uff2c\u3000\uff11\uff12\uff13.", ["\uff26\uff35\uff2c\uff2c\u3000\uff11\uff12\uff13"]),
    ("\u30ac\u30ad", "\uff76\uff9e\uff77 \u3068 \u304c\u304d.", ["\uff76\uff9e\uff77", "\u304c\u304d"]),
    ("\u304c", "\u304b\u3099 \u3060\u3051.", ["\u304b\u3099"]),
    # Quotes, dashes, what nobody sees, white space
    ("\"it's so\"", "Er sagt \u201cit\u2019s so\u201d, \u00abit\u2019s so\u00bb.", ["\u201cit\u2019s so\u201d", "\u00abit\u2019s so\u00bb"]),
    ("2019-2021", "In 2019\u20132021, in 2019\u20112021.", ["2019\u20132021", "2019\u20112021"]),
    ("menschenhandel", "Der Men\u00adschen\u00adhan\u00addel.", ["Men\u00adschen\u00adhan\u00addel"]),
    ("two words", "First two\u00a0words, then two\n  words.", ["two\u00a0words", "two words"]),
    ("slanted words stand", "The *slanted* **words** `stand` here.", ["slanted words stand"]),
    ("asted", "W*ast*ed or [ta](https://a.example)sted.", ["asted", "asted"]),
    # Exact, words, expressions
    ("R\u00e9sum\u00e9", "Ein re\u0301sume\u0301, ein Re\u0301sume\u0301, ein Resume.", ["Re\u0301sume\u0301"], "--exact"),
    ("cat", "Cat, category, a bobcat and the (cat).", ["Cat", "cat"], "--word"),
    ("covid", "Covid-19, precovid.", ["Covid"], "--word"),
    ("\u0e44\u0e17\u0e22", "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22.", ["\u0e44\u0e17\u0e22"], "--word"),
    ("[12]0+ miles", "After 100 miles, 20 MILES, 30 miles.", ["100 miles", "20 MILES"], "--regex"),
    ("^Gr.\u00dfe$", "Gro\u0308\u00dfe", [], "--regex"),      # one sign is one code point to an expression
    ("^Gr..\u00dfe$", "Gro\u0308\u00dfe", ["Gro\u0308\u00dfe"], "--regex"),
    ("e", "Cre\u0301e.", ["e\u0301", "e"], "--regex"),         # a hit is whole
    ("lowercase", "LowerCase and lowercase.", ["lowercase"], "--regex", "--exact"),
]

# These are different words to whoever reads them.
APART = [
    ("\u0e01\u0e34", "\u0e01\u0e35"), ("\u0e01", "\u0e01\u0e34"), ("\u0e1b\u0e32", "\u0e1b\u0e48\u0e32"),    # Thai vowels, a letter without, tones
    ("\u0eaa\u0eb4", "\u0eaa\u0eb5"), ("\u1780\u17b7", "\u1780\u17b8"), ("\u1000\u102d", "\u1000\u102e"),      # Lao, Khmer, Burmese
    ("\u0915\u093f", "\u0915\u0940"), ("\u0915", "\u0915\u093f"), ("\u0b95\u0bbf", "\u0b95\u0bc0"),            # Devanagari, Tamil
    ("\u304b", "\u304c"), ("\u306f", "\u3071"), ("\uff8a", "\uff8a\uff9f"), ("\u30ab", "\u304b\u3099"),         # voiced and half-voiced kana
    ("\uac00", "\uac01"), ("\u0628", "\u062a"), ("'", "\""),
]


def rows():
    for needle, text, matches, *options in FOUND:
        yield needle, text, matches, options
    for one, other in APART:
        yield one, other, [], []
        yield other, one, [], []


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def write_report(folder):
    with open(folder + "/report.yaml", "w", encoding="utf-8") as out:
        out.write("lectern: 1\nid: search\ntitle: Search\nlanguage: en\nchapters:\n  - id: c\n    title: C\n    body:\n")
        for _, text, _, _ in rows():
            out.write("      - %s\n" % quoted(text))


def matches_in(lectern, folder, number, needle, options):
    """The matches in one paragraph, of all that are found in the report."""
    run = subprocess.run([lectern, "--search", needle, "--json", *options, folder], capture_output=True, encoding="utf-8", check=False)
    if run.returncode not in (0, 1):
        return ["exit status %d: %s" % (run.returncode, run.stderr)]
    return [item["match"] for item in json.loads(run.stdout)["items"] if item["citation"] == "1.%d" % number]


def check_slow(lectern, folder, number):
    """An expression that would take for ever stops; what else there is, is found; and that something was left out is said."""
    path = folder + "/slow.yaml"
    with open(path, "w", encoding="utf-8") as out:
        out.write("lectern: 1\nid: slow\ntitle: Slow\nlanguage: en\nchapters:\n  - {id: c, title: C, body: [%s!, xb]}\n" % ("a" * 60))
    run = subprocess.run([lectern, "--search", "(a+)+$|xb", "--regex", "--json", path], capture_output=True, encoding="utf-8", check=False,
                         timeout=300)
    is_good = [item["match"] for item in json.loads(run.stdout)["items"]] == ["xb"] and "1 passage looking" in run.stderr and run.returncode == 0
    print("%s %d - (a+)+$ is stopped and told" % ("ok" if is_good else "not ok", number))
    if not is_good:
        print("# %s %s" % (ascii(run.stdout), ascii(run.stderr)))


def main(lectern, folder):
    write_report(folder)
    table = list(rows())
    print("1..%d" % (len(table) + 1))
    for number, (needle, text, expected, options) in enumerate(table, 1):
        found = matches_in(lectern, folder, number, needle, options)
        is_good = found == expected
        print("%s %d - %s in %s %s" % ("ok" if is_good else "not ok", number, ascii(needle), ascii(text).replace("#", ""), " ".join(options)))
        if not is_good:
            print("# found %s, not %s" % (ascii(found), ascii(expected)))
    check_slow(lectern, folder, len(table) + 1)


main(*sys.argv[1:])
