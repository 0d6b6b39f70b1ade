// plain/: contents, bookmarks and hits as lists.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "plain/print.h"
#include "text/locale.h"
#include "yaml/node.h"

static Report *open_golden(const char *name)
{
    char path[512];
    Problems problems = {0};
    snprintf(path, sizeof path, "%s/tests/golden/%s.yaml", getenv("srcdir") ? getenv("srcdir") : ".", name);
    Report *report = report_open(path, &problems);
    assert_non_null(report);
    problems_clear(&problems);
    return report;
}

static Report *open_report(void)
{
    return open_golden("plain");
}

typedef struct {
    char *text;
    size_t size;
    FILE *file;
} Memory;

static void memory_open(Memory *memory)
{
    memory->file = open_memstream(&memory->text, &memory->size);
}

static void contents_cite_the_first_text_of_a_section(void **state)
{
    (void)state;
    Memory out;
    memory_open(&out);
    Report *report = open_report();
    assert_int_equal(print_contents(out.file, report, NULL, PRINT_TEXT, NULL), EXIT_DONE);
    fclose(out.file);
    assert_string_equal(out.text,
        "1     The Light (1 min)\n"
        "1.3     Upkeep (1 min)\n"
        "1.4       Of the Lens (1 min)\n"
        "1.4         By Day (1 min)\n"
        "1.5           In Summer (1 min)\n"
        "1.6         By Night (1 min)\n"
        "1.6           In Storms (1 min)\n"
        "1.6             From the West (1 min)\n"
        "1.6               With Rain (1 min)\n"
        "1.10    Costs (1 min)\n"
        "2     The End (1 min)\n");
    free(out.text);
    report_free(report);
}

static void contents_are_json_too(void **state)
{
    (void)state;
    Memory out;
    memory_open(&out);
    Report *report = open_report();
    assert_int_equal(print_contents(out.file, report, NULL, PRINT_JSON, NULL), EXIT_DONE);
    fclose(out.file);
    const char expected[] =
        "{\"version\": 1, \"report\": {\"id\": \"plain\", \"title\": \"A Keeper's Report on the Light at Cordouan, with Remarks on Its Upkeep\", "
        "\"edition\": \"\"}, \"items\": [\n"
        "{\"citation\": \"1\", \"chapter\": \"light\", \"place\": {\"chapter\": \"light\", \"block\": \"\", \"exact\": \"The Light\", "
        "\"prefix\": \"\", \"suffix\": \"\"}, \"text\": \"The Light\", \"level\": 0, \"minutes\": 1},\n"
        "{\"citation\": \"1.3\", \"chapter\": \"light\", \"place\": {\"chapter\": \"light\", \"block\": \"3\", \"exact\": \"Upkeep\", "
        "\"prefix\": \"\", \"suffix\": \"\"}, \"text\": \"Upkeep\", \"level\": 1, \"minutes\": 1},\n";
    out.text[sizeof expected - 1] = '\0';
    assert_string_equal(out.text, expected);
    free(out.text);
    report_free(report);
}

static void contents_tell_how_far_each_chapter_was_read(void **state)
{
    (void)state;
    static const struct {
        const char *only;
        PrintForm form;
        int status;
        const char *expected;
    } cases[] = {
        {"begun", PRINT_TEXT, EXIT_DONE, "1  The Light (1 min, begun)\n"},
        {"unread", PRINT_TEXT, EXIT_DONE, "2  The End (1 min)\n"},
        {"read", PRINT_TEXT, EXIT_NOTHING, "No such chapter.\n"},
        {NULL, PRINT_JSON, EXIT_DONE, "\"The Light\", \"level\": 0, \"minutes\": 1, \"progress\": \"begun\"},\n"},
        {NULL, PRINT_JSON, EXIT_DONE, "\"Upkeep\", \"level\": 1, \"minutes\": 1},\n"},
        {NULL, PRINT_JSON, EXIT_DONE, "\"The End\", \"level\": 0, \"minutes\": 1, \"progress\": \"unread\"}\n"},
    };
    Report *report = open_report();
    Marks *marks = marks_new(report, records_in_memory());
    marks_set_begun(marks, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Memory out;
        memory_open(&out);
        assert_int_equal(print_contents(out.file, report, marks, cases[i].form, cases[i].only), cases[i].status);
        fclose(out.file);
        if (cases[i].only)
            assert_string_equal(out.text, cases[i].expected);
        else
            assert_non_null(strstr(out.text, cases[i].expected));
        free(out.text);
    }
    marks_free(marks);
    report_free(report);
}

