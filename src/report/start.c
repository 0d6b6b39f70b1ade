// The first blocks of a chapter, from the first bytes of its file.
#include "report/start.h"
#include <limits.h>
#include <string.h>

static size_t line_before(const char *bytes, size_t line)
{
    size_t at = line - 1;
    while (at > 0 && bytes[at - 1] != '\n')
        at--;
    return at;
}

static bool is_item(const char *bytes, size_t line, size_t length)
{
    while (line < length && bytes[line] == ' ')
        line++;
    return line + 1 < length && bytes[line] == '-' && bytes[line + 1] == ' ';
}

// Behind a line that ends so stands the first item of a sequence, which must have one.
static bool opens(const char *bytes, size_t end)
{
    return end > 0 && bytes[end - 1] == ':';
}

// Where the last line begins that is an item, and not the first of its sequence; 0 = none.
static size_t last_item(const char *bytes, size_t length)
{
    size_t line = length;
    while (line > 0 && (line == length || opens(bytes, line - 1) || !is_item(bytes, line, length)))
        line = line_before(bytes, line);
    return line;
}

// Only a section is as it is whatever it holds.
static int sure_blocks(const Chapter *chapter)
{
    for (int i = 0; i < chapter->count; i++)
        if (chapter->blocks[i].end == chapter->count && chapter->blocks[i].kind != BLOCK_SECTION)
            return i;
    return 0;
}

static int words_of_all(int words, size_t bytes, size_t length)
{
    const double all = (double)words * (double)length / (double)bytes;
    return all < INT_MAX ? (int)all : INT_MAX;
}

static void cut(Chapter *chapter, int count)
{
    Block *blocks = arena_take(chapter->arena, (size_t)count * sizeof *blocks);
    memcpy(blocks, chapter->blocks, (size_t)count * sizeof *blocks);
    for (int i = 0; i < count; i++)
        if (blocks[i].end > count)
            blocks[i].end = count;
    chapter->blocks = blocks;
    chapter->count = chapter->body_end = count;
    chapter->is_start = true;
}

static Chapter *load(const YamlFile *file, const ChapterHints *hints)
{
    Arena *nodes = arena_new();
    const YamlNode *root = yaml_read(nodes, file, &yaml_chapter_limits);
    Chapter *chapter = root ? chapter_load(file, root, hints, NULL) : NULL;
    arena_free(nodes);
    return chapter;
}

// Notes that stand before the body are behind it in the chapter, where its last block is not the last one.
static bool can_be_cut(const Chapter *chapter, const Problems *problems)
{
    return chapter && !problems->errors && chapter->body_end == chapter->count && sure_blocks(chapter) > 1;
}

Chapter *chapter_start(const YamlFile *bytes, size_t length, const ChapterHints *hints)
{
    Problems problems = {0};
    YamlFile file = *bytes;
    file.length = last_item(bytes->bytes, bytes->length);
    file.problems = &problems;
    Chapter *chapter = file.length ? load(&file, hints) : NULL;
    const bool is_good = can_be_cut(chapter, &problems);
    problems_clear(&problems);
    if (is_good) {
        const int words = chapter->words;
        cut(chapter, sure_blocks(chapter));
        chapter->words = words_of_all(words, file.length, length);
        return chapter;
    }
    chapter_free(chapter);
    return NULL;
}
