// What is known of a chapter that was read, without all of its text: what lists, links and guesses need of chapters that are not at hand.
#ifndef REPORT_OUTLINE_H
#define REPORT_OUTLINE_H
#include "report/chapter.h"

// A section, or a block with an id.
typedef struct {
    int block, end;         // index in the chapter; behind its last descendant
    int level;              // of a section: 1..6; 0 = it is none
    int words;              // of a section, with all that is in it
    Direction direction;
    const char *title;      // of a section; else ""
    const char *id;         // "" = none
} OutlineEntry;

typedef struct {
    const char *title;
    Direction direction;    // of the title
    int words;
    const OutlineEntry *entries;    // in reading order
    int count;
} Outline;

// The chapter itself.
typedef struct {
    const char *title;
    Direction direction;    // of the title
    int words;
    bool has_sections;
} ChapterHead;

// The title lives in the chapter.
ChapterHead chapter_head_of(const Chapter *chapter);

// Entries live in the arena, texts in the chapter.
Outline outline_of(const Chapter *chapter, Arena *arena);

#endif
