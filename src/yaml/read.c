// libyaml's events to nodes. Every limit on hostile input is held here, before anything grows.
#include <string.h>
#include <yaml.h>
#include "base/memory.h"
#include "base/translate.h"
#include "yaml/count.h"
#include "yaml/cursor.h"
#include "yaml/duplicates.h"
#include "yaml/node.h"
#include "yaml/remedy.h"

typedef struct {
    YamlNode *node;
    YamlNode *last;     // child
    YamlNode *key;      // whose value comes next; NULL = none
} Level;

typedef struct {
    Arena *arena;
    const YamlFile *file;
    const YamlLimits *limits;
    yaml_parser_t parser;
    Cursor cursor;
    Level levels[YAML_DEPTH_MOST];
    int depth;
    YamlNode *root;
    LastNode last;
    int refused_line;   // of the last alias, anchor or tag; 0 = none
    bool is_over;       // the stream has ended
} Reading;

static bool fail_here(Reading *reading, const char *text)
{
    const Cursor *at = &reading->cursor;
    YamlNode node = {.line = at->line, .column = at->column, .offset = at->offset};
    return fail_at(reading->file, &node, "%s", text);
}

static void go_to(Reading *reading, yaml_mark_t mark)
{
    cursor_go(&reading->cursor, mark.index);
}

// Reading goes on; but what the parser trips over next in the same line has the same cause and is not told.
static void refuse_property(Reading *reading, const char *text)
{
    fail_here(reading, text);
    reading->refused_line = reading->cursor.line;
}

static void check_properties(Reading *reading, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        refuse_property(reading, _("anchors are not allowed in reports; quote the text if it begins with \"&\""));
    if (tag)
        refuse_property(reading, _("tags are not allowed in reports; quote the text if it begins with \"!\""));
}

static bool place_node(Reading *reading, YamlNode *node)
{
    if (reading->depth == 0) {
        reading->root = node;
        return true;
    }
    Level *level = &reading->levels[reading->depth - 1];
    if (level->key) {
        level->key->value = node;
        level->key = NULL;
        return true;
    }
    bool is_key = level->node->kind == YAML_MAPPING;
    if (is_key && node->kind != YAML_SCALAR)
        return fail_at(reading->file, node, _("a key must be text, not %s; quote the text if it begins with a bracket"), yaml_kind_name(node->kind));
    if (level->last)
        level->last->next = node;
    else
        level->node->first = node;
    level->last = node;
    level->node->count++;
    level->key = is_key ? node : NULL;
    return true;
}

// NULL: it stands where it can't.
static YamlNode *add_node(Reading *reading, YamlKind kind)
{
    const Cursor *at = &reading->cursor;
    YamlNode *node = arena_take(reading->arena, sizeof *node);
    *node = (YamlNode){.kind = kind, .line = at->line, .column = at->column, .offset = at->offset};
    return place_node(reading, node) ? node : NULL;
}

static void keep_last(Reading *reading, const YamlNode *node)
{
    reading->last = (LastNode){.node = *node, .end_line = reading->cursor.line};
}

static bool comment_begins(const Cursor *at)
{
    size_t offset = at->offset;
    while (offset < at->length && (at->bytes[offset] == ' ' || at->bytes[offset] == '\t'))
        offset++;
    return offset < at->length && at->bytes[offset] == '#';
}

static YamlStyle style_of(yaml_scalar_style_t style)
{
    if (style == YAML_PLAIN_SCALAR_STYLE)
        return YAML_PLAIN;
    return style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE ? YAML_BLOCK : YAML_QUOTED;
}

