// Tables: columns fitted to the room, or records where they would be too narrow. Of layout/ only.
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H
#include "layout/build.h"

// Sets the rows of a table: the blocks from `first_row` to its end.
void set_table(Builder *builder, int table, int first_row, Room room);

// One line group a row, "Header: value" a line.
void set_records(Builder *builder, int table, int first_row, Room room);

#endif
