// yaml/: nodes with their positions, what is refused and how it is said, and what is written.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buffer.h"
#include "random.h"
#include "yaml/cursor.h"
#include "yaml/node.h"
#include "yaml/write.h"

typedef struct {
    Arena *arena;
    Problems problems;
    YamlFile file;
    const YamlNode *root;
} Given;

static void read_bytes(Given *given, const char *bytes, size_t length)
{
    *given = (Given){.arena = arena_new()};
    given->file = (YamlFile){.name = "report.yaml", .bytes = bytes, .length = length, .problems = &given->problems};
    given->root = yaml_read(given->arena, &given->file, &yaml_manifest_limits);
}

static void given_free(Given *given)
{
    arena_free(given->arena);
    problems_clear(&given->problems);
}

// Texts in the order of the file: `line:column:text` of scalars, ended by a space.
static void list_scalars(Buffer *out, const YamlNode *node)
{
    for (; node; node = node->next) {
        if (node->kind == YAML_SCALAR)
            buffer_addf(out, "%d:%d:%s ", node->line, node->column, node->text);
        list_scalars(out, node->first);
        list_scalars(out, node->value);
    }
}

static void assert_scalars(const char *yaml, const char *expected)
{
    Given given;
    read_bytes(&given, yaml, strlen(yaml));
    Buffer list = {0};
    list_scalars(&list, given.root);
    assert_int_equal(given.problems.errors, 0);
    assert_string_equal(buffer_text(&list), expected);
    buffer_free(&list);
    given_free(&given);
}

// The problem, as `line:column: text`, at `index` of those found.
static void assert_problem(const Given *given, size_t index, const char *expected)
{
    assert_true(index < given->problems.count);
    const Error *error = &given->problems.items[index].error;
    Buffer text = {0};
    buffer_addf(&text, "%s:%d:%d: %s", error->file, error->line, error->column, error->text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
}

typedef struct {
    const char *yaml;
    const char *problem;
} Refusal;

static void assert_refused(const Refusal *refusals, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Given given;
        read_bytes(&given, refusals[i].yaml, strlen(refusals[i].yaml));
        assert_problem(&given, 0, refusals[i].problem);
        assert_int_equal(given.problems.errors, 1);
        given_free(&given);
    }
}
#define ASSERT_REFUSED(refusals) assert_refused(refusals, sizeof(refusals) / sizeof *(refusals))

static void every_node_knows_its_line_and_column(void **state)
{
    (void)state;
    assert_scalars("title: A\nbody:\n  - one\n  - {a: b, c: [d, 'e']}\n", "1:1:title 1:8:A 2:1:body 3:5:one 4:6:a 4:9:b 4:12:c 4:16:d 4:19:e ");
}

static void columns_count_code_points_and_a_byte_order_mark_is_none(void **state)
{
    (void)state;
    assert_scalars("\xEF\xBB\xBF{\xC3\xA9: \xF0\x9F\x93\x96, z: y}\r\n", "1:2:\xC3\xA9 1:5:\xF0\x9F\x93\x96 1:8:z 1:11:y ");
}

static void text_stays_text_and_blocks_keep_their_lines(void **state)
{
    (void)state;
    assert_scalars("a: no\nb: 010\nc: ~\nd: |\n  x\n   y\ne: >\n  x\n  y\nf:\n",
                   "1:1:a 1:4:no 2:1:b 2:4:010 3:1:c 3:4:~ 4:1:d 4:4:x\n y\n 7:1:e 7:4:x y\n 10:1:f 10:3: ");
}

static void a_value_is_found_by_its_key(void **state)
{
    (void)state;
    const char yaml[] = "id: x\nbody: [a, b]\n";
    Given given;
    read_bytes(&given, yaml, strlen(yaml));
    assert_true(yaml_is(yaml_get(given.root, "id"), "x"));
    assert_false(yaml_is(yaml_get(given.root, "id"), "xy"));
    assert_int_equal(yaml_get(given.root, "body")->count, 2);
    assert_int_equal(given.root->count, 2);
    assert_null(yaml_get(given.root, "title"));
    assert_null(yaml_get(yaml_get(given.root, "body"), "a"));
    given_free(&given);
}

