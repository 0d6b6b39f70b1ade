// What the files of the marks share, and nobody else needs.
#ifndef READER_MARKS_PARTS_H
#define READER_MARKS_PARTS_H
#include "base/arena.h"
#include "reader/drafts.h"
#include "reader/marks.h"

enum { RECORD_SPARE_BYTES = 256 };  // of a line, for what is written only when it is saved: number, id, time

// What was said of a mark before this session said something else.
typedef struct {
    UndoKind kind;
    char *id;
    char *before;               // the note, or the tags as they were kept
} Undo;

// How far a chapter was read, as the records say.
typedef struct {
    char *id;
    ChapterProgress progress;
    char *time;                 // of the last record about it
} Reached;

struct Marks {
    Report *report;
    Records *records;
    Meter meter;
    bool is_stopped;            // who hears that meter has said so
    Arena *arena;               // strings of the list
    Mark *items;                // in reading order
    size_t count;
    bool is_listed;             // items are as the records say
    unsigned long version;
    Reached *reached;           // by id; a chapter that is read once, as that
    size_t reached_count, reached_capacity;
    bool is_reached_known;
    Lit *lit;                   // of chapter lit_chapter, in version lit_version
    size_t lit_count, lit_capacity;
    int lit_chapter;
    unsigned long lit_version;  // 0 = of none
    Undo *undo;                 // last on top
    size_t undo_count, undo_capacity;
};

typedef enum { LIST_CHANGES, LIST_STAYS } ListEffect;

bool marks_append(Marks *marks, Record *record, ListEffect effect, Error *err);
bool marks_append_all(Marks *marks, Record *items, size_t count, Error *err);   // likewise, in one write; the list changes. Takes what they hold
bool record_fits_line(const Record *record);    // a longer one can't be read back, so that it would never be saved
bool marks_move(Marks *marks, Meter meter, size_t done, size_t all);    // a part of its own; false: it is stopped, now or before
void marks_lapse(Marks *marks);                 // the list is not as the records say any more
const Block *marks_block(const Marks *marks, Place place);
char *note_safe(const char *note);              // its lines are kept; the caller frees

bool draft_is_part(const Draft *draft, const Draft *other);     // marks_groups.c: of the same highlight, or itself
void marks_tell_groups(Marks *marks);           // likewise; the list is there, and in order
void marks_forget_reached(Marks *marks);        // marks_places.c
void marks_forget_lit(Marks *marks);            // marks_lit.c
bool marks_lit_are_known(const Marks *marks);   // those of one chapter are as the records say
void marks_lit_add(Marks *marks, size_t first); // they were, and the records from this one on, all new highlights, have come since
void marks_forget_undo(Marks *marks);           // marks_undo.c
void marks_keep_undo(Marks *marks, UndoKind kind, const char *id);     // before the record about it is written

#endif
