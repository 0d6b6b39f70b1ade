// layout/: what each kind of block looks like.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "chapter_maker.h"
#include "layout/layout.h"

// The whole body at a measure, as lines of text.
static char *shown(Maker *maker, LayoutOptions options)
{
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(maker_chapter(maker), options, breaker);
    Buffer text = {0};
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0, column = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k];
            buffer_add_repeated(&text, ' ', segment->column - column);
            buffer_add(&text, segment->text, segment->length);
            column = segment->column + segment->width;
        }
        buffer_add_char(&text, '\n');
    }
    layout_free(layout);
    line_breaker_free(breaker);
    return buffer_take(&text);
}

static void assert_shows(Maker *maker, int cells, const char *expected)
{
    char *text = shown(maker, (LayoutOptions){.cells = cells});
    assert_string_equal(text, expected);
    free(text);
}

static const char *const fruit[] = {"apples", "pears and other fruit of that kind", "plums", NULL};

static void a_title_is_ruled_and_paragraphs_are_apart(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "A Title");
    maker_add(maker, BLOCK_PARAGRAPH, "The first paragraph is longer.");
    maker_add(maker, BLOCK_PARAGRAPH, "The second.");
    assert_shows(maker, 20,
        "A Title\n"
        "═══════\n"
        "\n"
        "The first paragraph\n"
        "is longer.\n"
        "\n"
        "The second.\n");
}

static void levels_of_headings_are_told_apart(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    for (const char *const *heading = (const char *const[]){"One", "Two", "Three", "Four", "Five", NULL}; *heading; heading++) {
        maker_open(maker, BLOCK_SECTION, *heading);
        maker_add(maker, BLOCK_PARAGRAPH, "text");
    }
    for (int i = 0; i < 5; i++)
        maker_close(maker);
    assert_shows(maker, 40,
        "T\n═\n\n"
        "One\n───\n\ntext\n\n\n"
        "Two\n\ntext\n\n"
        "Three\n\ntext\n\n"
        "  Four\n\ntext\n\n"
        "    Five\n\ntext\n");
}

static void short_items_stand_close_and_hang(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_items(maker, BLOCK_LIST, fruit);
    assert_shows(maker, 20, "T\n═\n\n• apples\n• pears and other\n  fruit of that kind\n• plums\n");
}

static void assert_shows_with(Maker *maker, LayoutOptions options, const char *expected)
{
    char *text = shown(maker, options);
    assert_string_equal(text, expected);
    free(text);
}

static void lines_stand_as_far_apart_as_is_asked_for(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_add(maker, BLOCK_PARAGRAPH, "one two three");
    maker_add(maker, BLOCK_VERSE, "a\n\nb");
    assert_shows_with(maker, (LayoutOptions){.cells = 10, .spacing = 1}, "T\n═\n\none two\nthree\n\n  a\n\n  b\n");
    assert_shows_with(maker, (LayoutOptions){.cells = 10, .spacing = 2}, "T\n\n═\n\n\n\none two\n\nthree\n\n\n\n  a\n\n\n  b\n");
    assert_shows_with(maker, (LayoutOptions){.cells = 10, .is_dense = true}, "T\n═\none two\nthree\n  a\n  b\n");
}

static void long_items_stand_apart(void **state)
{
    Maker *maker = *state;
    char text[200];
    memset(text, 'x', sizeof text);
    for (size_t i = 9; i < sizeof text; i += 10)
        text[i] = ' ';
    text[sizeof text - 1] = '\0';
    maker_start(maker, "T");
    maker_items(maker, BLOCK_LIST, (const char *const[]){"one", text, NULL});
    char *lines = shown(maker, (LayoutOptions){.cells = 80});
    assert_non_null(strstr(lines, "• one\n\n  • xxx"));
    free(lines);
}

static void numbers_of_steps_are_aligned_at_the_right(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_items(maker, BLOCK_STEPS, (const char *const[]){"a", "b", NULL});
    maker->blocks[2].ordinal = 9;
    maker->blocks[4].ordinal = 10;
    assert_shows(maker, 40, "T\n═\n\n   9. a\n  10. b\n");
}

static void lists_in_lists_have_other_bullets(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    for (int i = 0; i < 3; i++) {
        maker_open(maker, BLOCK_LIST, "");
        maker_open(maker, BLOCK_ITEM, "");
        maker_add(maker, BLOCK_PARAGRAPH, "item");
    }
    for (int i = 0; i < 6; i++)
        maker_close(maker);
    assert_shows(maker, 20, "T\n═\n\n• item\n  – item\n    ◦ item\n");
    char *ascii = shown(maker, (LayoutOptions){.cells = 20, .is_ascii = true});
    assert_string_equal(ascii, "T\n=\n\n* item\n  - item\n    + item\n");
    free(ascii);
}

static void an_item_that_begins_with_a_list_shows_both_bullets(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_open(maker, BLOCK_LIST, "");
    maker_open(maker, BLOCK_ITEM, "");
    maker_items(maker, BLOCK_LIST, (const char *const[]){"a", "b", NULL});
    maker_close(maker);
    maker_open(maker, BLOCK_ITEM, "");
    maker_close(maker);
    maker_close(maker);
    assert_shows(maker, 20, "T\n═\n\n• – a\n  – b\n•\n");
}

