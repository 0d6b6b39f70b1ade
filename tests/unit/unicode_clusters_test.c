// No grapheme cluster of Unicode's GraphemeBreakTest is ever parted: not by a line's end, the cursor, a hit of a search, or a cut.
#include "session.h"
#include "report/anchor.h"
#include "reader/prompt.h"
#include "text/cluster.h"
#include "text/fold.h"
#include "text/lines.h"
#include "text/regex.h"
#include "text/safe.h"
#include "unicode_rows.h"

enum { ROWS_LEAST = 500, LINE_CELLS = 12, LITERAL = 1, STEPS_MOST = 5000 };
static const char cluster_rows[] = "auxiliary/GraphemeBreakTest.txt";

typedef void Check(const Rows *rows, LineBreaker *breaker);

static void for_each_row(Check *check)
{
    Rows rows;
    LineBreaker *breaker = line_breaker_new();
    int count = 0;
    assert_true(rows_open(&rows, cluster_rows));
    for (; rows_next(&rows); count++)
        if (!strstr(rows.comment, "[9.3]")) // a rule of Unicode 15.1
            check(&rows, breaker);
    rows_close(&rows);
    line_breaker_free(breaker);
    assert_true(count > ROWS_LEAST);
}

// A byte of the row where a cluster begins, or its end.
static void assert_boundary(const Rows *rows, size_t at, const char *what)
{
    if (at != rows->text.length && at != 0 && !rows->may[at])
        fail_msg("line %d: %s at byte %zu parts a cluster", rows->number, what, at);
}

static void check_steps(const Rows *rows, LineBreaker *breaker)
{
    (void)breaker;
    const char *text = rows->text.bytes;
    const size_t length = rows->text.length;
    for (size_t at = 0, end = 0; at < length; at = end) {
        do
            end++;
        while (end < length && !rows->may[end]);
        assert_int_equal(cluster_next(text, length, at), end);
        assert_int_equal(cluster_previous(text, length, end), at);
    }
}

static void clusters_are_those_of_unicodes_test(void **state)
{
    (void)state;
    for_each_row(check_steps);
}

static void check_lines(const Rows *rows, LineBreaker *breaker)
{
    TextLine *lines = NULL;
    for (int cells = 2; cells <= 6; cells++) {
        size_t count = break_lines(breaker, rows->text.bytes, rows->text.length, "en", cells, cells, &lines);
        for (size_t i = 0; i < count; i++) {
            assert_boundary(rows, lines[i].start, "a line's begin");
            if (lines[i].end < rows->text.length && rows->text.bytes[lines[i].end] != '\n') // that is in no line, nor is the CR before it in a report
                assert_boundary(rows, lines[i].end, "a line's end");
        }
    }
    free(lines);
}

static void no_line_ends_within_a_cluster(void **state)
{
    (void)state;
    for_each_row(check_lines);
}

static void check_cuts(const Rows *rows, LineBreaker *breaker)
{
    (void)breaker;
    for (int cells = 0; cells <= 8; cells++)
        assert_boundary(rows, text_fit(&widths_standard, rows->text.bytes, rows->text.length, cells, NULL), "a cut");
}

static void no_cut_parts_a_cluster(void **state)
{
    (void)state;
    for_each_row(check_cuts);
}

static void check_hits_of(const Rows *rows, const char *needle, size_t length, FoldKind kind)
{
    const char *text = rows->text.bytes;
    Folded hay = fold_text(text, rows->text.length, kind), wanted = fold_text(needle, length, kind);
    size_t from = 0;
    for (TextRange range; folded_find(&hay, &wanted, text, rows->text.length, from, &range, &from);) {
        assert_boundary(rows, range.start, "a hit's begin");
        assert_boundary(rows, range.end, "a hit's end");
    }
    folded_free(&hay);
    folded_free(&wanted);
}

static void check_matches_of(const Rows *rows, const char *pattern)
{
    Regex *regex = regex_new(pattern, FOLD_EXACT, NULL);
    TextRange range = {0};
    int hits = 0;
    regex_set_text(regex, rows->text.bytes, rows->text.length);
    for (; regex_find(regex, range.end, &range) == REGEX_FOUND; hits++) {
        assert_boundary(rows, range.start, "a match's begin");
        assert_boundary(rows, range.end, "a match's end");
    }
    assert_true(hits > 0);
    regex_free(regex);
}

// Each code point of the row is looked for in it, as text and as an expression; and every one at once.
static void check_hits(const Rows *rows, LineBreaker *breaker)
{
    (void)breaker;
    const size_t length = rows->text.length;
    for (size_t at = 0, end = 0; at < length; at = end) {
        char pattern[16];
        snprintf(pattern, sizeof pattern, "\\x{%X}", utf8_next(rows->text.bytes, length, &end));
        check_hits_of(rows, rows->text.bytes + at, end - at, FOLD_ALL);
        check_hits_of(rows, rows->text.bytes + at, end - at, FOLD_EXACT);
        check_matches_of(rows, pattern);
    }
    check_matches_of(rows, "(?s).");
}

static void no_hit_begins_or_ends_within_a_cluster(void **state)
{
    (void)state;
    for_each_row(check_hits);
}

