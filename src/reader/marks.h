// Bookmarks, the place to come back to, and chapters read: what the records mean.
#ifndef READER_MARKS_H
#define READER_MARKS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/meter.h"
#include "layout/layout.h"
#include "reader/records.h"

#define NO_PART SIZE_MAX

typedef enum { MARK_BOOKMARK, MARK_HIGHLIGHT } MarkKind;

// All texts are safe to show, but those of `kept`.
typedef struct {
    MarkKind kind;
    const char *id;         // of the record that added it
    unsigned long seq;      // likewise
    Place place;
    size_t end;             // HIGHLIGHT that was found: the byte behind it in its block; else place.byte
    AnchorResult found;     // how sure the place is
    const char *sentence;   // that it stands in, of a highlight its words; where it was not found again, the words kept of it (anchor.exact)
    const char *note;       // "" = none; LF between its lines
    const char *tags;       // "water, night shift"; "" = none
    const char *time;       // RFC 3339, UTC: when it was made
    const char *edition;    // of the report then; "" = unknown
    const char *group;      // what the parts of one highlight over several paragraphs have in common; "" = it has one
    size_t parts;           // 1; of the part that stands for all of a highlight, how many there are; 0 = another one stands for it
    size_t paragraphs;      // likewise, but the titles among them do not count; 1 where it has nothing else
    size_t first, next;     // index of its first part, and of that behind this one; NO_PART = there is none
    Anchor kept;            // its place as it was kept
} Mark;

typedef enum { CHAPTER_UNREAD, CHAPTER_BEGUN, CHAPTER_READ } ChapterProgress;

// Bytes of one block with text, of a highlight that may have several such.
typedef struct {
    Place from;
    size_t end;
} MarkPart;

typedef enum { UNDO_MARK, UNDO_NOTE, UNDO_TAGS } UndoKind;

typedef struct Marks Marks;

// Takes the records. Marks are placed (chapters are read) when the list is first asked for.
Marks *marks_new(Report *report, Records *records);
void marks_free(Marks *marks);
const char *marks_path(const Marks *marks);             // of the state file; "" = memory only
bool marks_are_private(const Marks *marks);             // they end with the session, and what was kept before is not read
void marks_follow(Marks *marks, Report *report);        // another version of the report: they are placed anew
Records *marks_records(Marks *marks);                   // borrowed

// Who hears how far it is while marks are placed, go out or come in, and may stop that: what is placed by then is no list, and is made anew.
void marks_set_meter(Marks *marks, Meter meter);
bool marks_are_stopped(const Marks *marks);             // it was, and still is

size_t marks_unsaved(const Marks *marks);               // how many records of bookmarks and notes are in memory only
size_t marks_count(Marks *marks);                       // each part of a highlight by itself
size_t marks_standing(const Marks *marks);              // a highlight once, without looking for their places
const Mark *marks_at(Marks *marks, size_t index);       // in reading order, at one place as they were made; borrowed until the next change
const Mark *marks_last_part(Marks *marks, const Mark *mark);    // itself where it has one

// Each writes a record. False and *err: it could not be kept on disk ("not saved: why"), the mark is there for this session.
// Whether a bookmark stands at just this place; where there is a note, one with that note.
bool marks_has(Marks *marks, Place place, const char *note);

// The highlights of a chapter, in reading order; those that overlap are one. Borrowed until the next call of anything here but marks_version().
const Lit *marks_lit(Marks *marks, int chapter, size_t *count);
unsigned long marks_version(const Marks *marks);        // another one as soon as marks may be others

// Takes in what other sessions wrote since; so do the functions that change a bookmark.
void marks_refresh(Marks *marks);

// A note keeps its lines. One that makes a record of more than RECORD_LINE_BYTES is refused, and not there for the session either.
bool marks_add(Marks *marks, Place place, const char *note, Error *err);
bool marks_highlight(Marks *marks, const MarkPart *parts, size_t count, Error *err);     // as one: removed, and brought back, together
bool marks_change(Marks *marks, const char *id, const char *note, Error *err);
bool marks_remove(Marks *marks, const char *id, Error *err);
void marks_add_words(Buffer *out, Marks *marks, size_t index);                  // of all parts, a line each; of one that has one, its sentence
bool marks_set_tags(Marks *marks, const char *id, const char *typed, Error *err);       // as tags_read() takes them; "" = none

// Brings back what was deleted last: what this session removed, or wrote over (*kind, which may be NULL, says what it was); then what was removed
// before it. False and *err "Nothing to undo."
bool marks_undo(Marks *marks, UndoKind *kind, Error *err);

// What the report was when it was last read (revisions.h), and its edition, "" = it had none. NULL: it is not known. Borrowed until the next change.
const char *marks_digest(const Marks *marks);
const char *marks_digest_edition(const Marks *marks);
bool marks_set_digest(Marks *marks, char *digest, Error *err);          // takes it; as those above
void marks_keep_digest(Marks *marks, char *digest);                     // likewise, but it is saved only with what comes next

bool marks_save_place(Marks *marks, Place place, Error *err);           // nothing is written if it is where it was
bool marks_last_place(Marks *marks, Place *place, AnchorResult *found); // false: none kept

// Each writes its record once a chapter, BEGUN none where it is READ. That BEGUN could not be saved is not told: it goes with what comes next.
void marks_set_begun(Marks *marks, int chapter);
bool marks_set_read(Marks *marks, int chapter, Error *err);             // true also where a record before it was not saved
const char *progress_name(ChapterProgress progress);                    // "read", the same in every language, as options have it
const char *progress_told(ChapterProgress progress);                    // "read", in the language of the person
ChapterProgress marks_progress(Marks *marks, int chapter);
bool marks_is_read(Marks *marks, int chapter);
const char *marks_reached_time(Marks *marks, int chapter);              // RFC 3339, UTC: when it was begun, or read; "" = UNREAD. Borrowed until the next change

#endif
