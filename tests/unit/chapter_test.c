// report/: a chapter from YAML to blocks, and what is said where it is wrong.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "report/limits.h"
#include "chapter_given.h"

static void assert_outline(const char *body, const char *expected)
{
    Given given = given_body(body);
    Buffer problems = {0}, out = {0};
    list_problems(&problems, &given.problems);
    assert_string_equal(buffer_text(&problems), "");
    outline(&out, given.chapter, 1);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&problems);
    buffer_free(&out);
    given_clear(&given);
}

// The problems, of which each expected line is a beginning.
static void assert_problems_of(Given given, const char *const *expected, size_t count)
{
    Buffer out = {0};
    list_problems(&out, &given.problems);
    const char *line = buffer_text(&out);
    for (size_t i = 0; i < count; i++) {
        if (strncmp(line, expected[i], strlen(expected[i])) != 0)
            fail_msg("expected: %s\nfound: %s", expected[i], line);
        line += strcspn(line, "\n") + 1;
    }
    assert_string_equal(line, "");
    buffer_free(&out);
    given_clear(&given);
}

#define assert_problems(body, ...) \
    assert_problems_of(given_body(body), (const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(char *))
#define assert_text_problems(text, ...) \
    assert_problems_of(given_text(text), (const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(char *))

static void each_kind_makes_its_blocks(void **state)
{
    (void)state;
    assert_outline("- text\n- paragraph: p\n", "p 1 'text', p 2 'p'");
    assert_outline("- section: S\n  body:\n    - a\n    - section: T\n      body: [b]\n- c\n",
                   "section 'S' {p 1 'a', section 'T' {p 2 'b'}}, p 3 'c'");
    assert_outline("- list:\n    - one\n    - - two\n      - three\n", "list {item {p 1 'one'}, item {p 2 'two', p 3 'three'}}");
    assert_outline("- terms:\n    A: b\n    C:\n      - d\n      - e\n",
                   "terms {term 1 'A', definition {p 'b'}, term 2 'C', definition {p 3 'd', p 4 'e'}}");
    assert_outline("- quote: q\n  by: B\n- quote: [r, s]\n", "quote {p 1 'q', by 'B'}, quote {p 2 'r', p 3 's'}");
    assert_outline("- aside: a\n- aside: [b]\n  heading: H\n", "aside {p 1 'a'}, aside 'H' {p 2 'b'}");
    assert_outline("- figure: F\n  source: S\n  caption: C\n", "figure 1 'F' {caption 'C', source 'S'}");
    assert_outline("- table: [[a, b], [c, '']]\n  header: [A, B]\n  caption: C\n",
                   "table 1 {caption 'C', row {cell 'A', cell 'B'}, row {cell 'a', cell 'b'}, row {cell 'c', cell}}");
    assert_outline("- verse: |\n    a\n      b\n\n    *c*\n- literal: |\n    x\ty\n      *z*\n", "verse 1 'a\n  b\n\nc', literal 2 'x       y\n  *z*'");
}

static void a_kind_may_stand_anywhere_in_its_mapping(void **state)
{
    (void)state;
    assert_outline("- by: B\n  quote: q\n", "quote {p 1 'q', by 'B'}");
    assert_outline("- {start: 4, steps: [a]}\n", "steps {item {p 1 'a'}}");
}

static void a_list_after_a_text_item_belongs_to_it(void **state)
{
    (void)state;
    assert_outline("- list:\n    - a\n    - list: [b, c]\n    - d\n", "list {item {p 1 'a', list {item {p 2 'b'}, item {p 3 'c'}}}, item {p 4 'd'}}");
    assert_outline("- steps:\n    - a\n    - list: [b]\n    - steps: [c]\n", "steps {item {p 1 'a', list {item {p 2 'b'}}, steps {item {p 3 'c'}}}}");
    assert_problems("- list:\n    - list: [a]\n", "5:7 error: a list in a list belongs to the text item before it, and there is none");
    assert_problems("- list:\n    - - a\n    - list: [b]\n", "6:7 error: a list in a list belongs to the text item before it, and there is none");
    assert_problems("- list:\n    - quote: a\n", "5:7 error: an item is text or a sequence of blocks, not a mapping");
}

static void items_rows_and_cells_know_their_numbers(void **state)
{
    (void)state;
    Given given = given_body("- steps: [a, b]\n  start: 9\n- table: [[c, d]]\n  header: [e, f]\n  align: [right, center]\n");
    const Block *blocks = given.chapter->blocks;
    assert_int_equal(given.problems.count, 0);
    assert_int_equal(blocks[2].ordinal, 9);
    assert_int_equal(blocks[4].ordinal, 10);
    assert_int_equal(blocks[6].ordinal, 2);
    assert_true(blocks[7].is_header && blocks[8].is_header && !blocks[10].is_header);
    assert_int_equal(blocks[10].ordinal, 1);
    assert_int_equal(blocks[11].align, ALIGN_END);
    assert_int_equal(blocks[12].align, ALIGN_CENTER);
    assert_int_equal(blocks[12].ordinal, 1);
    given_clear(&given);
}

static void footnotes_stand_behind_the_body_without_numbers(void **state)
{
    (void)state;
    Given given = given_text("footnotes: {1: one, two: [a, {list: [b]}]}\nbody: [text]\nsummary: about *it*\ntitle: T\nid: t\n");
    Buffer out = {0};
    outline(&out, given.chapter, 0);
    assert_string_equal(buffer_text(&out), "title 'T', summary 'about it', p 1 'text', footnote {p 'one'}, footnote {p 'a', list {item {p 'b'}}}");
    assert_int_equal(given.chapter->body_end, 3);
    assert_string_equal(given.chapter->id, "t");
    assert_int_equal(chapter_find_footnote(given.chapter, "two"), 5);
    assert_int_equal(chapter_find_footnote(given.chapter, "three"), -1);
    buffer_free(&out);
    given_clear(&given);
}

static void language_and_direction_are_handed_down(void **state)
{
    (void)state;
    Given given = given_text("id: t\ntitle: T\nlang: de\ndir: ltr\nbody:\n  - quote: [a, {quote: b, lang: ar, dir: rtl}, c]\n    lang: fr\n");
    const Block *blocks = given.chapter->blocks;
    const char *const languages[] = {"de", "fr", "fr", "ar", "ar", "fr"};
    const Direction directions[] = {DIRECTION_LTR, DIRECTION_LTR, DIRECTION_LTR, DIRECTION_RTL, DIRECTION_RTL, DIRECTION_LTR};
    assert_int_equal(given.chapter->count, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(blocks[i].language, languages[i]);
        assert_int_equal(blocks[i].direction, directions[i]);
    }
    given_clear(&given);
}

static void line_ends_are_spaces_but_in_scripts_without_them(void **state)
{
    (void)state;
    assert_outline("- a\n  b\n- >-\n  c\n  d\n- |\n  e  f\n   g\n- \"h\n  i\"\n- 'j\n  k'\n", "p 1 'a b', p 2 'c d', p 3 'e f g', p 4 'h i', p 5 'j k'");
    assert_outline("- 東京\n  都\n- >\n  東京\n  都\n- |\n  東京\n  都\n", "p 1 '東京都', p 2 '東京都', p 3 '東京都'");
    assert_outline("- \"東\\u4eac\n  都\"\n- '東''\n  都 京\n  市'\n- 東 京\n- 한국\n  어\n", "p 1 '東京都', p 2 '東\' 都 京市', p 3 '東 京', p 4 '한국 어'");
    assert_outline("- \"東\\\n  京 \\\n  a\\x20b\\tc 市\n  区\"\n", "p 1 '東京 a b c 市区'");
}

static void a_blank_line_in_a_text_is_told_where_it_is(void **state)
{
    (void)state;
    assert_problems("- a\n\n  b\n", "5:1 error: a blank line in a text; end the text before it and begin the next one with \"- \"");
    assert_problems("- >-\n  a\n  b\n \n\n  c\n", "7:1 error: a blank line in a text");
    assert_problems("- a\n  b\n\n\n  c\n", "6:1 error: a blank line in a text");
    assert_problems("- |\n  a\n\n  b\n", "6:1 error: a blank line in a text");
    assert_problems("- 'a\n\n  b'\n- \"a\n  b\n\n  c\"\n", "5:1 error: a blank line in a text", "9:1 error: a blank line in a text");
    assert_problems("- \"a\\n\\nb\"\n", "4:3 error: a blank line in a text");
    assert_outline("- |+\n  a\n\n\n- >+\n  b\n\n- c\n\n\n- \"a\\nb\"\n", "p 1 'a', p 2 'b', p 3 'c', p 4 'a b'");
}

static void what_looks_like_a_kind_but_is_text_is_told_to_be_quoted(void **state)
{
    (void)state;
    assert_problems("- Note: a sentence\n", "4:3 error: \"Note\" is no kind of block: if \": \" belongs to the text, quote it, as in \"Note: ...\"");
    assert_problems("- see this: it\n", "4:3 error: \"see this\" is no kind of block: if \": \" belongs to the text, quote it");
    assert_problems("- lists: [a]\n", "4:3 error: \"lists\" is no kind of block; the kinds are section, paragraph, list,");
    assert_problems("- list:\n    - Note: a\n", "5:7 error: an item is text or a sequence of blocks, not a mapping; quote it if it is text");
    assert_problems("- quote:\n    Note: a\n", "5:5 error: text or a sequence of blocks is wanted here; quote it if it is text");
    assert_problems("- section: {a: b}\n  body: []\n", "4:12 error: text is wanted here, but \": \" makes this a mapping; quote the text");
    assert_problems("- paragraph: [see] it\n", "4:14 error: text that begins with [ and goes on behind its end must be quoted");
    assert_problems("- paragraph: [see]\n", "4:14 error: text is wanted here, but \"[\" or \"- \" at its start makes this a sequence; quote the text");
    assert_problems("- [a, b]\n", "4:3 error: a block is text or a mapping, not a sequence");
    assert_problems("- {}\n", "4:3 error: an empty mapping is no block");
}

static void a_comment_behind_text_is_warned_of(void **state)
{
    (void)state;
    assert_problems("- see #x\n- see # x\n- 'see # x'\n- see#x\n",
                    "4:3 warning: what stands behind \" #\" is a comment and is not shown; quote the text if it belongs to it",
                    "5:3 warning: what stands behind \" #\" is a comment");
    assert_problems("- section: S # comment\n  id: s # comment\n  body: []\n", "4:12 warning: what stands behind \" #\" is a comment");
}

static void a_mapping_has_one_kind(void **state)
{
    (void)state;
    assert_problems("- list: [a]\n  quote: b\n", "5:3 error: \"list\" and \"quote\" are both kinds of block, and a block is of one kind; begin another block with \"- quote:\"");
}

static void each_unknown_key_is_told_with_those_that_are_known(void **state)
{
    (void)state;
    assert_problems("- section: S\n  body: []\n  x: 1\n", "6:3 error: \"x\" is no part of `section`, which takes: section body id lang dir");
    assert_problems("- paragraph: S\n  x: 1\n", "5:3 error: \"x\" is no part of `paragraph`, which takes: paragraph id lang dir");
    assert_problems("- list: [S]\n  start: 1\n", "5:3 error: \"start\" is no part of `list`, which takes: list id lang dir");
    assert_problems("- steps: [S]\n  x: 1\n", "5:3 error: \"x\" is no part of `steps`, which takes: steps start id lang dir");
    assert_problems("- terms: {S: T}\n  x: 1\n", "5:3 error: \"x\" is no part of `terms`, which takes: terms id lang dir");
    assert_problems("- quote: S\n  x: 1\n", "5:3 error: \"x\" is no part of `quote`, which takes: quote by id lang dir");
    assert_problems("- table: [[S]]\n  x: 1\n", "5:3 error: \"x\" is no part of `table`, which takes: table header caption align id lang dir");
    assert_problems("- figure: S\n  by: 1\n", "5:3 error: \"by\" is no part of `figure`, which takes: figure caption source id lang dir");
    assert_problems("- aside: S\n  x: 1\n", "5:3 error: \"x\" is no part of `aside`, which takes: aside heading id lang dir");
    assert_problems("- verse: S\n  x: 1\n", "5:3 error: \"x\" is no part of `verse`, which takes: verse id lang dir");
    assert_problems("- literal: S\n  x: 1\n", "5:3 error: \"x\" is no part of `literal`, which takes: literal id lang dir");
    assert_text_problems("id: a\ntitle: b\nbody: []\ntext: c\n", "4:1 error: \"text\" is no part of a chapter, which takes: id title lang dir summary body footnotes");
}

static void a_value_of_the_wrong_shape_is_told(void **state)
{
    (void)state;
    assert_problems("- ''\n", "4:3 error: the text is empty");
    assert_problems("-\n- a\n", "4:2 error: the text is empty");
    assert_problems("- \"\\u00A0\"\n- \"\\u3000\\u00AD\\u200D\"\n- \"\\u0301\"\n", "4:3 error: the text is empty", "5:3 error: the text is empty",
        "6:3 error: the text is empty");
    assert_problems("- section: S\n", "4:3 error: the section has no `body`");
    assert_problems("- section: S\n  body: text\n", "5:9 error: blocks are a sequence");
    assert_problems("- list: a\n- list: []\n", "4:9 error: a list is a sequence of items", "5:9 error: a list is a sequence of items");
    assert_problems("- steps: [a]\n  start: one\n", "5:10 error: `start` is the number of the first step");
    assert_problems("- terms: [a]\n", "4:10 error: `terms` is a mapping");
    assert_problems("- quote: []\n", "4:10 error: there is nothing in it");
    assert_problems("- table: []\n", "4:10 error: a table is a sequence of rows, and has at least one");
    assert_problems("- table: [a]\n", "4:11 error: a row is a sequence of cells");
    assert_problems("- table: [[a, b], [c]]\n", "4:19 error: this row has 1 cell, the table has 2 columns; write \"\" for an empty cell");
    assert_problems("- table: [[a, b]]\n  align: [left]\n", "5:10 error: `align` is a sequence with left, right or center for each of the 2 columns");
    assert_problems("- table: [[a]]\n  align: [middle]\n", "5:11 error: an alignment is left, right or center");
    assert_problems("- quote: a\n  id: 1st\n", "5:7 error: an id begins with a letter");
    assert_problems("- quote: a\n  lang: English!\n", "5:9 error: a language is written as in BCP 47");
    assert_problems("- quote: a\n  dir: left\n", "5:8 error: `dir` is ltr, rtl or auto");
    assert_text_problems("- a\n", "1:1 error: a chapter is a mapping with id, title and body");
    assert_text_problems("x\n", "1:1 error: a chapter is a mapping with id, title and body");
    assert_text_problems("summary: a\n", "1:1 error: the chapter has no `id`", "1:1 error: the chapter has no `title`", "1:1 error: the chapter has no `body`");
    assert_text_problems("id: a b\ntitle: ''\nbody: []\nfootnotes: {a b: c}\n", "1:5 error: an id begins with a letter", "2:8 error: the text is empty",
                         "4:13 error: a footnote's key has no spaces");
    assert_text_problems("id: \"a\\0b\"\ntitle: a\nbody: []\n", "1:5 error: an id begins with a letter");
}

static void sections_nest_six_levels_and_only_in_bodies(void **state)
{
    (void)state;
    Buffer body = {0};
    for (int level = 0; level < 7; level++) {
        buffer_add_repeated(&body, ' ', 4 * level);
        buffer_add_text(&body, "- section: S\n");
        buffer_add_repeated(&body, ' ', 4 * level);
        buffer_addf(&body, "  body:%s\n", level == 6 ? " []" : "");
    }
    assert_problems(body.bytes, "16:27 error: sections nest 6 levels at most; move this one up");
    assert_problems("- quote: [{section: a, body: [b]}]\n", "4:11 error: a section can only stand in the body of a chapter or of another section");
    assert_problems("- list:\n    - - section: a\n        body: [b]\n", "5:9 error: a section can only stand in the body");
    buffer_free(&body);
}

static void nesting_deeper_than_yaml_may_be_is_refused(void **state)
{
    (void)state;
    Buffer body = {0};
    buffer_add_text(&body, "- ");
    for (int i = 0; i < 100000; i++)
        buffer_add_text(&body, "[{quote: ");
    Given given = given_body(body.bytes);
    assert_null(given.chapter);
    assert_int_equal(given.problems.errors, 1);
    assert_int_equal(given.problems.items[0].error.line, 4);
    given_clear(&given);
    buffer_free(&body);
}

static void more_blocks_than_the_limit_are_refused(void **state)
{
    (void)state;
    Buffer body = {0};
    for (int i = 0; i <= BLOCKS_MOST; i++)
        buffer_add_text(&body, "- a\n");
    assert_problems(body.bytes, "1000004:3 error: more than 1000000 blocks in a chapter; split it");
    buffer_free(&body);
}

static void text_that_could_steer_a_terminal_is_made_safe(void **state)
{
    (void)state;
    assert_outline("- \"a\\e[31mb\\x9bc\\u202ed\"\n- literal: \"x\\ay\"\n", "p 1 'a␛[31mb\xEF\xBF\xBD" "cd', literal 2 'x␇y'");
    Findings findings = {0};
    const char text[] = "id: a\ntitle: b\nbody: [\"c\\u202ed\"]\n";
    Given given = given_bytes(text, sizeof text - 1, &findings);
    findings_clear(&findings);
    assert_problems_of(given, (const char *const[]){"3:8 warning: 1 character in this text can't be shown as written"}, 1);
}

// Eight marks on a letter are shown. Twelve, half of them in code, would be twelve on one letter without the ticks.
static void inline_marks_hide_no_heap_of_accents(void **state)
{
    (void)state;
    Buffer body = {0};
    buffer_add_text(&body, "- \"*a* b");
    for (int i = 0; i < 12; i++)
        buffer_add_text(&body, i == 6 ? "`\\u0301" : "\\u0301");
    buffer_add_text(&body, "`\"\n");
    Given given = given_body(body.bytes);
    const Block *block = &given.chapter->blocks[1];
    assert_int_equal(given.problems.count, 0);
    assert_int_equal(block->text[0], '*');
    assert_int_equal(block->span_count, 0);
    given_clear(&given);
    buffer_free(&body);
}

static void a_block_is_found_by_id_number_and_heading(void **state)
{
    (void)state;
    Given given = given_body("- a\n- section: S\n  id: s\n  body:\n    - list: [b, c]\n      id: l\n    - quote: q\n      by: B\n"
                             "    - terms: {t: d}\n    - table: [[x]]\n      caption: C\n");
    const Chapter *chapter = given.chapter;
    int list = chapter_find_id(chapter, "l"), quote = chapter_find_number(chapter, 4) - 1;
    assert_int_equal(chapter_find_id(chapter, "s"), 2);
    assert_int_equal(chapter_find_id(chapter, ""), -1);
    assert_int_equal(chapter_find_id(chapter, "none"), -1);
    assert_int_equal(chapter_find_number(chapter, 3), list + 4);
    assert_int_equal(chapter_find_number(chapter, 0), -1);
    assert_int_equal(chapter_find_number(chapter, 7), -1);
    assert_int_equal(chapter_heading_of(chapter, 1), 0);
    assert_int_equal(chapter_heading_of(chapter, list + 4), 2);
    assert_int_equal(chapter_heading_of(chapter, 2), 2);
    assert_int_equal(chapter_numbered_of(chapter, 0), -1);
    assert_int_equal(chapter_numbered_of(chapter, 2), -1);
    assert_int_equal(chapter_numbered_of(chapter, list), list + 2);
    assert_int_equal(chapter_numbered_of(chapter, list + 3), list + 4);
    assert_int_equal(chapter_numbered_of(chapter, quote), quote + 1);
    assert_int_equal(chapter_numbered_of(chapter, quote + 2), quote + 1);
    int term = chapter_find_number(chapter, 5), table = chapter_find_number(chapter, 6);
    assert_int_equal(chapter->blocks[term].kind, BLOCK_TERM);
    assert_int_equal(chapter_numbered_of(chapter, term + 1), term);
    assert_int_equal(chapter_numbered_of(chapter, term + 2), term);
    assert_int_equal(chapter_numbered_of(chapter, table + 1), table);
    assert_int_equal(chapter_numbered_of(chapter, table + 3), table);
    given_clear(&given);
}

static void the_innermost_span_of_a_kind_is_found(void **state)
{
    (void)state;
    Given given = given_body("- '[a *b* **c `d`**](#x) *e*'\n");
    const Block *block = &given.chapter->blocks[1];
    assert_string_equal(block->text, "a b c d e");
    assert_ptr_equal(block_span_at(block, SPAN_LINK, 6), &block->spans[0]);
    assert_ptr_equal(block_span_at(block, SPAN_STRONG, 6), &block->spans[2]);
    assert_null(block_span_at(block, SPAN_EMPHASIS, 6));
    assert_null(block_span_at(block, SPAN_LINK, 8));
    assert_ptr_equal(block_span_at(block, SPAN_EMPHASIS, 8), &block->spans[4]);
    assert_null(block_span_at(block, SPAN_EMPHASIS, 9));
    given_clear(&given);
}

static void words_are_counted_but_not_those_of_footnotes(void **state)
{
    (void)state;
    Given given = given_text("id: a\ntitle: Two words\nbody:\n  - three more words\n  - list: [one]\nfootnotes: {1: not these}\n");
    assert_int_equal(given.chapter->blocks[1].words, 3);
    assert_int_equal(given.chapter->words, 6);
    given_clear(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_makes_its_blocks),
        cmocka_unit_test(a_kind_may_stand_anywhere_in_its_mapping),
        cmocka_unit_test(a_list_after_a_text_item_belongs_to_it),
        cmocka_unit_test(items_rows_and_cells_know_their_numbers),
        cmocka_unit_test(footnotes_stand_behind_the_body_without_numbers),
        cmocka_unit_test(language_and_direction_are_handed_down),
        cmocka_unit_test(line_ends_are_spaces_but_in_scripts_without_them),
        cmocka_unit_test(a_blank_line_in_a_text_is_told_where_it_is),
        cmocka_unit_test(what_looks_like_a_kind_but_is_text_is_told_to_be_quoted),
        cmocka_unit_test(a_comment_behind_text_is_warned_of),
        cmocka_unit_test(a_mapping_has_one_kind),
        cmocka_unit_test(each_unknown_key_is_told_with_those_that_are_known),
        cmocka_unit_test(a_value_of_the_wrong_shape_is_told),
        cmocka_unit_test(sections_nest_six_levels_and_only_in_bodies),
        cmocka_unit_test(nesting_deeper_than_yaml_may_be_is_refused),
        cmocka_unit_test(more_blocks_than_the_limit_are_refused),
        cmocka_unit_test(text_that_could_steer_a_terminal_is_made_safe),
        cmocka_unit_test(inline_marks_hide_no_heap_of_accents),
        cmocka_unit_test(a_block_is_found_by_id_number_and_heading),
        cmocka_unit_test(the_innermost_span_of_a_kind_is_found),
        cmocka_unit_test(words_are_counted_but_not_those_of_footnotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
