// Layouts for the ear and the finger: what eyes would see stands in words (R16 to R19, R23).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/file.h"
#include "chapter_maker.h"
#include "layout/layout.h"
#include "layout_check.h"
#include "random.h"
#include "report/inline.h"
#include "report/links.h"
#include "report/report.h"
#include "text/locale.h"
#include "text/utf8.h"

static void add_lines(Buffer *out, const Layout *layout)
{
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0, column = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k];
            buffer_add_repeated(out, ' ', segment->column - column);
            buffer_add(out, segment->text, segment->length);
            column = segment->column + segment->width;
        }
        buffer_add_char(out, '\n');
    }
}

static void add_layout(Buffer *out, Layout *layout)
{
    buffer_add_text(out, out->length ? "\n\n" : "");
    add_lines(out, layout);
    layout_free(layout);
}

// The whole report, with its footnotes behind each chapter.
static char *told(Report *report, LayoutOptions options)
{
    LineBreaker *breaker = line_breaker_new();
    Buffer out = {0};
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        add_layout(&out, layout_new(chapter, options, breaker));
        for (int note = chapter->body_end; note < chapter->count; note = chapter->blocks[note].end)
            add_layout(&out, layout_block(chapter, note, options, breaker));
    }
    line_breaker_free(breaker);
    return buffer_take(&out);
}

static LayoutOptions options_of(int cells)
{
    return (LayoutOptions){.cells = cells, .is_told = true, .roles = {.verbosity = VERBOSITY_MEDIUM, .language = "en"}};
}

static Report *open_every_block(void)
{
    Problems problems = {0};
    Report *report = report_open("reports/every-block", &problems);
    assert_non_null(report);
    problems_clear(&problems);
    return report;
}

// Golden pages

static void keep_actual(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.actual", getenv("GOLDEN_BUILD"), name);
    FILE *file = fopen(path, "w");
    if (!file)
        return;
    fputs(text, file);
    fclose(file);
}

static bool is_golden(const char *name, const char *actual)
{
    char path[256];
    Buffer expected = {0};
    Error error;
    snprintf(path, sizeof path, "golden/%s", name);
    if (!file_read(path, 1 << 20, &expected, &error))
        buffer_add_text(&expected, "(there is no such golden file)\n");
    bool is_same = !strcmp(buffer_text(&expected), actual);
    if (!is_same)
        keep_actual(name, actual);
    buffer_free(&expected);
    return is_same;
}

static void all_that_eyes_see_is_told_in_words_R16_R17_R18_R19(void **state)
{
    (void)state;
    Report *report = open_every_block();
    bool is_good = true;
    for (const int *cells = (const int[]){20, 40, 80, 0}; *cells; cells++) {
        char name[64], *text = told(report, options_of(*cells));
        snprintf(name, sizeof name, "every-block.told.%d.txt", *cells);
        is_good = is_golden(name, text) && is_good;
        free(text);
    }
    report_free(report);
    assert_true(is_good);   // else compare with the .actual files in the build folder
}

// What must never be sent to a synthesizer or a braille display (R12): soft hyphens, box drawing and block elements, presentation forms.
static void assert_plain(const char *text)
{
    static const unsigned ranges[][2] = {{0xAD, 0xAD}, {0x2022, 0x2022}, {0x2500, 0x259F}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFF}};
    for (size_t at = 0, length = strlen(text); at < length;) {
        const unsigned codepoint = utf8_next(text, length, &at);
        for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
            if (codepoint >= ranges[i][0] && codepoint <= ranges[i][1])
                fail_msg("U+%04X is told", codepoint);
    }
}

static void nothing_is_drawn_and_right_to_left_text_is_in_logical_order_R12(void **state)
{
    (void)state;
    Report *report = open_every_block();
    char *text = told(report, options_of(80));
    assert_plain(text);
    assert_non_null(strstr(text, "Arabic: المنارة: ضوء في البحر."));
    assert_non_null(strstr(text, "- המגדלור מאיר את הים.\n"));
    assert_non_null(strstr(text, "in lighthouse, and"));
    free(text);
    report_free(report);
}

