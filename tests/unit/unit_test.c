// reader/unit: words, sentences and paragraphs through blocks and chapters.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/unit.h"
#include "report_given.h"

static Report *open_shipped(const char *name)
{
    const char *source = getenv("srcdir");
    char *path = path_in(source ? source : ".", name);
    Report *report = open_folder(path);
    free(path);
    return report;
}

static char *text_of(Report *report, const Unit *unit)
{
    size_t length;
    const char *text = unit_text(report, unit, &length);
    return memory_copy(text, length);
}

typedef struct {
    Unit *units;
    size_t count, capacity;
} Units;

// All of a kind, from the first to the last.
static Units all_forward(Report *report, UnitKind kind)
{
    Units all = {0};
    Place place = {0};
    Unit unit;
    for (bool is_there = unit_at(report, kind, place, &unit); is_there; is_there = unit_from(report, kind, place, &unit)) {
        all.units = memory_grow(all.units, all.count, &all.capacity, sizeof unit);
        all.units[all.count++] = unit;
        place = (Place){unit.from.chapter, unit.from.block, unit.end};
    }
    return all;
}

static void assert_same(const Unit *one, const Unit *other)
{
    assert_int_equal(place_compare(one->from, other->from), 0);
    assert_int_equal(one->end, other->end);
    assert_int_equal(one->kind, other->kind);
}

static void assert_same_backward(Report *report, const Units *all, UnitKind kind)
{
    const int last = report_chapter_count(report) - 1, end = report_chapter(report, last)->body_end - 1;
    Place place = {last, end, report_chapter(report, last)->blocks[end].length};
    Unit unit;
    size_t left = all->count;
    for (; unit_before(report, kind, place, &unit); place = unit.from) {
        assert_true(left > 0);
        if (place_compare(unit.from, all->units[--left].from) != 0)
            print_error("%d, %d, %zu is not %d, %d, %zu\n", unit.from.chapter, unit.from.block, unit.from.byte, all->units[left].from.chapter,
                        all->units[left].from.block, all->units[left].from.byte);
        assert_same(&unit, &all->units[left]);
    }
    assert_int_equal(left, 0);
}

// Any byte in a unit leads to it.
static void assert_found_from_within(Report *report, const Units *all, UnitKind kind)
{
    for (size_t i = 0; i < all->count; i += 7) {
        Unit unit, now = all->units[i];
        now.from.byte = now.end - 1;
        assert_true(unit_at(report, kind, now.from, &unit));
        assert_same(&unit, &all->units[i]);
    }
}

static bool is_word_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

// What stands between the units, and has letters or digits in it, is told by none.
static void assert_nothing_left_out(Report *report, const Units *all)
{
    size_t next = 0;
    for (int chapter = 0; chapter < report_chapter_count(report); chapter++) {
        const Chapter *content = report_chapter(report, chapter);
        for (int block = 0; block < content->body_end; block++)
            for (size_t byte = 0; byte < content->blocks[block].length; byte++) {
                const Place place = {chapter, block, byte};
                while (next < all->count && (place_compare((Place){all->units[next].from.chapter, all->units[next].from.block, all->units[next].end}, place) <= 0))
                    next++;
                const bool is_in = next < all->count && place_compare(all->units[next].from, place) <= 0;
                if (!is_in && is_word_byte(content->blocks[block].text[byte]) && !(content->blocks[block].text[byte] & 0x80))
                    fail_msg("chapter %d, block %d, byte %zu is in no unit: %s", chapter, block, byte, content->blocks[block].text + byte);
            }
    }
}

static void check_report(const char *name, UnitKind kind, size_t least)
{
    Report *report = open_shipped(name);
    Units all = all_forward(report, kind);
    assert_true(all.count >= least);
    assert_same_backward(report, &all, kind);
    assert_found_from_within(report, &all, kind);
    assert_nothing_left_out(report, &all);
    free(all.units);
    report_free(report);
}

static void all_sentences_forward_are_all_sentences_backward_and_hold_every_word(void **state)
{
    (void)state;
    check_report("content/human-trafficking-1", UNIT_SENTENCE, 200);
    check_report("tests/reports/every-block", UNIT_SENTENCE, 200);
}

static void all_words_forward_are_all_words_backward_and_leave_none_out(void **state)
{
    (void)state;
    check_report("content/human-trafficking-1", UNIT_WORD, 5000);
    check_report("tests/reports/every-block", UNIT_WORD, 800);
}

static void all_paragraphs_forward_are_all_paragraphs_backward(void **state)
{
    (void)state;
    check_report("content/human-trafficking-1", UNIT_PARAGRAPH, 50);
    check_report("tests/reports/every-block", UNIT_PARAGRAPH, 150);
}

// The units of a kind in a report of one chapter, with "|" between.
static char *joined(const char *body, UnitKind kind)
{
    char *folder;
    Buffer manifest = {0}, out = {0};
    buffer_addf(&manifest, REPORT_HEAD "chapters:\n  - {id: one, title: T, body: [%s]}\n", body);
    Report *report = open_text(&folder, buffer_text(&manifest));
    Units all = all_forward(report, kind);
    for (size_t i = 0; i < all.count; i++) {
        char *text = text_of(report, &all.units[i]);
        buffer_addf(&out, "%s%s", i ? "|" : "", text);
        free(text);
    }
    free(all.units);
    buffer_free(&manifest);
    report_free(report);
    folder_free(folder);
    return buffer_take(&out);
}

static void assert_units(const char *body, UnitKind kind, const char *expected)
{
    char *units = joined(body, kind);
    assert_string_equal(units, expected);
    free(units);
}

