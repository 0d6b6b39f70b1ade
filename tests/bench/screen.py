"""An xterm-like terminal as a screen of cells: as much of ECMA-48, DEC and xterm as programs with terminfo use. It counts what it is sent."""
import codecs
import ctypes
import re

LIBC = ctypes.CDLL(None)
LIBC.wcwidth.argtypes = [ctypes.c_uint]
LIBC.setlocale(0, b"C.UTF-8")
SOFT_HYPHEN = 0xAD
UNFINISHED = 4096   # bytes that a sequence may have

TOKEN = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_](?P<string>.*?)\x1b\\"
    r"|\x1b(?P<set>[ -/]+)(?P<charset>[0-~])"
    r"|\x1b(?P<escape>[0-OQ-WYZ\\`-~=>])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)", re.S)

PLAIN = frozenset()             # attributes of a cell
BLANK = (" ", PLAIN)
LINES_OF_DEC = dict(zip("jklmnqtuvwx~a`fgyz{|}", "┘┐┌└┼─├┤┴┬│·▒◆°±≤≥π≠£"))
ATTRIBUTES = {1: "bold", 2: "dim", 3: "italic", 4: "under", 5: "blink", 7: "reverse", 8: "hidden", 9: "struck", 21: "under"}
ENDS = {22: ("bold", "dim"), 23: ("italic",), 24: ("under",), 25: ("blink",), 27: ("reverse",), 28: ("hidden",), 29: ("struck",), 39: ("front",), 49: ("back",)}
widths = {}


def width(character):
    if character not in widths:
        code = ord(character)
        widths[character] = 1 if code == SOFT_HYPHEN else max(0, LIBC.wcwidth(code))
    return widths[character]


