// The shapes that short values must have: ids, keys, languages, dates, addresses, paths.
#ifndef REPORT_SHAPES_H
#define REPORT_SHAPES_H
#include <stdbool.h>

bool is_id(const char *text);           // of a chapter or block: [A-Za-z][A-Za-z0-9_-]*, ID_BYTES_MOST at most
bool is_report_id(const char *text);    // [a-z0-9-]+, ID_BYTES_MOST at most
bool is_footnote_key(const char *text); // no white space, brackets or backslash; KEY_BYTES_MOST at most
bool is_language(const char *text);     // the form of a BCP 47 tag: letters and digits in parts of 1 to 8
bool is_date(const char *text);         // YYYY, YYYY-MM or YYYY-MM-DD
bool is_address(const char *text);      // begins with a scheme, as RFC 3986 has it: "https:", "mailto:"
bool is_path_below(const char *text);   // relative, without "..", "." or empty parts: what file_read_below() takes

#endif
