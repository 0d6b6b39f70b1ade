"""What is done with a report, key by key, and how it is told from two screens what is new."""
import collections

# Keys, in parts that are typed one after the other; only what comes after the last is measured. `holds`: what stands in the cursor's
# row then, in any case. `without`: a screen reader that cannot do this, whatever the program does.
Step = collections.namedtuple("Step", "keys name holds without", defaults=("", ""))
# What is new, row by row, and whether that is a page or some rows of one.
News = collections.namedtuple("News", "rows is_page")


def rows_that_came(before, after):
    """Numbers of the rows that were nowhere before; one that was, and stands elsewhere now between two that were not, came with them."""
    standing = [number for number, row in enumerate(after.rows) if row.strip()]
    came = {number for number in standing if after.rows[number] not in before.rows}
    between = {number for above, number, below in zip(standing, standing[1:], standing[2:]) if above in came and below in came}
    return came | {number for number in between if after.rows[number] != before.rows[number]}


def news(before, after):
    """What came in, and the row that the cursor is on; where that is most of the screen, it is a page, and new is all that stands there."""
    came = rows_that_came(before, after)
    standing = [row for row in after.rows if row.strip()]
    if len({after.rows[number] for number in came}) > len(set(standing)) // 2:
        return News(standing, True)
    return News([row for number, row in enumerate(after.rows) if number in came or number == after.row], False)


def has_changed(before, after):
    return (before.rows, before.row, before.column) != (after.rows, after.row, after.column)


def search(text):
    return ("/", text, "\r")


def command(text):
    return (":", text, "\r")


READING = [Step((" ",), "R4: a page on")] * 3 + [Step(("b",), "R4: a page back")] + [Step(("j",), "R5, R6: a line on")] * 10 + [
    Step(("k",), "R5, R6: a line back"),
]
UNITS = [
    Step(("s",), "R15: a sentence alone"),
    Step(("s",), "R15: the next sentence"),
    Step(("a",), "R15: the next paragraph"),
    Step(("w",), "R15: its first word"),
    Step(("e",), "R15: the word spelled"),
    Step((" ",), "R4: the page behind it"),
]
LISTS = [
    Step(("m",), "R21: a bookmark is confirmed"),
    Step(("t",), "R2: the contents"),
    Step(("k",), "R2: the row before in the contents"),
    Step(("\r",), "R7: the chosen chapter"),
    Step(("=",), "R3: where am I"),
    Step((" ",), "R4: a page on, after a message"),
    Step(search("no such words"), "R21: not found"),
]

SHIPPED = READING + [
    Step(search("debt bondage"), "R7: a hit on another page", "debt bondage"),
    Step(("j",), "R6: a line on, after a hit"),
    Step(search("retailers"), "R5: a hit that is on the screen", "retailers"),
    Step(("n",), "R21: the next hit"),
    Step(("]",), "R7: the next heading"),
] + UNITS + LISTS

EVERY_BLOCK = READING + [
    Step(search("picture"), "R7: a hit", "picture"),
    Step(("n",), "R5, R7: the next hit", "picture"),
    Step(("]",), "R7: the next heading"),
] + UNITS + LISTS + [
    Step(("v", "h"), "R15: the list of headings"),
    Step(("\x7f",), "R25: and back"),
    Step(("x", "n"), "R19: the next footnote"),
    Step(command("goto #tables/lights"), "R18: a table"),
    Step(("L",), "R18: a cell of it"),
    Step(("L",), "R18: the cell beside it"),
    Step(("J",), "R18: the cell below"),
    Step(("\x7f",), "R4: back from the cells"),
    Step(command("goto #tables/lights"), "R18: the table again"),
    Step(("\t",), "R19: a link to a footnote is chosen"),
    Step(("\r",), "R19: the footnote"),
    Step(("\x7f",), "R19: and back"),
    Step((" ",), "R4: a page of tables and figures"),
    Step(command("goto #languages"), "R4: languages", "", "fenrir"),  # its screen ends each row at the first mark it does not know
]