static void words_of_scripts_without_spaces_are_found(void **state)
{
    (void)state;
    assert_units("{paragraph: \u0E1B\u0E23\u0E30\u0E20\u0E32\u0E04\u0E32\u0E23\u0E2A\u0E48\u0E2D\u0E07\u0E41\u0E2A\u0E07, lang: th}", UNIT_WORD,
                 "T|\u0E1B\u0E23\u0E30\u0E20\u0E32\u0E04\u0E32\u0E23|\u0E2A\u0E48\u0E2D\u0E07|\u0E41\u0E2A\u0E07");
    assert_units("{paragraph: \u706F\u53F0\u306F\u6D77\u3092\u7167\u3089\u3059\u3002, lang: ja}", UNIT_WORD,
                 "T|\u706F\u53F0|\u306F|\u6D77|\u3092|\u7167\u3089\u3059");
}

static void what_hyphens_join_is_one_word_and_marks_are_none(void **state)
{
    (void)state;
    assert_units("\"COVID-19 is - well - anti-trafficking, isn\u2019t it?\"", UNIT_WORD, "T|COVID-19|is|well|anti-trafficking|isn\u2019t|it");
}

static void each_heading_cell_item_and_line_of_verse_is_a_sentence(void **state)
{
    (void)state;
    assert_units("{section: One. Two., body: [{list: [a. B., {list: [c]}]}, {table: [[x. Y., \"\"], [z, w]]}, {verse: \"v\\nu\\n\"}]}", UNIT_SENTENCE,
                 "T|One. Two.|a.|B.|c|x. Y.|z|w|v|u");
}

static void a_paragraph_is_a_block_with_text(void **state)
{
    (void)state;
    assert_units("{section: S, body: [One. Two., {list: [[p, q], r]}]}", UNIT_PARAGRAPH, "T|S|One. Two.|p|q|r");
}

static void the_text_behind_a_unit_is_in_its_block_or_the_next(void **state)
{
    (void)state;
    char *folder;
    Place behind = {0};
    Report *report = open_text(&folder, REPORT_HEAD "chapters:\n  - {id: one, title: T, body: [One.  Two.]}\n  - {id: two, title: U, body: [Three.]}\n");
    Unit unit = {UNIT_SENTENCE, {0, 1, 0}, 4};
    assert_true(unit_behind(report, &unit, &behind));
    assert_int_equal(behind.byte, 5);
    assert_false(unit_ends_block(report, &unit));
    unit = (Unit){UNIT_SENTENCE, {0, 1, 5}, 9};
    assert_true(unit_ends_block(report, &unit));
    assert_true(unit_behind(report, &unit, &behind));
    assert_int_equal(place_compare(behind, (Place){1, 0, 0}), 0);
    unit = (Unit){UNIT_SENTENCE, {1, 1, 0}, 6};
    assert_false(unit_behind(report, &unit, &behind));
    report_free(report);
    folder_free(folder);
}

// What is told

static char *told(Report *report, UnitKind kind)
{
    Buffer out = {0};
    Units all = all_forward(report, kind);
    for (size_t i = 0; i < all.count; i++) {
        Buffer one = {0};
        unit_add_told(&one, report, &all.units[i], (RoleOptions){.verbosity = VERBOSITY_MEDIUM, .language = "en"});
        buffer_addf(&out, "%s\n", buffer_text(&one));
        buffer_free(&one);
    }
    free(all.units);
    return buffer_take(&out);
}

static void assert_told(const char *body, const char *expected)
{
    char *folder;
    Buffer manifest = {0};
    buffer_addf(&manifest, REPORT_HEAD "chapters:\n  - {id: one, title: T, body: [%s], footnotes: {1: N.}}\n", body);
    Report *report = open_text(&folder, buffer_text(&manifest));
    char *said = told(report, UNIT_SENTENCE);
    assert_string_equal(said, expected);
    free(said);
    buffer_free(&manifest);
    report_free(report);
    folder_free(folder);
}

// Requirements R16 to R19 of what is told by itself.
static void what_begins_and_ends_with_a_unit_is_told_with_it(void **state)
{
    (void)state;
    assert_told("{section: S, body: [One. Two.]}", "Heading 1: T\nHeading 2: S\nOne.\nTwo.\n");
    assert_told("{list: [a. B., {list: [c]}]}", "Heading 1: T\nList, 1 item.\n- a.\nB.\nList, 1 item.\n- c\nEnd of list. End of list.\n");
    assert_told("{table: [[x, y], [z, w]], header: [P, Q], caption: C}",
                "Heading 1: T\nC\nTable, 2 rows, 2 columns.\nColumn 1: P\nColumn 2: Q\nRow 1. P: x\nQ: y\nRow 2. P: z\nQ: w\nEnd of table.\n");
    assert_told("{paragraph: Un. Deux., lang: fr}", "Heading 1: T\nFrench: Un.\nDeux.\nEnd of French.\n");
    assert_told("\"A [way](#one) to go.[^1] And [back](#one).\"", "Heading 1: T\nA way [link 1] to go. [note 1]\nAnd back [link 2].\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sentences_forward_are_all_sentences_backward_and_hold_every_word),
        cmocka_unit_test(all_words_forward_are_all_words_backward_and_leave_none_out),
        cmocka_unit_test(all_paragraphs_forward_are_all_paragraphs_backward),
        cmocka_unit_test(words_of_scripts_without_spaces_are_found),
        cmocka_unit_test(what_hyphens_join_is_one_word_and_marks_are_none),
        cmocka_unit_test(each_heading_cell_item_and_line_of_verse_is_a_sentence),
        cmocka_unit_test(a_paragraph_is_a_block_with_text),
        cmocka_unit_test(the_text_behind_a_unit_is_in_its_block_or_the_next),
        cmocka_unit_test(what_begins_and_ends_with_a_unit_is_told_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
