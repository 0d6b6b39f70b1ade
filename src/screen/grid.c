// A grid of cells: what views draw into, and what tests compare.
#include "screen/grid.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "text/cluster.h"

enum { LONG = '\xFF' };     // in no UTF-8: behind it stands where in `clusters` the text begins, a uint32_t

// Of what is zero all over.
static void set_blank(Grid *grid)
{
    const size_t count = (size_t)grid->rows * (size_t)grid->columns;
    for (size_t i = 0; i < count; i++)
        grid->cells[i].width = 1;
    grid->has_cursor = false;
    grid->cursor_row = grid->cursor_column = 0;
    grid->reading_row = grid->reading_column = 0;
    grid->foot = grid->rows;
    grid_from_left(grid);
}

Grid *grid_new(int rows, int columns)
{
    Grid *grid = memory_new(1, sizeof *grid);
    grid->rows = rows < 1 ? 1 : rows;
    grid->columns = columns < 1 ? 1 : columns;
    grid->cells = memory_new((size_t)grid->rows * (size_t)grid->columns, sizeof *grid->cells);
    grid->shows = memory_new((size_t)grid->rows, sizeof *grid->shows);
    set_blank(grid);
    return grid;
}

void grid_free(Grid *grid)
{
    if (!grid)
        return;
    free(grid->cells);
    free(grid->shows);
    buffer_free(&grid->clusters);
    free(grid);
}

void grid_clear(Grid *grid)
{
    memset(grid->cells, 0, (size_t)grid->rows * (size_t)grid->columns * sizeof *grid->cells);
    memset(grid->shows, 0, (size_t)grid->rows * sizeof *grid->shows);
    buffer_cut(&grid->clusters, 0);
    set_blank(grid);
}

// The text of a cell

static bool is_long(const Cell *cell)
{
    return *cell->text == LONG;
}

static const char *text_of(const Grid *grid, const Cell *cell)
{
    uint32_t at;
    if (!is_long(cell))
        return cell->text;
    memcpy(&at, cell->text + 1, sizeof at);
    return grid->clusters.bytes + at;
}

static void set_text(Grid *grid, Cell *cell, const char *text, size_t length)
{
    const uint32_t at = (uint32_t)grid->clusters.length;
    memset(cell->text, 0, sizeof cell->text);
    if (length < sizeof cell->text) {
        memcpy(cell->text, text, length);
        return;
    }
    *cell->text = LONG;
    memcpy(cell->text + 1, &at, sizeof at);
    buffer_add(&grid->clusters, text, length);
    buffer_add_char(&grid->clusters, '\0');
}

static void copy_row(Grid *grid, const Grid *from, int row)
{
    for (int column = 0; column < grid->columns; column++) {
        Cell *cell = &grid->cells[row * grid->columns + column];
        *cell = *grid_cell(from, row, column);
        if (is_long(cell))
            set_text(grid, cell, grid_cluster(from, row, column), strlen(grid_cluster(from, row, column)));
    }
}

// Cells come from zeroed memory and are set member by member over it, so that equal ones are equal bytes, but for where a long text stands.
static bool same_cell(const Grid *one, const Cell *cell, const Grid *other, const Cell *other_cell)
{
    if (!is_long(cell) || !is_long(other_cell))
        return memcmp(cell, other_cell, sizeof *cell) == 0;
    return cell->width == other_cell->width && memcmp(&cell->style, &other_cell->style, sizeof cell->style) == 0
        && strcmp(text_of(one, cell), text_of(other, other_cell)) == 0;
}

// In UTF-8, with the address of where it begins.
static size_t bytes_of_row(const Grid *grid, const Grid *before, int row)
{
    enum { ADDRESS_BYTES = 7 };
    size_t bytes = 0;
    for (int column = 0; column < grid->columns; column++) {
        const char *text = grid_cluster(grid, row, column);
        if (!same_cell(grid, grid_cell(grid, row, column), before, grid_cell(before, row, column)))
            bytes += *text ? strlen(text) : 1;
    }
    return bytes ? bytes + ADDRESS_BYTES : 0;
}

static void clear_row(Grid *grid, int row)
{
    Cell *cells = &grid->cells[row * grid->columns];
    memset(cells, 0, (size_t)grid->columns * sizeof *cells);
    for (int column = 0; column < grid->columns; column++)
        cells[column].width = 1;
}

bool grid_cut(Grid *grid, const Grid *before, size_t bytes, GridRest rest)
{
    const int last = grid->rows - 1, page = rest == REST_STAYS ? 0 : before->foot < last ? before->foot : last;
    size_t sent = 0;
    bool is_cut = false;
    for (int row = 0; row < grid->rows; row++) {
        const size_t more = bytes_of_row(grid, before, row);
        is_cut = is_cut || (more && sent && sent + more > bytes);
        sent += more;
        if (is_cut && row < page)
            clear_row(grid, row);
        else if (is_cut)
            copy_row(grid, before, row);
    }
    return is_cut;
}

