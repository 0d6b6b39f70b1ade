// Commands that go through a table cell by cell.
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/session.h"

enum { KEYS_BYTES = 160 };

// A cell of a table's rows, its header's aside, which is told with each of them.
typedef struct {
    const Chapter *chapter;
    int table;          // block
    int row, column;    // from 0
} Cell;

static bool is_body_row(const Block *block)
{
    return block->kind == BLOCK_ROW && !block->is_header;
}

static int table_of(const Chapter *chapter, int block)
{
    while (block >= 0 && chapter->blocks[block].kind != BLOCK_TABLE)
        block = chapter->blocks[block].parent;
    return block;
}

// The block of a row by its number; -1 = there are not so many.
static int row_block(const Chapter *chapter, int table, int row)
{
    for (int i = table + 1; i < chapter->blocks[table].end; i++)
        if (is_body_row(&chapter->blocks[i]) && row-- == 0)
            return i;
    return -1;
}

// How many rows begin before a block.
static int rows_before(const Chapter *chapter, int table, int block)
{
    int rows = 0;
    for (int i = table + 1; i < block; i++)
        rows += is_body_row(&chapter->blocks[i]);
    return rows;
}

static int cell_in_row(const Chapter *chapter, int row, int column)
{
    for (int i = row + 1; row >= 0 && i < chapter->blocks[row].end; i++)
        if (chapter->blocks[i].kind == BLOCK_CELL && chapter->blocks[i].ordinal == column)
            return i;
    return -1;
}

static int cell_block(const Cell *cell)
{
    return cell_in_row(cell->chapter, row_block(cell->chapter, cell->table, cell->row), cell->column);
}

// "Row 3. Height, m: 67.5"
static void tell_cell(Reader *reader, const Cell *cell, bool is_new_row)
{
    const int index = cell_block(cell);
    const Block *block = &cell->chapter->blocks[index];
    const Unit unit = {.kind = UNIT_CELL, .from = {cell->chapter->index, index, 0}, .end = block->length};
    Buffer text = {0};
    if (is_new_row)
        buffer_addf(&text, _("Row %d. "), cell->row + 1);
    role_add(&text, cell->chapter, index, ROLE_LABEL, role_options(reader));
    buffer_addf(&text, " %s", block->length ? block->text : _("empty."));
    unit_tell(reader, unit, buffer_text(&text));
    buffer_free(&text);
}

// The first table that begins on the page behind a block; -1 = none.
static int table_on_page(const Reader *reader, const Chapter *chapter, int block)
{
    for (int i = block; i < chapter->body_end; i++) {
        if (!reader_shows(reader, (Place){.chapter = chapter->index, .block = i}))
            return -1;
        if (chapter->blocks[i].kind == BLOCK_TABLE)
            return i;
    }
    return -1;
}

// False: neither the reading nor the page behind it is in a table with rows.
static bool find_cell(Reader *reader, Cell *cell)
{
    const Place place = reader_present_place(reader);
    const Chapter *chapter = report_chapter(reader->report, place.chapter);
    const Block *block = &chapter->blocks[place.block];
    int table = table_of(chapter, place.block);
    if (table < 0)
        table = table_on_page(reader, chapter, place.block + 1);
    if (table < 0)
        return false;
    const bool is_in_row = block->kind == BLOCK_CELL && !block->is_header;
    *cell = (Cell){.chapter = chapter, .table = table, .column = block->kind == BLOCK_CELL ? block->ordinal : 0};
    cell->row = is_in_row ? rows_before(chapter, table, place.block) - 1 : 0;
    return cell_block(cell) >= 0;
}

// Whether the reading has come to the cell by itself: then it is told, not what is beside it.
static bool is_told(const Reader *reader, const Cell *cell)
{
    return reader->unit.kind && reader->unit.from.block == cell_block(cell);
}

static bool step(Cell *cell, int rows, int columns)
{
    const Cell next = {cell->chapter, cell->table, cell->row + rows, cell->column + columns};
    if (next.row < 0 || next.column < 0 || cell_block(&next) < 0)
        return false;
    *cell = next;
    return true;
}

static bool no_table(const Reader *reader, Error *err)
{
    char key[KEYS_BYTES];
    return error_set(err, _("There is no table here; %s goes to the next one."), key_for(reader, "next-table", key, sizeof key));
}

typedef struct {
    const char *name, *edge;
    int rows, columns;
} Way;

static bool go(Reader *reader, Way way, const char *argument, Error *err)
{
    int count;
    Cell cell;
    if (!times(command_find(way.name), argument, &count, err))
        return false;
    if (!find_cell(reader, &cell))
        return no_table(reader, err);
    const int row = cell.row;
    const bool was_told = is_told(reader, &cell), is_in_cell = reader->unit.kind == UNIT_CELL;
    bool has_moved = !was_told;
    for (int i = 0; i < count - !was_told && step(&cell, way.rows, way.columns); i++)
        has_moved = true;
    if (has_moved)
        tell_cell(reader, &cell, !was_told || !is_in_cell || cell.row != row);
    else
        reader_say(reader, "%s", way.edge);
    return true;
}

bool run_cell_left(Reader *reader, const char *argument, Error *err)
{
    return go(reader, (Way){.name = "cell-left", .edge = _("First column."), .columns = -1}, argument, err);
}

bool run_cell_right(Reader *reader, const char *argument, Error *err)
{
    return go(reader, (Way){.name = "cell-right", .edge = _("Last column."), .columns = 1}, argument, err);
}

bool run_cell_up(Reader *reader, const char *argument, Error *err)
{
    return go(reader, (Way){.name = "cell-up", .edge = _("First row."), .rows = -1}, argument, err);
}

bool run_cell_down(Reader *reader, const char *argument, Error *err)
{
    return go(reader, (Way){.name = "cell-down", .edge = _("Last row."), .rows = 1}, argument, err);
}
