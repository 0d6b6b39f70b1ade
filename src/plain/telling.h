// What line mode says after each command: what is new, once. It looks at the reader and remembers what was told.
#ifndef PLAIN_TELLING_H
#define PLAIN_TELLING_H
#include <stdbool.h>
#include <stdint.h>
#include "plain/voice.h"
#include "reader/reader.h"

typedef struct {
    Voice *voice;
    bool has_told;          // false: everything is new
    Focus focus;
    int chapter, top, end;  // lines of the page
    Place place;            // of the position
    LayoutOptions options;  // that the lines were made with
    LinkChoice link;
    int note_top, note_end; // lines of the note
    Focus list;             // which list was told and is still open, perhaps behind a prompt; FOCUS_PAGE = none
    size_t selected;        // row of the list
    uint64_t rows;          // what the list looked like, as a hash
    Buffer typed;           // of the prompt
    size_t cursor;
    unsigned long told;     // card.told of what was told by itself
    bool is_silent;         // the page has moved along with that: no more of it was told
} Telling;

void telling_free(Telling *telling);

// Says what is new since the last call. `command` is what was run, NULL if that is not known: where nothing is new it tells
// where one is. May move a page up so that a hit stands in its first row.
void tell(Telling *telling, Reader *reader, const Command *command);

void telling_keep_page(Telling *telling, const Reader *reader);     // the page counts as told: after a resize

// For tell()
void tell_message(const Telling *telling, const Reader *reader);
void tell_line(const Telling *telling, const Reader *reader, const Layout *layout, int index);
void tell_lines(const Telling *telling, const Reader *reader, const Layout *layout, int from, int to);
void tell_page(Telling *telling, Reader *reader);
void tell_where(const Telling *telling, const Reader *reader);          // one line
void tell_card(const Telling *telling, const Reader *reader);
void tell_list(Telling *telling, const Reader *reader);
void tell_selected(const Telling *telling, const Reader *reader);       // one row

#endif
