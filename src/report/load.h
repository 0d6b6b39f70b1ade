// A chapter from YAML nodes: of a file, or of the manifest.
#ifndef REPORT_LOAD_H
#define REPORT_LOAD_H
#include "report/loader.h"

// What the report says of a chapter before it is read.
typedef struct {
    int index;
    const char *name;       // as report_chapter_name() has it
    const char *language;
    Direction direction;
} ChapterHints;

// Never NULL. What is wrong is added to file->problems, and what could be loaded is there all the same. `findings` may be NULL.
Chapter *chapter_load(const YamlFile *file, const YamlNode *root, const ChapterHints *hints, Findings *findings);

// A chapter that can't be read: its title, and why, as blocks. `chapter` is what could be loaded of it (NULL: nothing) and is freed.
Chapter *chapter_broken(const ChapterHints *hints, Chapter *chapter, const Problems *problems);

void chapter_free(Chapter *chapter);    // NULL is fine

#endif
