// text/breaks and text/lines against Unicode's LineBreakTest.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "breaks_of_icu.h"
#include "text/cluster.h"
#include "unicode_rows.h"

// Where ICU 72 means to differ from LineBreakTest 15.0.
typedef enum {
    HYPHEN_FIRST,       // a hyphen that begins a word keeps the letter behind it ("-x"): LB20a, which Unicode took over in 15.1
    NUMBER_BEHIND_STOP, // a digit stays with the comma or full stop before it, whatever stands before that ("a.2")
    STOP_BEFORE_NUMBER, // a number that begins with its full stop may begin a line (" .35")
} Reason;

static const struct {
    int row;            // line of the file
    int codepoint;      // the break is before this one, from 0
    Reason reason;
} differences[] = {
    {2265, 1, HYPHEN_FIRST}, {2267, 2, HYPHEN_FIRST}, {2421, 1, HYPHEN_FIRST}, {2423, 2, HYPHEN_FIRST}, {2425, 1, HYPHEN_FIRST},
    {2427, 2, HYPHEN_FIRST}, {2429, 1, HYPHEN_FIRST}, {2431, 2, HYPHEN_FIRST},
    {2873, 1, NUMBER_BEHIND_STOP}, {2875, 2, NUMBER_BEHIND_STOP},
    {7477, 7, STOP_BEFORE_NUMBER}, {7477, 8, NUMBER_BEHIND_STOP},
    {7576, 2, NUMBER_BEHIND_STOP}, {7577, 2, NUMBER_BEHIND_STOP}, {7578, 2, NUMBER_BEHIND_STOP}, {7579, 2, NUMBER_BEHIND_STOP},
    {7580, 2, NUMBER_BEHIND_STOP}, {7581, 2, NUMBER_BEHIND_STOP}, {7583, 2, NUMBER_BEHIND_STOP}, {7584, 6, NUMBER_BEHIND_STOP},
    {7585, 6, NUMBER_BEHIND_STOP}, {7586, 5, NUMBER_BEHIND_STOP}, {7587, 2, NUMBER_BEHIND_STOP},
};
enum { DIFFERENCES = sizeof differences / sizeof *differences, COMPARED_ICU = 72 };
static const char line_rows[] = "auxiliary/LineBreakTest.txt";
static const char compared_rows[] = "# LineBreakTest-15.0.0.txt";

static void open_rows(Rows *rows)
{
    assert_true(rows_open(rows, line_rows));
}

static size_t byte_of(const Buffer *text, int codepoint)
{
    size_t at = 0;
    while (codepoint-- > 0)
        utf8_next(text->bytes, text->length, &at);
    return at;
}

// The list holds for one ICU and one version of the file; beside any other ICU is asked directly.
static bool is_compared(const Rows *rows)
{
    bool is_known = U_ICU_VERSION_MAJOR_NUM == COMPARED_ICU && strcmp(rows->version, compared_rows) == 0;
    if (!is_known)
        print_message("ICU %s is asked: the list of differences is one of ICU %d and %s, not of %s\n", U_ICU_VERSION, COMPARED_ICU,
            compared_rows, rows->version);
    return is_known;
}

// Turns the breaks of a row into those of ICU 72. Returns how many differ.
static int tailor(Rows *rows)
{
    int count = 0;
    for (size_t i = 0; i < DIFFERENCES; i++)
        if (differences[i].row == rows->number) {
            bool *may = &rows->may[byte_of(&rows->text, differences[i].codepoint)];
            assert_int_equal(*may, differences[i].reason != STOP_BEFORE_NUMBER);
            *may = !*may;
            count++;
        }
    return count;
}

// The breaks of a text with line ends in it, by byte, as the layout has them.
static void find_breaks(LineBreaker *breaker, const Buffer *text, const char *language, unsigned char found[ROW_TEXT_BYTES])
{
    memset(found, BREAK_NONE, ROW_TEXT_BYTES);
    for (size_t begin = 0; begin < text->length;) {
        const char *line_end = memchr(text->bytes + begin, '\n', text->length - begin);
        size_t end = line_end ? (size_t)(line_end - text->bytes) : text->length;
        const unsigned char *breaks = breaks_find(breaker, text->bytes + begin, end - begin, language);
        for (size_t at = begin + 1; at < end; at++)
            found[at] = breaks[at - begin];
        begin = end + 1;
        if (line_end)
            found[begin] = BREAK_GOOD;
    }
}