static void an_empty_list_of_bookmarks_is_told(void **state)
{
    (void)state;
    Memory text, json;
    memory_open(&text);
    memory_open(&json);
    Error error;
    Report *report = open_report();
    Marks *marks = marks_new(report, records_open(NULL, "plain", "Plain", "", &error));
    assert_int_equal(print_marks(text.file, report, marks, PRINT_TEXT, ""), EXIT_NOTHING);
    assert_int_equal(print_marks(json.file, report, marks, PRINT_JSON, ""), EXIT_NOTHING);
    fclose(text.file);
    fclose(json.file);
    assert_string_equal(text.text, "No bookmarks.\n");
    assert_non_null(strstr(json.text, "\"edition\": \"\"}, \"items\": []}\n"));
    free(text.text);
    free(json.text);
    marks_free(marks);
    report_free(report);
}

static void bookmarks_show_sentence_date_and_note(void **state)
{
    (void)state;
    Memory text, json;
    memory_open(&text);
    memory_open(&json);
    Error error;
    Report *report = open_report();
    Marks *marks = marks_new(report, records_open(NULL, "plain", "Plain", "", &error));
    int block = chapter_find_number(report_chapter(report, 0), 4);
    marks_add(marks, (Place){.block = block}, "dust \"it\"\nfirst", &error);
    assert_int_equal(print_marks(text.file, report, marks, PRINT_TEXT, ""), EXIT_DONE);
    assert_int_equal(print_marks(json.file, report, marks, PRINT_JSON, ""), EXIT_DONE);
    fclose(text.file);
    fclose(json.file);
    assert_memory_equal(text.text, "1.4  With a dry cloth.\n     ", 28);
    assert_non_null(strstr(text.text, ": dust \"it\"\n     first\n"));
    assert_non_null(strstr(json.text, "\"text\": \"With a dry cloth.\", \"note\": \"dust \\\"it\\\""));
    assert_non_null(strstr(json.text, "\"found\": \"found\"}\n]}\n"));
    free(text.text);
    free(json.text);
    marks_free(marks);
    report_free(report);
}

static void a_dump_of_a_section_has_its_own_notes_only(void **state)
{
    (void)state;
    Memory out;
    Place place;
    memory_open(&out);
    Report *report = open_report();
    assert_true(report_find(report, 0, "1.10", &place));
    assert_int_equal(print_dump_at(out.file, report, place, (PrintMeasure){.cells = 60}), EXIT_DONE);
    fclose(out.file);
    assert_string_equal(out.text,
        "Costs\n"
        "─────\n"
        "\n"
        "In lighthouse keeping the oil is what costs most; the word\n"
        "pneumonoultramicroscopicsilicovolcanoconiosis costs more.\n"
        "[oil]\n"
        "\n"
        "\n"
        "Notes\n"
        "─────\n"
        "\n"
        "[oil] Colza first, then paraffin, then none, as the tables\n"
        "    <https://lights.example/tables/of/oil/and/what/it/cost/\n"
        "    in/each/year> have it in full for each year.\n"
        "\n"
        "    Now it is electric.\n");
    free(out.text);
    report_free(report);
}

static void lines_are_not_broken_where_no_width_is_given(void **state)
{
    (void)state;
    Memory out;
    Place place;
    memory_open(&out);
    Report *report = open_report();
    assert_true(report_find(report, 0, "light", &place));
    assert_int_equal(print_dump_at(out.file, report, place, (PrintMeasure){.cells = 0}), EXIT_DONE);
    fclose(out.file);
    assert_non_null(strstr(out.text, "\n\nThe light stands on a rock at the mouth of the river. It has been lit every night since 1611, but for the years of "
        "war, when it was kept dark.[1]\n\n"));
    free(out.text);
    report_free(report);
}

