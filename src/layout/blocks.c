// The walk over the tree of blocks: what each kind looks like.
#include "layout/blocks.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "layout/table.h"
#include "layout/told.h"
#include "text/cluster.h"

enum {
    WIDE_CELLS = 40,            // a measure from which on lists, figures and quotes stand in from the margin
    INDENT = 2,                 // cells
    INDENT_DEEP = 4,            // of quotes, verse, definitions, footnotes
    VERSE_HANG = 4,
    SHORT_CELLS = 132,          // a list whose items are no longer is set without blank lines: two lines of the default measure
    SPACED_LEVEL_MOST = 2,      // headings down to this level have two blank lines before them
    INDENTED_LEVEL_LEAST = 4,   // headings from this level on are indented, each by INDENT more
};

// What is told of a block

static void set_label(Builder *builder, int block, Frame frame)
{
    const char *label = told_role(builder, block, ROLE_LABEL);
    if (*label)
        build_marker(builder, block, label, frame.room.left);
}

static bool begins_with_caption(const Builder *builder, int block)
{
    return block + 1 < build_block(builder, block)->end && build_block(builder, block + 1)->kind == BLOCK_CAPTION;
}

static void set_opening(Builder *builder, int block, Frame frame)
{
    const char *opening = told_role(builder, block, ROLE_OPENING);
    if (!*opening)
        return;
    if (!build_block(builder, block)->length && !begins_with_caption(builder, block))
        build_stand_for(builder, block);
    set_told_words(builder, block, frame.room, opening);
    build_keep(builder);
}

static void set_closing(Builder *builder, int block, Frame frame)
{
    const char *closing = told_role(builder, block, ROLE_CLOSING);
    if (!*closing)
        return;
    build_keep(builder);
    set_told_words(builder, block, frame.room, closing);
}

// The kinds

static const char *glyph(const Builder *builder, const char *good, const char *ascii)
{
    return builder->layout->options.is_ascii ? ascii : good;
}

static bool is_wide(const Builder *builder)
{
    return builder->layout->options.cells >= WIDE_CELLS;
}

// What is told needs no indentation to be told apart: only items hang.
static Frame frame_in(const Builder *builder, Frame frame, int indent)
{
    if (build_is_told(builder))
        return frame;
    frame.room = room_in(builder, frame.room, is_wide(builder) ? indent : (indent + 1) / 2);
    return frame;
}

static Frame frame_within(const Builder *builder, Frame frame, int indent)
{
    if (build_is_told(builder))
        return frame;
    frame.room = room_within(builder, frame.room, is_wide(builder) ? indent : (indent + 1) / 2);
    return frame;
}

static Opened *innermost(const Walk *walk)
{
    return &walk->open[walk->depth - 1];
}

static void open_block(Walk *walk, Opened opened)
{
    walk->open = memory_grow(walk->open, walk->depth, &walk->capacity, sizeof *walk->open);
    walk->open[walk->depth++] = opened;
}

// A text that may be long is set from here on, behind which nothing stands but blocks.
static void begin_text(const Builder *builder, Walk *walk, int block, Room room, Flow flow)
{
    walk->running = running_text(builder, block, room, flow);
    walk->is_running = true;
}

static void set_title(Builder *builder, int block, Frame frame)
{
    build_flow(builder, block, frame.room, (Flow){.keeps_next = true});
    build_rule(builder, block, frame.room, RULE_DOUBLE, build_width_of(builder, block));
    build_keep(builder);
}

// Levels are told apart without bold type or colour: the first is underlined, the first two have more space, those from the fourth on are
// indented.
static void set_heading(Builder *builder, int block, Frame frame)
{
    int level = build_block(builder, block)->level;
    Frame heading = frame;
    if (level >= INDENTED_LEVEL_LEAST)
        heading = frame_in(builder, frame, INDENT * (level - INDENTED_LEVEL_LEAST + 1));
    build_flow(builder, block, heading.room, (Flow){.keeps_next = true});
    if (level == 1)
        build_rule(builder, block, heading.room, RULE_SINGLE, build_width_of(builder, block));
    build_keep(builder);
    build_gap(builder, 1);
}

static bool is_short(const Builder *builder, const Block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->length <= SHORT_CELLS * 4 && build_cells(builder, block->text, block->length) <= SHORT_CELLS;
}