class Screen:
    """`cells` is a list of rows, each a list of (cluster, attributes); the right half of a wide character is "". Answers to questions wait in `answers`."""
    def __init__(self, columns, rows, answers=True):
        self.answers_at_all, self.answers = answers, []
        self.decode, self.rest = codecs.getincrementaldecoder("utf-8")("replace"), ""
        self.columns, self.rows = columns, rows
        self.text_bytes = self.blank_bytes = self.escape_bytes = 0
        self.reset()

    def reset(self):
        self.main = self.blank_cells()
        self.other = self.blank_cells()
        self.cells = self.main
        self.x = self.y = 0
        self.wraps_next = False
        self.style = {}
        self.attributes = PLAIN
        self.top, self.bottom = 0, self.rows - 1
        self.kept = (0, 0, {})
        self.last = " "
        self.has_application_keys = False
        self.wraps, self.inserts, self.from_top = True, False, False
        self.charsets, self.charset = ["B", "B"], 0
        self.stops = set(range(0, 999, 8))

    def blank_cells(self):
        return [[BLANK] * self.columns for _ in range(self.rows)]

    def look(self):
        return [tuple(row) for row in self.cells]

    def lines(self):
        return ["".join(character for character, _ in row).rstrip() for row in self.cells]

    def resize(self, columns, rows):
        """As xterm does it: a lower screen loses rows at its top where the cursor stands low."""
        for name in ("main", "other"):
            cells = getattr(self, name)
            is_shown = self.cells is cells
            cells = [(row + [BLANK] * columns)[:columns] for row in cells]
            cut = min(max(0, len(cells) - rows), max(0, self.y - rows + 1)) if is_shown else 0
            cells = cells[cut:cut + rows]
            cells += [[BLANK] * columns for _ in range(rows - len(cells))]
            setattr(self, name, cells)
            if is_shown:
                self.cells = cells
                self.y -= cut
        self.columns, self.rows = columns, rows
        self.top, self.bottom = 0, rows - 1
        self.x, self.y = min(self.x, columns - 1), min(max(0, self.y), rows - 1)
        self.wraps_next = False

    # What is drawn

    def erased(self):
        """Erasing leaves the background colour."""
        return (" ", frozenset(item for item in self.attributes if item[0] == "back"))

    def scroll(self, count):
        height = self.bottom - self.top + 1
        count = max(-height, min(count, height))
        new = [[self.erased()] * self.columns for _ in range(abs(count))]
        region = self.cells[self.top:self.bottom + 1]
        self.cells[self.top:self.bottom + 1] = region[count:] + new if count > 0 else new + region[:height + count]

    def line_feed(self):
        if self.y == self.bottom:
            self.scroll(1)
        elif self.y < self.rows - 1:
            self.y += 1

    def join(self, mark):
        """A mark stands with the character before it."""
        at = self.x if self.wraps_next else self.x - 1
        if at < 0:
            return
        row = self.cells[self.y]
        at -= row[at][0] == "" and at > 0
        row[at] = (row[at][0] + mark, row[at][1])

    def put(self, character):
        cells = width(character)
        if cells == 0:
            self.join(character)
            return
        if self.wraps_next or (cells == 2 and self.x == self.columns - 1):
            if self.wraps:
                self.x = 0
                self.line_feed()
            self.wraps_next = False
        row, end = self.cells[self.y], self.x + cells
        if self.inserts:
            row[self.x:self.x] = [BLANK] * cells
            del row[self.columns:]
        if row[self.x][0] == "" and self.x:
            row[self.x - 1] = BLANK
        if end < self.columns and row[end][0] == "":
            row[end] = BLANK
        row[self.x] = (character, self.attributes)
        if cells == 2 and self.x + 1 < self.columns:
            row[self.x + 1] = ("", self.attributes)
        self.last = character
        self.wraps_next = end >= self.columns
        self.x = min(end, self.columns - 1)

    # What is sent

    def feed(self, data):
        text, at = self.rest + self.decode.decode(data), 0
        self.rest = ""
        while at < len(text):
            token = TOKEN.match(text, at)
            if token:
                at = token.end()
                self.take(token)
            elif len(text) - at < UNFINISHED:
                self.rest = text[at:]
                return
            else:
                at += 1

    def take(self, token):
        if token["text"] is not None:
            self.take_text(token["text"])
            return
        self.escape_bytes += len(token[0].encode())
        if token["final"]:
            self.take_csi(token["parameters"], token["between"], token["final"])
        elif token["control"]:
            self.take_control(token["control"])
        elif token["osc"] is not None:
            self.take_osc(token["osc"])
        elif token["set"]:
            if token["set"] in "()":
                self.charsets["()".index(token["set"])] = token["charset"]
        elif token["escape"]:
            self.take_escape(token["escape"])

    def take_text(self, text):
        blanks = text.count(" ")
        self.blank_bytes += blanks
        self.text_bytes += len(text.encode()) - blanks
        has_lines = self.charsets[self.charset] == "0"
        for character in text:
            self.put(LINES_OF_DEC.get(character, character) if has_lines else character)

    def answer(self, text):
        if self.answers_at_all:
            self.answers.append(text.encode())

    def take_control(self, control):
        if control in "\n\v\f":
            self.line_feed()
            self.wraps_next = False
        elif control == "\r":
            self.x, self.wraps_next = 0, False
        elif control == "\b":
            self.x, self.wraps_next = max(0, self.x - 1), False
        elif control == "\t":
            self.x = min([stop for stop in self.stops if stop > self.x] + [self.columns - 1])
            self.x = min(self.x, self.columns - 1)
        elif control in "\x0e\x0f":
            self.charset = int(control == "\x0e")

    def take_osc(self, text):
        if text in ("10;?", "11;?"):
            self.answer("\x1b]%s;rgb:%s\x1b\\" % (text[:2], "ffff/ffff/ffff" if text[1] == "0" else "0000/0000/0000"))

    def keep(self):
        self.kept = (self.x, self.y, dict(self.style))

    def bring_back(self):
        self.x, self.y, self.style = self.kept[0], self.kept[1], dict(self.kept[2])
        self.attributes = frozenset(self.style.items())
        self.wraps_next = False

    def take_escape(self, final):
        if final == "7":
            self.keep()
        elif final == "8":
            self.bring_back()
        elif final == "M":
            if self.y == self.top:
                self.scroll(-1)
            elif self.y:
                self.y -= 1
            self.wraps_next = False
        elif final in "DE":
            self.x = 0 if final == "E" else self.x
            self.line_feed()
        elif final == "H":
            self.stops.add(self.x)
        elif final == "c":
            self.reset()
        elif final == "Z":
            self.answer("\x1b[?62;22c")

    def take_csi(self, parameters, between, final):
        private = parameters[:1] if parameters[:1] in ("<", "=", ">", "?") else ""
        try:
            numbers = [int(number.split(":")[0] or 0) for number in parameters[len(private):].split(";")]
        except ValueError:
            numbers = [0]
        if between:
            if between == "$" and final == "p":
                self.answer("\x1b[%s%d;0$y" % (private, numbers[0]))
        elif private:
            self.take_private(private, numbers, final)
        elif final == "m":
            self.take_style(parameters)
        elif final in MOTIONS:
            MOTIONS[final](self, numbers)
            self.wraps_next = False
        elif final in OTHERS:
            OTHERS[final](self, numbers)

    def take_private(self, private, numbers, final):
        if final in "hl" and private == "?":
            for number in numbers:
                self.set_mode(number, final == "h")
        elif final == "c" and private == ">":
            self.answer("\x1b[>41;372;0c")
        elif final == "q" and private == ">":
            self.answer("\x1bP>|XTerm(372)\x1b\\")
        elif final == "n" and private == "?" and numbers[0] == 6:
            self.answer("\x1b[?%d;%d;1R" % (self.y + 1, self.x + 1))

    def set_mode(self, number, is_on):
        if number == 1:
            self.has_application_keys = is_on
        elif number == 7:
            self.wraps = is_on
        elif number == 6:
            self.from_top, self.x, self.y = is_on, 0, self.top if is_on else 0
        elif number in (47, 1047, 1049) and is_on and self.cells is self.main:
            if number == 1049:
                self.keep()
            self.other = self.blank_cells()
            self.cells = self.other
        elif number in (47, 1047, 1049) and not is_on and self.cells is not self.main:
            self.cells = self.main
            if number == 1049:
                self.bring_back()

    def take_style(self, parameters):
        numbers = iter((parameters or "0").replace(":", ";").split(";"))
        for number in numbers:
            number = int(number or 0)
            if number == 0:
                self.style.clear()
            elif number in ATTRIBUTES:
                self.style[ATTRIBUTES[number]] = 1
            elif number in ENDS:
                for name in ENDS[number]:
                    self.style.pop(name, None)
            elif number in (38, 48):
                kind = next(numbers, "5")
                self.style["front" if number == 38 else "back"] = (kind, *(next(numbers, "0") for _ in range(1 if kind == "5" else 3)))
            elif 30 <= number <= 37 or 90 <= number <= 97:
                self.style["front"] = number
            elif 40 <= number <= 47 or 100 <= number <= 107:
                self.style["back"] = number
        self.attributes = frozenset(self.style.items())