static char *hits_of(Report *report, const char *words, SearchOptions options, PrintForm form, int expected)
{
    Memory out;
    Error error;
    memory_open(&out);
    Search *search = search_new(report, words, options, &error);
    assert_non_null(search);
    assert_int_equal(print_hits(out.file, report, search, form), expected);
    fclose(out.file);
    search_free(search);
    return out.text;
}

static void hits_show_their_sentences(void **state)
{
    (void)state;
    Report *report = open_report();
    char *text = hits_of(report, "COST", (SearchOptions){0}, PRINT_TEXT, EXIT_DONE);
    assert_string_equal(text,
        "1     What the light is, who keeps it, and what it costs.\n"
        "1.10  Costs\n"
        "1.10  In lighthouse keeping the oil is what costs most; the word pneumonoultramicroscopicsilicovolcanoconiosis costs more.[oil]\n"
        "1.10  In lighthouse keeping the oil is what costs most; the word pneumonoultramicroscopicsilicovolcanoconiosis costs more.[oil]\n");
    free(text);
    text = hits_of(report, "COST", (SearchOptions){.is_exact = true}, PRINT_TEXT, EXIT_NOTHING);
    assert_string_equal(text, "Not found: \"COST\".\n");
    free(text);
    text = hits_of(report, "Rain", (SearchOptions){.is_exact = true}, PRINT_JSON, EXIT_DONE);
    assert_non_null(strstr(text, "\"text\": \"With Rain\", \"match\": \"Rain\"}\n]}\n"));
    free(text);
    report_free(report);
}

// JSON is YAML but for surrogates, so our own reader takes it.
static void json_of_a_hostile_report_can_be_read(void **state)
{
    (void)state;
    Report *report = open_golden("hostile");
    char *text = hits_of(report, "a", (SearchOptions){0}, PRINT_JSON, EXIT_DONE);
    Problems problems = {0};
    Arena *arena = arena_new();
    YamlFile file = {.name = "hits", .bytes = text, .length = strlen(text), .problems = &problems};
    const YamlNode *hits = yaml_read(arena, &file, &yaml_small_limits);
    assert_non_null(hits);
    assert_int_equal(problems.count, 0);
    assert_true(yaml_get(hits, "items")->count > 3);
    for (const char *c = text; *c; c++)
        assert_true(*c == '\n' || (unsigned char)*c >= ' ');
    arena_free(arena);
    problems_clear(&problems);
    free(text);
    report_free(report);
}

static void a_dump_in_the_locale_c_is_ascii(void **state)
{
    (void)state;
    setenv("LC_ALL", "C", 1);
    locale_start();
    Memory out;
    memory_open(&out);
    Report *report = open_golden("lists");
    assert_int_equal(print_dump(out.file, report, (PrintMeasure){.cells = 40}), EXIT_DONE);
    fclose(out.file);
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    for (const char *c = out.text; *c; c++)
        assert_in_range(*c, '\n', '~');
    assert_non_null(strstr(out.text, "\n  * one\n"));
    assert_non_null(strstr(out.text, "\n    - an inner one\n"));
    assert_non_null(strstr(out.text, "        -- Somebody\n"));
    assert_non_null(strstr(out.text, "\n  * ------------------------------------\n"));
    free(out.text);
    report_free(report);
}

static void a_dump_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    Report *report = open_report();
    assert_int_equal(print_dump(full, report, (PrintMeasure){.cells = 40}), EXIT_WRITING);
    assert_int_equal(print_contents(full, report, NULL, PRINT_JSON, NULL), EXIT_WRITING);
    fclose(full);
    report_free(report);
}

int main(void)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contents_cite_the_first_text_of_a_section),
        cmocka_unit_test(contents_are_json_too),
        cmocka_unit_test(contents_tell_how_far_each_chapter_was_read),
        cmocka_unit_test(an_empty_list_of_bookmarks_is_told),
        cmocka_unit_test(bookmarks_show_sentence_date_and_note),
        cmocka_unit_test(a_dump_of_a_section_has_its_own_notes_only),
        cmocka_unit_test(lines_are_not_broken_where_no_width_is_given),
        cmocka_unit_test(hits_show_their_sentences),
        cmocka_unit_test(json_of_a_hostile_report_can_be_read),
        cmocka_unit_test(a_dump_in_the_locale_c_is_ascii),
        cmocka_unit_test(a_dump_that_cannot_be_written_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