// Insertions

static void add_text(Maker *maker, Arena *arena, BlockKind kind, const char *written)
{
    const InlineText text = inline_read(arena, written, strlen(written));
    Block *block = maker_add(maker, kind, text.text);
    block->spans = text.spans;
    block->span_count = text.span_count;
}

// The lines of one chapter.
static char *lines_of(const Chapter *chapter, LayoutOptions options)
{
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(chapter, options, breaker);
    Buffer out = {0};
    add_lines(&out, layout);
    layout_free(layout);
    line_breaker_free(breaker);
    return buffer_take(&out);
}

static void assert_told(const char *written, int cells, const char *expected)
{
    Maker *maker = calloc(1, sizeof *maker);
    Arena *arena = arena_new();
    maker_start(maker, "");
    add_text(maker, arena, BLOCK_PARAGRAPH, written);
    LayoutOptions options = options_of(cells);
    options.roles.heading_level = HEADING_LEVEL_OFF;
    char *text = lines_of(maker_chapter(maker), options);
    assert_string_equal(text, expected);
    free(text);
    arena_free(arena);
    free(maker);
}

static void links_have_numbers_and_references_are_notes_R19(void **state)
{
    (void)state;
    assert_told("See [here](#a), [there](#b).", 40, "See here [link 1], there [link 2].\n");
    assert_told("As they say.[^3] And so on.", 40, "As they say. [note 3] And so on.\n");
    assert_told("[*all* of it](#a)[^1][^2]", 40, "all of it [link 1] [note 1] [note 2]\n");
}

static void no_line_ends_within_a_number_R19(void **state)
{
    (void)state;
    assert_told("It stands here: [a place](#a) that is", 22, "It stands here: a\nplace [link 1] that is\n");
    assert_told("It stands here: [a place](#a) that", 21, "It stands here: a\nplace [link 1] that\n");
    assert_told("Some words: [a place](#a) that", 21, "Some words: a place\n[link 1] that\n");
    assert_told("Some words: [a place](#a) that", 26, "Some words: a place\n[link 1] that\n"); // where "[link" would fit
}

static void soft_hyphens_are_not_told_and_words_stay_whole_R23(void **state)
{
    (void)state;
    assert_told("the light\u00adhouse\u00adkeeper", 14, "the\nlighthousekeep\ner\n");
    assert_told("a light\u00adhouse", 12, "a lighthouse\n");
}

static void the_level_of_a_heading_may_stand_last_R16(void **state)
{
    (void)state;
    Maker *maker = calloc(1, sizeof *maker);
    maker_start(maker, "Prosecution of Those Who Pay");
    LayoutOptions options = options_of(20);
    options.roles.heading_level = HEADING_LEVEL_LAST;
    char *text = lines_of(maker_chapter(maker), options);
    assert_string_equal(text, "Prosecution of Those\nWho Pay, heading 1\n");
    free(text);
    free(maker);
}

static void a_list_is_where_it_is_told_how_much_it_holds(void **state)
{
    (void)state;
    Maker *maker = calloc(1, sizeof *maker);
    maker_start(maker, "T");
    maker_items(maker, BLOCK_LIST, (const char *const[]){"one", "two", NULL});
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(maker_chapter(maker), options_of(40), breaker);
    int block;
    size_t byte;
    assert_int_equal(layout_line_of(layout, 1, 0), 2);
    assert_memory_equal(layout_line(layout, 2)->segments[0].text, "List, 2 items.", 14);
    assert_true(line_is_read(layout_line(layout, 2)));
    assert_false(line_is_read(layout_line(layout, 1)));
    assert_true(layout_place_of(layout, 2, &block, &byte));
    assert_int_equal(layout_line_of(layout, block, byte), 3);
    layout_free(layout);
    line_breaker_free(breaker);
    free(maker);
}

// Whatever the text

static const char *const parts[] = {
    "a", "word", " ", " ", ", ", "[a link](#x)", "[two *words*](#y)", "[^1]", "[^note]", "*", "**", "\u00ad", "\u0301", "\u6771", "\u05d0\u05d1", "[", "]", "-",
    "a-long-word-with-hyphens", "\U0001F469\u200D\U0001F692", "**x[y](#z)**", "\u00a0", "C++", "/usr",
};

