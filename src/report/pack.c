// A report as one file. Its YAML is not written anew but moved, line by line: so comments stay, and a text whose lines join as its script wants.
#include "report/pack.h"
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "report/open.h"

enum { ITEM_CELLS = 4 };    // before what stands in an item: "  - "

// The next line from `at` on, with its line end.
static size_t line_length(const char *at, const char *end)
{
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    return line_end ? (size_t)(line_end + 1 - at) : (size_t)(end - at);
}

static const char *start_of_line(const Buffer *text, size_t offset)
{
    while (offset > 0 && text->bytes[offset - 1] != '\n')
        offset--;
    return text->bytes + offset;
}

// The line with the "-" of an item, which may stand above what is in it.
static const char *line_of_item(const Buffer *text, const YamlNode *node)
{
    const char *line = start_of_line(text, node->offset);
    while (line > text->bytes && line[strspn(line, " ")] != '-')
        line = start_of_line(text, (size_t)(line - text->bytes) - 1);
    return line;
}

// Nothing but blanks and comments.
static bool is_blank(const char *from, const char *to)
{
    while (from < to) {
        from += strspn(from, " \r\n");
        if (from < to && *from != '#')
            return false;
        from += strcspn(from, "\n");
    }
    return true;
}

// Marks of documents and directives belong to a file of its own.
static bool is_mark(const char *line, size_t length)
{
    const bool is_alone = length == 3 || strchr(" \t\r\n", line[3 < length ? 3 : 0]);
    return *line == '%' || (length >= 3 && is_alone && (!strncmp(line, "---", 3) || !strncmp(line, "...", 3)));
}

static void add_line(Buffer *out, const char *line, size_t length, int indent)
{
    const bool is_empty = *line == '\n' || (*line == '\r' && length > 1 && line[1] == '\n');
    for (int i = 0; i < indent && !is_empty; i++)
        buffer_add_char(out, ' ');
    buffer_add(out, line, length);
    if (line[length - 1] != '\n')
        buffer_add_char(out, '\n');
}

static void add_file(Buffer *out, const Buffer *bytes)
{
    static const char bom[] = "\xEF\xBB\xBF";
    const char *at = buffer_text(bytes), *end = at + bytes->length;
    if (bytes->length >= 3 && !memcmp(at, bom, 3))
        at += 3;
    buffer_add_text(out, "  -\n");
    for (size_t length; at < end; at += length) {
        length = line_length(at, end);
        if (!is_mark(at, length))
            add_line(out, at, length, ITEM_CELLS);
    }
}

static bool add_chapter_file(Buffer *out, const Report *report, int index, Error *err)
{
    Problems problems = {0};
    Reading reading = reading_open(report, index, &problems, NULL);
    const Error *first = problems_first_error(&problems);
    const bool is_read = reading.bytes.length && !first;
    if (is_read)
        add_file(out, &reading.bytes);
    else
        error_set(err, _("chapter %1$d can't be read: %2$s"), index + 1, first ? first->text : "");
    reading_close(&reading);
    problems_clear(&problems);
    return is_read;
}

// A chapter that stands in the manifest already: its lines, from the "-" on, moved to where the others stand.
static bool add_chapter_in_place(Buffer *out, const Report *report, const YamlNode *node, const char *end, Error *err)
{
    const char *line = line_of_item(&report->bytes, node), *dash = line + strspn(line, " ");
    if (*dash != '-' || !is_blank(dash + 1, buffer_text(&report->bytes) + node->offset))
        return error_set(err, _("%1$s:%2$d: the chapter is written in a way that is not packed; begin it on a line of its own, with \"- \""),
            report->file.name, node->line);
    const int shift = ITEM_CELLS - 2 - (int)(dash - line);
    for (size_t length; line < end; line += length) {
        length = line_length(line, end);
        const size_t blanks = strspn(line, " "), less = shift < 0 ? (size_t)-shift < blanks ? (size_t)-shift : blanks : 0;
        add_line(out, line + less, length - less, shift > 0 ? shift : 0);
    }
    return true;
}

static bool add_chapters(Buffer *out, const Report *report, const char *end, Error *err)
{
    buffer_add_text(out, "chapters:\n");
    for (int i = 0; i < report->manifest.count; i++) {
        const Entry *entry = &report->manifest.entries[i];
        const char *behind = i + 1 < report->manifest.count ? line_of_item(&report->bytes, entry[1].node) : end;
        if (entry->path ? !add_chapter_file(out, report, i, err) : !add_chapter_in_place(out, report, entry->node, behind, err))
            return false;
    }
    return true;
}

// What was made is a manifest that can be read.
static bool is_sound(const Buffer *out, Error *err)
{
    Problems problems = {0};
    Arena *arena = arena_new();
    const YamlFile file = {.name = "report.yaml", .bytes = buffer_text(out), .length = out->length, .problems = &problems};
    if (out->length > yaml_manifest_limits.file)
        error_set(err, _("it would be %1$zu bytes, and a report in one file has %2$zu at most"), out->length, yaml_manifest_limits.file);
    else if (!yaml_read(arena, &file, &yaml_manifest_limits) || problems.errors)
        *err = *problems_first_error(&problems);
    const bool is_good = out->length <= yaml_manifest_limits.file && !problems.errors;
    arena_free(arena);
    problems_clear(&problems);
    return is_good;
}

bool report_pack(const Report *report, Buffer *out, Error *err)
{
    Problems problems = {0};
    Arena *arena = arena_new();
    YamlFile file = report->file;
    file.problems = &problems;
    const YamlNode *root = yaml_read(arena, &file, &yaml_manifest_limits), *chapters = root ? root->first : NULL;
    while (chapters && !yaml_is(chapters, "chapters"))
        chapters = chapters->next;
    const char *end = buffer_text(&report->bytes) + report->bytes.length, *behind = end;
    bool is_packed = chapters && chapters->column == 1 && root->first->column == 1;
    if (!is_packed)
        error_set(err, _("the manifest is written in a way that is not packed; write a line for each of its keys"));
    if (is_packed && chapters->next)
        behind = start_of_line(&report->bytes, chapters->next->offset);
    if (is_packed) {
        buffer_add(out, report->bytes.bytes, (size_t)(start_of_line(&report->bytes, chapters->offset) - report->bytes.bytes));
        is_packed = add_chapters(out, report, behind, err);
        buffer_add(out, behind, (size_t)(end - behind));
    }
    arena_free(arena);
    problems_clear(&problems);
    return is_packed && is_sound(out, err);
}