// The prompt makes safe what is typed: the row is typed as it comes out of that, and its clusters are counted there.
static void check_typing(const Rows *rows, LineBreaker *breaker)
{
    (void)breaker;
    Prompt prompt = {0};
    Buffer safe = {0};
    safe_add_line(&safe, rows->text.bytes, rows->text.length);
    prompt_start(&prompt, PROMPT_SEARCH, buffer_text(&safe));
    const char *text = buffer_text(&prompt.text);
    for (size_t before = prompt.text.length + 1; prompt.cursor < before;) {
        before = prompt.cursor;
        assert_int_equal(cluster_start(text, prompt.text.length, before), before);
        prompt_move(&prompt, -1);
    }
    prompt_move_end(&prompt, true);
    while (prompt.text.length) {
        prompt_delete_back(&prompt);
        assert_memory_equal(buffer_text(&prompt.text), buffer_text(&safe), prompt.text.length);
        assert_int_equal(cluster_start(buffer_text(&safe), safe.length, prompt.text.length), prompt.text.length);
    }
    buffer_free(&safe);
    prompt_free(&prompt);
}

static void the_prompts_cursor_stands_between_clusters(void **state)
{
    (void)state;
    for_each_row(check_typing);
}

// The row as YAML has it between quotes; "x" before and behind it, so that it is a text.
static void add_escaped(Buffer *out, const Rows *rows)
{
    buffer_add_char(out, 'x');
    for (size_t at = 0; at < rows->text.length;) {
        uint32_t codepoint = utf8_next(rows->text.bytes, rows->text.length, &at);
        buffer_addf(out, "\\U%08X", codepoint);
    }
    buffer_add_char(out, 'x');
}

// Each in a text of its own, with line ends where it has some; or all in one.
typedef enum { TEXT_EACH, TEXT_ONE } Texts;

static Session *open_rows_as_report(Texts texts)
{
    Rows rows;
    Buffer chapter = {0};
    assert_true(rows_open(&rows, cluster_rows));
    buffer_add_text(&chapter, "id: c\ntitle: C\nbody:\n  - literal: \"");
    for (bool is_first = true; rows_next(&rows); is_first = false) {
        if (strstr(rows.comment, "[9.3]"))
            continue;
        buffer_add_text(&chapter, texts == TEXT_EACH && !is_first ? "\"\n  - literal: \"" : "");
        add_escaped(&chapter, &rows);
    }
    buffer_add_text(&chapter, "\"\n");
    rows_close(&rows);
    const char *const files[] = {"report.yaml", "lectern: 1\nid: rows\ntitle: Rows\nlanguage: en\nchapters: [c.yaml]\n", "c.yaml", chapter.bytes, NULL};
    char *folder = session_report(files);
    buffer_free(&chapter);
    Settings settings = settings_default();
    settings.screen_reader = SCREEN_READER_PAGE;
    settings.verbosity = VERBOSITY_LOW; // no words before the row
    return session_open_with(settings, path_in(folder, "report.yaml"), folder, 24, 40);
}

static size_t whole_place(Session *session)
{
    const Place place = reader_reading_place(session->reader);
    const Block *block = &report_chapter(session->report, place.chapter)->blocks[place.block];
    assert_int_equal(cluster_start(block->text, block->length, place.byte), place.byte);
    return place.byte;
}

// Along the line and back. Returns the farthest byte.
static size_t walk_line(Session *session)
{
    size_t most = 0;
    for (int i = 0; i < LINE_CELLS; i++) {
        const size_t byte = whole_place(session);
        most = byte > most ? byte : most;
        press(session, "Right");
    }
    for (int i = 0; i < LINE_CELLS; i++) {
        press(session, "Left");
        whole_place(session);
    }
    return most;
}

static void the_cursor_parts_no_cluster(void **state)
{
    (void)state;
    Session *session = open_rows_as_report(TEXT_EACH);
    int blocks = 0;
    for (int before = -1, steps = 0; steps < STEPS_MOST && strcmp(message(session), "End of the report.") != 0; steps++) {
        const bool is_walked = walk_line(session) > 0;
        const int block = reader_reading_place(session->reader).block;
        blocks += is_walked && block != before;
        before = block;
        press(session, "Down");
    }
    assert_true(blocks > ROWS_LEAST);
    session_close(session);
}

static void assert_whole(const Block *block, size_t at)
{
    assert_int_equal(cluster_start(block->text, block->length, at), at);
}

static void no_quotation_begins_or_ends_within_a_cluster(void **state)
{
    (void)state;
    Session *session = open_rows_as_report(TEXT_ONE);
    const Block *block = &report_chapter(session->report, 0)->blocks[LITERAL];
    assert_true(block->length > ROW_TEXT_BYTES);
    for (size_t at = 0; at < block->length; at = cluster_next(block->text, block->length, at)) {
        Anchor anchor = anchor_new(session->report, (Place){.block = LITERAL, .byte = at});
        const size_t end = at + strlen(anchor.exact);
        assert_whole(block, at - strlen(anchor.prefix));
        assert_whole(block, end);
        assert_whole(block, end + strlen(anchor.suffix));
        anchor_free(&anchor);
    }
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_are_those_of_unicodes_test),
        cmocka_unit_test(no_line_ends_within_a_cluster),
        cmocka_unit_test(no_cut_parts_a_cluster),
        cmocka_unit_test(no_hit_begins_or_ends_within_a_cluster),
        cmocka_unit_test(the_prompts_cursor_stands_between_clusters),
        cmocka_unit_test(the_cursor_parts_no_cluster),
        cmocka_unit_test(no_quotation_begins_or_ends_within_a_cluster),
    };
    return rows_are_here(cluster_rows) ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
