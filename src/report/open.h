// A report and its files, for those who read chapters themselves.
#ifndef REPORT_OPEN_H
#define REPORT_OPEN_H
#include "base/buffer.h"
#include "report/load.h"
#include "report/manifest.h"
#include "report/stamp.h"
#include "text/segment.h"

typedef struct ReportCache ReportCache;
typedef struct ReportWait ReportWait;

struct Report {
    Arena *arena;
    ReportWait *wait;       // NULL: its files are read here
    Buffer bytes;           // of the manifest: messages show its lines, and chapters may stand in it
    YamlFile file;          // the manifest; its problems are NULL once it is open
    const char *beside;     // what chapters' paths are shown behind: "" or "folder/"
    char *folder;           // absolute; "" for standard input
    int descriptor;         // of the folder; -1 = none
    Stamp stamp;            // of the manifest, before it was read
    Segmenter *segmenter;   // NULL until somebody asks for it
    Meter meter;            // of what is done with a chapter
    Manifest manifest;
    ReportCache *cache;     // NULL = none is used
};

// As report_open(), but NULL only where there is nothing to go on with; else what is wrong is only added.
Report *report_read(const char *path, Problems *problems, Findings *findings, ReportWait *wait);    // takes `wait`

// What is done with a chapter's file of some hundred KB: its stamp may be enough, or that and its first bytes.
typedef enum { LARGE_READ, LARGE_LEFT, LARGE_BEGUN } FilesLarge;

// A chapter with the nodes it came from.
typedef struct {
    Buffer bytes;
    Arena *nodes;
    YamlFile file;
    StampedFile stamped;    // the file, before it was read; all 0 = it stands in the manifest
    bool is_left;           // as FileAnswer has it: bytes are those of its beginning, file is set, and it has no root
    Buffer passed_over;     // lines that are no YAML; "" = none
    FilesLarge large;
    const YamlNode *root;   // NULL where it could not be read, or was left
    Chapter *chapter;       // likewise; who wants to keep it sets it to NULL before reading_close()
} Reading;

Reading reading_open(const Report *report, int index, Problems *problems, Findings *findings);
Reading reading_open_large(const Report *report, int index, Problems *problems, FilesLarge large);
void reading_close(Reading *reading);
ChapterHints report_hints(const Report *report, int index);
StampedFile file_of_chapter(const Report *report, int index);
Stamp stamp_of_chapter(const Report *report, int index);   // of its file now; 0 = it stands in the manifest

#endif
