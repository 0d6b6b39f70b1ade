// report/compiled.h: a chapter as bytes is the same chapter, and bytes that are damaged are refused or lead nowhere outside.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include "base/memory.h"
#include "layout/layout.h"
#include "report/compiled.h"
#include "report/load.h"
#include "report_given.h"

static const char *const shipped[] = {"content/human-trafficking-1", "content/lectern-tutorial", "tests/reports/every-block", "content/lectern-sampler"};

static Report *open_shipped(size_t index)
{
    const char *source = getenv("srcdir");
    char *path = path_in(source ? source : ".", shipped[index]);
    Report *report = open_folder(path);
    free(path);
    return report;
}

static void assert_same_block(const Block *one, const Block *other)
{
    assert_int_equal(one->kind, other->kind);
    const int numbers[][2] = {{one->parent, other->parent}, {one->end, other->end}, {one->level, other->level}, {one->number, other->number},
        {one->ordinal, other->ordinal}, {one->is_header, other->is_header}, {(int)one->align, (int)other->align}, {(int)one->direction, (int)other->direction},
        {one->words, other->words}, {(int)one->length, (int)other->length}, {(int)one->span_count, (int)other->span_count}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(numbers[i][0], numbers[i][1]);
    const char *const texts[][2] = {{one->id, other->id}, {one->label, other->label}, {one->language, other->language}, {one->text, other->text}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(texts[i][0], texts[i][1]);
    for (size_t i = 0; i < one->span_count; i++) {
        assert_true(one->spans[i].kind == other->spans[i].kind && one->spans[i].start == other->spans[i].start && one->spans[i].end == other->spans[i].end);
        assert_int_equal(one->spans[i].outer, other->spans[i].outer);
        assert_int_equal(one->spans[i].target != NULL, other->spans[i].target != NULL);
        if (one->spans[i].target)
            assert_string_equal(one->spans[i].target, other->spans[i].target);
    }
}

static void assert_same(const Chapter *one, const Chapter *other)
{
    assert_string_equal(one->id, other->id);
    assert_string_equal(one->title, other->title);
    assert_int_equal(one->index, other->index);
    assert_int_equal(one->count, other->count);
    assert_int_equal(one->body_end, other->body_end);
    assert_int_equal(one->words, other->words);
    for (int i = 0; i < one->count; i++)
        assert_same_block(&one->blocks[i], &other->blocks[i]);
}

static void a_chapter_comes_back_as_it_was(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof shipped / sizeof *shipped; at++) {
        Report *report = open_shipped(at);
        for (int i = 0; i < report_chapter_count(report); i++) {
            Buffer bytes = {0};
            assert_true(compiled_put(&bytes, report_chapter(report, i)));
            Chapter *chapter = compiled_chapter(bytes.bytes, bytes.length, i);
            assert_non_null(chapter);
            assert_same(report_chapter(report, i), chapter);
            chapter_free(chapter);
            buffer_free(&bytes);
        }
        report_free(report);
    }
}

static void assert_same_outline(const Outline *one, const Outline *other)
{
    assert_string_equal(one->title, other->title);
    assert_true(one->direction == other->direction && one->words == other->words && one->count == other->count);
    for (int i = 0; i < one->count; i++) {
        const OutlineEntry *a = &one->entries[i], *b = &other->entries[i];
        assert_true(a->block == b->block && a->end == b->end && a->level == b->level && a->words == b->words && a->direction == b->direction);
        assert_string_equal(a->title, b->title);
        assert_string_equal(a->id, b->id);
    }
}

static void so_does_its_outline(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof shipped / sizeof *shipped; at++) {
        Report *report = open_shipped(at);
        for (int i = 0; i < report_chapter_count(report); i++) {
            Arena *arena = arena_new();
            Buffer bytes = {0};
            Outline outline, expected = outline_of(report_chapter(report, i), arena);
            assert_true(compiled_put_outline(&bytes, report_chapter(report, i)));
            assert_true(compiled_outline(bytes.bytes, bytes.length, report_chapter(report, i)->count, arena, &outline));
            assert_same_outline(&expected, &outline);
            assert_false(outline.count && compiled_outline(bytes.bytes, bytes.length, outline.entries[outline.count - 1].end - 1, arena, &outline));
            buffer_free(&bytes);
            arena_free(arena);
        }
        report_free(report);
    }
}

