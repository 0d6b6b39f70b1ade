// Tables in columns.
#include "layout/table.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/direction.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    GAP_CELLS = 2,              // between columns
    COLUMN_CELLS_LEAST = 6,     // a column that needs more gets no less
    BREAK_CELLS_LEAST = 2,      // what break_lines() takes
    LEVELS_A_CELL = 16,         // how finely the room is shared out
    ROW_LINES_HELD = 4,         // a row of no more lines is not divided between pages
};

typedef struct {
    int least;      // cells that the longest word needs, and COLUMN_CELLS_LEAST
    int natural;    // cells that the longest text needs
    int weight;     // of the room that is to be shared out: the square root of natural
    int width;
    int left;
} Column;

typedef struct {
    Builder *builder;
    int table, first_row, end;
    Room room;
    Column *columns;
    int count;
    bool wraps;     // some text takes more than a line
} Grid;

static int at_least(int a, int b)
{
    return a > b ? a : b;
}

// A line may end behind a space, and anywhere in scripts that are written without.
static bool may_break(unsigned codepoint)
{
    return utf8_is_space(codepoint) || line_end_vanishes(codepoint, codepoint);
}

static int longest_word(const Widths *widths, const char *text, size_t length)
{
    int longest = 0;
    size_t start = 0;
    for (size_t at = 0, next = 0; at < length; at = next) {
        unsigned codepoint = utf8_next(text, length, &next);
        if (!may_break(codepoint))
            continue;
        longest = at_least(longest, text_width(widths, text + start, at - start));
        start = utf8_is_space(codepoint) ? next : at;
    }
    return at_least(longest, text_width(widths, text + start, length - start));
}

static int square_root(int number)
{
    int root = 0;
    while ((long)(root + 1) * (root + 1) <= number)
        root++;
    return root;
}

static void measure_cell(Grid *grid, int cell)
{
    const Block *leaf = build_block(grid->builder, cell);
    if (leaf->ordinal < 0 || leaf->ordinal >= grid->count)
        return;
    const Widths *widths = build_widths(grid->builder);
    Column *column = &grid->columns[leaf->ordinal];
    column->natural = at_least(column->natural, text_width(widths, leaf->text, leaf->length));
    column->least = at_least(column->least, longest_word(widths, leaf->text, leaf->length));
}

static void measure_columns(Grid *grid)
{
    for (int i = grid->first_row; i < grid->end; i++)
        if (build_block(grid->builder, i)->kind == BLOCK_CELL)
            measure_cell(grid, i);
    for (int i = 0; i < grid->count; i++) {
        Column *column = &grid->columns[i];
        column->natural = at_least(column->natural, 1);
        int least = column->natural < COLUMN_CELLS_LEAST ? column->natural : COLUMN_CELLS_LEAST;
        column->least = at_least(column->least, least);
        column->weight = square_root(column->natural);
    }
}

// Sets widths to level x weight / LEVELS_A_CELL, within least..natural; returns their sum with the gaps.
static int set_widths(Grid *grid, int level)
{
    int sum = (grid->count - 1) * GAP_CELLS;
    for (int i = 0; i < grid->count; i++) {
        Column *column = &grid->columns[i];
        int share = level * column->weight / LEVELS_A_CELL;
        column->width = share < column->least ? column->least : share > column->natural ? column->natural : share;
        sum += column->width;
    }
    return sum;
}

static void share_rest(Grid *grid, int rest)
{
    for (int i = 0; i < grid->count && rest > 0; i++) {
        Column *column = &grid->columns[i];
        int more = column->natural - column->width < rest ? column->natural - column->width : rest;
        column->width += more;
        rest -= more;
    }
}

// A column that wants no more than an equal share gets it, so that the wide ones do not squeeze the narrow.
static void favour_narrow_columns(Grid *grid)
{
    int spare = grid->room.cells - set_widths(grid, 0), share = (grid->room.cells - (grid->count - 1) * GAP_CELLS) / grid->count;
    for (int i = 0; i < grid->count; i++) {
        Column *column = &grid->columns[i];
        int more = column->natural - column->least;
        if (column->natural <= share && more <= spare) {
            column->least = column->natural;
            spare -= more;
        }
    }
}

// False where even the least widths are too much.
static bool fit_columns(Grid *grid)
{
    if (grid->count < 1 || grid->count > grid->room.cells)
        return false;
    measure_columns(grid);
    if (set_widths(grid, 0) > grid->room.cells)
        return false;
    favour_narrow_columns(grid);
    int fits = 0, too_much = grid->room.cells * LEVELS_A_CELL + 1;
    while (too_much - fits > 1) {
        int middle = (fits + too_much) / 2;
        if (set_widths(grid, middle) <= grid->room.cells)
            fits = middle;
        else
            too_much = middle;
    }
    share_rest(grid, grid->room.cells - set_widths(grid, fits));
    for (int i = 0, left = grid->room.left; i < grid->count; left += grid->columns[i++].width + GAP_CELLS) {
        grid->columns[i].left = left;
        grid->wraps |= grid->columns[i].width < grid->columns[i].natural;
    }
    return true;
}

