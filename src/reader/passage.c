// From one place to another, block by block.
#include "reader/passage.h"
#include "reader/unit.h"

static bool is_in_one_block(Place a, Place b)
{
    return a.chapter == b.chapter && a.block == b.block;
}

bool passage_next(Report *report, Passage *passage, Place *from, size_t *end)
{
    Unit unit;
    if (place_compare(passage->from, passage->end) >= 0 || !unit_from(report, UNIT_WORD, passage->from, &unit) || place_compare(unit.from, passage->end) >= 0)
        return false;
    const Block *block = &report_chapter(report, unit.from.chapter)->blocks[unit.from.block];
    *from = is_in_one_block(unit.from, passage->from) ? passage->from : (Place){unit.from.chapter, unit.from.block, 0};
    *end = is_in_one_block(unit.from, passage->end) ? passage->end.byte : block->length;
    passage->from = (Place){unit.from.chapter, unit.from.block, block->length};
    return true;
}

void passage_add_text(Buffer *out, Report *report, Passage passage, const char *between)
{
    Place from;
    size_t end;
    bool is_first = true;
    for (; passage_next(report, &passage, &from, &end); is_first = false) {
        if (!is_first)
            buffer_add_text(out, between);
        buffer_add(out, report_chapter(report, from.chapter)->blocks[from.block].text + from.byte, end - from.byte);
    }
}
