// The manifest: what a report is, and where its chapters are.
#ifndef REPORT_MANIFEST_H
#define REPORT_MANIFEST_H
#include <stdint.h>
#include "base/store.h"
#include "report/loader.h"
#include "report/report.h"
#include "report/stamp.h"

// A chapter as the manifest names it.
typedef struct {
    const YamlNode *node;   // the path, or the chapter itself
    const char *path;       // of its file, as written; NULL = it stands in the manifest
    const char *name;       // report_chapter_name()
    Chapter *chapter;       // NULL = not read yet, or dropped again
    Chapter *start;         // its first blocks, from report_chapter_start(); NULL = none
    const char *id;         // of the chapter; NULL = not read yet
    int blocks;             // of the chapter; 0 likewise
    ChapterHead head;       // likewise
    bool is_stopped;        // it stands for one whose reading was stopped
    StampedFile stamped;    // its file, before it was read; all 0 = it stands in the manifest
    bool is_unfolded;       // its texts are never kept folded: cache_can_fold()
    StorePiece piece;       // that the chapter lies in; {0} = none
    unsigned long used;     // when it was last asked for
} Entry;

typedef struct {
    About about;
    Entry *entries;
    int count;
} Manifest;

// Adds everything that is wrong to file->problems. False where there is no report to go on with: another version, no chapters. What it holds
// lives in `arena`; `findings` as for chapter_load().
bool manifest_load(Manifest *manifest, Arena *arena, const YamlFile *file, const YamlNode *root, Findings *findings);

#endif
