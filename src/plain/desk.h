// What lies open for a face: settings, report, keymap, marks. Opened from the options, each when it is needed.
#ifndef PLAIN_DESK_H
#define PLAIN_DESK_H
#include <stdbool.h>
#include "base/error.h"
#include "base/sandbox.h"
#include "base/status.h"
#include "plain/options.h"
#include "reader/opening.h"
#include "reader/reader.h"

typedef struct {
    Options options;
    const char *secure_by;  // what set secure mode (secure_source()); NULL = nothing did
    Sandbox sandbox;        // in secure mode, from desk_find_report() on
    Settings settings;
    Error wrong_setting;    // what makes line mode the mode, since a screen reader is there to tell it; "" = nothing
    Opening opening;        // where the report is
    bool has_tutorial;      // it is installed
    Bookshelf *bookshelf;   // of which a report is to be chosen: the one that is open lies behind the list; NULL = one was named, or is the only one
    Report *report;
    bool has_place;
    Place place;            // that was asked for
    const char *shared_cache;   // folder of reports that are compiled for everybody
    const CompiledKeymap *const *compiled_keymaps;  // as KeymapPath has them
    Keymap *keymap;
    Marks *marks;
    Error state_error;      // why the state could not be read; "" = it could
} Desk;

// Each returns the exit status to end with, EXIT_DONE where all is well; what is wrong is said on standard error.
// Settings: from configuration, environment and options. Where one is wrong lectern ends, but for who reads by ear or by touch: line mode works
// whatever was asked for, and tells what is wrong.
int desk_set_up(Desk *desk);
int desk_find_report(Desk *desk);       // a path, but nothing is opened; no path where several are installed and a person is to choose
int desk_open_behind_shelf(Desk *desk); // of those to choose from the one read last, or another that can be read; EXIT_NOTHING: none can
int desk_open_report(Desk *desk);       // and the place that was asked for
int desk_open_keymap(Desk *desk);
void desk_tell_waiting(Records *records);   // on standard error, where they wait for a disk
void desk_open_marks(Desk *desk);       // where they can't be read it says so in state_error
void desk_close(Desk *desk);

int desk_refuse(const Error *error);    // says it on standard error; EXIT_USE

// The faces that print, on standard output.
int desk_shelf(Desk *desk);             // where there is no path; and of all reports what options.is_shelf asks for
int desk_dump(Desk *desk);
int desk_export(Desk *desk);
int desk_contents(Desk *desk);
int desk_search(Desk *desk);
int desk_bookmarks(Desk *desk);
int desk_export_marks(Desk *desk);
int desk_import_marks(Desk *desk);      // and merges; says what came in
int desk_compile(Desk *desk);           // for everybody
int desk_check(Desk *desk);             // before the report is opened; where it watches, until a signal ends it
int desk_candidates(Desk *desk);        // before anything is opened

#endif