void grid_from_right(Grid *grid, int first, int limit)
{
    if (!grid->is_ordered)
        return;
    grid->base = BIDI_RTL;
    grid->mirror = first + limit;
}

void grid_from_left(Grid *grid)
{
    grid->base = BIDI_LTR;
    grid->mirror = 0;
}

void grid_turn(Grid *grid, BidiBase base)
{
    if (base == BIDI_RTL)
        grid_from_right(grid, 0, grid->columns);
    else
        grid_from_left(grid);
}

BidiBase grid_base_of(const Grid *grid, const char *text)
{
    BidiBase base = grid->interface;
    if (!grid->is_ordered)
        return BIDI_LTR;
    bidi_first_strong(text, strlen(text), &base);
    return base;
}

BidiBase grid_base_of_message(const Grid *grid, const char *text)
{
    const bool is_translated = grid->is_ordered && grid->interface == BIDI_RTL && bidi_is_needed(text, strlen(text));
    return is_translated ? BIDI_RTL : grid_base_of(grid, text);
}

// Where so many cells from `column` on are in fact.
static int place_of(const Grid *grid, int column, int width)
{
    return grid->base == BIDI_RTL ? grid->mirror - column - width : column;
}

static Cell *cell_at(const Grid *grid, int row, int column)
{
    return &grid->cells[(size_t)row * (size_t)grid->columns + (size_t)column];
}

const Cell *grid_cell(const Grid *grid, int row, int column)
{
    return cell_at(grid, row, column);
}

const char *grid_cluster(const Grid *grid, int row, int column)
{
    return text_of(grid, grid_cell(grid, row, column));
}

const RowShows *grid_shows(const Grid *grid, int row)
{
    static const RowShows nothing = {.kind = ROW_OTHER};
    return row >= 0 && row < grid->rows ? &grid->shows[row] : &nothing;
}

void grid_tell(Grid *grid, int row, RowShows shows)
{
    if (row >= 0 && row < grid->rows)
        grid->shows[row] = shows;
}

bool grid_same_row(const Grid *one, int row, const Grid *other, int other_row)
{
    const Cell *cells = grid_cell(one, row, 0), *other_cells = grid_cell(other, other_row, 0);
    if (!one->clusters.length && !other->clusters.length)
        return memcmp(cells, other_cells, (size_t)one->columns * sizeof *cells) == 0;
    for (int column = 0; column < one->columns; column++)
        if (!same_cell(one, &cells[column], other, &other_cells[column]))
            return false;
    return true;
}

bool grid_same_cells(const Grid *one, const Grid *other)
{
    for (int row = 0; row < one->rows; row++)
        if (!grid_same_row(one, row, other, row))
            return false;
    return true;
}

bool grid_same(const Grid *one, const Grid *other)
{
    if (one->rows != other->rows || one->columns != other->columns || one->has_cursor != other->has_cursor)
        return false;
    if (one->has_cursor && (one->cursor_row != other->cursor_row || one->cursor_column != other->cursor_column))
        return false;
    return grid_same_cells(one, other);
}

static void blank(Cell *cell)
{
    memset(cell, 0, sizeof *cell);
    cell->width = 1;
}

// A part of a wide cluster can't stay: all its cells become blanks.
static void break_wide(Grid *grid, int row, int column)
{
    int first = column, behind = column + 1;
    while (first > 0 && cell_at(grid, row, first)->width == 0)
        first--;
    while (behind < grid->columns && cell_at(grid, row, behind)->width == 0)
        behind++;
    if (behind - first > 1)
        for (int i = first; i < behind; i++)
            blank(cell_at(grid, row, i));
}

