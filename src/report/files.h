// The files of a report, on a disk that may never answer.
#ifndef REPORT_FILES_H
#define REPORT_FILES_H
#include "report/open.h"

// Of a report whose files are read apart (base/apart.h): what was asked of the disk and is not answered yet. Until it is, nothing more is asked, and
// what else is to be read counts as not answered at once.
struct ReportWait {
    ApartPatience patience;
    Apart *late;            // NULL = nothing is
    Apart *look;            // likewise, at whether files have changed
    bool is_near;           // the folder is on a disk of this machine (base/near.h)
    bool was_late;          // something could not be read for that
    bool is_slow;           // it was so the last time
    Apart *coming;          // bytes of chapters from `first` on that were asked for, and are taken as they come; NULL = none are
    int first;
    FilesLarge large;
    long came;              // clock_ms() of the last part of them
    int soon;               // chapter that the system is reading by itself, and
    long soon_from;         // since when: clock_ms(); 0 = none is
    int next;               // chapter behind the one that was read last
    int many;               // chapters that are asked for at once: who reads on is not to pay for a process each
    Buffer ahead;           // answers that nobody took yet, of chapters from `next` on
};

// What comes with the bytes of a file. `why` where it could not be read.
typedef struct {
    int index;              // of a chapter
    size_t length;          // of its bytes
    bool is_read;
    bool is_left;           // of a chapter: its bytes were left where they are, for there are many, but the first, where those were wanted
    StampedFile file;       // just before it was read; all 0 = not known. Of a manifest its stamp only
    bool is_folder;         // a manifest: its path is one, and it is report.yaml in there
    bool is_there;          // a manifest: it is in that folder
    Error why;
} FileAnswer;

// Where `wait` is NULL both read here. *bytes are what was read.
FileAnswer files_read_manifest(ReportWait *wait, const char *path, Buffer *bytes);
FileAnswer files_read_chapter(const Report *report, int index, const char *shown, FilesLarge large, Buffer *bytes);

// Of a report whose files are read apart: asks for a chapter's bytes, and takes a part of what has come of them, in a millisecond or two. False: more
// is to come. Who takes long, or does not come, is left to files_read_chapter(), which waits for it.
bool files_come(const Report *report, int index, const char *shown, FilesLarge large);

void files_free_wait(ReportWait *wait);             // NULL is fine

#endif
