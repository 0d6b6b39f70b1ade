// A text in the program that the person has named for that.
#ifndef READER_EDITOR_H
#define READER_EDITOR_H
#include "base/error.h"

enum { EDITED_BYTES = 1024 * 1024 };

// The first of VISUAL and EDITOR that names a program; NULL = neither does.
const char *editor_named(void);

// Hands a text to an editor (its words are separated by blanks; there is no shell) as a file of its own, 0600, in a folder of its own, 0700, in
// $XDG_RUNTIME_DIR, else $TMPDIR, else /tmp, and waits for its end. What is in the file then; the caller frees. Folder and file are gone then,
// with what the editor left beside it. NULL and *err: the editor could not be run or did not end well; or what it left can't be read, or is more
// than EDITED_BYTES: then the file stays, and *err names it. As program_run() has it.
char *editor_edit(const char *editor, const char *text, int input, Error *err);

#endif