// How many bytes of a cluster a cell holds: all, or up to a code point.
static size_t cell_bytes(const char *text, size_t length)
{
    if (length < CELL_BYTES)
        return length;
    length = CELL_BYTES - 1;
    while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

static void put(Grid *grid, int row, int column, const char *text, size_t length, int width, Style style)
{
    if (column < 0 || column + width > grid->columns)
        return;
    for (int i = column; i < column + width; i++) {
        break_wide(grid, row, i);
        Cell *cell = cell_at(grid, row, i);
        memset(cell, 0, sizeof *cell);
        cell->width = 1;
        cell->style = style;
    }
    Cell *first = cell_at(grid, row, column);
    set_text(grid, first, text, cell_bytes(text, length));
    first->width = (unsigned char)width;
    for (int i = column + 1; i < column + width; i++)
        cell_at(grid, row, i)->width = 0;
}

// As put() has a character of ASCII, which most are.
static void put_ascii(Grid *grid, int row, int column, char c, Style style)
{
    if (column >= grid->columns)
        return;
    Cell *cell = cell_at(grid, row, column);
    if (cell->width != 1)
        break_wide(grid, row, column);
    *cell = (Cell){.text = {c == ' ' ? '\0' : c}, .width = 1, .style = style};
}

// Whether a printable character of ASCII stands there that nothing joins.
static bool is_ascii(const char *text, size_t length, size_t at)
{
    return text[at] >= ' ' && text[at] < 0x7F && (at + 1 == length || (unsigned char)text[at + 1] < 0x80);
}

static bool is_blank(const char *text, size_t length)
{
    return length == 1 && (unsigned char)*text <= ' ';
}

void grid_visual(Grid *grid, int row, int column, int width, const Visual *visual, StyleOf *style, void *context)
{
    int at = place_of(grid, column, width);
    for (size_t i = 0; row >= 0 && row < grid->rows && i < visual->count; i++) {
        const Glyph *glyph = &visual->glyphs[i];
        const char *text = visual->text.bytes + glyph->shown;
        if (glyph->width)
            put(grid, row, at, text, is_blank(text, glyph->length) ? 0 : glyph->length, glyph->width, style(context, glyph));
        at += glyph->width;
    }
}

static Style one_style(void *context, const Glyph *glyph)
{
    (void)glyph;
    return *(const Style *)context;
}

// Cut in logical order, then ordered: what is left out is the end of it.
static int draw_ordered(Grid *grid, int row, int column, int limit, const char *text, size_t length, BidiBase base, Style style)
{
    Visual visual = {0};
    int width;
    length = text_fit(&grid->widths, text, length, limit - column, &width);
    visual_set_text(&visual, &grid->widths, text, length, base);
    grid_visual(grid, row, column, width, &visual, one_style, &style);
    visual_free(&visual);
    return column + width;
}

static bool needs_order(const Grid *grid, const char *text, size_t length, BidiBase base)
{
    return grid->is_ordered && (base == BIDI_RTL || grid->base == BIDI_RTL || bidi_is_needed(text, length));
}

int grid_text(Grid *grid, int row, int column, int limit, const char *text, size_t length, Style style)
{
    return grid_text_as(grid, row, column, limit, text, length, grid->base, style);
}

int grid_text_as(Grid *grid, int row, int column, int limit, const char *text, size_t length, BidiBase base, Style style)
{
    if (row < 0 || row >= grid->rows || column < 0)
        return column;
    const int edge = grid->mirror ? grid->mirror : grid->columns;
    if (limit > edge)
        limit = edge;
    if (needs_order(grid, text, length, base))
        return draw_ordered(grid, row, column, limit, text, length, base, style);
    for (size_t at = 0, next; at < length; at = next) {
        if (column < limit && is_ascii(text, length, at)) {
            put_ascii(grid, row, column++, text[at], style);
            next = at + 1;
            continue;
        }
        next = cluster_next(text, length, at);
        int width = cluster_width(&grid->widths, text + at, next - at);
        if (width == 0)
            continue;
        if (column + width > limit)
            break;
        put(grid, row, column, text + at, is_blank(text + at, next - at) ? 0 : next - at, width, style);
        column += width;
    }
    return column;
}

void grid_fill(Grid *grid, int row, int column, int limit, char c, Style style)
{
    if (row < 0 || row >= grid->rows)
        return;
    for (int i = column < 0 ? 0 : column; i < limit && i < (grid->mirror ? grid->mirror : grid->columns); i++)
        put(grid, row, place_of(grid, i, 1), &c, c == ' ' ? 0 : 1, 1, style);
}

int grid_cells_before_visual(const Grid *grid, const Visual *visual, int width, size_t byte)
{
    const int cell = visual_cell_of(visual, byte, grid->base);
    return grid->base == BIDI_RTL ? width - 1 - cell : cell;
}

int grid_cells_before(const Grid *grid, const char *text, size_t length, size_t byte)
{
    if (!needs_order(grid, text, length, grid->base))
        return text_width(&grid->widths, text, byte);
    Visual visual = {0};
    visual_set_text(&visual, &grid->widths, text, length, grid->base);
    const int cells = grid_cells_before_visual(grid, &visual, text_width(&grid->widths, text, length), byte);
    visual_free(&visual);
    return cells;
}

static int within(int number, int count)
{
    return number < 0 ? 0 : number >= count ? count - 1 : number;
}

void grid_cursor(Grid *grid, int row, int column)
{
    grid->has_cursor = true;
    grid->cursor_row = within(row, grid->rows);
    grid->cursor_column = within(place_of(grid, column, 1), grid->columns);
}
