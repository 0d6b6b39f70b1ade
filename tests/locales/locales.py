"""Character sets on a screen. TAP. locales.py LECTERN SOURCE FOLDER [--print]: the locales are in LOCPATH; --print shows what is seen, and judges nothing."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", name) for name in ("torture", "faults", "screen-readers")]
import pyte  # noqa: E402 - the folders are known only now
from job import Fault, Job  # noqa: E402
from sessions import Tap  # noqa: E402

CODECS = {"C": "ascii", "fr_FR.ISO-8859-1": "iso8859-1", "ru_RU.KOI8-R": "koi8_r", "ja_JP.EUC-JP": "euc_jp", "zh_TW.BIG5": "big5"}
SIZES = {40: 30, 80: 24}
SAID_AT_START = b"readers."
PATIENCE_SECONDS = 20.0
HALF_WIDTH_KANA = range(0xFF61, 0xFFA0)


def width_in(codec):
    """Terminals of these character sets give two cells to what takes two bytes."""
    def width(character):
        return 1 if ord(character) < 0x80 or ord(character) in HALF_WIDTH_KANA or len(character.encode(codec)) < 2 else 2
    return width


class Screen(pyte.Screen):
    def select_graphic_rendition(self, *attributes, **options):
        super().select_graphic_rendition(*attributes)

    def report_device_status(self, *mode, **options):
        pass


def screen_of(printed, codec, columns):
    try:
        text = printed.decode(codec)
    except UnicodeDecodeError as error:
        raise Fault("what was sent is not of that character set: %s" % error) from error
    pyte.screens.wcwidth = width_in(codec)
    screen = Screen(columns, SIZES[columns])
    pyte.Stream(screen).feed(text)
    return [row.rstrip() for row in screen.display]


def look(program, folder, locale, columns, factor):
    kept = {name: os.environ[name] for name in ("PATH", "LOCPATH", "LECTERN_DATA") if name in os.environ}
    environment = {**kept, "LC_ALL": locale, "TERM": "screen", "HOME": folder}
    job = Job([program, "--private", os.path.join(HERE, "report.yaml")], environment, folder, (SIZES[columns], columns), factor=factor)
    try:
        job.wait_until(job.is_taken, 2.0, "begun")
        job.wait_until(lambda: SAID_AT_START in job.printed, PATIENCE_SECONDS, "first screen")
        job.settle()
        job.send(b"\x0c")   # what is said at the start goes
        job.settle()
        seen = screen_of(job.printed, CODECS[locale], columns)
        job.send(b"q")
        job.wait_end(2.0, "q")
        if job.status != 0:
            raise Fault("ended with %d" % job.status)
        return seen
    finally:
        job.close()


def expected_of(locale, columns):
    with open(os.path.join(HERE, "%s.%d.txt" % (locale, columns)), encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[3]
    with open(program, "rb") as file:
        factor = 5 if b"__asan_init" in file.read() else 1
    is_print = sys.argv[4:] == ["--print"]
    tap = None if is_print else Tap(len(CODECS) * len(SIZES))
    for locale in CODECS:
        for columns in SIZES:
            try:
                seen = look(program, folder, locale, columns, factor)
            except Fault as fault:
                seen = ["not to be seen: %s" % fault]
            if is_print:
                print("== %s.%d.txt\n%s" % (locale, columns, "\n".join(seen)))
                continue
            expected = expected_of(locale, columns)
            tap.result(seen == expected, "%s in %d columns" % (locale, columns), *("%s | %s" % rows for rows in zip(expected, seen) if rows[0] != rows[1]))
    return tap.failed if tap else 0


if __name__ == "__main__":
    sys.exit(main())
