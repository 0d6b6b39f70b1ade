// The limits of a report, in one table. Those of YAML itself (bytes, depth) are in yaml/node.h.
#ifndef REPORT_LIMITS_H
#define REPORT_LIMITS_H

enum {
    CHAPTERS_MOST = 100000,     // in a report
    BLOCKS_MOST = 1000000,      // in a chapter
    LEVELS_MOST = 6,            // of sections in sections
    COLUMNS_MOST = 100,         // of a table
    ID_BYTES_MOST = 100,        // of any id: a report's names a file (NAME_MAX is 255)
    KEY_BYTES_MOST = 64,        // of a footnote's key
    MARKS_MOST = 1000000,       // delimiters, and spans, in one text: what comes after them is plain text
    MARKS_DEPTH = 16,           // spans in spans: deeper ones are not shown
    PROBLEMS_SHOWN = 10,        // on the page of a chapter that can't be read
};

#endif