static bool add_scalar(Reading *reading, const yaml_event_t *event)
{
    size_t length = event->data.scalar.length;
    check_properties(reading, event->data.scalar.anchor, event->data.scalar.tag);
    YamlNode *node = add_node(reading, YAML_SCALAR);
    if (!node)
        return false;
    if (length > reading->limits->scalar)
        return fail_at(reading->file, node, _("this text has %1$zu bytes, more than the limit of %2$zu; split it"), length, reading->limits->scalar);
    node->style = style_of(event->data.scalar.style);
    node->text = arena_copy(reading->arena, (const char *)event->data.scalar.value, length);
    node->length = length;
    go_to(reading, event->end_mark);
    node->comment_follows = node->style == YAML_PLAIN && comment_begins(&reading->cursor);
    keep_last(reading, node);
    return true;
}

static bool add_alias(Reading *reading)
{
    refuse_property(reading, _("aliases are not allowed in reports; quote the text if it begins with \"*\""));
    YamlNode *node = add_node(reading, YAML_SCALAR);
    if (node) {
        node->text = "*";
        node->length = 1;
    }
    return node;
}

static bool open_node(Reading *reading, YamlKind kind, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    check_properties(reading, anchor, tag);
    YamlNode *node = add_node(reading, kind);
    if (!node)
        return false;
    if (reading->depth == reading->limits->depth)
        return fail_at(reading->file, node, _("more than %d levels of nesting; quote the text if it begins with a bracket"), reading->limits->depth);
    reading->levels[reading->depth++] = (Level){.node = node};
    return true;
}

static bool close_node(Reading *reading, const yaml_event_t *event)
{
    const YamlNode *node = reading->levels[--reading->depth].node;
    go_to(reading, event->end_mark);
    if (event->end_mark.index > event->start_mark.index)    // a bracket; what ends by indentation ends before what follows
        keep_last(reading, node);
    if (node->kind == YAML_MAPPING)
        refuse_duplicates(reading->file, node);
    return true;
}

static bool begin_document(Reading *reading, const yaml_event_t *event)
{
    bool has_tags = event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end;
    if (reading->root)
        return fail_here(reading, _("a second document begins here, but a file holds one; remove \"---\" and what follows, or make it a file of its own"));
    if (event->data.document_start.version_directive || has_tags)
        fail_here(reading, _("directives are not allowed in reports: remove the lines that begin with \"%\""));
    return true;
}

static bool end_stream(Reading *reading)
{
    reading->is_over = true;
    return reading->root || fail_here(reading, _("the file holds nothing but white space or comments"));
}

