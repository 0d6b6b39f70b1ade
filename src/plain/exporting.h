// What the kinds of export share: the report with all chapters read, names in the document for its places, and what was lost. Of plain/ only.
#ifndef PLAIN_EXPORTING_H
#define PLAIN_EXPORTING_H
#include <stdio.h>
#include "base/buffer.h"
#include "report/names.h"
#include "report/report.h"
#include "report/targets.h"

// What a kind of document can't hold. Counted, and told on standard error; the words are kept.
typedef enum {
    LOSS_DEAD_LINK, LOSS_UNSAFE_LINK, LOSS_DEAD_NOTE, LOSS_NESTED_MARK, LOSS_TOUCHING_MARKS, LOSS_MARK_OVER_LINES, LOSS_CODE_BLANKS,
    LOSS_VERSE_BLANKS, LOSS_EMPTY_HEADER,
    LOSS_ALL,   // how many there are
} Loss;

typedef struct {
    Report *report;
    const About *about;
    Targets *targets;
    Names chapters;             // ids
    Names notes;                // keys of the footnotes of the chapter that is entered, with their block
    unsigned losses[LOSS_ALL];
} Exporting;

// Reads all chapters. The report must outlive it.
void exporting_start(Exporting *exporting, Report *report);
void exporting_end(Exporting *exporting);

void exporting_enter(Exporting *exporting, const Chapter *chapter);
int exporting_find_note(const Exporting *exporting, const char *key);   // block of the chapter that is entered; -1 = none

void exporting_lose(Exporting *exporting, Loss loss);
void exporting_tell_losses(const Exporting *exporting, FILE *out);

// Names of places, unique in the document: "chapter" and "chapter.id" (no id has a dot in it). Of a block without an id nothing is added, and
// of one whose id stands twice in its chapter only the first has it.
void exporting_add_chapter(const Exporting *exporting, Buffer *out, int chapter);
void exporting_add_id(const Exporting *exporting, Buffer *out, int chapter, int block);

void exporting_add_place(const Exporting *exporting, Buffer *out, Place place);     // one of the two

// Where a link within the report leads. False, and counted: nowhere.
bool exporting_find(Exporting *exporting, int chapter, const char *target, Place *place);

// The language or direction that stands around a block: its parent's, the chapter's, of a title the report's.
const char *exporting_language_around(const Exporting *exporting, const Chapter *chapter, int block);
Direction exporting_direction_around(const Exporting *exporting, const Chapter *chapter, int block);

const char *direction_name(Direction direction);        // as HTML and the format have it: "ltr", "rtl", "auto"

#endif
