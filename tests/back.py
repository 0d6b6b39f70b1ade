# Random reports that go to Markdown and back: back.py texts|blocks SEED prints one as JSON, which is YAML too.
#   texts   paragraphs, headings and cells of anything that could be a mark: their words must come back to the letter
#   blocks  blocks in blocks, with ids, languages and notes: all must come back as it was
import json
import random
import sys

PIECES = ["a", "word", "e.g.", "Mr.", "p.", "No.", "x1", "1.", "(a)", "iv.", "B)", "#", "##", "*", "**", "_", "__", "***", "`", "``", "```", "~", "~~", "~~~",
          "[", "]", "](", "(", ")", "](#c1)", "[^1]", "[^2]", "[^", "{", "}", "{.x}", "{#y}", "<", ">", "<b>", "</b>", "<!--", "-->", "&", "&amp;", "&#65;",
          ";", "\\", "\\\\", "\\*", "$", "$$", "@", "@x", "^", "!", "![", "|", "||", "-", "--", "---", "+", "=", "===", ":", "::", ":::", "Table:", "...", "..",
          ".", ",", "'", "''", '"', '""', "%", "/", "https://example.org/a_b", "www.example.org", "é", "日本", "語", "ไทย", "عربي", "“", "”", "—", "…",
          "\u00a0", "\u00ad", "😀", "e\u0301", "ß", "İ", "¡", "«"]
WORDS = ["plain", "words", "of", "several", "letters", "and", "more", "*marked words*", "**strong**", "`literal`", "[a link](https://example.org/x)",
         "[a place](#c1)"]


def text(chance, most=12):
    parts = [chance.choice(PIECES) + chance.choice(["", "", " "]) for _ in range(chance.randint(1, most))]
    return "".join(parts).strip() or "x"


def texts(chance):
    body = [text(chance) for _ in range(300)]
    body += [{"list": [text(chance), text(chance), [text(chance), text(chance)]]} for _ in range(30)]
    body += [{"table": [[text(chance), text(chance, 2)], [text(chance), ""]], "header": [text(chance, 3), text(chance, 3)], "caption": text(chance)}
             for _ in range(30)]
    body += [{"quote": text(chance), "by": text(chance)} for _ in range(20)]
    body += [{"figure": text(chance), "caption": text(chance), "source": text(chance)} for _ in range(20)]
    body += [{"aside": text(chance), "heading": text(chance)} for _ in range(20)]
    body += [{"terms": {text(chance): text(chance), text(chance) + "2": [text(chance)]}} for _ in range(20)]
    body += [{"section": text(chance), "body": [text(chance)]} for _ in range(30)]
    return body, {"1": text(chance), "2": text(chance)}


class Blocks:
    def __init__(self, chance):
        self.chance, self.ids, self.notes = chance, 0, []

    def words(self):
        return " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(2, 6)))

    def noted(self):
        if self.chance.random() < 0.9:
            return self.words()
        if not self.notes or self.chance.random() < 0.7:
            self.notes.append("n%d" % self.chance.randint(1, 10 ** 6))
        return self.words() + "[^%s] end" % self.chance.choice(self.notes)

    def manner(self, block):
        if self.chance.random() < 0.2:
            self.ids += 1
            block["id"] = "b%d" % self.ids
        if self.chance.random() < 0.15:
            block["lang"] = self.chance.choice(["fr", "de", "en", "ar"])
        if self.chance.random() < 0.1:
            block["dir"] = self.chance.choice(["ltr", "rtl", "auto"])
        return block

    def content(self, depth):
        return self.noted() if self.chance.random() < 0.4 else self.several(depth)

    def several(self, depth):
        return [self.block(depth + 1) for _ in range(self.chance.randint(1, 3))]

    def items(self, depth):
        return [self.content(depth) for _ in range(self.chance.randint(1, 3))]

    def rows(self, columns):
        return [[self.noted() for _ in range(columns)] for _ in range(self.chance.randint(1, 3))]

    def table(self):
        columns = self.chance.randint(1, 3)
        block = {"table": self.rows(columns)}
        if self.chance.random() < 0.5:
            block["header"] = [self.words() for _ in range(columns)]
        if self.chance.random() < 0.5:
            block["caption"] = self.noted()
        if self.chance.random() < 0.3:
            block["align"] = [self.chance.choice(["left", "right", "center"]) for _ in range(columns)]
        return block

    def lines(self):
        return "\n".join("  " * self.chance.randint(0, 2) + "line %d" % i if i != 2 else "" for i in range(self.chance.randint(1, 5))) + "\nlast"

    def block(self, depth):
        kinds = ["text", "paragraph", "verse", "literal", "table", "figure"] + (["list", "steps", "quote", "aside", "terms"] * 2 if depth < 5 else [])
        kind = self.chance.choice(kinds)
        if kind == "text":
            return self.noted()
        block = {
            "paragraph": lambda: {"paragraph": self.noted()},
            "verse": lambda: {"verse": self.lines()},
            "literal": lambda: {"literal": self.lines()},
            "table": self.table,
            "figure": lambda: {"figure": self.noted(), "caption": self.noted(), "source": self.words()},
            "list": lambda: {"list": self.items(depth)},
            "steps": lambda: {"steps": self.items(depth), "start": str(self.chance.choice([0, 1, 1, 9, 99, 1234]))},
            "quote": lambda: {"quote": self.content(depth), **({"by": self.noted()} if self.chance.random() < 0.5 else {})},
            "aside": lambda: {"aside": self.content(depth), **({"heading": self.noted()} if self.chance.random() < 0.5 else {})},
            "terms": lambda: {"terms": {self.words() + " %d" % i: self.content(depth) for i in range(self.chance.randint(1, 3))}},
        }[kind]()
        return self.manner(block)

    def section(self, level):
        body = []
        for _ in range(self.chance.randint(0, 4)):
            body.append(self.section(level + 1) if level < 6 and self.chance.random() < 0.4 else self.block(1))
        return self.manner({"section": self.noted(), "body": body})


def blocks(chance):
    maker = Blocks(chance)
    body = [maker.block(1) for _ in range(30)] + [maker.section(1) for _ in range(12)]
    notes = {key: maker.content(3) for key in sorted(set(maker.notes), key=lambda _: chance.random())}
    while set(maker.notes) - set(notes):
        notes.update({key: maker.words() for key in sorted(set(maker.notes) - set(notes))})
    return body, notes


def main():
    chance = random.Random(int(sys.argv[2]))
    body, notes = {"texts": texts, "blocks": blocks}[sys.argv[1]](chance)
    print(json.dumps({"lectern": "1", "id": "random", "title": "Random", "language": "en",
                      "chapters": [{"id": "c1", "title": "First", "body": body, "footnotes": notes or {"x": "x"}}]}, ensure_ascii=False))


main()
