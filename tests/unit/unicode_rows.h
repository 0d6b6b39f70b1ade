// Rows of Unicode's break tests: "÷ 0061 × 0301 ÷	# comment". From the folder UNICODE_DATA names, else where Debian's unicode-data has them.
#ifndef TESTS_UNICODE_ROWS_H
#define TESTS_UNICODE_ROWS_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "random.h"

enum { ROW_BYTES = 4000, ROW_TEXT_BYTES = 1000 };

typedef struct {
    FILE *file;
    char version[64];           // the first line: "# LineBreakTest-15.0.0.txt"
    int number;                 // of the line
    char comment[ROW_BYTES];    // with the rules that apply
    Buffer text;                // in UTF-8
    bool may[ROW_TEXT_BYTES];   // by byte of the text: ÷ stands before it
} Rows;

static inline void unicode_path(const char *name, char path[ROW_BYTES])
{
    const char *folder = getenv("UNICODE_DATA");
    snprintf(path, ROW_BYTES, "%s/%s", folder ? folder : "/usr/share/unicode", name);
}

// False, and says in TAP that all is skipped: the file is not here.
static inline bool rows_are_here(const char *name)
{
    char path[ROW_BYTES];
    unicode_path(name, path);
    bool is_here = access(path, R_OK) == 0;
    if (!is_here)
        printf("1..0 # SKIP there is no %s; the package unicode-data has it\n", path);
    return is_here;
}

// False: there is no such file here.
static inline bool rows_open(Rows *rows, const char *name)
{
    char path[ROW_BYTES];
    unicode_path(name, path);
    memset(rows, 0, sizeof *rows);
    rows->file = fopen(path, "r");
    if (!rows->file)
        return false;
    if (fgets(rows->version, sizeof rows->version, rows->file))
        rows->version[strcspn(rows->version, "\n")] = '\0';
    rows->number = 1;
    return true;
}

static inline void rows_close(Rows *rows)
{
    fclose(rows->file);
    buffer_free(&rows->text);
}

static inline void read_row(Rows *rows, const char *row)
{
    buffer_cut(&rows->text, 0);
    memset(rows->may, 0, sizeof rows->may);
    snprintf(rows->comment, sizeof rows->comment, "%s", row + strcspn(row, "#"));
    for (const char *at = row; *at && *at != '#';) {
        char *end;
        unsigned long codepoint = strtoul(at, &end, 16);
        if (end > at)
            add_codepoint(&rows->text, (uint32_t)codepoint);
        else
            rows->may[rows->text.length] |= strncmp(at, "\xC3\xB7", 2) == 0;
        at = end > at ? end : at + 1;
    }
}

// The next row that has a text; false: there is none.
static inline bool rows_next(Rows *rows)
{
    char row[ROW_BYTES];
    do {
        if (!fgets(row, sizeof row, rows->file))
            return false;
        rows->number++;
        read_row(rows, row);
    } while (!rows->text.length);
    return true;
}

#endif
