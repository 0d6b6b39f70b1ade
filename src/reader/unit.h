// Words, sentences and paragraphs of a report in reading order, through blocks and chapters: what is read, or heard, by itself.
#ifndef READER_UNIT_H
#define READER_UNIT_H
#include <stdbool.h>
#include <stddef.h>
#include "report/report.h"
#include "report/roles.h"

// From fine to coarse. A SENTENCE never leaves its block: a heading, a caption and a cell of a table are each one; so are the lines of a verse.
// A PARAGRAPH is a block with text: a paragraph, a heading, a cell. A CELL is a paragraph that was gone to as a cell, and may be empty.
typedef enum { UNIT_NONE, UNIT_WORD, UNIT_SENTENCE, UNIT_PARAGRAPH, UNIT_CELL } UnitKind;

typedef struct {
    UnitKind kind;      // NONE: there is none
    Place from;         // its first byte
    size_t end;         // byte behind it in the same block
} Unit;

// Of a kind but NONE and CELL, in the bodies of chapters; reads the chapters that it comes through. False: there is none, *unit is as it was.
bool unit_at(Report *report, UnitKind kind, Place place, Unit *unit);       // the first that ends behind the place: it holds it, or comes next
bool unit_from(Report *report, UnitKind kind, Place place, Unit *unit);     // the first that begins at the place or behind it
bool unit_before(Report *report, UnitKind kind, Place place, Unit *unit);   // the last that begins before it

// The first text behind the unit, in its block or another. False: it is the report's last.
bool unit_behind(Report *report, const Unit *unit, Place *place);

bool unit_ends_block(Report *report, const Unit *unit);                     // no text of its block follows

const char *unit_text(Report *report, const Unit *unit, size_t *length);    // as it is written; borrowed from the chapter

// Adds it as it is told: with what is said of the blocks that it begins and ends ("List, 5 items."), with numbers of links, and "note" in references.
// Words alone are told as they are.
void unit_add_told(Buffer *out, Report *report, const Unit *unit, RoleOptions options);

#endif
