"""Texts that try to steer the terminal, to fill it, or to be quadratic."""
from case import C1_CONTROLS, CHAPTER_HEAD, CONTROLS, HEAD, PLAIN_CHAPTER, Case, accepted, body, chapter, manifest, quoted, refused

FORMATS = ["\u202e", "\u202d", "\u202a\u202b", "\u202c", "\u200b\u200b", "\u2060", "\ufeff", "\U000e0001\U000e0041\U000e007f", "\u061c", "\u200e\u200f", "\ufff9\ufffa\ufffb",
           "\u206a\u206f", "\U000e0020", "\u2061", "\u180e", "\U0001d173", "\ufdd0", "\uffff", "\U0010ffff", "\u202e\u2066\u2069", "\U000e0100\u202d", "\ue000\u202e"]

# Everywhere that a text may stand in a chapter.
SPOTS = ["  - {0}\n", "  - list: [{0}, b]\n", "  - steps: [{0}]\n", "  - terms: {{ {0}: {0} }}\n", "  - quote: {0}\n    by: {0}\n", "  - table: [[{0}, b]]\n    header: [{0}, c]\n    caption: {0}\n",
         "  - figure: {0}\n    caption: {0}\n    source: {0}\n", "  - aside: {0}\n    heading: {0}\n", "  - verse: {0}\n", "  - literal: {0}\n", "  - section: {0}\n    body: [{0}]\n",
         "  - x[^1]\nfootnotes:\n  1: {0}\n"]


def in_chapters(texts):
    cases = []
    for number, text in enumerate(texts):
        spot = SPOTS[number % len(SPOTS)].format(quoted("a " + text + " b"))
        case = accepted(chapter("id: one\ntitle: %s\nbody:\n" % quoted("T" + text) + spot), "can't be shown as written")
        case.faces.append("screen")
        cases.append(case)
    return cases


def controls(_):
    return in_chapters(CONTROLS)


def c1_controls(chance):
    made = [C1_CONTROLS[i % len(C1_CONTROLS)] + chance.choice(CONTROLS[:6]) + chr(chance.randrange(0x80, 0xa0)) for i in range(24)]
    return in_chapters(made)


def formats(_):
    return in_chapters(FORMATS)


def about(_):
    """All that the manifest says of the report, as the page about it, contents and titles show it."""
    keys = ["title", "publisher", "source", "rights", "summary"]
    cases = []
    for number, text in enumerate(CONTROLS + C1_CONTROLS + FORMATS[:6]):
        value, key = quoted("a" + text + "b"), keys[number % len(keys)]
        head = HEAD.replace("title: A Title\n", "") if key == "title" else HEAD
        rest = "authors: [%s]\nglossary: {%s: %s}\nseries: {title: %s}\ncorrections: [{was: %s, now: x}]\nchapters: [one.yaml]\n" % (value, value, value, value, value)
        case = accepted({"report/report.yaml": head + key + ": " + value + "\n" + rest, "report/one.yaml": PLAIN_CHAPTER}, "can't be shown as written")
        case.faces += ["contents", "screen"] if number % 4 == 0 else ["contents"]
        cases.append(case.expect("contents", 0))
    return cases


def messages(_):
    """What is wrong is told with the words that are wrong."""
    shapes = ["chapters: [one.yaml]\n@@{0}: x\n", "chapters: [one.yaml]\nlanguage: @@{0}\n", "chapters: [one.yaml]\npublished: @@{0}\n",
              "chapters: [one.yaml]\nglossary: {{ {0}: x, @@{0}: y }}\n"]
    cases = []
    for number, text in enumerate(CONTROLS + C1_CONTROLS):
        value = quoted("k" + text)
        cases.append(refused(manifest(shapes[number % 4].format(value)), "."))
    for text in CONTROLS[:6] + C1_CONTROLS[:4]:
        value = quoted("k" + text)
        cases.append(refused(body("  - @@%s: x\n" % value), "."))
        cases.append(Case(body("  - \"[x](#" + value[1:-1] + ")\"\n")).expect("check", (0, 1), r"one\.yaml:4:"))
    return cases


def heaps(chance):
    """Marks without end on one letter, words without end, texts without sense: in bounded time, and cut."""
    marks = ["\u0301", "\u200d", "\ufe0f", "\u0489", "\u20dd", "\u0e49", "\U0001f3fb", "\u094d", "\u1ab0", "\ufe20"]
    cases = []
    for mark in marks:
        case = accepted(body("  - " + quoted("a" + mark * 3000 + " b") + "\n"), "can't be shown as written|0 errors|", faces=["check", "dump", "line", "screen"])
        case.never.append((mark * 12).encode())
        cases.append(case)
    for word in ("x", "\u4e2d", "\U0001f469\u200d", "\u00ad", "-", "\u0e01", "\u0627\u0644", "\u2066", "a/", "\u0915\u094d"):
        cases.append(accepted(body("  - 'x" + word * (200000 // len(word.encode())) + "'\n")))
    letters = [chr(chance.randrange(0xa1, 0xd7ff)) for _ in range(3000)]
    cases.append(accepted(body("  - " + quoted("".join(letters)) + "\n"), faces=["check", "dump", "line", "screen"]))
    letters = [chr(chance.randrange(0xe000, 0x10ffff)) for _ in range(3000)]
    cases.append(accepted(body("  - " + quoted("".join(letters)) + "\n"), faces=["check", "dump", "line", "screen"]))
    return cases


def inline(_):
    """Marks in a text that a careless reader takes quadratic, or worse, time over."""
    count = 300000
    pieces = ["*", "**", "*a", "**a ", "a*", "*a **b ", "_a ", "`", "` ``", "[", "[a](", "![", "[a][", "[^", "[^1", "](", "\\", "[[a](b)", "*[", "[a](#", "a**b*c", "``a`", "***", "*a_b",
              "a***", "**b* ", "`\\`` "]
    cases = []
    for number, piece in enumerate(pieces):
        text = (piece * (count // len(piece))).replace("\\", "\\\\").replace('"', '\\"')
        case = accepted(body('  - "x ' + text + ' x"\n'), faces=[("check", "dump", "line")[number % 3]])
        case.statuses["check"] = (0, 1)     # links that lead nowhere, footnotes that are not there
        case.statuses["dump"] = (0, 2)
        cases.append(case)
    return cases


TEXTS = {"controls": controls, "c1-controls": c1_controls, "formats": formats, "about": about, "messages": messages, "heaps": heaps, "inline": inline}