static bool take_event(Reading *reading, const yaml_event_t *event)
{
    if (event->type != YAML_STREAM_END_EVENT)
        go_to(reading, event->start_mark);
    switch (event->type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT: return true;
    case YAML_DOCUMENT_START_EVENT: return begin_document(reading, event);
    case YAML_STREAM_END_EVENT: return end_stream(reading);
    case YAML_ALIAS_EVENT: return add_alias(reading);
    case YAML_SCALAR_EVENT: return add_scalar(reading, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_node(reading, YAML_SEQUENCE, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return open_node(reading, YAML_MAPPING, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return close_node(reading, event);
    }
    return true;
}

static bool fail_parse(Reading *reading)
{
    const yaml_parser_t *parser = &reading->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        memory_end();
    Cursor at = reading->cursor;
    cursor_go(&at, parser->problem_mark.index);
    if (parser->error == YAML_READER_ERROR || at.line != reading->refused_line)
        remedy_add(reading->file, parser, &reading->last);
    return false;
}

static bool read_events(Reading *reading)
{
    while (!reading->is_over) {
        yaml_event_t event;
        if (!yaml_parser_parse(&reading->parser, &event))
            return fail_parse(reading);
        bool goes_on = take_event(reading, &event);
        yaml_event_delete(&event);
        if (!goes_on)
            return false;
    }
    return true;
}

static bool fail_at_byte(const YamlFile *file, size_t offset, const char *text)
{
    Cursor cursor = cursor_new(file->bytes, file->length);
    cursor_go_byte(&cursor, offset);
    YamlNode node = {.line = cursor.line, .column = cursor.column, .offset = cursor.offset};
    return fail_at(file, &node, "%s", text);
}

// By their last byte, which is rare where the first is frequent: E2 80 begins each curly quote.
static const char *find_rare(const YamlFile *file, const char *bytes)
{
    const size_t before = strlen(bytes) - 1;
    const char *end = file->bytes + file->length, *at = file->length > before ? file->bytes + before : end;
    for (; at < end && (at = memchr(at, bytes[before], (size_t)(end - at))); at++)
        if (memcmp(at - before, bytes, before) == 0)
            return at - before;
    return NULL;
}

// libyaml ends a line at these, YAML 1.2 and every editor do not: the text would go on as something else.
static bool check_line_ends(const YamlFile *file)
{
    static const struct { const char *bytes, *text; } ends[] = {
        {"\xC2\x85", N_("a next-line character (U+0085) stands here; write a line feed, or \"\\u0085\" in a text between double quotes")},
        {"\xE2\x80\xA8", N_("a line separator (U+2028) stands here; write a line feed, or \"\\u2028\" in a text between double quotes")},
        {"\xE2\x80\xA9", N_("a paragraph separator (U+2029) stands here; write a line feed, or \"\\u2029\" in a text between double quotes")},
    };
    bool is_good = true;
    for (size_t i = 0; file->length && i < sizeof ends / sizeof *ends; i++) {
        const char *found = find_rare(file, ends[i].bytes);
        if (found)
            is_good = fail_at_byte(file, (size_t)(found - file->bytes), _(ends[i].text));
    }
    for (const char *at = file->bytes, *end = at + file->length; is_good && at < end && (at = memchr(at, '\r', (size_t)(end - at))); at++)
        if (at + 1 < end && at[1] != '\n')
            is_good = fail_at_byte(file, (size_t)(at - file->bytes), _("a carriage return stands here without a line feed; end lines with a line feed"));
    return is_good;
}

static bool check_bytes(const YamlFile *file, const YamlLimits *limits)
{
    YamlNode begin = {.line = 1, .column = 1};
    if (file->length > limits->file)
        return fail_at(file, &begin, _("the file has %1$zu bytes, more than the limit of %2$zu; split it"), file->length, limits->file);
    if (file->length >= 2 && (memcmp(file->bytes, "\xFF\xFE", 2) == 0 || memcmp(file->bytes, "\xFE\xFF", 2) == 0))
        return fail_at(file, &begin, _("this is UTF-16 or UTF-32; save the file as UTF-8"));
    const char *zero = file->length ? memchr(file->bytes, '\0', file->length) : NULL;
    if (zero)
        return fail_at_byte(file, (size_t)(zero - file->bytes), _("a NUL byte stands here; save the file as UTF-8 text"));
    return check_line_ends(file);
}

typedef struct {
    const YamlFile *file;
    size_t at;          // byte; those before it were given
} Source;

// Piece by piece, as libyaml would take a string.
static int give(void *context, unsigned char *out, size_t room, size_t *given)
{
    Source *source = context;
    const size_t left = source->file->length - source->at;
    *given = left < room ? left : room;
    if (*given)
        memcpy(out, source->file->bytes + source->at, *given);
    source->at += *given;
    meter_move(source->file->meter, source->at, source->file->length);
    return !meter_is_stopped(source->file->meter);
}

const YamlNode *yaml_read(Arena *arena, const YamlFile *file, const YamlLimits *limits)
{
    if (!check_bytes(file, limits) || !count_nodes(file, limits))
        return NULL;
    Reading reading = {.arena = arena, .file = file, .limits = limits, .cursor = cursor_new(file->bytes, file->length)};
    if (!yaml_parser_initialize(&reading.parser))
        memory_end();
    yaml_parser_set_input(&reading.parser, give, &(Source){.file = file});
    bool is_whole = read_events(&reading);
    yaml_parser_delete(&reading.parser);
    return is_whole ? reading.root : NULL;
}
