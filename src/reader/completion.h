// What a line behind `:` can go on with: names of commands, of settings, of chapters, and the words that commands and settings take.
#ifndef READER_COMPLETION_H
#define READER_COMPLETION_H
#include <stddef.h>
#include "base/buffer.h"
#include "report/report.h"

typedef struct {
    size_t start;       // byte of the line where the word begins that is completed
    size_t count;       // of words that begin so
    Buffer words;       // a space between them
    size_t common;      // bytes that all of them begin with
} Completion;

// Of the first `length` bytes of a line. completion_free() what it returns.
Completion completion_of(Report *report, const char *line, size_t length);
void completion_free(Completion *completion);

#endif