# What CSI sequences do, by their last character; `numbers` has at least one, 0 where it was left out.

def up(screen, numbers):
    screen.y = max(screen.top if screen.y >= screen.top else 0, screen.y - (numbers[0] or 1))


def down(screen, numbers):
    screen.y = min(screen.bottom if screen.y <= screen.bottom else screen.rows - 1, screen.y + (numbers[0] or 1))


def right(screen, numbers):
    screen.x = min(screen.columns - 1, screen.x + (numbers[0] or 1))


def left(screen, numbers):
    screen.x = max(0, screen.x - (numbers[0] or 1))


def begin_below(screen, numbers):
    screen.x, screen.y = 0, min(screen.rows - 1, screen.y + (numbers[0] or 1))


def begin_above(screen, numbers):
    screen.x, screen.y = 0, max(0, screen.y - (numbers[0] or 1))


def to_column(screen, numbers):
    screen.x = min(screen.columns, numbers[0] or 1) - 1


def to_row(screen, numbers):
    screen.y = min(screen.rows, numbers[0] or 1) - 1


def address(screen, numbers):
    screen.y = min(screen.rows - 1, (numbers[0] or 1) - 1 + (screen.top if screen.from_top else 0))
    screen.x = min(screen.columns, (numbers[1] if len(numbers) > 1 else 0) or 1) - 1


def tab(screen, numbers):
    for _ in range(numbers[0] or 1):
        screen.take_control("\t")