static void a_comment_behind_plain_text_is_noticed(void **state)
{
    (void)state;
    const char yaml[] = "- see #x\n- see \t # x\n- see#x\n- 'see' # x\n- see\n# x\n- two\n  lines # x\n- # x\n";
    const bool follows[] = {true, true, false, false, false, true, true};
    Given given;
    read_bytes(&given, yaml, strlen(yaml));
    assert_int_equal(given.root->count, 7);
    size_t index = 0;
    for (const YamlNode *node = given.root->first; node; node = node->next)
        assert_int_equal(node->comment_follows, follows[index++]);
    given_free(&given);
}

static void an_escaped_nul_stays_in_the_text(void **state)
{
    (void)state;
    const char yaml[] = "\"a\\0b\"";
    Given given;
    read_bytes(&given, yaml, strlen(yaml));
    assert_int_equal(given.root->length, 3);
    assert_memory_equal(given.root->text, "a\0b", 4);
    assert_false(yaml_is(given.root, "a"));
    given_free(&given);
}

static void text_that_begins_with_a_mark_is_to_be_quoted(void **state)
{
    (void)state;
    static const Refusal refusals[] = {
        {"body:\n  - *emphasis* first\n", "report.yaml:2:5: text that begins with \"*\" must be quoted: \"*like this*\""},
        {"body:\n  - **strong** first\n", "report.yaml:2:5: text that begins with \"*\" must be quoted: \"*like this*\""},
        {"a: *x\n", "report.yaml:1:4: aliases are not allowed in reports; quote the text if it begins with \"*\""},
        {"a: *x and more\n", "report.yaml:1:4: aliases are not allowed in reports; quote the text if it begins with \"*\""},
        {"a: &x y\n", "report.yaml:1:4: anchors are not allowed in reports; quote the text if it begins with \"&\""},
        {"a: & y\n", "report.yaml:1:4: text that begins with \"&\" must be quoted: \"& like this\""},
        {"a: !x y\n", "report.yaml:1:4: tags are not allowed in reports; quote the text if it begins with \"!\""},
        {"a: ! y\n", "report.yaml:1:4: tags are not allowed in reports; quote the text if it begins with \"!\""},
        {"a: !x! y\n", "report.yaml:1:4: text that begins with \"!\" must be quoted: \"! like this\""},
        {"a: `x` y\n", "report.yaml:1:4: text that begins with \"`\" must be quoted"},
        {"a: @x\n", "report.yaml:1:4: text that begins with \"@\" must be quoted"},
        {"a: %x\n", "report.yaml:1:4: text that begins with \"%\" must be quoted"},
        {"a: ,x\n", "report.yaml:1:4: text that begins with \",\" must be quoted"},
        {"a: > x\n", "report.yaml:1:4: text that begins with \">\" or \"|\" must be quoted; or write it below, indented"},
        {"- [a link](there) x\n- b\n",
         "report.yaml:1:3: text that begins with [ and goes on behind its end must be quoted as a whole, between double quotes"},
        {"a: {x} y\n", "report.yaml:1:4: text that begins with { and goes on behind its end must be quoted as a whole, between double quotes"},
        {"a: \"x\" y\n", "report.yaml:1:4: text that begins with \" and goes on behind its end must be quoted as a whole, between single quotes"},
        {"- 'tis so\n- don't\n",
         "report.yaml:1:3: text that begins with ' and goes on behind its end must be quoted as a whole, between double quotes"},
    };
    ASSERT_REFUSED(refusals);
}

