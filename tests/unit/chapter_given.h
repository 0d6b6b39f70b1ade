// A chapter from a text, and how it came out, for tests of report/.
#ifndef TESTS_UNIT_CHAPTER_GIVEN_H
#define TESTS_UNIT_CHAPTER_GIVEN_H
#include <string.h>
#include "base/buffer.h"
#include "report/load.h"

typedef struct {
    Arena *nodes;
    Problems problems;
    Chapter *chapter;
} Given;

static inline Given given_bytes(const char *bytes, size_t length, Findings *findings)
{
    Given given = {.nodes = arena_new()};
    const YamlFile file = {.name = "one.yaml", .bytes = bytes, .length = length, .problems = &given.problems};
    const YamlNode *root = yaml_read(given.nodes, &file, &yaml_chapter_limits);
    const ChapterHints hints = {.index = 2, .name = "one", .language = "en"};
    if (root)
        given.chapter = chapter_load(&file, root, &hints, findings);
    return given;
}

static inline Given given_text(const char *text)
{
    return given_bytes(text, strlen(text), NULL);
}

// Blocks are indented as in a file: "body:\n" stands before them.
static inline Given given_body(const char *body)
{
    Buffer text = {0};
    buffer_addf(&text, "id: one\ntitle: One\nbody:\n%s", body);
    Given given = given_text(text.bytes);
    buffer_free(&text);
    return given;
}

static inline void given_clear(Given *given)
{
    chapter_free(given->chapter);
    arena_free(given->nodes);
    problems_clear(&given->problems);
}

static const char *const kind_names[] = {
    [BLOCK_TITLE] = "title", [BLOCK_SUMMARY] = "summary", [BLOCK_SECTION] = "section", [BLOCK_PARAGRAPH] = "p", [BLOCK_VERSE] = "verse",
    [BLOCK_LITERAL] = "literal", [BLOCK_LIST] = "list", [BLOCK_STEPS] = "steps", [BLOCK_ITEM] = "item", [BLOCK_TERMS] = "terms",
    [BLOCK_TERM] = "term", [BLOCK_DEFINITION] = "definition", [BLOCK_QUOTE] = "quote", [BLOCK_BY] = "by", [BLOCK_TABLE] = "table",
    [BLOCK_CAPTION] = "caption", [BLOCK_ROW] = "row", [BLOCK_CELL] = "cell", [BLOCK_FIGURE] = "figure", [BLOCK_SOURCE] = "source",
    [BLOCK_ASIDE] = "aside", [BLOCK_FOOTNOTE] = "footnote", [BLOCK_PROBLEM] = "problem",
};

// A block as `kind number 'text'`, what it holds in braces behind it.
static inline void outline_block(Buffer *out, const Chapter *chapter, int index)
{
    const Block *block = &chapter->blocks[index];
    buffer_add_text(out, kind_names[block->kind]);
    if (block->number)
        buffer_addf(out, " %d", block->number);
    if (block->length)
        buffer_addf(out, " '%s'", block->text);
    if (block->end == index + 1)
        return;
    buffer_add_text(out, " {");
    for (int i = index + 1; i < block->end; i = chapter->blocks[i].end) {
        buffer_add_text(out, i > index + 1 ? ", " : "");
        outline_block(out, chapter, i);
    }
    buffer_add_char(out, '}');
}

static inline void outline(Buffer *out, const Chapter *chapter, int from)
{
    for (int i = from; i < chapter->count; i = chapter->blocks[i].end) {
        buffer_add_text(out, i > from ? ", " : "");
        outline_block(out, chapter, i);
    }
}

// Problems as `line:column gravity: text`, a line each.
static inline void list_problems(Buffer *out, const Problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        const Error *error = &problems->items[i].error;
        const char *gravity = problems->items[i].gravity == PROBLEM_ERROR ? "error" : "warning";
        buffer_addf(out, "%d:%d %s: %s\n", error->line, error->column, gravity, error->text);
    }
}

#endif