static void an_outline_has_sections_with_their_words_and_blocks_with_ids(void **state)
{
    (void)state;
    char *folder;
    Arena *arena = arena_new();
    Report *report = open_text(&folder, REPORT_HEAD
        "chapters:\n"
        "  - id: one\n"
        "    title: A *Title*\n"
        "    body:\n"
        "      - before\n"
        "      - section: First\n"
        "        id: first\n"
        "        body: [two words, {section: Inner, body: [three more words]}]\n"
        "      - {quote: named, id: here}\n");
    const Outline outline = outline_of(report_chapter(report, 0), arena);
    assert_string_equal(outline.title, "A Title");
    assert_int_equal(outline.count, 3);
    assert_string_equal(outline.entries[0].title, "First");
    assert_string_equal(outline.entries[0].id, "first");
    assert_int_equal(outline.entries[0].words, 7);
    assert_int_equal(outline.entries[1].level, 2);
    assert_int_equal(outline.entries[1].words, 4);
    assert_int_equal(outline.entries[2].level, 0);
    assert_string_equal(outline.entries[2].id, "here");
    assert_string_equal(outline.entries[2].title, "");
    arena_free(arena);
    report_free(report);
    folder_free(folder);
}

// All that leads somewhere is gone after.
static size_t walk(const Chapter *chapter)
{
    size_t seen = strlen(chapter->id) + strlen(chapter->title);
    for (int i = 0; i < chapter->count; i++) {
        const Block *block = &chapter->blocks[i];
        seen += strlen(block->id) + strlen(block->label) + strlen(block->language);
        for (size_t at = 0; at <= block->length; at++)
            seen += (size_t)block->text[at];
        for (size_t k = 0; k < block->span_count; k++)
            seen += block->spans[k].target ? strlen(block->spans[k].target) : 0;
    }
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(chapter, layout_options(60, &widths_standard), breaker);
    seen += (size_t)layout_line_count(layout);
    layout_free(layout);
    line_breaker_free(breaker);
    return seen;
}

static void try_bytes(const char *bytes, size_t length)
{
    // No byte behind them may be looked at: the sanitizer and valgrind see it here.
    char *exact = malloc(length ? length : 1);
    memcpy(exact, bytes, length);
    Arena *arena = arena_new();
    Outline outline;
    Chapter *chapter = compiled_chapter(exact, length, 0);
    if (chapter)
        walk(chapter);
    chapter_free(chapter);
    compiled_outline(exact, length, INT_MAX, arena, &outline);
    arena_free(arena);
    free(exact);
}

static void compile_every_block(Buffer *chapter, Buffer *outline)
{
    Report *report = open_shipped(2);
    compiled_put(chapter, report_chapter(report, 0));
    compiled_put_outline(outline, report_chapter(report, 0));
    report_free(report);
}

static void what_is_cut_off_is_refused(void **state)
{
    (void)state;
    Buffer put[2] = {{0}, {0}};
    compile_every_block(&put[0], &put[1]);
    for (int i = 0; i < 2; i++)
        for (size_t length = 0; length < put[i].length; length++) {
            Arena *arena = arena_new();
            Outline outline;
            assert_null(compiled_chapter(put[i].bytes, length, 0));
            assert_false(compiled_outline(put[i].bytes, length, INT_MAX, arena, &outline));
            arena_free(arena);
        }
    buffer_free(&put[0]);
    buffer_free(&put[1]);
}

static void no_number_leads_outside(void **state)
{
    (void)state;
    static const uint32_t numbers[] = {0, 1, 7, 255, 65535, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
    Buffer put[2] = {{0}, {0}};
    compile_every_block(&put[0], &put[1]);
    for (int i = 0; i < 2; i++)
        for (size_t at = 0; at + 4 <= put[i].length && at < 12000; at += 4)
            for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
                char before[4];
                memcpy(before, put[i].bytes + at, 4);
                memcpy(put[i].bytes + at, &numbers[k], 4);
                try_bytes(put[i].bytes, put[i].length);
                memcpy(put[i].bytes + at, before, 4);
            }
    buffer_free(&put[0]);
    buffer_free(&put[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chapter_comes_back_as_it_was),
        cmocka_unit_test(so_does_its_outline),
        cmocka_unit_test(an_outline_has_sections_with_their_words_and_blocks_with_ids),
        cmocka_unit_test(what_is_cut_off_is_refused),
        cmocka_unit_test(no_number_leads_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