typedef struct {
    int block;
    TextLine *lines;
    Order *orders;      // of the lines
    size_t count;
} CellLines;

static int column_of(const Column *column, Align align, int width)
{
    int rest = at_least(column->width - width, 0);
    return column->left + (align == ALIGN_END ? rest : align == ALIGN_CENTER ? rest / 2 : 0);
}

// `right` is for numbers: they end one under the other at the right, whichever way the table goes.
static Align align_of(const Grid *grid, int block)
{
    const Align align = build_block(grid->builder, block)->align;
    return align == ALIGN_END && goes_from_right(grid->builder, block) ? ALIGN_START : align;
}

static void add_cell_line(Grid *grid, const CellLines *cell, size_t index)
{
    if (index >= cell->count || cell->lines[index].end == cell->lines[index].start)
        return;
    const Block *leaf = build_block(grid->builder, cell->block);
    TextLine line = cell->lines[index];
    int column = column_of(&grid->columns[leaf->ordinal], align_of(grid, cell->block), line.width);
    build_segment(grid->builder, (Segment){.kind = SEGMENT_TEXT, .text = leaf->text + line.start, .length = line.end - line.start,
        .column = column, .width = line.width - line.hyphen, .block = cell->block, .byte = line.start, .order = cell->orders[index]});
    if (line.hyphen)
        build_segment(grid->builder, (Segment){.kind = SEGMENT_MARKER, .text = "-", .length = 1, .column = column + line.width - 1,
            .width = 1, .block = cell->block});
}

// Before those of another cell are asked for: the lines of a row's cells are made in turn.
static void order_cell(Builder *builder, CellLines *cell)
{
    cell->orders = memory_new(cell->count, sizeof *cell->orders);
    for (size_t i = 0; i < cell->count; i++)
        cell->orders[i] = order_of(builder, cell->block, cell->lines[i].start, cell->lines[i].end);
}

static int break_cells(Grid *grid, int row, CellLines *cells)
{
    int count = 0;
    for (int i = row + 1; i < build_block(grid->builder, row)->end; i++) {
        const Block *leaf = build_block(grid->builder, i);
        if (leaf->kind != BLOCK_CELL || leaf->ordinal < count || leaf->ordinal >= grid->count || !leaf->length)
            continue;
        int width = at_least(grid->columns[leaf->ordinal].width, BREAK_CELLS_LEAST);
        CellLines *cell = &cells[count++];
        *cell = (CellLines){.block = i};
        cell->count = break_lines(grid->builder->breaker, leaf->text, leaf->length, leaf->language, width, width, &cell->lines);
        order_cell(grid->builder, cell);
    }
    return count;
}

static int line_block(const Grid *grid, int row)
{
    const Builder *builder = grid->builder;
    for (int i = 0; i < builder->count; i++)
        if (builder->segments[i].kind == SEGMENT_TEXT)
            return builder->segments[i].block;
    return row;
}

static void set_row(Grid *grid, int row)
{
    CellLines *cells = memory_new((size_t)grid->count, sizeof *cells);
    int count = break_cells(grid, row, cells);
    size_t tallest = 0;
    for (int i = 0; i < count; i++)
        tallest = cells[i].count > tallest ? cells[i].count : tallest;
    bool is_header = build_block(grid->builder, row)->is_header;
    for (size_t line = 0; line < tallest; line++) {
        for (int i = 0; i < count; i++)
            add_cell_line(grid, &cells[i], line);
        build_line(grid->builder, line_block(grid, row));
        if (is_header || (tallest <= ROW_LINES_HELD && line + 1 < tallest))
            build_keep(grid->builder);
    }
    for (int i = 0; i < count; i++) {
        free(cells[i].lines);
        free(cells[i].orders);
    }
    free(cells);
}

static void set_header_rule(Grid *grid)
{
    for (int i = 0; i < grid->count; i++) {
        const Column *column = &grid->columns[i];
        build_segment(grid->builder, build_rule_segment(grid->builder, grid->table, RULE_SINGLE, column->left, column->width));
    }
    build_line(grid->builder, grid->table);
    build_keep(grid->builder);
}

static void set_grid(Grid *grid)
{
    build_start_rows(grid->builder, grid->room);
    bool is_below_rule = true;
    for (int row = grid->first_row; row < grid->end; row = build_block(grid->builder, row)->end) {
        if (grid->wraps && !is_below_rule)
            build_gap(grid->builder, 1);
        set_row(grid, row);
        is_below_rule = build_block(grid->builder, row)->is_header;
        if (is_below_rule)
            set_header_rule(grid);
    }
}

void set_table(Builder *builder, int table, int first_row, Room room)
{
    room.cells = build_drawn(builder, room.cells);
    const Block *block = build_block(builder, table);
    Grid grid = {.builder = builder, .table = table, .first_row = first_row, .end = block->end, .room = room, .count = block->ordinal};
    if (grid.count > 0 && grid.count <= room.cells)
        grid.columns = memory_new((size_t)grid.count, sizeof *grid.columns);
    if (grid.columns && fit_columns(&grid))
        set_grid(&grid);
    else
        set_records(builder, table, first_row, room);
    free(grid.columns);
}
