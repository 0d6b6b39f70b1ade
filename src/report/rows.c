// Tables.
#include "report/limits.h"
#include "base/translate.h"
#include "report/loader.h"

// What all rows of a table share.
typedef struct {
    Inside inside;
    int columns;
    int row;                        // of the next one
    Align aligns[COLUMNS_MOST];
} Table;

static int count_columns(const Loader *loader, const YamlNode *row)
{
    if (row->kind != YAML_SEQUENCE || row->count == 0) {
        fail_at(loader->file, row, _("a row is a sequence of cells: [one, two]; quote a cell that has a comma, \": \" or a bracket in it"));
        return 0;
    }
    if (row->count > COLUMNS_MOST)
        fail_at(loader->file, row, _("%1$zu cells in a row; a table has %2$d columns at most"), row->count, COLUMNS_MOST);
    return row->count > COLUMNS_MOST ? 0 : (int)row->count;
}

static void load_cell(Loader *loader, const YamlNode *node, int column, bool is_header, const Table *table, const Inside *within)
{
    int cell = add_leaf(loader, BLOCK_CELL, within, node, TEXT_FLOWING, EMPTY_TAKEN);
    loader->blocks[cell].ordinal = column;
    loader->blocks[cell].is_header = is_header;
    loader->blocks[cell].align = table->aligns[column];
}

static void load_row(Loader *loader, const YamlNode *node, bool is_header, Table *table)
{
    int columns = count_columns(loader, node);
    if (columns == 0)
        return;
    if (columns != table->columns) {
        fail_at(loader->file, node, translate_count("this row has %1$d cell, the table has %2$d columns; write \"\" for an empty cell",
            "this row has %1$d cells, the table has %2$d columns; write \"\" for an empty cell", (size_t)columns), columns, table->columns);
        return;
    }
    int row = block_open(loader, BLOCK_ROW, &table->inside), column = 0;
    Inside within = inside_of(&table->inside, row);
    loader->blocks[row].is_header = is_header;
    loader->blocks[row].ordinal = table->row++;
    for (const YamlNode *cell = node->first; cell; cell = cell->next)
        load_cell(loader, cell, column++, is_header, table, &within);
    block_close(loader, row);
}

static void load_aligns(Loader *loader, const YamlNode *node, Table *table)
{
    if (!node)
        return;
    int column = 0;
    const YamlNode *align = node->kind == YAML_SEQUENCE ? node->first : NULL;
    for (; align && column < table->columns; align = align->next, column++) {
        table->aligns[column] = yaml_is(align, "right") ? ALIGN_END : yaml_is(align, "center") ? ALIGN_CENTER : ALIGN_START;
        if (table->aligns[column] == ALIGN_START && !yaml_is(align, "left"))
            fail_at(loader->file, align, _("an alignment is left, right or center"));
    }
    if (align || column < table->columns)
        fail_at(loader->file, node, _("`align` is a sequence with left, right or center for each of the %d columns"), table->columns);
}

void load_table(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    const YamlNode *header = yaml_get(mapping, "header"), *caption = yaml_get(mapping, "caption");
    Table table = {.inside = inside_of(inside, block)};
    if (value->kind != YAML_SEQUENCE || !value->first) {
        fail_at(loader->file, value, _("a table is a sequence of rows, and has at least one: \"- [one, two]\""));
        return;
    }
    table.columns = count_columns(loader, header ? header : value->first);
    if (table.columns == 0)
        return;
    block_number(loader, block, inside);
    loader->blocks[block].ordinal = table.columns;
    load_aligns(loader, yaml_get(mapping, "align"), &table);
    if (caption)
        add_leaf(loader, BLOCK_CAPTION, &table.inside, caption, TEXT_FLOWING, EMPTY_REFUSED);
    if (header)
        load_row(loader, header, true, &table);
    for (const YamlNode *row = value->first; row && loader_has_room(loader, row); row = row->next)
        load_row(loader, row, false, &table);
}
