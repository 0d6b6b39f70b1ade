// Lists as numbered lines. The selected row has "> " before it; where there are more rows than a page has, so many from the selected one on.
#include <stdio.h>
#include <string.h>
#include "base/hash.h"
#include "base/translate.h"
#include "plain/telling.h"
#include "text/amount.h"
#include "text/segment.h"

static void mix_text(uint64_t *hash, const char *text)
{
    *hash = hash_bytes(*hash, text ? text : "", strlen(text ? text : "") + 1);
}

// Of all that is shown of a list but the selection. What a setting has become was said in a message.
static uint64_t hash_of(const List *list, Focus focus)
{
    uint64_t hash = HASH_BEGIN;
    mix_text(&hash, list->title);
    for (size_t i = 0; i < list->count; i++) {
        const Row *row = &list->rows[i];
        if (!list->shown[i])
            continue;
        hash = hash_bytes(hash, &row->is_folded, sizeof row->is_folded);
        mix_text(&hash, row->mark);
        if (focus == FOCUS_SETTINGS)
            continue;
        mix_text(&hash, row->text);
        mix_text(&hash, row->detail);
        mix_text(&hash, row->note);
    }
    return hash;
}

static void add_part(Buffer *line, const char *part)
{
    if (!*part)
        return;
    // TRANSLATORS: between the parts of a row of a list that is told: a text, its length, its level
    buffer_add_text(line, sentence_is_ended(buffer_text(line), line->length) ? " " : C_("row", ", "));
    buffer_add_text(line, part);
}

// The contents have a word as a mark, the other lists a number or keys, which are said first.
static void add_row(Buffer *line, const Row *row, Focus focus)
{
    bool is_first = focus != FOCUS_CONTENTS && *row->mark;
    if (is_first)
        buffer_addf(line, "%s: ", row->mark);
    buffer_add_text(line, row->text);
    add_part(line, row->detail);
    add_part(line, is_first ? "" : row->mark);
    if (focus == FOCUS_CONTENTS && row->level > 0) {
        char level[64];
        snprintf(level, sizeof level, _("level %d"), row->level + 1);
        add_part(line, level);
    }
    if (row->has_children && row->is_folded)
        add_part(line, _("folded"));
    if (focus == FOCUS_SHELF)
        add_part(line, row->note);
    else if (*row->note)
        buffer_addf(line, sentence_is_ended(buffer_text(line), line->length) ? _(" Note: %s") : _(". Note: %s"), row->note);
}

static void say_row(const Telling *telling, const List *list, size_t index, size_t number, Focus focus)
{
    const Row *row = &list->rows[index];
    Buffer line = {0};
    if (row->is_heading)
        buffer_add_text(&line, row->text);
    else {
        buffer_addf(&line, "%s%zu. ", index == list->selected ? "> " : "", number);
        add_row(&line, row, focus);
    }
    voice_say(telling->voice, buffer_text(&line));
    buffer_free(&line);
}

// Rows that can be chosen, shown before one: its number is one more.
static size_t numbered_before(const List *list, size_t end)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++)
        count += list->shown[i] && !list->rows[i].is_heading;
    return count;
}

static void say_title(const Telling *telling, const List *list)
{
    Buffer line = {0};
    size_t count = numbered_before(list, list->count);
    const char *title = list->title ? list->title : _("List");
    if (list->filter && *list->filter)
        buffer_addf(&line, translate_count("%1$s, %2$s row with \"%3$s\".", "%1$s, %2$s rows with \"%3$s\".", count), title, AMOUNT(count), list->filter);
    else
        buffer_addf(&line, C_("title", "%s."), title); // TRANSLATORS: the title of a list as a sentence
    voice_say(telling->voice, buffer_text(&line));
    buffer_free(&line);
}

// The heading that a row stands under is said with it.
static size_t with_heading(const List *list, size_t row)
{
    return row > 0 && list->rows[row - 1].is_heading && list->shown[row - 1] ? row - 1 : row;
}

static void say_rest(const Telling *telling, const Reader *reader, size_t rows)
{
    char text[256], key[160];
    key_for(reader, "list-page-down", key, sizeof key);
    snprintf(text, sizeof text, translate_count("%1$s more; %2$s goes on.", "%1$s more; %2$s goes on.", rows), AMOUNT(rows), key);
    voice_say(telling->voice, text);
}

static void say_rows(const Telling *telling, const Reader *reader, const List *list, size_t first, size_t most)
{
    size_t number = numbered_before(list, first), said = 0;
    for (size_t i = first; i < list->count && said < most; i++) {
        if (!list->shown[i])
            continue;
        number += !list->rows[i].is_heading;
        said += !list->rows[i].is_heading;
        say_row(telling, list, i, number, reader->focus);
    }
    const size_t left = numbered_before(list, list->count) - number;
    if (left && most > 1)
        say_rest(telling, reader, left);
}

static void say_whole(const Telling *telling, const Reader *reader, const List *list, size_t most)
{
    bool has_filter = list->filter && *list->filter, has_rows = list->selected < list->count;
    if (has_rows || has_filter)
        say_title(telling, list);
    if (!has_rows && !has_filter)
        voice_say(telling->voice, list->empty ? list->empty : _("There is nothing here."));
    else if (list_shown_count(list) <= most || list->selected == 0)
        say_rows(telling, reader, list, 0, most);
    else
        say_rows(telling, reader, list, with_heading(list, list->selected), most);
}

static bool is_next_to(const List *list, size_t a, size_t b)
{
    size_t first = a < b ? a : b, last = a < b ? b : a;
    return last < list->count && numbered_before(list, last) - numbered_before(list, first) <= 1;
}

void tell_selected(const Telling *telling, const Reader *reader)
{
    const List *list = reader_list(reader, reader->focus);
    if (list->selected < list->count)
        say_rows(telling, reader, list, with_heading(list, list->selected), 1);
}

void tell_list(Telling *telling, const Reader *reader)
{
    const List *list = reader_list(reader, reader->focus);
    uint64_t rows = hash_of(list, reader->focus);
    size_t most = (size_t)reader_text_rows(reader);
    bool is_changed = !telling->has_told || telling->list != reader->focus || telling->rows != rows;
    bool is_step = is_next_to(list, telling->selected, list->selected), is_back = telling->focus == FOCUS_PROMPT;
    if (is_changed)
        say_whole(telling, reader, list, most);
    else if (is_step && (telling->selected != list->selected || is_back))
        tell_selected(telling, reader);
    else if (telling->selected != list->selected)
        say_rows(telling, reader, list, with_heading(list, list->selected), most);
    telling->list = reader->focus;
    telling->rows = rows;
    telling->selected = list->selected;
}