static void what_is_malformed_is_said_in_plain_words(void **state)
{
    (void)state;
    static const Refusal refusals[] = {
        {"title: Part 1: intro\n", "report.yaml:1:14: a text that holds \": \" must be quoted: key: \"first: second\"; "
                                   "if this is a key of its own, indent it like the keys above"},
        {"a: - b\n", "report.yaml:1:4: a sequence begins on a line of its own below its key; quote the text if it begins with \"- \""},
        {"a: b\nmore of it\nc: d\n", "report.yaml:2:1: \"key: value\" is expected here; indent the line if it goes on with the text above it"},
        {"a:\n\t- b\n", "report.yaml:2:1: a tab can't indent: use spaces"},
        {"a:\n  b: c\n d: e\n", "report.yaml:3:2: a key is expected here: indent it like the keys above, and quote text that begins with a mark"},
        {"- a\nb: c\n", "report.yaml:2:1: \"- \" is expected here: indent it like the items above"},
        {"a: 'b\nc: d\n", "report.yaml:1:4: the quote that opens here is never closed; close it, or write the whole text between double quotes"},
        {"a: [b, c\nd: e\n", "report.yaml:2:2: \",\" or \"]\" is expected here, to go on with the \"[\" of line 1, column 4; if that is text, quote it"},
        {"a: \"\\q\"\n",
         "report.yaml:1:5: this escape is not known between double quotes: write \"\\\\\" for a backslash, or use single quotes"},
        {"{\"a", "report.yaml:1:2: the quote that opens here is never closed; close it, or write the whole text between double quotes"},
        {"{a: ", "report.yaml:1:5: a text, a sequence or a mapping is expected here"},
        {"", "report.yaml:1:1: the file holds nothing but white space or comments"},
        {"# x\n", "report.yaml:1:1: the file holds nothing but white space or comments"},
    };
    ASSERT_REFUSED(refusals);
}

static void what_a_report_never_needs_is_refused(void **state)
{
    (void)state;
    static const Refusal refusals[] = {
        {"%YAML 1.1\n---\na: b\n", "report.yaml:1:1: directives are not allowed in reports: remove the lines that begin with \"%\""},
        {"%YAML 9.1\n---\na: b\n", "report.yaml:1:1: directives are not allowed in reports: remove this line"},
        {"a: b\n---\nc: d\n", "report.yaml:2:1: a second document begins here, but a file holds one; "
                              "remove \"---\" and what follows, or make it a file of its own"},
        {"[a]: b\n", "report.yaml:1:1: a key must be text, not a sequence; quote the text if it begins with a bracket"},
        {"a: {{b}}\n", "report.yaml:1:5: a key must be text, not a mapping; quote the text if it begins with a bracket"},
        {"a: 1\nb: 2\n'a': 3\n", "report.yaml:3:1: the key \"a\" stands in line 1 already; keep one of the two"},
    };
    ASSERT_REFUSED(refusals);
}

static void characters_that_no_text_holds_are_pointed_at(void **state)
{
    (void)state;
    static const Refusal refusals[] = {
        {"a: b\nc: \xC3\xA9\xE9t\n", "report.yaml:2:5: this is not UTF-8; save the file as UTF-8"},
        {"a: b\n  x\x1B[0m\n", "report.yaml:2:4: a control character stands here, which a report can't hold; remove it"},
        {"a: \xC2\x9B" "0m\n", "report.yaml:1:4: a control character stands here, which a report can't hold; remove it"},
        {"\xFF\xFE" "a", "report.yaml:1:1: this is UTF-16 or UTF-32; save the file as UTF-8"},
        {"a: b\xC2\x85x\n", "report.yaml:1:5: a next-line character (U+0085) stands here; "
                            "write a line feed, or \"\\u0085\" in a text between double quotes"},
        {"a:\n  b\xE2\x80\xA8x: y\n", "report.yaml:2:4: a line separator (U+2028) stands here; "
                                      "write a line feed, or \"\\u2028\" in a text between double quotes"},
        {"a: b\rx: y\n", "report.yaml:1:5: a carriage return stands here without a line feed; end lines with a line feed"},
    };
    ASSERT_REFUSED(refusals);
    Given given;
    read_bytes(&given, "a: b\nc: \0", 9);
    assert_problem(&given, 0, "report.yaml:2:4: a NUL byte stands here; save the file as UTF-8 text");
    assert_null(given.root);
    given_free(&given);
}

