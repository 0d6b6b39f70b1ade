// A specification file: headers, then steps with the screens that are expected. Format: README beside it.
#ifndef SCREENS_SPEC_H
#define SCREENS_SPEC_H
#include <stdbool.h>
#include <stddef.h>

enum { SPEC_ENVIRONMENT = 16 };

typedef enum { STEP_OPENS, STEP_KEYS, STEP_RESIZE, STEP_PASTE, STEP_MOUSE, STEP_SENDS, STEP_SIGNAL, STEP_STOPS, STEP_ENDS, STEP_AGAIN } StepKind;

// Lines of the file that hold a letter for each cell of a row: "12|bbb".
typedef struct {
    bool is_given;
    size_t first, end;
} Letters;

typedef struct {
    StepKind kind;
    int line;               // in the file, from 1
    const char *title;      // the whole line
    const char *argument;   // what stands behind the colon
    bool has_screen, has_cursor;
    size_t first, last;     // lines of the file: the rows between the rulers, last exclusive
    Letters looks, colours;
    const char *cursor;     // "1 3" or "hidden"
    size_t end;             // line of the file behind all that belongs to the step's expectation
} Step;

typedef struct {
    char *bytes;            // of the file; lines point into it
    char **lines;
    size_t line_count;
    int rows, columns;
    const char *term, *report, *options;
    const char *input;      // file that is standard input; NULL = the terminal
    const char *environment[SPEC_ENVIRONMENT];
    size_t environment_count;
    Step *steps;
    size_t step_count;
} Spec;

Spec spec_read(const char *path);       // ends the program with a message where it is not one
void spec_free(Spec *spec);

#endif