static bool is_list(const Block *block)
{
    return block->kind == BLOCK_LIST || block->kind == BLOCK_STEPS;
}

static bool is_tight_list(const Builder *builder, int list);

// One short text, lists as tight below it, nothing else.
static bool is_tight_item(const Builder *builder, int item)
{
    int end = build_block(builder, item)->end;
    for (int i = item + 1; i < end; i = build_block(builder, i)->end) {
        const Block *child = build_block(builder, i);
        bool is_fine = is_list(child) ? is_tight_list(builder, i) : i == item + 1 && is_short(builder, child);
        if (!is_fine)
            return false;
    }
    return true;
}

static bool is_tight_list(const Builder *builder, int list)
{
    int end = build_block(builder, list)->end;
    for (int i = list + 1; i < end; i = build_block(builder, i)->end)
        if (!is_tight_item(builder, i))
            return false;
    return true;
}

// All definitions are one short text.
static bool are_tight_terms(const Builder *builder, int terms)
{
    int end = build_block(builder, terms)->end;
    for (int i = terms + 1; i < end; i = build_block(builder, i)->end) {
        bool is_definition = build_block(builder, i)->kind == BLOCK_DEFINITION;
        if (is_definition && (build_block(builder, i)->end != i + 2 || !is_short(builder, build_block(builder, i + 1))))
            return false;
    }
    return true;
}

static Frame frame_of_items(const Builder *builder, int list, Frame frame)
{
    Frame inner = frame.depth == 0 && is_wide(builder) ? frame_in(builder, frame, INDENT) : frame;
    inner.is_tight = is_tight_list(builder, list);
    inner.depth++;
    return inner;
}

static Frame begin_list(const Builder *builder, int list, Frame frame)
{
    frame = frame_of_items(builder, list, frame);
    frame.bullets++;
    frame.number_cells = 0;
    return frame;
}

static int digits_of(int number)
{
    int digits = number < 0 ? 2 : 1;
    while (number /= 10)
        digits++;
    return digits;
}