static void breaks_are_those_of_unicodes_test(void **state)
{
    Rows rows;
    int count = 0, differing = 0;
    UBreakIterator *iterator = icu_for("en");
    open_rows(&rows);
    const bool is_listed = is_compared(&rows);
    for (; rows_next(&rows); count++) {
        if (is_listed)
            differing += tailor(&rows);
        else
            ask_icu(iterator, &rows.text, rows.may);
        for (size_t language = 0; language < LANGUAGES_WITH_TABLE; language++) {
            unsigned char found[ROW_TEXT_BYTES];
            find_breaks(*state, &rows.text, languages[language], found);
            for (size_t at = 1; at < rows.text.length; at++)
                if ((found[at] != BREAK_NONE) != rows.may[at] && !begins_path(&rows.text, at) && rows.text.bytes[at] != '\n') // that ends a line
                    fail_msg("line %d, \"%s\": byte %zu %s", rows.number, languages[language], at, found[at] ? "breaks" : "does not break");
        }
    }
    rows_close(&rows);
    ubrk_close(iterator);
    assert_true(count > 7000);
    if (is_listed) {
        assert_int_equal(count, 7654);
        assert_int_equal(differing, DIFFERENCES);
    }
}

// Some break is allowed between what is seen of a line and a byte: then none but an allowed one may be taken. Not one behind a soft hyphen,
// for which there is perhaps no room, nor one before a mark on a space: that is one character to the reader.
static bool could_break_before(const Rows *rows, size_t start, size_t at)
{
    bool is_seen = false;
    for (size_t next = start; next < at;) {
        uint32_t codepoint = utf8_next(rows->text.bytes, rows->text.length, &next);
        is_seen |= !utf8_is_space(codepoint);
        const bool is_whole = cluster_start(rows->text.bytes, rows->text.length, next) == next;
        if (is_seen && next < at && rows->may[next] && is_whole && codepoint != 0xAD)
            return true;
    }
    return false;
}

static void assert_lines_allowed(const Rows *rows, const TextLine *lines, size_t count, int cells)
{
    for (size_t i = 1; i < count; i++) {
        const size_t at = lines[i].start;
        assert_int_equal(cluster_start(rows->text.bytes, rows->text.length, at), at);
        if (!rows->may[at] && !begins_path(&rows->text, at) && could_break_before(rows, lines[i - 1].start, at))
            fail_msg("line %d at %d cells: a line begins at byte %zu", rows->number, cells, at);
    }
}

static void no_line_breaks_where_unicodes_test_forbids_it(void **state)
{
    Rows rows;
    TextLine *lines = NULL;
    size_t made = 0;
    UBreakIterator *iterator = icu_for("en");
    open_rows(&rows);
    const bool is_listed = is_compared(&rows);
    while (rows_next(&rows)) {
        if (is_listed)
            tailor(&rows);
        else
            ask_icu(iterator, &rows.text, rows.may);
        for (int cells = 2; cells <= 12; cells++) {
            size_t count = break_lines(*state, rows.text.bytes, rows.text.length, "en", cells, cells, &lines);
            assert_lines_allowed(&rows, lines, count, cells);
            made += count - 1;
        }
    }
    assert_true(made > 5000);
    free(lines);
    ubrk_close(iterator);
    rows_close(&rows);
}

static bool is_ascii(const Buffer *text)
{
    for (size_t i = 0; i < text->length; i++)
        if ((unsigned char)text->bytes[i] >= 0x80)
            return false;
    return true;
}

// The comments of the data have plain sentences; the rows that are ASCII with line ends left out.
static void conformance_text_in_ascii_breaks_as_icu_has_it(void **state)
{
    Rows rows;
    UBreakIterator *iterator = icu_for("en");
    int count = 0;
    open_rows(&rows);
    while (rows_next(&rows))
        if (is_ascii(&rows.text) && !memchr(rows.text.bytes, '\n', rows.text.length)) {
            assert_breaks_of_icu(*state, iterator, &rows.text, "en", rows.version);
            count++;
        }
    assert_true(count > 300);
    rows_close(&rows);
    ubrk_close(iterator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_are_those_of_unicodes_test),
        cmocka_unit_test(no_line_breaks_where_unicodes_test_forbids_it),
        cmocka_unit_test(conformance_text_in_ascii_breaks_as_icu_has_it),
    };
    return rows_are_here(line_rows) ? cmocka_run_group_tests(tests, make_breaker, free_breaker) : 0;
}
