// A unit in the words in which it is told: what is said of the blocks that it begins and ends, numbers of links, and what brackets mean.
#include <string.h>
#include "base/translate.h"
#include "reader/unit.h"
#include "report/links.h"

typedef struct {
    Buffer *out;
    const Chapter *chapter;
    const Block *block;
    int index;
    RoleOptions options;
    bool ends_line;     // what comes next begins a line
} Telling;

static void begin_words(Telling *telling)
{
    if (telling->out->length)
        buffer_add_char(telling->out, telling->ends_line ? '\n' : ' ');
    telling->ends_line = false;
}

static void add_role(Telling *telling, int block, RolePart part)
{
    Buffer words = {0};
    role_add(&words, telling->chapter, block, part, telling->options);
    if (part == ROLE_TAIL)
        buffer_add(telling->out, buffer_text(&words), words.length);
    else if (words.length) {
        begin_words(telling);
        buffer_add(telling->out, words.bytes, words.length);
        telling->ends_line = part == ROLE_OPENING;
    }
    buffer_free(&words);
}

static int first_text(const Chapter *chapter, int block)
{
    const int end = chapter->blocks[block].end;
    while (block < end && !chapter->blocks[block].length)
        block++;
    return block;
}

static int last_text(const Chapter *chapter, int block)
{
    int last = chapter->blocks[block].end - 1;
    while (last > block && !chapter->blocks[last].length)
        last--;
    return last;
}

// What is said of a table stands behind its caption.
static bool opens_behind(const Telling *telling, int block)
{
    return telling->block->kind == BLOCK_CAPTION && telling->chapter->blocks[block].kind == BLOCK_TABLE;
}

// From the outermost of the blocks that the text begins, to its own.
static void add_openings(Telling *telling, int block)
{
    const int parent = telling->chapter->blocks[block].parent;
    if (parent >= 0 && first_text(telling->chapter, parent) == telling->index)
        add_openings(telling, parent);
    add_role(telling, block, ROLE_LABEL);
    if (!opens_behind(telling, block))
        add_role(telling, block, ROLE_OPENING);
}

static void add_closings(Telling *telling)
{
    const int table = telling->block->parent;
    telling->ends_line = true;
    if (table >= 0 && opens_behind(telling, table))
        add_role(telling, table, ROLE_OPENING);
    for (int block = telling->index; block >= 0 && last_text(telling->chapter, block) == telling->index; block = telling->chapter->blocks[block].parent)
        add_role(telling, block, ROLE_CLOSING);
}

static void add_part(Telling *telling, size_t from, size_t end)
{
    buffer_add(telling->out, telling->block->text + from, end - from);
}

// What holds words together in lines is not needed here.
static void add_with_spaces(Buffer *out, const char *words)
{
    static const char held[] = "\u00A0";
    for (const char *next; (next = strstr(words, held)); words = next + strlen(held)) {
        buffer_add(out, words, (size_t)(next - words));
        buffer_add_char(out, ' ');
    }
    buffer_add_text(out, words);
}

static void add_link(Telling *telling, int number)
{
    Buffer words = {0};
    buffer_addf(&words, _(" [link\u00A0%d]"), number);
    add_with_spaces(telling->out, buffer_text(&words));
    buffer_free(&words);
}

static void add_note(Telling *telling, size_t from, const Span *note)
{
    add_part(telling, from, note->start);
    if (note->start > from && telling->block->text[note->start - 1] != ' ')
        buffer_add_char(telling->out, ' ');
    buffer_add_char(telling->out, '[');
    add_with_spaces(telling->out, _("note\u00A0"));
}

// "[3]" is a note, and what leads somewhere has a number to be called by.
static void add_text(Telling *telling, size_t from, size_t end)
{
    const Block *block = telling->block;
    for (size_t i = 0; i < block->span_count; i++) {
        const Span *span = &block->spans[i];
        if (span->kind == SPAN_NOTE && span->start >= from && span->end <= end) {
            add_note(telling, from, span);
            from = span->start + 1;
        } else if (span->kind == SPAN_LINK && span->end >= from && span->end <= end) {
            add_part(telling, from, span->end);
            add_link(telling, chapter_link_number(telling->chapter, telling->index, i));
            from = span->end;
        }
    }
    add_part(telling, from, end);
}

void unit_add_told(Buffer *out, Report *report, const Unit *unit, RoleOptions options)
{
    const Chapter *chapter = report_chapter(report, unit->from.chapter);
    const Block *block = &chapter->blocks[unit->from.block];
    Telling telling = {.out = out, .chapter = chapter, .block = block, .index = unit->from.block, .options = options};
    Place start = {unit->from.chapter, unit->from.block, 0};
    Unit first = {0};
    if (unit->kind == UNIT_WORD) {
        buffer_add(out, block->text + unit->from.byte, unit->end - unit->from.byte);
        return;
    }
    const bool is_first = unit_at(report, unit->kind, start, &first) && place_compare(first.from, unit->from) == 0;
    const bool is_last = unit_ends_block(report, unit);
    if (is_first)
        add_openings(&telling, telling.index);
    begin_words(&telling);
    add_text(&telling, unit->from.byte, unit->end);
    if (!is_last)
        return;
    add_role(&telling, telling.index, ROLE_TAIL);
    add_closings(&telling);
}
