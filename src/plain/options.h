// The command line: one table of options gives what is taken, --help and the man page's list.
#ifndef PLAIN_OPTIONS_H
#define PLAIN_OPTIONS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "base/error.h"
#include "plain/print.h"
#include "reader/search.h"
#include "reader/settings.h"

// What is asked for. READ: no face was asked for; the screen if there is one.
typedef enum {
    FACE_READ, FACE_DUMP, FACE_CONTENTS, FACE_SEARCH, FACE_MARKS, FACE_EXPORT_MARKS, FACE_IMPORT_MARKS, FACE_MERGE, FACE_CHECK, FACE_EXPORT,
    FACE_COMPILE, FACE_LINE, FACE_COMPLETE, FACE_FORGET, FACE_NEW, FACE_TERMINAL_TEST, FACE_HELP, FACE_VERSION,
} Face;

// Texts are borrowed from the command line.
typedef struct {
    Face face;
    PrintForm form;
    bool watches;                                   // FACE_CHECK: again and again
    const char *search;                             // FACE_SEARCH: what for
    SearchOptions how;
    const char *command;                            // FACE_READ, FACE_LINE: to be run first; NULL = none
    const char *candidates;                         // FACE_COMPLETE: what of: "reports"
    bool is_shelf;                                  // of all installed reports: FACE_READ (they are printed), FACE_SEARCH, FACE_MARKS, FACE_COMPILE
    bool is_private;                                // nothing is to be kept
    bool is_uncached;                               // no compiled report is to be kept or used
    bool is_secure;                                 // secure mode, whatever else is asked for
    const struct Option *outside;                   // the first given that is not there in secure mode; NULL = none
    const char *forgotten;                          // FACE_FORGET: id of the report
    bool is_sure;                                   // FACE_FORGET: nobody is to be asked
    const char *export;                             // FACE_EXPORT: the kind, by name
    const char *marks_form;                         // FACE_EXPORT_MARKS: by name
    const char *marks_file;                         // FACE_IMPORT_MARKS, FACE_MERGE: to be read
    const char *only;                               // FACE_MARKS, FACE_EXPORT_MARKS: mark_fits(); FACE_CONTENTS: contents_can_be_only(); NULL = all
    const char *new_report;                         // FACE_NEW: the folder to be made
    const char *output;                             // FACE_EXPORT, FACE_EXPORT_MARKS: where to; NULL = standard output
    bool replaces;                                  // likewise: a file that is there
    const char *report;                             // as it was named; NULL = not at all
    const char *settings[SETTINGS_MOST];            // value given for setting_at(i); NULL = none
} Options;

// One row an option. The settings (reader/settings.h) are options too, and not among these.
typedef struct Option {
    const char *name;
    const char *argument;   // "TEXT", "a|b"; NULL = none
    const char *help;
    const char *not_secure; // why it is not there in secure mode, as in Command; NULL = it is
    Face face;              // that it asks for; FACE_READ = none
    void (*set)(Options *options, const char *value);       // NULL = it asks for a face only
} Option;

const Option *option_at(size_t index);                      // NULL behind the last: in order of --help

// False and *err: a wrong use, and what to do.
bool options_read(int count, char **arguments, Options *options, Error *err);

// Secure mode: false and *err where one was given that is not there, and why.
bool options_are_secure(const Options *options, const char *secure_by, Error *err);

// Over what configuration and environment have set. False and *err: the first value that its setting does not take; the others are set.
bool options_apply(const Options *options, Settings *settings, Error *err);

void options_print_help(FILE *out);

#endif
