// What went wrong, where, and what to do about it.
#ifndef BASE_ERROR_H
#define BASE_ERROR_H
#include <stdbool.h>
#include <stddef.h>

enum {
    ERROR_FILE_BYTES = 512,   // a longer name keeps its end, after "..."
    ERROR_TEXT_BYTES = 1024,  // in other scripts a sentence takes two or three bytes a letter
    ERROR_SOURCE_BYTES = 160, // of the offending line
};

// One thing that is wrong. Text fields are UTF-8 as they came: hostile until safe_add() has passed them.
typedef struct {
    char file[ERROR_FILE_BYTES];     // "" = no file
    int line;                        // from 1; 0 = unknown
    int column;                      // from 1, in code points; 0 = unknown
    char text[ERROR_TEXT_BYTES];     // what is wrong; what to write instead
    char source[ERROR_SOURCE_BYTES]; // the line of the file, around the column; "" = unknown
    int source_column;               // where column stands in source, from 1
} Error;

// Fills err (NULL is fine) from a format as printf has it, without file or line. Always false, so that a function can `return error_set(…)`.
bool error_set(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The same at a place in a file. Always false.
bool error_set_at(Error *err, const char *file, int line, int column, const char *format, ...) __attribute__((format(printf, 5, 6)));

// Takes the line that holds byte `offset` of a whole file's bytes into err->source, cut to fit around the column.
void error_show_source(Error *err, const char *bytes, size_t length, size_t offset);

// How grave a problem is: errors refuse, warnings do not.
typedef enum { PROBLEM_ERROR, PROBLEM_WARNING } Gravity;

typedef struct {
    Gravity gravity;
    Error error;
} Problem;

// All problems found, in the order found. Past PROBLEMS_MOST only the counts grow.
enum { PROBLEMS_MOST = 1000 };
typedef struct {
    Problem *items;
    size_t count;    // of items kept
    size_t capacity;
    size_t errors;   // of all that were added
    size_t warnings;
} Problems;

void problems_add(Problems *problems, Gravity gravity, const Error *error);
const Error *problems_first_error(const Problems *problems); // NULL = none
void problems_clear(Problems *problems);                     // frees what it holds; ready for use again

#endif
