"""The table: what is measured, and what is to be reached. The floors resolve; between floor and aim the code stays beautiful."""
import measure_line
import measure_memory
import measure_search
import measure_start


class Line:
    """`form` is how a figure is written; `is_more`: more is better."""
    def __init__(self, title, floor, aim, form="%.2f", is_more=False):
        self.title, self.floor, self.aim, self.form, self.is_more = title, floor, aim, form, is_more

    def reaches(self, value, bound):
        shown = float(self.form % value)
        return shown >= bound if self.is_more else shown <= bound


class Row:
    """One measurement gives its lines in this order, each as (lectern's figure, {peer: figure}); None: could not be measured."""
    def __init__(self, name, measure, *lines):
        self.name, self.measure, self.lines = name, measure, lines


ROWS = (
    Row("over", measure_line.bytes_over_ideal,
        Line("bytes / ideal: page down", 1.26, 1.23), Line("line down", 1.45, 1.40), Line("jump to a hit", 1.35, 1.30), Line("resize", 1.50, 1.45)),
    Row("highlights", measure_line.highlights, Line("bytes / ideal: highlights appear or move on a page that is shown", 3, 2)),
    Row("writes", measure_line.writes_a_frame, Line("writes to the terminal a frame", 1, 1, "%.1f")),
    Row("ahead", measure_line.typed_ahead, Line("ten pages typed ahead at 9600 baud, 200 ms: last screen whole, s", 5, 4.1, "%.1f")),
    Row("page", measure_line.one_page, Line("one page at 9600 baud, 200 ms: first changed row right, s", 0.23, 0.22)),
    Row("start", measure_start.first_paint,
        Line("first paint, shipped report, beside less", 2.5, 1.2, "%.1f"), Line("the same, million instructions", 5, 2.5)),
    Row("library", measure_start.library,
        Line("first paint, 100 MB in 200 chapters, beside the shipped report: first time", 3, 1.5, "%.1f"), Line("later", 1.3, 1, "%.1f")),
    Row("memory", measure_memory.memory,
        Line("PSS of each of 20 readers of one report of 1 MB, kB", 900, 400, "%.0f"), Line("private memory on 100 MB beside the shipped report, % more", 25, 0, "%.0f")),
    Row("absent", measure_search.absent_word,
        Line("an absent word in 100 MB: first time, s of a processor", 3, 1.5), Line("later, ms", 60, 20, "%.0f")),
    Row("hits", measure_search.first_hits, Line("first hits of a word in 100 MB, ms of a processor", 100, 100, "%.0f")),
    Row("wrapping", measure_search.wrapping,
        Line("wrapping, as fast as ICU's iterator times: ASCII", 8, 12, is_more=True), Line("other", 1, 3, is_more=True), Line("Thai", 1, 1, is_more=True)),
    Row("keys", measure_start.keys_on_100_mb,
        Line("a key on 100 MB, ms of a processor: page", 10, 5, "%.1f"), Line("end", 10, 5, "%.1f"), Line("citation", 10, 5, "%.1f"), Line("contents", 10, 5, "%.1f")),
)
