// What is said of a block beside its text, to who reads by ear or by touch: what eyes would see.
#ifndef REPORT_ROLES_H
#define REPORT_ROLES_H
#include "base/buffer.h"
#include "report/chapter.h"

// LOW: headings with their level, items, languages, and what pictures and sources are called. MEDIUM: what begins and ends, and how much of it there
// is. HIGH: citation numbers besides.
typedef enum { VERBOSITY_LOW, VERBOSITY_MEDIUM, VERBOSITY_HIGH } Verbosity;

// "Heading 2: Prosecution", "Prosecution, heading 2", "Prosecution".
typedef enum { HEADING_LEVEL_FIRST, HEADING_LEVEL_LAST, HEADING_LEVEL_OFF } HeadingLevel;

typedef struct {
    Verbosity verbosity;
    HeadingLevel heading_level;
    const char *language;   // of the report: a chapter in another one says so; NULL = not to be said
} RoleOptions;

// Where it is said.
//   LABEL    in one line with the block's own text, or, of one without text, with what comes first in it: "Heading 2:", "French: Quote:", "3."
//   OPENING  a sentence of its own behind the label and before what the block holds; of a table behind its caption: "List, 5 items."
//   TAIL     in one line with the block's own text, close behind it: ", heading 2"
//   CLOSING  a sentence or two of their own behind the block: "End of list."
// The label of a CELL is its column's header ("Year:"), or "Column 2:"; of a ROW "Row 1.", the header not counted.
typedef enum { ROLE_LABEL, ROLE_OPENING, ROLE_TAIL, ROLE_CLOSING } RolePart;

// Adds that part of what is said of the block, without white space around it; nothing where there is none. Time grows with the children of a
// list or table.
void role_add(Buffer *out, const Chapter *chapter, int block, RolePart part, RoleOptions options);

int heading_level(const Block *block);      // as it is said: of a TITLE 1, of a SECTION one more than its level; 0 = no heading

#endif
