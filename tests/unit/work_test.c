// text/ and layout/: the work that a long text takes grows with its length, whatever it is made of. It is counted, not timed: the library of this
// program is compiled so that each step between two branches calls what stands below.
#include "session.h"
#include "layout/layout.h"
#include "report/report.h"
#include "text/fold.h"
#include "text/lines.h"
#include "text/safe.h"

enum { QUARTER = 64 * 1024, WORD_QUARTER = 256 * 1024, CELLS = 40 };

void __sanitizer_cov_trace_pc(void);
static unsigned long steps;     // the one count that the compiler's calls can reach

void __sanitizer_cov_trace_pc(void)
{
    steps++;
}

static const char *const pieces[] = {
    "x",                        // a word of a megabyte
    "\u0301",                   // marks, all on one letter
    "\u00E9", "\u1780", "\u0E01\u0E34", "\u4E2D", "\uAC00", "\u0628", "\U0001F468\u200D", "\U0001F1E6",
    "\u1780\u17D2",             // letters stacked without end
    "ab\u00AD", "-", "/", "a&", "http://a.example/", "(", "5,", "word ", "\u00A0",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static Buffer repeated(const char *piece, size_t length)
{
    Buffer text = {0};
    buffer_add_char(&text, 'a');
    while (text.length < length)
        buffer_add_text(&text, piece);
    return text;
}

typedef void Work(const Buffer *text);

static void break_into_lines(const Buffer *text)
{
    LineBreaker *breaker = line_breaker_new();
    TextLine *lines = NULL;
    break_lines(breaker, text->bytes, text->length, "en", CELLS, CELLS, &lines);
    free(lines);
    line_breaker_free(breaker);
}

static void make_safe(const Buffer *text)
{
    Buffer safe = {0};
    safe_add(&safe, text->bytes, text->length);
    buffer_free(&safe);
}

static void search(const Buffer *text)
{
    Folded hay = fold_text(text->bytes, text->length, FOLD_ALL), needle = fold_text(text->bytes, 20, FOLD_ALL);
    size_t from = 0;
    for (TextRange range; folded_find(&hay, &needle, text->bytes, text->length, from, &range, &from);)
        ;
    folded_free(&hay);
    folded_free(&needle);
}

static unsigned long count(Work *work, const char *piece, size_t length)
{
    Buffer text = repeated(piece, length);
    const unsigned long before = steps;
    work(&text);
    buffer_free(&text);
    return steps - before;
}

// Twice the text, twice the work, and a tenth for what is done once, or grows by doubling.
static void assert_linear(const char *what, const char *piece, unsigned long quarter, unsigned long half, unsigned long whole)
{
    if (half > quarter * 22 / 10 || whole > half * 22 / 10)
        fail_msg("%s of \"%s\" takes %lu, %lu, %lu steps", what, piece, quarter, half, whole);
    assert_true(whole > QUARTER);
}

static void assert_work(const char *what, Work *work)
{
    for (size_t i = 0; i < PIECES; i++)
        assert_linear(what, pieces[i], count(work, pieces[i], QUARTER), count(work, pieces[i], 2 * QUARTER), count(work, pieces[i], 4 * QUARTER));
}

static void breaking_lines_is_linear(void **state)
{
    (void)state;
    assert_work("breaking", break_into_lines);
}

static void making_safe_is_linear(void **state)
{
    (void)state;
    assert_work("making safe", make_safe);
}

static void searching_is_linear(void **state)
{
    (void)state;
    assert_work("searching", search);
}

// As a report has it: what is safe of it, laid out for a screen that orders what goes from the right.
static unsigned long count_layout(const char *piece, size_t length)
{
    Buffer text = repeated(piece, length), manifest = {0};
    Problems problems = {0};
    buffer_addf(&manifest, "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters:\n  - {id: c, title: C, body: [\"%s\"]}\n", text.bytes);
    const char *const files[] = {"report.yaml", manifest.bytes, NULL};
    char *folder = session_report(files);
    Report *report = report_open(folder, &problems);
    assert_non_null(report);
    LayoutOptions options = layout_options(CELLS, &widths_standard);
    options.is_ordered = options.is_justified = options.is_hyphenated = true;
    LineBreaker *breaker = line_breaker_new();
    const Chapter *chapter = report_chapter(report, 0);
    const unsigned long before = steps;
    Layout *layout = layout_new(chapter, options, breaker);
    const unsigned long taken = steps - before;
    layout_free(layout);
    line_breaker_free(breaker);
    report_free(report);
    problems_clear(&problems);
    folder_free(folder);
    buffer_free(&text);
    buffer_free(&manifest);
    return taken;
}

static void laying_out_a_word_of_a_megabyte_is_linear(void **state)
{
    (void)state;
    assert_linear("laying out", "x", count_layout("x", WORD_QUARTER), count_layout("x", 2 * WORD_QUARTER), count_layout("x", 4 * WORD_QUARTER));
}

static void laying_out_any_long_word_is_linear(void **state)
{
    static const char *const words[] = {"\u00E9", "\u0E01\u0E34", "\u1780\u17D2", "\u0628", "http://a.example/"};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_linear("laying out", words[i], count_layout(words[i], QUARTER), count_layout(words[i], 2 * QUARTER), count_layout(words[i], 4 * QUARTER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaking_lines_is_linear),
        cmocka_unit_test(making_safe_is_linear),
        cmocka_unit_test(searching_is_linear),
        cmocka_unit_test(laying_out_a_word_of_a_megabyte_is_linear),
        cmocka_unit_test(laying_out_any_long_word_is_linear),
    };
    if (!count(make_safe, "x", 2)) {
        puts("1..0 # SKIP this compiler can't count steps (-fsanitize-coverage=trace-pc)");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