static void problems_that_leave_the_file_whole_are_told_all_at_once(void **state)
{
    (void)state;
    const char yaml[] = "a: *x\na: &y 1\nb: !z 2\nc:\n  d: 1\n  d: 2\nb: 3\n";
    const int lines[] = {1, 2, 3, 6, 2, 7};
    Given given;
    read_bytes(&given, yaml, strlen(yaml));
    assert_non_null(given.root);
    assert_int_equal(given.problems.errors, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(given.problems.items[i].error.line, lines[i]);
    assert_string_equal(given.problems.items[3].error.source, "  d: 2");
    given_free(&given);
}

static Buffer repeated(const char *text, size_t times)
{
    Buffer buffer = {0};
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&buffer, text);
    return buffer;
}

static void nesting_ends_at_64_levels(void **state)
{
    (void)state;
    Given given;
    Buffer deep = repeated("[", 64);
    buffer_add_repeated(&deep, ']', 64);
    read_bytes(&given, deep.bytes, deep.length);
    assert_int_equal(given.problems.errors, 0);
    given_free(&given);
    buffer_free(&deep);

    deep = repeated("[", 1000 * 1000);
    read_bytes(&given, deep.bytes, deep.length);
    assert_problem(&given, 0, "report.yaml:1:65: more than 64 levels of nesting; quote the text if it begins with a bracket");
    assert_null(given.root);
    given_free(&given);
    buffer_free(&deep);
}

static void every_limit_is_told_with_its_value(void **state)
{
    (void)state;
    static const YamlLimits limits = {.file = 100, .scalar = 10, .depth = 3, .nodes = 5};
    static const Refusal refusals[] = {
        {"- 12345678901\n", "report.yaml:1:3: this text has 11 bytes, more than the limit of 10; split it"},
        {"[1, 2, 3, 4, 5]\n", "report.yaml:1:14: the file holds more than 5 texts, sequences and mappings; split it"},
        {"- - - - 1\n", "report.yaml:1:7: more than 3 levels of nesting; quote the text if it begins with a bracket"},
    };
    for (size_t i = 0; i < 3; i++) {
        Given given = {.arena = arena_new()};
        given.file = (YamlFile){.name = "report.yaml", .bytes = refusals[i].yaml, .length = strlen(refusals[i].yaml), .problems = &given.problems};
        assert_null(yaml_read(given.arena, &given.file, &limits));
        assert_problem(&given, 0, refusals[i].problem);
        given_free(&given);
    }
}

static void a_file_over_the_limit_is_not_parsed(void **state)
{
    (void)state;
    Given given;
    Buffer big = repeated("# comment of sixteen bytes......\n", 130 * 1000);
    read_bytes(&given, big.bytes, big.length);
    assert_problem(&given, 0, "report.yaml:1:1: the file has 4290000 bytes, more than the limit of 4194304; split it");
    given_free(&given);
    buffer_free(&big);
}

static double seconds_to_read(Buffer *yaml, size_t errors)
{
    clock_t begin = clock();
    Given given;
    read_bytes(&given, yaml->bytes, yaml->length);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    assert_int_equal(given.problems.errors, errors);
    given_free(&given);
    buffer_free(yaml);
    return seconds;
}

// A quadratic step would take minutes; the bound is wide, since the machine may be busy and the build slow.
static void many_keys_and_many_errors_on_one_line_take_no_quadratic_time(void **state)
{
    (void)state;
    Buffer keys = {0};
    for (int i = 0; i < 240 * 1000; i++)
        buffer_addf(&keys, "k%06d: x\n", i);
    assert_true(seconds_to_read(&keys, 0) < 10);
    Buffer same = {0};
    buffer_add_char(&same, '{');
    for (int i = 0; i < 240 * 1000; i++)
        buffer_add_text(&same, "a: 1, ");
    buffer_add_char(&same, '}');
    assert_true(seconds_to_read(&same, 240 * 1000 - 1) < 10);
}

