// Everything a reader can do, in one table: keys, the `:` prompt, line mode, help and the man page come from it.
#ifndef READER_COMMAND_H
#define READER_COMMAND_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

typedef struct Reader Reader;

// What the keys go to. Each has its own mapping in a keymap; the lists share one besides.
typedef enum {
    FOCUS_PAGE, FOCUS_CONTENTS, FOCUS_HITS, FOCUS_BOOKMARKS, FOCUS_ELEMENTS, FOCUS_CHANGES, FOCUS_SHELF, FOCUS_FOUND, FOCUS_HELP,
    FOCUS_ABOUT, FOCUS_SETTINGS, FOCUS_NOTE, FOCUS_PROMPT,
} Focus;
enum { FOCUS_COUNT = FOCUS_PROMPT + 1 };

const char *focus_name(Focus focus);        // as in keymaps: "page"
bool focus_is_list(Focus focus);

typedef struct Command {
    const char *name;       // "page-down": lower case and hyphens, unique
    const char *group;      // heading in the help: "Moving", "Contents", …; those of one group stand together
    const char *help;       // one line, an imperative: "Go forward one page"
    const char *argument;   // what it can be given, as in "N", "TEXT"; NULL = nothing
    const char *not_secure; // why it is not there in secure mode: it opens, runs or writes what is not lectern's, or leads to the shell; NULL = it is
    bool is_near;           // it goes on or back by a page at most, or nowhere: shown from the start of a chapter, where that has so much (reader_new_early())
    bool for_page, for_list, for_note, for_prompt;   // where it can be bound; all false: everywhere
    // `argument` is "" where none was given. False and *err: it could not be done, and the message says why.
    bool (*run)(Reader *reader, const char *argument, Error *err);
} Command;

const Command *command_at(size_t index);                // NULL behind the last: to list them, in order of the help
size_t command_index(const Command *command);           // the way back
const Command *command_find(const char *name);          // NULL = none; a prefix that only one command has is enough
bool command_fits(const Command *command, Focus focus);

#endif
