// What went wrong, where, and what to do about it.
#include "base/error.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80; // a UTF-8 trailing byte
}

// A cut text must not end inside a character.
static void trim_tail(char *text, size_t size)
{
    size_t length = strlen(text);
    if (length + 1 < size)
        return;
    while (length && continues(text[length - 1]))
        length--;
    if (length)
        text[length - 1] = '\0';
}

static void set_file(Error *err, const char *file)
{
    size_t length = strlen(file);
    if (length < sizeof err->file) {
        memcpy(err->file, file, length + 1);
        return;
    }
    const char *end = file + length - (sizeof err->file - 4);
    while (continues(*end))
        end++;
    snprintf(err->file, sizeof err->file, "...%s", end);
}

__attribute__((format(printf, 2, 0)))
static void set_text(Error *err, const char *format, va_list arguments)
{
    vsnprintf(err->text, sizeof err->text, format, arguments);
    trim_tail(err->text, sizeof err->text);
}

bool error_set(Error *err, const char *format, ...)
{
    if (!err)
        return false;
    *err = (Error){0};
    va_list arguments;
    va_start(arguments, format);
    set_text(err, format, arguments);
    va_end(arguments);
    return false;
}

bool error_set_at(Error *err, const char *file, int line, int column, const char *format, ...)
{
    if (!err)
        return false;
    *err = (Error){.line = line, .column = column};
    set_file(err, file);
    va_list arguments;
    va_start(arguments, format);
    set_text(err, format, arguments);
    va_end(arguments);
    return false;
}

enum { TRAILING_MOST = 3 };    // of a character; more are no UTF-8, and belong to none

static const char *behind_trailing(const char *at, const char *end)
{
    for (int i = 0; i < TRAILING_MOST && at < end && continues(*at); i++)
        at++;
    return at;
}

// Where the character begins that holds the byte at `at`.
static const char *character_begin(const char *least, const char *at)
{
    const char *begin = at;
    while (begin > least && at - begin < TRAILING_MOST && continues(*begin))
        begin--;
    return continues(*begin) ? at : begin;
}

// Where the line of `at` begins, or as far before it as is shown.
static const char *line_begin(const char *bytes, const char *at)
{
    const char *begin = at;
    while (begin > bytes && begin[-1] != '\n' && at - begin < ERROR_SOURCE_BYTES / 2)
        begin--;
    return behind_trailing(begin, at);
}

static int count_codepoints(const char *from, const char *to)
{
    int count = 0;
    for (; from < to; from++)
        count += !continues(*from);
    return count;
}

void error_show_source(Error *err, const char *bytes, size_t length, size_t offset)
{
    if (!err || offset > length)
        return;
    const char *at = bytes + offset;
    const char *begin = line_begin(bytes, at);
    size_t most = ERROR_SOURCE_BYTES - 1 - (size_t)(at - begin); // no further: a file may be one line, with an error at every byte
    if (most > length - offset)
        most = length - offset;
    const char *end = memchr(at, '\n', most);
    if (!end)
        end = at + most;
    if (end < bytes + length)
        end = character_begin(at, end);
    memcpy(err->source, begin, (size_t)(end - begin));
    err->source[end - begin] = '\0';
    err->source_column = count_codepoints(begin, at) + 1;
}

void problems_add(Problems *problems, Gravity gravity, const Error *error)
{
    if (gravity == PROBLEM_ERROR)
        problems->errors++;
    else
        problems->warnings++;
    if (problems->count == PROBLEMS_MOST)
        return;
    problems->items = memory_grow(problems->items, problems->count, &problems->capacity, sizeof *problems->items);
    problems->items[problems->count++] = (Problem){gravity, *error};
}

const Error *problems_first_error(const Problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        if (problems->items[i].gravity == PROBLEM_ERROR)
            return &problems->items[i].error;
    return NULL;
}

void problems_clear(Problems *problems)
{
    free(problems->items);
    *problems = (Problems){0};
}