static void what_is_written_is_read_back_the_same(void **state)
{
    (void)state;
    const char text[] = "a \"q\" \\ \t\n\r\x01\x1B\x7F \xC2\x85\xC2\x9B \xE2\x80\xA8\xE2\x80\xA9 \xEF\xBB\xBF\xEF\xBF\xBE \xF4\x8F\xBF\xBF \xF0\x9F\x93\x96 \xC3\xA9 #: {";
    Buffer line = {0};
    buffer_add_char(&line, '{');
    yaml_write_pair(&line, "text", text);
    yaml_write_pair(&line, "empty", "");
    buffer_add_char(&line, '}');
    for (size_t i = 0; i < line.length; i++)
        assert_true((unsigned char)line.bytes[i] >= ' ' && line.bytes[i] != 127);
    Given given;
    read_bytes(&given, line.bytes, line.length);
    assert_int_equal(given.problems.errors, 0);
    assert_string_equal(yaml_get(given.root, "text")->text, text);
    assert_string_equal(yaml_get(given.root, "empty")->text, "");
    given_free(&given);
    buffer_free(&line);
}

static void bytes_that_are_no_utf_8_are_written_as_replacements(void **state)
{
    (void)state;
    Buffer line = {0};
    yaml_write_quoted(&line, "a\xFF" "b\xC3" "c\xED\xA0\x80\xC0\xAF");
    assert_string_equal(line.bytes, "\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    buffer_free(&line);
}

// As it is defined, a byte at a time.
static Cursor slowly_at(const char *bytes, size_t length, size_t index)
{
    Cursor cursor = cursor_new(bytes, length);
    for (; cursor.index < index && cursor.offset < length; cursor.index++) {
        const bool is_end = bytes[cursor.offset++] == '\n';
        while (cursor.offset < length && ((unsigned char)bytes[cursor.offset] & 0xC0) == 0x80)
            cursor.offset++;
        cursor.line += is_end;
        cursor.column = is_end ? 1 : cursor.column + 1;
    }
    return cursor;
}

static void assert_same_spot(const Cursor *cursor, Cursor wanted)
{
    assert_int_equal(cursor->offset, wanted.offset);
    assert_int_equal(cursor->line, wanted.line);
    assert_int_equal(cursor->column, wanted.column);
}

static void leaps_of_the_walk_land_where_steps_do(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "word of some length ", "\n", "\r\n", "\u00E9", "\u20AC", "\U0001F600", "\xBF", "\x7F", "\x8A", "\v\v\v\v\v\v\v\v\v"};
    Random random = {11};
    for (int round = 0; round < 300; round++) {
        Buffer text = {0};
        for (int i = 0; i < 60; i++)
            buffer_add_text(&text, pieces[random_below(&random, sizeof pieces / sizeof *pieces)]);
        Cursor by_index = cursor_new(text.bytes, text.length), by_byte = by_index;
        for (size_t index = 0; index < text.length; index += random_below(&random, 40)) {
            const Cursor wanted = slowly_at(text.bytes, text.length, index);
            cursor_go(&by_index, index);
            cursor_go_byte(&by_byte, wanted.offset);
            assert_same_spot(&by_index, wanted);
            assert_same_spot(&by_byte, wanted);
        }
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_node_knows_its_line_and_column),
        cmocka_unit_test(columns_count_code_points_and_a_byte_order_mark_is_none),
        cmocka_unit_test(text_stays_text_and_blocks_keep_their_lines),
        cmocka_unit_test(a_value_is_found_by_its_key),
        cmocka_unit_test(a_comment_behind_plain_text_is_noticed),
        cmocka_unit_test(an_escaped_nul_stays_in_the_text),
        cmocka_unit_test(text_that_begins_with_a_mark_is_to_be_quoted),
        cmocka_unit_test(what_is_malformed_is_said_in_plain_words),
        cmocka_unit_test(what_a_report_never_needs_is_refused),
        cmocka_unit_test(characters_that_no_text_holds_are_pointed_at),
        cmocka_unit_test(problems_that_leave_the_file_whole_are_told_all_at_once),
        cmocka_unit_test(nesting_ends_at_64_levels),
        cmocka_unit_test(every_limit_is_told_with_its_value),
        cmocka_unit_test(a_file_over_the_limit_is_not_parsed),
        cmocka_unit_test(many_keys_and_many_errors_on_one_line_take_no_quadratic_time),
        cmocka_unit_test(what_is_written_is_read_back_the_same),
        cmocka_unit_test(bytes_that_are_no_utf_8_are_written_as_replacements),
        cmocka_unit_test(leaps_of_the_walk_land_where_steps_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