def tab_back(screen, numbers):
    for _ in range(numbers[0] or 1):
        screen.x = max([stop for stop in screen.stops if stop < screen.x] + [0])


def clear_rows(screen, rows):
    for row in rows:
        screen.cells[row] = [screen.erased()] * screen.columns


def clear(screen, numbers):
    row = screen.cells[screen.y]
    if numbers[0] == 0:
        row[screen.x:] = [screen.erased()] * (screen.columns - screen.x)
        clear_rows(screen, range(screen.y + 1, screen.rows))
    elif numbers[0] == 1:
        row[:screen.x + 1] = [screen.erased()] * (screen.x + 1)
        clear_rows(screen, range(screen.y))
    elif numbers[0] == 2:
        clear_rows(screen, range(screen.rows))


def clear_row(screen, numbers):
    row = screen.cells[screen.y]
    if numbers[0] == 0:
        row[screen.x:] = [screen.erased()] * (screen.columns - screen.x)
    elif numbers[0] == 1:
        row[:screen.x + 1] = [screen.erased()] * (screen.x + 1)
    else:
        clear_rows(screen, [screen.y])


def clear_cells(screen, numbers):
    count = min(numbers[0] or 1, screen.columns - screen.x)
    screen.cells[screen.y][screen.x:screen.x + count] = [screen.erased()] * count


def delete_cells(screen, numbers):
    row, count = screen.cells[screen.y], min(numbers[0] or 1, screen.columns - screen.x)
    del row[screen.x:screen.x + count]
    row += [screen.erased()] * count


def insert_cells(screen, numbers):
    row, count = screen.cells[screen.y], min(numbers[0] or 1, screen.columns - screen.x)
    row[screen.x:screen.x] = [screen.erased()] * count
    del row[screen.columns:]


def scroll_below(screen, count):
    if screen.top <= screen.y <= screen.bottom:
        top, screen.top = screen.top, screen.y
        screen.scroll(count)
        screen.top, screen.x = top, 0


def repeat(screen, numbers):
    for _ in range(numbers[0] or 1):
        screen.put(screen.last)


def set_region(screen, numbers):
    top, bottom = (numbers[0] or 1) - 1, ((numbers[1] if len(numbers) > 1 else 0) or screen.rows) - 1
    if top < bottom:
        screen.top, screen.bottom = top, min(bottom, screen.rows - 1)
        screen.x, screen.y = 0, screen.top if screen.from_top else 0


def set_inserting(screen, is_on, numbers):
    if 4 in numbers:
        screen.inserts = is_on


def tell_status(screen, numbers):
    if numbers[0] == 6:
        screen.answer("\x1b[%d;%dR" % (screen.y + 1, screen.x + 1))
    elif numbers[0] == 5:
        screen.answer("\x1b[0n")


def tell_window(screen, numbers):
    if numbers[0] == 18:
        screen.answer("\x1b[8;%d;%dt" % (screen.rows, screen.columns))


def drop_stops(screen, numbers):
    screen.stops = set() if numbers[0] == 3 else screen.stops - {screen.x}


MOTIONS = {
    "A": up, "B": down, "e": down, "C": right, "a": right, "D": left, "E": begin_below, "F": begin_above, "G": to_column, "`": to_column, "d": to_row,
    "H": address, "f": address, "I": tab, "Z": tab_back, "J": clear, "K": clear_row, "X": clear_cells, "P": delete_cells, "@": insert_cells,
    "L": lambda screen, numbers: scroll_below(screen, -(numbers[0] or 1)), "M": lambda screen, numbers: scroll_below(screen, numbers[0] or 1),
    "S": lambda screen, numbers: screen.scroll(numbers[0] or 1), "T": lambda screen, numbers: screen.scroll(-(numbers[0] or 1)),
    "r": set_region, "s": lambda screen, numbers: screen.keep(), "u": lambda screen, numbers: screen.bring_back(),
}
OTHERS = {
    "b": repeat, "n": tell_status, "t": tell_window, "g": drop_stops, "c": lambda screen, numbers: screen.answer("\x1b[?62;22c"),
    "h": lambda screen, numbers: set_inserting(screen, True, numbers), "l": lambda screen, numbers: set_inserting(screen, False, numbers),
}
