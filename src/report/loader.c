// What the parts of the chapter loader share.
#include "report/loader.h"
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/translate.h"
#include "report/limits.h"
#include "report/shapes.h"
#include "report/written.h"
#include "text/amount.h"
#include "text/safe.h"
#include "text/segment.h"
#include "text/utf8.h"

// Percent of what a text takes, as measured with one of 16 MB.
enum { TEXT_WRITTEN = 40, TEXT_SAFE = 50, TEXT_SHAPED = 80, TEXT_READ = 84 };

static void finding_add(FindingList *list, const char *name, const YamlNode *node)
{
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (Finding){name, node};
}

void findings_clear(Findings *findings)
{
    free(findings->ids.items);
    free(findings->links.items);
    free(findings->notes.items);
    free(findings->footnotes.items);
    *findings = (Findings){0};
}

void findings_add_footnote(Loader *loader, const char *key, const YamlNode *node)
{
    if (loader->findings)
        finding_add(&loader->findings->footnotes, key, node);
}

bool node_is(const YamlNode *node, bool (*shape)(const char *text))
{
    return node->kind == YAML_SCALAR && strlen(node->text) == node->length && shape(node->text);
}

bool fail_no_text(const YamlFile *file, const YamlNode *node)
{
    if (node->kind == YAML_MAPPING)
        return fail_at(file, node, _("text is wanted here, but \": \" makes this a mapping; quote the text: \"...: ...\""));
    return fail_at(file, node, _("text is wanted here, but \"[\" or \"- \" at its start makes this a sequence; quote the text: \"[...] ...\""));
}

// The node itself, or the blank line in its text if the file has it there.
static YamlNode blank_line(const YamlFile *file, const YamlNode *node, int lines)
{
    YamlNode at = *node;
    size_t offset = node->offset;
    for (int i = 0; i < lines && offset < file->length; i++) {
        const char *end = memchr(file->bytes + offset, '\n', file->length - offset);
        offset = end ? (size_t)(end - file->bytes) + 1 : file->length;
    }
    size_t end = offset;
    while (end < file->length && strchr(" \t\r", file->bytes[end]))
        end++;
    if (end == file->length || file->bytes[end] != '\n')
        return at;
    at.line += lines;
    at.column = 1;
    at.offset = offset;
    return at;
}

// The text that flows, on one line.
static bool flow(const Loader *loader, const YamlNode *node, Buffer *out)
{
    Buffer written = {0}, safe = {0};
    written_add(&written, loader->file, node);
    loader_tell(loader, node, TEXT_WRITTEN);
    int blank = written_blank_line(&written, node);
    buffer_reserve(&safe, written.length);
    safe_add(&safe, buffer_text(&written), written.length);
    loader_tell(loader, node, TEXT_SAFE);
    written_join(out, buffer_text(&safe), safe.length);
    buffer_free(&written);
    buffer_free(&safe);
    if (blank < 0)
        return true;
    YamlNode at = blank_line(loader->file, node, blank);
    return fail_at(loader->file, &at,
                   _("a blank line in a text; end the text before it and begin the next one with \"- \", as a paragraph of its own"));
}

static bool shape_text(const Loader *loader, const YamlNode *node, TextKind kind, Buffer *out)
{
    if (kind == TEXT_FLOWING || kind == TEXT_PLAIN)
        return flow(loader, node, out);
    size_t length = node->length;
    while (length > 0 && node->text[length - 1] == '\n')
        length--;
    safe_add_literal(out, node->text, length);
    return true;
}

static void warn_of_traps(const Loader *loader, const YamlNode *node)
{
    if (node->comment_follows)
        warn_at(loader->file, node, _("what stands behind \" #\" is a comment and is not shown; quote the text if it belongs to it"));
    size_t changes = loader->findings ? safe_count_changes(node->text, node->length) : 0;
    if (changes)
        warn_at(loader->file, node,
                translate_count("%s character in this text can't be shown as written: a control, bidirectional override or unassigned one; take it out",
                "%s characters in this text can't be shown as written: control, bidirectional override or unassigned ones; take them out",
                changes), AMOUNT(changes));
}

// Taking marks away may have brought more marks to one letter than are shown: then the text goes without its marks.
static InlineText read_marks(Loader *loader, const Buffer *safe)
{
    InlineText text = inline_read(loader->arena, buffer_text(safe), safe->length);
    if (text.length == safe->length || safe_count_changes(text.text, text.length) == 0)
        return text;
    return inline_plain(loader->arena, buffer_text(safe), safe->length);
}

void loader_tell(const Loader *loader, const YamlNode *node, int percent)
{
    meter_move(loader->file->meter, node->offset + node->length / 100 * (size_t)percent, loader->file->length);
}

bool load_text(Loader *loader, const YamlNode *node, TextKind kind, EmptyText empty, InlineText *text)
{
    *text = (InlineText){.text = ""};
    if (node->kind != YAML_SCALAR)
        return fail_no_text(loader->file, node);
    warn_of_traps(loader, node);
    Buffer safe = {0};
    bool is_text = shape_text(loader, node, kind, &safe);
    loader_tell(loader, node, TEXT_SHAPED);
    if (is_text && (kind == TEXT_PLAIN || kind == TEXT_LITERAL))
        *text = inline_plain(loader->arena, buffer_text(&safe), safe.length);
    else if (is_text)
        *text = read_marks(loader, &safe);
    buffer_free(&safe);
    loader_tell(loader, node, TEXT_READ);
    if (is_text && empty == EMPTY_REFUSED && !utf8_is_seen(text->text, text->length))
        is_text = fail_at(loader->file, node, _("the text is empty; write one, or leave the whole entry out"));
    return is_text;
}

