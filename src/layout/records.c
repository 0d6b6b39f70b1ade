// Tables as records: a group of lines for each row, "Header: value" a line.
#include <stdlib.h>
#include <string.h>
#include "layout/table.h"
#include "text/cluster.h"

enum {
    LABEL_CELLS_MOST = 60,      // a longer header is cut where it is repeated; the first record has it whole
    INDENT = 2,                 // of the lines of a label and a value but the first
};

// What stands before a value. The first record shows the header's own text; the others a copy.
typedef struct {
    SegmentKind kind;
    const char *text;
    size_t length;
    const char *language;
    int block;
} Label;

static Label header_text(const Builder *builder, int cell)
{
    const Block *leaf = build_block(builder, cell);
    return (Label){.kind = SEGMENT_TEXT, .text = leaf->text, .length = leaf->length, .language = leaf->language, .block = cell};
}

static Label header_copy(Builder *builder, int cell)
{
    Label label = header_text(builder, cell);
    size_t length = text_fit(build_widths(builder), label.text, label.length, LABEL_CELLS_MOST, NULL);
    if (length < label.length) {
        const char *more = builder->layout->options.is_ascii ? "..." : "…";
        label.text = arena_format(builder->layout->arena, "%.*s%s", (int)length, label.text, more);
        label.length = strlen(label.text);
    }
    label.kind = SEGMENT_MARKER;
    return label;
}

static Label column_number(Builder *builder, int cell)
{
    const Block *leaf = build_block(builder, cell);
    const char *text = arena_format(builder->layout->arena, "%d", leaf->ordinal + 1);
    return (Label){.kind = SEGMENT_MARKER, .text = text, .length = strlen(text), .language = "", .block = cell};
}

static void add_label_line(Builder *builder, Label label, TextLine line, int column)
{
    const Segment segment = {.kind = label.kind, .text = label.text + line.start, .length = line.end - line.start, .column = column,
        .width = line.width - line.hyphen, .block = label.block, .byte = label.kind == SEGMENT_TEXT ? line.start : 0};
    if (label.kind == SEGMENT_TEXT)
        build_text(builder, segment);
    else
        build_segment(builder, segment);
    if (line.hyphen)
        build_behind(builder, label.block, "-");
}

// Leaves the last line open: the value goes on there.
static void set_label(Builder *builder, Label label, Room room)
{
    TextLine *lines = NULL;
    int cells = room.cells - 1;
    size_t count = break_lines(builder->breaker, label.text, label.length, label.language, cells, cells - INDENT, &lines);
    for (size_t i = 0; i < count; i++) {
        add_label_line(builder, label, lines[i], room.left + (i > 0 ? INDENT : 0));
        if (i + 1 < count) {
            build_line(builder, label.block);
            build_keep(builder);
        }
    }
    build_behind(builder, label.block, ":");
    free(lines);
}

static void set_value(Builder *builder, int cell, Room room)
{
    if (build_block(builder, cell)->length)
        build_flow(builder, cell, room_in(builder, room, INDENT), (Flow){0});
    else
        build_line(builder, cell);
}

// A record from a header's cells (none: the columns' numbers) and a row's (none: the header stands alone).
static void set_record(Builder *builder, int header, int row, bool is_first, Room room)
{
    int title = header < 0 ? 0 : header + 1, titles_end = header < 0 ? 0 : build_block(builder, header)->end;
    int cell = row < 0 ? 0 : row + 1, end = row < 0 ? 0 : build_block(builder, row)->end;
    while (title < titles_end || cell < end) {
        bool has_title = title < titles_end, has_value = cell < end;
        if (!has_title)
            set_label(builder, column_number(builder, cell), room);
        else
            set_label(builder, is_first ? header_text(builder, title) : header_copy(builder, title), room);
        if (has_value)
            set_value(builder, cell, room);
        else
            build_line(builder, title);
        title += has_title;
        cell += has_value;
    }
}

void set_records(Builder *builder, int table, int first_row, Room room)
{
    int end = build_block(builder, table)->end, row = first_row;
    bool has_header = row < end && build_block(builder, row)->is_header;
    int header = has_header ? row : -1;
    build_start_rows(builder, room);
    if (has_header)
        row = build_block(builder, header)->end;
    if (has_header && row >= end)
        set_record(builder, header, -1, true, room);
    for (bool is_first = true; row < end; row = build_block(builder, row)->end, is_first = false) {
        if (!is_first)
            build_gap(builder, 1);
        set_record(builder, header, row, is_first, room);
    }
}
