// Reading on behind what is no YAML, so that all that is wrong in a file is told at once: what libyaml stopped at is covered, and it begins again.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "yaml/node.h"

enum { COVERS_MOST = 24, BYTES_MOST = 16 * 1024 * 1024 };   // read again so often, and so much in all

typedef struct {
    const YamlFile *file;
    char *bytes;            // a copy, in which lines are covered; NULL until one is
    Problems told;          // of lines that are covered now
    int line;               // that was covered last; 0 = none
    bool is_blank;          // with spaces
    Buffer *lines;          // as they were
} Cover;

static size_t line_start(const char *bytes, size_t length, int line)
{
    size_t at = 0;
    for (const char *end; line > 1 && (end = memchr(bytes + at, '\n', length - at)); line--)
        at = (size_t)(end - bytes) + 1;
    return at;
}

static bool is_key_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Where the value begins in a line: behind its indentation, its "- " and its "key: ".
static size_t value_start(const char *bytes, size_t at, size_t end)
{
    while (at < end && (bytes[at] == ' ' || (bytes[at] == '-' && at + 1 < end && bytes[at + 1] == ' ')))
        at++;
    size_t key = at;
    while (key < end && is_key_character(bytes[key]))
        key++;
    return key > at && key + 1 < end && bytes[key] == ':' && bytes[key + 1] == ' ' ? key + 2 : at;
}

typedef struct {
    size_t start, value, end;
} LineParts;

static LineParts parts_of(const char *bytes, size_t length, int line)
{
    const size_t start = line_start(bytes, length, line);
    const char *stop = memchr(bytes + start, '\n', length - start);
    const size_t end = stop ? (size_t)(stop - bytes) : length;
    return (LineParts){start, value_start(bytes, start, end), end};
}

// Whether a line was covered already, or goes on with the value of the one before it that was.
static bool is_covered(const Cover *cover, int line)
{
    const LineParts parts = parts_of(cover->file->bytes, cover->file->length, line);
    const char *bytes = cover->file->bytes;
    if (cover->line == 0 || line != cover->line + 1)
        return cover->line > 0 && line == cover->line;
    for (size_t i = parts.start; i < parts.value; i++)
        if (bytes[i] != ' ')
            return false;
    return true;
}

// A quoted text takes the place of the value; a line that goes on with it, or that is no better for it, becomes blank.
static void cover_line(Cover *cover, int line)
{
    if (!cover->bytes)
        cover->bytes = memory_copy(cover->file->bytes, cover->file->length);
    const LineParts parts = parts_of(cover->bytes, cover->file->length, line);
    buffer_add(cover->lines, cover->file->bytes + parts.start, parts.end - parts.start);
    buffer_add_char(cover->lines, '\n');
    cover->is_blank = is_covered(cover, line) || parts.end - parts.value < 3;
    if (cover->is_blank)
        memset(cover->bytes + parts.start, ' ', parts.end - parts.start);
    else {
        memset(cover->bytes + parts.value, 'x', parts.end - parts.value);
        cover->bytes[parts.value] = cover->bytes[parts.end - 1] = '"';
    }
    cover->line = line;
}

static int last_line(const Problems *problems)
{
    return problems->count ? problems->items[problems->count - 1].error.line : 0;
}

// What was told of a line is kept; what goes on from one that was covered has the same cause.
static void keep_told(Cover *cover, const Problems *problems, int line)
{
    if (is_covered(cover, line))
        return;
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].error.line == line)
            problems_add(&cover->told, problems->items[i].gravity, &problems->items[i].error);
}

// Whether there is something to cover, and something left to read then.
static bool can_go_on(const Cover *cover, const Problems *problems, int covers)
{
    const int line = last_line(problems);
    const bool is_stuck = line == 0 || line < cover->line || (line == cover->line && cover->is_blank);
    return !is_stuck && !meter_is_stopped(cover->file->meter) && covers < COVERS_MOST && cover->file->length * (size_t)(covers + 1) < BYTES_MOST && problems->errors < PROBLEMS_MOST;
}

// Also those that were only counted.
static void add_all(Problems *to, const Problems *from, int but_of_line)
{
    size_t kept_errors = 0;
    for (size_t i = 0; i < from->count; i++) {
        kept_errors += from->items[i].gravity == PROBLEM_ERROR;
        if (from->items[i].error.line != but_of_line)
            problems_add(to, from->items[i].gravity, &from->items[i].error);
    }
    to->errors += from->errors - kept_errors;
    to->warnings += from->warnings - (from->count - kept_errors);
}

static const YamlNode *read_covered(Arena *arena, Cover *cover, const YamlLimits *limits)
{
    const YamlNode *root;
    for (int covers = 0;; covers++) {
        Problems problems = {0};
        YamlFile file = *cover->file;
        file.bytes = cover->bytes ? cover->bytes : file.bytes;
        file.problems = &problems;
        root = yaml_read(arena, &file, limits);
        const int line = root ? -1 : last_line(&problems);
        const bool goes_on = !root && can_go_on(cover, &problems, covers);
        if (!root)
            keep_told(cover, &problems, line);
        if (goes_on)
            cover_line(cover, line);
        else {
            add_all(cover->file->problems, &cover->told, -1);
            add_all(cover->file->problems, &problems, line);
        }
        problems_clear(&problems);
        if (!goes_on)
            return root;
    }
}

const YamlNode *yaml_read_on(Arena *arena, const YamlFile *file, const YamlLimits *limits, Buffer *passed_over)
{
    Cover cover = {.file = file, .lines = passed_over};
    const YamlNode *root = read_covered(arena, &cover, limits);
    problems_clear(&cover.told);
    free(cover.bytes);
    return root;
}
