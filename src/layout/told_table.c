// Tables as they are told: always as records, and what is empty is said.
#include <string.h>
#include "base/translate.h"
#include "layout/told.h"
#include "text/cluster.h"

enum {
    LABEL_CELLS_MOST = 60,  // a longer header is cut where it is repeated; the first record has it whole
    HANG = 2,
};

// The first record has the header's own text, the others a copy.
static void add_header(Passage *passage, Builder *builder, int header, bool is_first)
{
    const Block *leaf = build_block(builder, header);
    if (is_first) {
        passage_text(passage, builder, header, 0, leaf->length);
        return;
    }
    Passage whole = {0};
    passage_plain(&whole, builder, header, 0, leaf->length);
    size_t length = text_fit(build_widths(builder), buffer_text(&whole.text), whole.text.length, LABEL_CELLS_MOST, NULL);
    bool is_cut = length < whole.text.length;
    buffer_cut(&whole.text, length);
    passage_words(passage, header, buffer_text(&whole.text));
    passage_words(passage, header, is_cut ? "..." : "");
    passage_free(&whole);
}

static void add_column(Passage *passage, Builder *builder, int cell)
{
    const int column = build_block(builder, cell)->ordinal + 1;
    passage_words(passage, cell, arena_format(builder->layout->arena, _("Column %d"), column));
}

// A header of -1: the column has none; a cell of -1: the row has none.
static void set_field(Builder *builder, int header, int cell, bool is_first, Room room)
{
    Passage passage = {0};
    const int block = cell < 0 ? header : cell;
    if (header >= 0 && build_block(builder, header)->length)
        add_header(&passage, builder, header, is_first);
    else
        add_column(&passage, builder, block);
    passage_words(&passage, block, ": ");
    if (cell >= 0 && build_block(builder, cell)->length)
        passage_text(&passage, builder, cell, 0, build_block(builder, cell)->length);
    else
        passage_words(&passage, block, _("empty"));
    passage_set(&passage, builder, block, room, (Flow){.hang = HANG});
}

static void set_record(Builder *builder, int header, int row, bool is_first, Room room)
{
    int title = header < 0 ? 0 : header + 1, titles_end = header < 0 ? 0 : build_block(builder, header)->end;
    int cell = row + 1, end = build_block(builder, row)->end;
    while (title < titles_end || cell < end) {
        bool has_title = title < titles_end, has_cell = cell < end;
        set_field(builder, has_title ? title : -1, has_cell ? cell : -1, is_first, room);
        title += has_title;
        cell += has_cell;
    }
}

// Only where a table has nothing but its header.
static void set_header(Builder *builder, int header, Room room)
{
    for (int cell = header + 1; cell < build_block(builder, header)->end; cell++) {
        Passage passage = {0};
        passage_text(&passage, builder, cell, 0, build_block(builder, cell)->length);
        passage_set(&passage, builder, cell, room, (Flow){.hang = HANG});
    }
}

void set_told_table(Builder *builder, int table, int first_row, Room room)
{
    int end = build_block(builder, table)->end, row = first_row, header = -1;
    if (row < end && build_block(builder, row)->is_header) {
        header = row;
        row = build_block(builder, header)->end;
    }
    if (header >= 0 && row >= end)
        set_header(builder, header, room);
    for (bool is_first = true; row < end; row = build_block(builder, row)->end, is_first = false) {
        if (!is_first)
            build_gap(builder, 1);
        const char *label = told_role(builder, row, ROLE_LABEL);
        if (*label)
            build_marker(builder, row, label, room.left);
        set_record(builder, header, row, is_first, room);
    }
}