static char *random_text(Random *random, bool has_lines)
{
    Buffer text = {0};
    for (uint32_t i = 1 + random_below(random, 30); i > 0; i--) {
        buffer_add_text(&text, parts[random_below(random, sizeof parts / sizeof *parts)]);
        buffer_add_text(&text, has_lines && random_below(random, 8) == 0 ? "\n" : "");
    }
    return buffer_take(&text);
}

static void add_random(Maker *maker, Arena *arena, Random *random, BlockKind kind)
{
    char *written = random_text(random, kind == BLOCK_VERSE || kind == BLOCK_LITERAL);
    if (kind == BLOCK_LITERAL)
        maker_add(maker, kind, arena_copy_text(arena, written));
    else
        add_text(maker, arena, kind, written);
    free(written);
}

static void add_random_table(Maker *maker, Arena *arena, Random *random)
{
    maker_open(maker, BLOCK_TABLE, "");
    maker->blocks[maker->count - 1].ordinal = 2;
    for (int row = 0; row < 3; row++) {
        maker_open(maker, BLOCK_ROW, "");
        maker->blocks[maker->count - 1].is_header = row == 0;
        for (int column = 0; column < 2; column++) {
            add_random(maker, arena, random, BLOCK_CELL);
            maker->blocks[maker->count - 1].is_header = row == 0;
        }
        maker_close(maker);
    }
    maker_close(maker);
}

static void make_random(Maker *maker, Arena *arena, Random *random)
{
    static const BlockKind kinds[] = {BLOCK_PARAGRAPH, BLOCK_VERSE, BLOCK_LITERAL, BLOCK_TERM, BLOCK_SUMMARY, BLOCK_FIGURE};
    maker_start(maker, "T");
    for (int i = 0; i < 4; i++)
        add_random(maker, arena, random, kinds[random_below(random, sizeof kinds / sizeof *kinds)]);
    maker_open(maker, BLOCK_LIST, "");
    maker_open(maker, BLOCK_ITEM, "");
    add_random(maker, arena, random, BLOCK_PARAGRAPH);
    add_random_table(maker, arena, random);
    maker_close(maker);
    maker_close(maker);
}

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++)
        count++;
    return count;
}

static void all_text_is_told_once_and_found_again_whatever_it_is(void **state)
{
    (void)state;
    Random random = {.state = 20};
    for (int i = 0; i < 60; i++) {
        Maker *maker = calloc(1, sizeof *maker);
        Arena *arena = arena_new();
        make_random(maker, arena, &random);
        const Chapter *chapter = maker_chapter(maker);
        layout_check_widths(chapter);
        char *text = lines_of(chapter, options_of(300));
        assert_int_equal(count_of(text, "[link "), chapter_links_before(chapter, chapter->count));
        free(text);
        arena_free(arena);
        free(maker);
    }
}

static int enter_tests(void **state)
{
    (void)state;
    const char *folder = getenv("srcdir");
    return chdir(folder ? folder : ".") || chdir("tests");
}

int main(void)
{
    char build[256];
    setenv("GOLDEN_BUILD", getcwd(build, sizeof build) ? build : ".", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_eyes_see_is_told_in_words_R16_R17_R18_R19),
        cmocka_unit_test(nothing_is_drawn_and_right_to_left_text_is_in_logical_order_R12),
        cmocka_unit_test(links_have_numbers_and_references_are_notes_R19),
        cmocka_unit_test(no_line_ends_within_a_number_R19),
        cmocka_unit_test(soft_hyphens_are_not_told_and_words_stay_whole_R23),
        cmocka_unit_test(the_level_of_a_heading_may_stand_last_R16),
        cmocka_unit_test(a_list_is_where_it_is_told_how_much_it_holds),
        cmocka_unit_test(all_text_is_told_once_and_found_again_whatever_it_is),
    };
    return cmocka_run_group_tests(tests, enter_tests, NULL);
}