static void terms_quotes_and_figures_have_their_own_shape(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_open(maker, BLOCK_TERMS, "");
    maker_add(maker, BLOCK_TERM, "Term");
    maker_open(maker, BLOCK_DEFINITION, "");
    maker_add(maker, BLOCK_PARAGRAPH, "meaning");
    maker_close(maker);
    maker_close(maker);
    maker_open(maker, BLOCK_QUOTE, "");
    maker_add(maker, BLOCK_PARAGRAPH, "Words.");
    maker_add(maker, BLOCK_BY, "Somebody");
    maker_close(maker);
    maker_open(maker, BLOCK_FIGURE, "A map of where they are.");
    maker_add(maker, BLOCK_CAPTION, "Where they are");
    maker_add(maker, BLOCK_SOURCE, "us");
    maker_close(maker);
    assert_shows(maker, 40,
        "T\n═\n\n"
        "Term\n    meaning\n\n"
        "    Words.\n    — Somebody\n\n"
        "  [Figure: A map of where they are.]\n  Where they are\n  Source: us\n");
}

static void verse_keeps_its_lines_and_literal_text_its_spaces(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_add(maker, BLOCK_VERSE, "A line that is too long for it\n\nand a stanza\n");
    maker_add(maker, BLOCK_LITERAL, "if x:\n    run(1,  2, 33333333)\n");
    assert_shows(maker, 24,
        "T\n═\n\n"
        "  A line that is too\n      long for it\n\n  and a stanza\n\n"
        " if x:\n     run(1,  2,\n » 33333333)\n");
}

static void an_aside_stands_between_rules(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_open(maker, BLOCK_ASIDE, "Note");
    maker_add(maker, BLOCK_PARAGRAPH, "text");
    maker_close(maker);
    assert_shows(maker, 12, "T\n═\n\n────────────\n Note\n\n text\n────────────\n");
}

static void start_table(Maker *maker)
{
    maker_start(maker, "T");
    maker_open(maker, BLOCK_TABLE, "");
    maker_add(maker, BLOCK_CAPTION, "Caption");
    maker_rows(maker, true, 3, (const char *const[]){"Country", "Count", "Remark", "Chad", "7", "a remark that goes on for a while", "Peru", "1200",
        "none", NULL});
    maker_close(maker);
    for (int i = 0; i < maker->count; i++)
        if (maker->blocks[i].kind == BLOCK_CELL && maker->blocks[i].ordinal == 1)
            maker->blocks[i].align = ALIGN_END;
}

static void a_table_that_fits_has_its_natural_columns(void **state)
{
    Maker *maker = *state;
    start_table(maker);
    assert_shows(maker, 60,
        "T\n═\n\nCaption\n\n"
        "Country  Count  Remark\n"
        "───────  ─────  ─────────────────────────────────\n"
        "Chad         7  a remark that goes on for a while\n"
        "Peru      1200  none\n");
}

static void text_wraps_in_the_cells_of_a_table(void **state)
{
    Maker *maker = *state;
    start_table(maker);
    assert_shows(maker, 32,
        "T\n═\n\nCaption\n\n"
        "Country  Count  Remark\n"
        "───────  ─────  ────────────────\n"
        "Chad         7  a remark that\n"
        "                goes on for a\n"
        "                while\n"
        "\n"
        "Peru      1200  none\n");
}

static void a_table_too_wide_for_the_measure_becomes_records(void **state)
{
    Maker *maker = *state;
    start_table(maker);
    assert_shows(maker, 18,
        "T\n═\n\nCaption\n\n"
        "Country: Chad\n"
        "Count: 7\n"
        "Remark: a remark\n"
        "  that goes on for\n"
        "  a while\n"
        "\n"
        "Country: Peru\n"
        "Count: 1200\n"
        "Remark: none\n");
}

static void columns_without_a_header_are_numbered_in_records(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_open(maker, BLOCK_TABLE, "");
    maker_rows(maker, false, 2, (const char *const[]){"unbreakable", "word", NULL});
    maker_close(maker);
    assert_shows(maker, 13, "T\n═\n\n1:\n  unbreakable\n2: word\n");
}

static void a_footnote_shows_alone_with_its_key(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    maker_add(maker, BLOCK_PARAGRAPH, "body");
    maker_open(maker, BLOCK_FOOTNOTE, "");
    maker->blocks[2].label = "12";
    maker_add(maker, BLOCK_PARAGRAPH, "The text of the note is here.");
    maker_close(maker);
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_block(maker_chapter(maker), 2, (LayoutOptions){.cells = 40}, breaker);
    assert_int_equal(layout_line_count(layout), 1);
    const Line *line = layout_line(layout, 0);
    assert_int_equal(line->count, 2);
    assert_memory_equal(line->segments[0].text, "[12]", 4);
    assert_int_equal(line->segments[1].column, 5);
    assert_int_equal(line->segments[1].block, 3);
    layout_free(layout);
    assert_shows(maker, 40, "T\n═\n\nbody\n");
    line_breaker_free(breaker);
}

#define with_maker(test) cmocka_unit_test_setup_teardown(test, make_maker, free_maker)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_maker(a_title_is_ruled_and_paragraphs_are_apart),
        with_maker(levels_of_headings_are_told_apart),
        with_maker(short_items_stand_close_and_hang),
        with_maker(lines_stand_as_far_apart_as_is_asked_for),
        with_maker(long_items_stand_apart),
        with_maker(numbers_of_steps_are_aligned_at_the_right),
        with_maker(lists_in_lists_have_other_bullets),
        with_maker(an_item_that_begins_with_a_list_shows_both_bullets),
        with_maker(terms_quotes_and_figures_have_their_own_shape),
        with_maker(verse_keeps_its_lines_and_literal_text_its_spaces),
        with_maker(an_aside_stands_between_rules),
        with_maker(a_table_that_fits_has_its_natural_columns),
        with_maker(text_wraps_in_the_cells_of_a_table),
        with_maker(a_table_too_wide_for_the_measure_becomes_records),
        with_maker(columns_without_a_header_are_numbered_in_records),
        with_maker(a_footnote_shows_alone_with_its_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