static int number_width(const Builder *builder, int steps)
{
    int widest = 0, end = build_block(builder, steps)->end;
    for (int i = steps + 1; i < end; i = build_block(builder, i)->end) {
        int width = digits_of(build_block(builder, i)->ordinal) + 1;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static Frame begin_steps(const Builder *builder, int steps, Frame frame)
{
    frame = frame_of_items(builder, steps, frame);
    frame.number_cells = number_width(builder, steps);
    return frame;
}

static const char *item_marker(const Builder *builder, int item, Frame frame)
{
    const char *const good[] = {"•", "–", "◦"}, *const ascii[] = {"*", "-", "+"};
    const int level = frame.bullets > 3 ? 3 : frame.bullets > 1 ? frame.bullets : 1;
    if (frame.number_cells)
        return arena_format(builder->layout->arena, "%d.", build_block(builder, item)->ordinal);
    return glyph(builder, good[level - 1], ascii[level - 1]);
}

// Of one that is told the marker waits already.
static Frame begin_item(Builder *builder, int item, Frame frame)
{
    const int width = build_is_told(builder) ? TOLD_INDENT_MOST - 1 : frame.number_cells ? frame.number_cells : 1;
    if (!build_is_told(builder)) {
        const char *marker = item_marker(builder, item, frame);
        build_marker(builder, item, marker, frame.room.left + width - build_cells(builder, marker, strlen(marker)));
    }
    frame.room = room_in(builder, frame.room, width + 1);
    return frame;
}

static Frame begin_terms(const Builder *builder, int terms, Frame frame)
{
    frame.is_tight = are_tight_terms(builder, terms);
    return frame;
}

static Frame begin_definition(const Builder *builder, Frame frame)
{
    frame.is_tight = false;
    return frame_in(builder, frame, INDENT_DEEP);
}

static void begin_by(Builder *builder, Walk *walk, int by, Frame frame)
{
    build_keep(builder);
    if (!build_is_told(builder))
        build_marker(builder, by, glyph(builder, "—", "--"), frame.room.left);
    begin_text(builder, walk, by, room_in(builder, frame.room, INDENT), (Flow){0});
}

static void set_table_with_caption(Builder *builder, int table, Frame frame)
{
    int first = table + 1;
    if (begins_with_caption(builder, table)) {
        build_flow(builder, first, frame.room, (Flow){.keeps_next = true});
        build_gap(builder, !build_is_told(builder));
        first = build_block(builder, first)->end;
    }
    if (build_is_told(builder)) {
        set_opening(builder, table, frame);
        set_told_table(builder, table, first, frame.room);
    } else
        set_table(builder, table, first, frame.room);
}

static Frame begin_figure(Builder *builder, Walk *walk, int figure, Frame frame)
{
    Frame inner = frame.depth ? frame : frame_in(builder, frame, INDENT);
    bool is_alone = build_block(builder, figure)->end == figure + 1;
    if (!build_is_told(builder))
        // TRANSLATORS: before the words that describe a picture; its bracket is closed behind them
        build_marker(builder, figure, _("[Figure:"), inner.room.left);
    begin_text(builder, walk, figure, inner.room, (Flow){.tail = "]", .keeps_next = !is_alone});
    inner.is_tight = true;
    return inner;
}

static void begin_source(Builder *builder, Walk *walk, int source, Frame frame)
{
    build_keep(builder);
    if (!build_is_told(builder))
        build_marker(builder, source, _("Source:"), frame.room.left);
    begin_text(builder, walk, source, frame.room, (Flow){0});
}

static void set_aside_rule(Builder *builder, int aside, Frame frame)
{
    build_rule(builder, aside, frame.room, RULE_SINGLE, build_drawn(builder, frame.room.cells));
}

static Frame begin_aside(Builder *builder, int aside, Frame frame)
{
    Frame inner = frame_in(builder, frame, INDENT);
    set_aside_rule(builder, aside, frame);
    build_keep(builder);
    if (build_block(builder, aside)->length) {
        build_flow(builder, aside, inner.room, (Flow){.keeps_next = true});
        build_gap(builder, 1);
    }
    return inner;
}

static void end_aside(Builder *builder, int aside, Frame frame)
{
    build_keep(builder);
    set_aside_rule(builder, aside, frame);
}

static Frame begin_footnote(Builder *builder, int footnote, Frame frame)
{
    const char *marker = arena_format(builder->layout->arena, "[%s]", build_block(builder, footnote)->label);
    if (!build_is_told(builder))
        build_marker(builder, footnote, marker, frame.room.left);
    return frame_in(builder, frame, INDENT_DEEP);
}

// What comes before the blocks that it holds, with text that is set from here on. Returns where those stand.
static Frame begin_kind(Builder *builder, Walk *walk, int block, Frame frame)
{
    switch (build_block(builder, block)->kind) {
    case BLOCK_TITLE:       set_title(builder, block, frame); break;
    case BLOCK_SUMMARY:     begin_text(builder, walk, block, frame_within(builder, frame, INDENT_DEEP).room, (Flow){0}); break;
    case BLOCK_SECTION:     set_heading(builder, block, frame); break;
    case BLOCK_VERSE:       begin_text(builder, walk, block, frame_in(builder, frame, INDENT_DEEP).room, (Flow){.kind = TEXT_VERSE, .hang = VERSE_HANG}); break;
    case BLOCK_LITERAL:     begin_text(builder, walk, block, frame_in(builder, frame, INDENT).room, (Flow){.kind = TEXT_LITERAL}); break;
    case BLOCK_LIST:        return begin_list(builder, block, frame);
    case BLOCK_STEPS:       return begin_steps(builder, block, frame);
    case BLOCK_ITEM:        return begin_item(builder, block, frame);
    case BLOCK_TERMS:       return begin_terms(builder, block, frame);
    case BLOCK_TERM:        begin_text(builder, walk, block, frame.room, (Flow){.hang = INDENT, .keeps_next = true}); break;
    case BLOCK_DEFINITION:  return begin_definition(builder, frame);
    case BLOCK_QUOTE:       return frame_within(builder, frame, INDENT_DEEP);
    case BLOCK_BY:          begin_by(builder, walk, block, frame); break;
    case BLOCK_TABLE:       set_table_with_caption(builder, block, frame); break;
    case BLOCK_FIGURE:      return begin_figure(builder, walk, block, frame);
    case BLOCK_SOURCE:      begin_source(builder, walk, block, frame); break;
    case BLOCK_ASIDE:       return begin_aside(builder, block, frame);
    case BLOCK_FOOTNOTE:    return begin_footnote(builder, block, frame);
    case BLOCK_PARAGRAPH: case BLOCK_CAPTION: case BLOCK_ROW: case BLOCK_CELL: case BLOCK_PROBLEM:
        begin_text(builder, walk, block, frame.room, (Flow){0});
        break;
    }
    return frame;
}

// What comes behind all that it holds.
static void end_kind(Builder *builder, int block, Frame frame)
{
    const BlockKind kind = build_block(builder, block)->kind;
    if (kind == BLOCK_ITEM || kind == BLOCK_FOOTNOTE)
        build_flush_markers(builder);
    else if (kind == BLOCK_ASIDE)
        end_aside(builder, block, frame);
}

// The walk

// Only for a block behind which there are others.
static bool holds_one(const Block *block)
{
    return block[1].end == block->end;
}

// What stands behind a section but not in it is set apart from it.
static int gap_before(const Block *block, const Block *previous, Frame frame)
{
    if (block->kind == BLOCK_SECTION)
        return block->level <= SPACED_LEVEL_MOST && previous->kind != BLOCK_TITLE ? 2 : 1;
    if (previous->kind == BLOCK_SECTION)
        return 2;
    if (block->kind == BLOCK_FOOTNOTE)
        return holds_one(previous) ? 0 : 1;
    bool is_close = block->kind == BLOCK_BY || block->kind == BLOCK_DEFINITION;
    return is_close || frame.is_tight ? 0 : 1;
}

Walk walk_from(int begin, int end, Room room)
{
    Walk walk = {0};
    open_block(&walk, (Opened){.block = -1, .next = begin, .end = end, .previous = -1, .frame.room = room});
    return walk;
}

void walk_free(Walk *walk)
{
    running_free(&walk->running);
    free(walk->open);
}

int walk_next(const Walk *walk)
{
    return walk->is_running ? walk->running.block : innermost(walk)->next;
}

bool walk_shows(const Walk *walk, int block, size_t byte)
{
    return walk->is_running && walk->running.block == block && byte < walk->running.made;
}

static long long words_of(const Builder *builder, int from, int to)
{
    long long words = 0;
    for (int i = from; i < to; i++)
        words += build_block(builder, i)->words;
    return words;
}

static void begin_block(Builder *builder, Walk *walk)
{
    Opened *around = innermost(walk);
    const int block = around->next, previous = around->previous, end = build_block(builder, block)->end;
    const Frame frame = around->frame;
    around->previous = block;
    around->next = end;
    if (previous >= 0)
        build_gap(builder, gap_before(build_block(builder, block), build_block(builder, previous), frame));
    const bool is_table = build_block(builder, block)->kind == BLOCK_TABLE;  // its caption comes first, and all of it is set at once
    if (build_is_told(builder)) {
        set_label(builder, block, frame);
        if (!is_table)
            set_opening(builder, block, frame);
    }
    const Frame inner = begin_kind(builder, walk, block, frame);
    const int next = is_table ? end : block + 1;
    walk->words += words_of(builder, block, next);
    open_block(walk, (Opened){.block = block, .next = next, .end = end, .previous = -1, .frame = inner});
}

static void end_block(Builder *builder, Walk *walk)
{
    const int block = innermost(walk)->block;
    walk->depth--;
    end_kind(builder, block, innermost(walk)->frame);
    if (build_is_told(builder))
        set_closing(builder, block, innermost(walk)->frame);
}

static bool has_more(const Walk *walk)
{
    return walk->is_running || innermost(walk)->next < innermost(walk)->end;
}

bool set_some(Builder *builder, Walk *walk, int lines)
{
    const int before = builder->layout->count;
    while (has_more(walk) && builder->layout->count - before < lines && !build_is_stopped(builder)) {
        if (!walk->is_running)
            begin_block(builder, walk);
        if (walk->is_running)
            walk->is_running = running_go_on(builder, &walk->running);
        while (!has_more(walk) && walk->depth > 1)
            end_block(builder, walk);
    }
    return has_more(walk);
}
