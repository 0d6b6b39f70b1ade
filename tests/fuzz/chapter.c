// A chapter's file: its blocks, its problems, and the page that says why it can't be read.
#include "chapter.h"
#include <string.h>
#include "fuzz.h"

static void hold_span(const Block *block, size_t index)
{
    const Span *span = &block->spans[index], *outer = span->outer < 0 ? NULL : &block->spans[span->outer];
    HOLD(span->start < span->end && span->end <= block->length && span->outer < (int)index);
    HOLD(!outer || (outer->start <= span->start && span->end <= outer->end));
    HOLD(index == 0 || span[-1].start < span->start || (span[-1].start == span->start && span[-1].end >= span->end));
    HOLD(!!span->target == (span->kind == SPAN_LINK || span->kind == SPAN_NOTE));
    HOLD(block_span_at(block, span->kind, span->start));
}

static void hold_block(const Chapter *chapter, int index)
{
    const Block *block = &chapter->blocks[index];
    HOLD(block->parent < index && block->end > index && block->end <= chapter->count);
    HOLD(block->parent < 0 || block->end <= chapter->blocks[block->parent].end);
    HOLD(block->id && block->label && block->text && block->language && strlen(block->text) == block->length);
    hold_is_safe(block->text, block->length);
    hold_is_safe(block->label, strlen(block->label));
    HOLD(block->kind == BLOCK_VERSE || block->kind == BLOCK_LITERAL || !strpbrk(block->text, "\n\t"));
    HOLD(index < chapter->body_end ? block->kind != BLOCK_FOOTNOTE : block->number == 0);
    for (size_t i = 0; i < block->span_count; i++)
        hold_span(block, i);
    HOLD(chapter_heading_of(chapter, index) <= index && block_is_heading(&chapter->blocks[chapter_heading_of(chapter, index)]));
    HOLD(chapter_numbered_of(chapter, index) < chapter->body_end);
    HOLD(!*block->id || chapter_find_id(chapter, block->id) >= 0);
    HOLD(block->number == 0 || chapter_find_number(chapter, block->number) == index);
    HOLD(block->kind != BLOCK_FOOTNOTE || chapter_find_footnote(chapter, block->label) >= 0);
}

void hold_chapter(const Chapter *chapter)
{
    int number = 0;
    HOLD(chapter->count >= 1 && chapter->body_end >= 1 && chapter->body_end <= chapter->count && chapter->blocks[0].kind == BLOCK_TITLE);
    HOLD(same_text(chapter->title, chapter->blocks[0].text) && *chapter->id);
    for (int i = 0; i < chapter->count; i++) {
        hold_block(chapter, i);
        if (chapter->blocks[i].number)
            HOLD(chapter->blocks[i].number == ++number);
    }
}

static int lines_in(const YamlFile *file)
{
    int lines = 1;
    for (size_t i = 0; i < file->length; i++)
        lines += file->bytes[i] == '\n';
    return lines;
}

void hold_problems(const Problems *problems, const YamlFile *file)
{
    int lines = lines_in(file);
    for (size_t i = 0; i < problems->count; i++) {
        const Error *error = &problems->items[i].error;
        HOLD(*error->text && same_text(error->file, file->name));
        HOLD(error->line >= 1 && error->line <= lines && error->column >= 1);
        HOLD(strlen(error->source) == 0 || (error->source_column >= 1 && error->source_column <= (int)strlen(error->source) + 1));
    }
}

static void hold_broken(const ChapterHints *hints, Chapter *chapter, const Problems *problems)
{
    Chapter *broken = chapter_broken(hints, chapter, problems);
    HOLD(broken->is_broken && broken->count >= 2);
    hold_chapter(broken);
    chapter_free(broken);
}

void fuzz_chapter(const uint8_t *bytes, size_t length)
{
    Problems problems = {0};
    Buffer text = {0}, passed_over = {0};
    Arena *nodes = arena_new();
    Findings findings = {0};
    Chapter *chapter = NULL;
    const ChapterHints hints = {.index = 2, .name = "one", .language = "en"};
    buffer_add(&text, (const char *)bytes, length);
    const YamlFile file = {.name = "one.yaml", .bytes = buffer_text(&text), .length = length, .problems = &problems};
    const YamlNode *root = yaml_read_on(nodes, &file, &yaml_chapter_limits, &passed_over);
    HOLD(root || problems.errors);
    if (root)
        chapter = chapter_load(&file, root, &hints, &findings);
    if (chapter && !passed_over.length)
        hold_chapter(chapter);
    hold_problems(&problems, &file);
    if (problems.errors)
        hold_broken(&hints, chapter, &problems);
    else
        chapter_free(chapter);
    findings_clear(&findings);
    problems_clear(&problems);
    arena_free(nodes);
    buffer_free(&text);
    buffer_free(&passed_over);
}
