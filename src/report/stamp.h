// What the files of a report look like from outside: which file it is, its size, when it was written. Where a stamp is another one, something was
// saved, came or went. Only stat(2) is done.
#ifndef REPORT_STAMP_H
#define REPORT_STAMP_H
#include <stdint.h>
#include "report/report.h"

typedef uint64_t Stamp;     // 0: there is no file, as for standard input

typedef struct {
    Stamp stamp;
    Stamp kept;             // the same, and when its inode changed: another one too where a copy kept size and time
    long long size;         // bytes; 0 = there is none
    bool is_fresh;          // it was written a moment ago, or so its time says, and may be once more with the same stamp
    bool unused[7];         // named, so that it is 0: all of it is written into a pipe
} StampedFile;

Stamp stamp_of_file(const char *path);              // of one that is not there or may not be looked at too, by the reason
Stamp stamp_of_path(const char *path);              // of what report_open() would read first

Stamp stamp_when_read(const Report *report);        // the manifest and the chapters read so far, each as it was just before it was read
Stamp stamp_of_read(const Report *report);          // the same files now
bool report_look(Report *report, Stamp *now);       // stamp_of_read(), asked of the disk as its files are; false: it does not answer, at least not yet
Stamp stamp_of_all(const Report *report);           // the manifest and all that it names, now

#endif
