// The walk over the tree of blocks: what each kind looks like.
#include "layout/blocks.h"
#include <string.h>
#include "base/translate.h"
#include "layout/lines.h"
#include "layout/table.h"
#include "layout/told.h"
#include "text/cluster.h"

enum {
    WIDE_CELLS = 40,            // a measure from which on lists, figures and quotes stand in from the margin
    INDENT = 2,                 // cells
    INDENT_DEEP = 4,            // of quotes, verse, definitions, footnotes
    SHORT_CELLS = 132,          // a list whose items are no longer is set without blank lines: two lines of the default measure
    SPACED_LEVEL_MOST = 2,      // headings down to this level have two blank lines before them
    INDENTED_LEVEL_LEAST = 4,   // headings from this level on are indented, each by INDENT more
};

// Where blocks stand.
typedef struct {
    Room room;
    int depth;      // lists of any kind around them
    int bullets;    // LISTs around them
    bool is_tight;  // no blank lines between them
} Frame;

static void set_siblings(Builder *builder, int begin, int end, Frame frame);
static void set_block(Builder *builder, int block, Frame frame);

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

static void set_children(Builder *builder, int block, Frame frame)
{
    set_siblings(builder, block + 1, build_block(builder, block)->end, frame);
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

static void set_section(Builder *builder, int block, Frame frame)
{
    set_heading(builder, block, frame);
    set_children(builder, block, frame);
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

static Frame frame_of_list(const Builder *builder, int list, Frame frame)
{
    Frame inner = frame.depth == 0 && is_wide(builder) ? frame_in(builder, frame, INDENT) : frame;
    inner.is_tight = is_tight_list(builder, list);
    inner.depth++;
    return inner;
}

static void set_list(Builder *builder, int list, Frame frame)
{
    Frame inner = frame_of_list(builder, list, frame);
    inner.bullets++;
    set_children(builder, list, inner);
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

static void set_item(Builder *builder, int item, Frame frame, const char *marker, int width)
{
    build_marker(builder, item, marker, frame.room.left + width - build_cells(builder, marker, strlen(marker)));
    frame.room = room_in(builder, frame.room, width + 1);
    set_children(builder, item, frame);
    build_flush_markers(builder);
}

// Its marker waits already.
static void set_told_item(Builder *builder, int item, Frame frame)
{
    frame.room = room_in(builder, frame.room, TOLD_INDENT_MOST);
    set_children(builder, item, frame);
    build_flush_markers(builder);
}

static void set_bullet_item(Builder *builder, int item, Frame frame)
{
    if (build_is_told(builder)) {
        set_told_item(builder, item, frame);
        return;
    }
    const char *const good[] = {"•", "–", "◦"}, *const ascii[] = {"*", "-", "+"};
    int level = frame.bullets > 3 ? 3 : frame.bullets > 1 ? frame.bullets : 1;
    set_item(builder, item, frame, glyph(builder, good[level - 1], ascii[level - 1]), 1);
}

static void set_steps(Builder *builder, int steps, Frame frame)
{
    if (build_is_told(builder)) { // the numbers are labels
        set_list(builder, steps, frame);
        return;
    }
    Frame inner = frame_of_list(builder, steps, frame);
    int width = number_width(builder, steps), end = build_block(builder, steps)->end;
    for (int i = steps + 1; i < end; i = build_block(builder, i)->end) {
        if (i > steps + 1)
            build_gap(builder, !inner.is_tight);
        const char *marker = arena_format(builder->layout->arena, "%d.", build_block(builder, i)->ordinal);
        set_item(builder, i, inner, marker, width);
    }
}

static void set_terms(Builder *builder, int terms, Frame frame)
{
    frame.is_tight = are_tight_terms(builder, terms);
    set_children(builder, terms, frame);
}

static void set_definition(Builder *builder, int definition, Frame frame)
{
    frame.is_tight = false;
    set_children(builder, definition, frame_in(builder, frame, INDENT_DEEP));
}

static void set_by(Builder *builder, int by, Frame frame)
{
    build_keep(builder);
    if (!build_is_told(builder))
        build_marker(builder, by, glyph(builder, "—", "--"), frame.room.left);
    build_flow(builder, by, room_in(builder, frame.room, INDENT), (Flow){0});
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

static void set_figure(Builder *builder, int figure, Frame frame)
{
    Frame inner = frame.depth ? frame : frame_in(builder, frame, INDENT);
    bool is_alone = build_block(builder, figure)->end == figure + 1;
    if (!build_is_told(builder))
        // TRANSLATORS: before the words that describe a picture; its bracket is closed behind them
        build_marker(builder, figure, _("[Figure:"), inner.room.left);
    build_flow(builder, figure, inner.room, (Flow){.tail = "]", .keeps_next = !is_alone});
    inner.is_tight = true;
    set_children(builder, figure, inner);
}

static void set_source(Builder *builder, int source, Frame frame)
{
    build_keep(builder);
    if (!build_is_told(builder))
        build_marker(builder, source, _("Source:"), frame.room.left);
    build_flow(builder, source, frame.room, (Flow){0});
}

static void set_aside(Builder *builder, int aside, Frame frame)
{
    int width = build_drawn(builder, frame.room.cells);
    Frame inner = frame_in(builder, frame, INDENT);
    build_rule(builder, aside, frame.room, RULE_SINGLE, width);
    build_keep(builder);
    if (build_block(builder, aside)->length) {
        build_flow(builder, aside, inner.room, (Flow){.keeps_next = true});
        build_gap(builder, 1);
    }
    set_children(builder, aside, inner);
    build_keep(builder);
    build_rule(builder, aside, frame.room, RULE_SINGLE, width);
}

static void set_footnote(Builder *builder, int footnote, Frame frame)
{
    const char *marker = arena_format(builder->layout->arena, "[%s]", build_block(builder, footnote)->label);
    if (!build_is_told(builder))
        build_marker(builder, footnote, marker, frame.room.left);
    set_children(builder, footnote, frame_in(builder, frame, INDENT_DEEP));
    build_flush_markers(builder);
}

static void set_kind(Builder *builder, int block, Frame frame)
{
    switch (build_block(builder, block)->kind) {
    case BLOCK_TITLE:       set_title(builder, block, frame); break;
    case BLOCK_SUMMARY:     build_flow(builder, block, frame_within(builder, frame, INDENT_DEEP).room, (Flow){0}); break;
    case BLOCK_SECTION:     set_section(builder, block, frame); break;
    case BLOCK_VERSE:       set_verse(builder, block, frame_in(builder, frame, INDENT_DEEP).room); break;
    case BLOCK_LITERAL:     set_literal(builder, block, frame_in(builder, frame, INDENT).room); break;
    case BLOCK_LIST:        set_list(builder, block, frame); break;
    case BLOCK_STEPS:       set_steps(builder, block, frame); break;
    case BLOCK_ITEM:        set_bullet_item(builder, block, frame); break;
    case BLOCK_TERMS:       set_terms(builder, block, frame); break;
    case BLOCK_TERM:        build_flow(builder, block, frame.room, (Flow){.hang = INDENT, .keeps_next = true}); break;
    case BLOCK_DEFINITION:  set_definition(builder, block, frame); break;
    case BLOCK_QUOTE:       set_children(builder, block, frame_within(builder, frame, INDENT_DEEP)); break;
    case BLOCK_BY:          set_by(builder, block, frame); break;
    case BLOCK_TABLE:       set_table_with_caption(builder, block, frame); break;
    case BLOCK_FIGURE:      set_figure(builder, block, frame); break;
    case BLOCK_SOURCE:      set_source(builder, block, frame); break;
    case BLOCK_ASIDE:       set_aside(builder, block, frame); break;
    case BLOCK_FOOTNOTE:    set_footnote(builder, block, frame); break;
    case BLOCK_PARAGRAPH: case BLOCK_CAPTION: case BLOCK_ROW: case BLOCK_CELL: case BLOCK_PROBLEM:
        build_flow(builder, block, frame.room, (Flow){0});
        break;
    }
}

static void set_block(Builder *builder, int block, Frame frame)
{
    if (build_is_told(builder)) {
        set_label(builder, block, frame);
        if (build_block(builder, block)->kind != BLOCK_TABLE) // its caption comes first
            set_opening(builder, block, frame);
        set_kind(builder, block, frame);
        set_closing(builder, block, frame);
    } else
        set_kind(builder, block, frame);
}

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

// The next one, of which only what stands before it is set.
static int begin_sibling(Builder *builder, Siblings *siblings, Frame frame)
{
    const int block = siblings->next;
    if (siblings->previous >= 0)
        build_gap(builder, gap_before(build_block(builder, block), build_block(builder, siblings->previous), frame));
    siblings->previous = block;
    siblings->next = build_block(builder, block)->end;
    return block;
}

static Siblings siblings_from(int begin, int end)
{
    return (Siblings){.next = begin, .end = end, .previous = -1};
}

static void set_siblings(Builder *builder, int begin, int end, Frame frame)
{
    Siblings siblings = siblings_from(begin, end);
    while (siblings.next < end)
        set_block(builder, begin_sibling(builder, &siblings, frame), frame);
}

// The walk that may stop between two blocks, in sections too, and within a long paragraph

Walk walk_from(int begin, int end)
{
    return (Walk){.open = {siblings_from(begin, end)}};
}

int walk_next(const Walk *walk)
{
    return walk->is_running ? walk->running.block : walk->open[walk->depth].next;
}

bool walk_shows(const Walk *walk, int block, size_t byte)
{
    return walk->is_running && walk->running.block == block && byte < walk->running.lines.at;
}

double walk_lines_left(const Walk *walk)
{
    const LineFlow *lines = &walk->running.lines;
    return walk->is_running && lines->at ? (double)walk->running.count * (double)(lines->length - lines->at) / (double)lines->at : 0;
}

static void begin_section(Builder *builder, Walk *walk, int section, Frame frame)
{
    if (build_is_told(builder)) {
        set_label(builder, section, frame);
        set_opening(builder, section, frame);
    }
    set_heading(builder, section, frame);
    walk->open[++walk->depth] = siblings_from(section + 1, build_block(builder, section)->end);
}

static void end_sections(Builder *builder, Walk *walk, Frame frame)
{
    while (walk->depth > 0 && walk->open[walk->depth].next == walk->open[walk->depth].end) {
        walk->depth--;
        if (build_is_told(builder))
            set_closing(builder, walk->open[walk->depth].previous, frame);
    }
}

static bool may_run(const Builder *builder, int block)
{
    const Block *leaf = build_block(builder, block);
    return leaf->kind == BLOCK_PARAGRAPH && leaf->length > RUNNING_BYTES && !build_is_told(builder);
}

static void begin_next(Builder *builder, Walk *walk, Frame frame)
{
    const int block = begin_sibling(builder, &walk->open[walk->depth], frame);
    if (build_block(builder, block)->kind == BLOCK_SECTION && walk->depth + 1 < SECTIONS_OPEN_MOST)
        begin_section(builder, walk, block, frame);
    else if (may_run(builder, block)) {
        walk->running = build_flow_begin(builder, block, frame.room, (Flow){0}, 0, build_block(builder, block)->length);
        walk->is_running = true;
    } else
        set_block(builder, block, frame);
}

static bool has_more(const Walk *walk)
{
    return walk->is_running || walk_next(walk) < walk->open[walk->depth].end;
}

bool set_some(Builder *builder, Walk *walk, int lines)
{
    const int before = builder->layout->count;
    const Frame frame = {.room = room_all(builder)};
    while (has_more(walk) && builder->layout->count - before < lines && !build_is_stopped(builder)) {
        if (!walk->is_running)
            begin_next(builder, walk, frame);
        if (walk->is_running)
            walk->is_running = build_flow_go_on(builder, &walk->running);
        if (!walk->is_running)
            end_sections(builder, walk, frame);
    }
    return has_more(walk);
}
