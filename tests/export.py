# Looks at what lectern --export has written: export.py html FILE | epub FOLDER | words LISTING FILE. What is wrong is printed, and the status is 1.
import os
import re
import sys
import xml.etree.ElementTree as tree
from html.parser import HTMLParser

VOID = {"meta", "br", "link"}
KNOWN = {"a", "aside", "blockquote", "body", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3",
         "h4", "h5", "h6", "head", "header", "html", "ins", "li", "link", "main", "meta", "nav", "ol", "p", "pre", "section", "span", "strong",
         "style", "sup", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"}
ATTRIBUTES = {"aria-labelledby", "aria-level", "charset", "class", "content", "dir", "epub:type", "href", "http-equiv", "id", "lang", "name", "rel",
              "role", "scope", "start", "title", "type", "xml:lang", "xmlns", "xmlns:epub"}
FOLLOWED = ("https:", "http:", "mailto:")


class Page(HTMLParser):
    """One page: every tag that is opened is closed in its turn, and all that must hold of it."""

    def __init__(self, name, text):
        super().__init__(convert_charrefs=True)
        self.name, self.faults, self.open, self.ids, self.links, self.level = name, [], [], {}, [], 0
        self.words = []
        self.feed(text)
        self.close()
        self.check(not self.open, "not closed: " + str(self.open))

    def check(self, holds, fault):
        if not holds:
            self.faults.append(f"{self.name}:{self.getpos()[0]}: {fault}")

    def heading(self, level):
        self.check(level <= self.level + 1, f"a heading of level {level} behind one of {self.level}")
        self.level = level

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        self.check(tag in KNOWN, "the tag " + tag)
        self.check(len(attributes) == len(pairs), "an attribute twice")
        self.check(set(attributes) <= ATTRIBUTES, "an attribute among " + str(set(attributes)))
        if tag == "html":
            self.check(attributes.get("lang"), "no language")
        if tag == "th":
            self.check(attributes.get("scope") == "col", "a th without scope")
        if re.fullmatch("h[1-6]", tag):
            self.heading(int(tag[1]))
        if attributes.get("role") == "heading":
            self.heading(int(attributes["aria-level"]))
        if "id" in attributes:
            self.check(attributes["id"] not in self.ids, "the id %s twice" % attributes["id"])
            self.ids[attributes["id"]] = tag
        if "href" in attributes:
            self.links.append((attributes["href"], attributes.get("role"), attributes.get("id")))
        self.words.append(" ") if tag not in ("em", "strong", "code", "a") else None
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, pairs):
        self.handle_starttag(tag, pairs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        self.check(self.open and self.open[-1] == tag, f"{tag} is closed, open is {self.open[-1:]}")
        self.words.append(" ") if tag not in ("em", "strong", "code", "a", "sup") else None
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if "style" not in self.open and "head" not in self.open:
            self.words.append(data)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def notes_of(page):
    """A reference leads to its note, and the note back to the reference."""
    references = {own: href.split("#")[1] for href, role, own in page.links if role == "doc-noteref"}
    backs = {href.split("#")[1] for href, role, own in page.links if role == "doc-backlink"}
    page.check(set(references) == backs, "references and ways back differ: %s" % (set(references) ^ backs))


def look_at_html(path):
    page = Page(path, read(path))
    for href, _, _ in page.links:
        page.check(href[1:] in page.ids if href.startswith("#") else href.startswith(FOLLOWED), "the link " + href)
    notes_of(page)
    page.check(page.ids, "no ids at all")
    return page.faults


def look_at_epub(folder):
    faults = []
    if read(folder + "/mimetype") != "application/epub+zip":
        faults.append("mimetype")
    container = tree.parse(folder + "/META-INF/container.xml").getroot()
    package_path = next(element.get("full-path") for element in container.iter() if element.tag.endswith("rootfile"))
    package = tree.parse(os.path.join(folder, package_path)).getroot()
    items = {element.get("id"): element.get("href") for element in package.iter() if element.tag.endswith("}item")}
    below = os.path.join(folder, os.path.dirname(package_path))
    there = set(os.listdir(below)) - {os.path.basename(package_path)}
    if set(items.values()) != there:
        faults.append("named and there differ: %s" % (set(items.values()) ^ there))
    spine = [element.get("idref") for element in package.iter() if element.tag.endswith("}itemref")]
    if not set(spine) <= set(items) or len(spine) != len(there) - 1:
        faults.append("the spine: %s" % spine)
    pages = {name: Page(name, read(os.path.join(below, name)).split("?>\n", 1)[1]) for name in there if name.endswith(".xhtml")}
    for name, page in pages.items():
        for href, _, _ in page.links:
            file, _, target = href.partition("#")
            if href != "style.css" and not href.startswith(FOLLOWED):
                page.check((file or name) in pages and target in pages[file or name].ids, "the link " + href)
        notes_of(page)
        faults += page.faults
    return faults


def words_of(text):
    """Letters and digits. What is added to help (numbers, headings of notes, ways back) is told apart by the search in order."""
    return re.findall(r"\w+", text.replace("\u00ad", ""))


def look_at_words(listing, path):
    """All words of all blocks, as tests/listing has them, stand in the document in their order."""
    text = read(path)
    found = words_of("".join(Page(path, text).words) if text.startswith("<!DOCTYPE") else text)
    wanted = words_of(" ".join(re.findall(r'(?ms)^ {8}"(.*?)"\n(?=    |chapter |\Z)', read(listing))))
    at = 0
    for number, word in enumerate(wanted):
        try:
            at = found.index(word, at, at + 400) + 1
        except ValueError:
            return ["not there, or not in its place: " + " ".join(wanted[max(0, number - 5):number + 5])]
    return [] if wanted else ["no words at all"]


def main():
    look = {"html": look_at_html, "epub": look_at_epub, "words": look_at_words}[sys.argv[1]]
    faults = look(*sys.argv[2:])
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