int block_open(Loader *loader, BlockKind kind, const Inside *inside)
{
    loader->blocks = memory_grow(loader->blocks, loader->count, &loader->capacity, sizeof *loader->blocks);
    loader->blocks[loader->count] = (Block){.kind = kind, .parent = inside->parent, .level = inside->level, .id = "", .label = "", .text = "",
                                            .language = inside->language, .direction = inside->direction, .end = (int)loader->count + 1};
    return (int)loader->count++;
}

bool loader_has_room(Loader *loader, const YamlNode *node)
{
    if (loader->count > BLOCKS_MOST && !loader->is_full) {
        loader->is_full = true;
        fail_at(loader->file, node, _("more than %d blocks in a chapter; split it"), BLOCKS_MOST);
    }
    return !loader->is_full && !meter_is_stopped(loader->file->meter);
}

bool loader_has_room_for(Loader *loader, const YamlNode *sequence)
{
    size_t rest = loader->count > BLOCKS_MOST ? 0 : BLOCKS_MOST + 1 - loader->count;
    if (sequence->count <= rest)
        return loader_has_room(loader, sequence);
    const YamlNode *node = sequence->first;
    while (rest-- > 0)
        node = node->next;
    if (!loader->is_full)
        fail_at(loader->file, node, _("more than %d blocks in a chapter; split it"), BLOCKS_MOST);
    loader->is_full = true;
    return false;
}

void block_close(Loader *loader, int block)
{
    loader->blocks[block].end = (int)loader->count;
}

void block_number(Loader *loader, int block, const Inside *inside)
{
    if (inside->is_numbered)
        loader->blocks[block].number = ++loader->number;
}

Inside inside_of(const Inside *inside, int block)
{
    Inside within = *inside;
    within.parent = block;
    within.takes_sections = false;
    return within;
}

static void note_spans(Loader *loader, const YamlNode *node, const InlineText *text)
{
    if (!loader->findings)
        return;
    for (size_t i = 0; i < text->span_count; i++) {
        if (text->spans[i].kind == SPAN_LINK)
            finding_add(&loader->findings->links, text->spans[i].target, node);
        if (text->spans[i].kind == SPAN_NOTE)
            finding_add(&loader->findings->notes, text->spans[i].target, node);
    }
}

void block_set_text(Loader *loader, int block, const YamlNode *node, TextKind kind, EmptyText empty)
{
    InlineText text;
    if (!load_text(loader, node, kind, empty, &text))
        return;
    Block *to = &loader->blocks[block];
    to->text = text.text;
    to->length = (unsigned)text.length;
    to->spans = text.spans;
    to->span_count = (unsigned)text.span_count;
    to->words = (int)words_about(&loader->counter, text.text, text.length);
    note_spans(loader, node, &text);
}

int add_leaf(Loader *loader, BlockKind kind, const Inside *inside, const YamlNode *node, TextKind text, EmptyText empty)
{
    int block = block_open(loader, kind, inside);
    block_set_text(loader, block, node, text, empty);
    return block;
}

const char *load_id(Loader *loader, const YamlNode *mapping)
{
    const YamlNode *node = yaml_get(mapping, "id");
    if (!node)
        return "";
    if (!node_is(node, is_id)) {
        fail_at(loader->file, node,
                _("an id begins with a letter A-Z or a-z; letters, digits, \"-\" and \"_\" may follow, %d in all"), ID_BYTES_MOST);
        return "";
    }
    const char *id = arena_copy_text(loader->arena, node->text);
    if (loader->findings)
        finding_add(&loader->findings->ids, id, node);
    return id;
}

const char *load_language(const YamlFile *file, Arena *arena, const YamlNode *node, const char *inherited)
{
    if (!node)
        return inherited;
    if (node_is(node, is_language))
        return arena_copy_text(arena, node->text);
    fail_at(file, node, _("a language is written as in BCP 47: en, de-AT, zh-Hant"));
    return inherited;
}

Direction load_direction(const YamlFile *file, const YamlNode *node, Direction inherited)
{
    if (!node)
        return inherited;
    if (yaml_is(node, "ltr"))
        return DIRECTION_LTR;
    if (yaml_is(node, "rtl"))
        return DIRECTION_RTL;
    if (!yaml_is(node, "auto"))
        fail_at(file, node, _("`dir` is ltr, rtl or auto"));
    return DIRECTION_AUTO;
}

void load_manner(Loader *loader, const YamlNode *mapping, Inside *inside)
{
    inside->language = load_language(loader->file, loader->arena, yaml_get(mapping, "lang"), inside->language);
    inside->direction = load_direction(loader->file, yaml_get(mapping, "dir"), inside->direction);
}

static bool is_word_of(const char *word, size_t length, const char *words)
{
    while (*words) {
        size_t next = strcspn(words, " ");
        if (next == length && memcmp(words, word, length) == 0)
            return true;
        words += next + strspn(words + next, " ");
    }
    return false;
}

bool check_keys(const YamlFile *file, const YamlNode *mapping, const char *allowed, const char *whose)
{
    bool is_known = true;
    for (const YamlNode *key = mapping->first; key; key = key->next)
        if (!is_word_of(key->text, key->length, allowed))
            is_known = fail_at(file, key, _("\"%1$.80s\" is no part of %2$s, which takes: %3$s"), key->text, whose, allowed);
    return is_known;
}
