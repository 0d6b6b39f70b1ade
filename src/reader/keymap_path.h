// Where the file of a keymap is.
#ifndef READER_KEYMAP_PATH_H
#define READER_KEYMAP_PATH_H
#include "reader/keymap.h"

// The real path of NAME.yaml in the first folder that has it, or of a file where `name` has a "/" (below the folder of the file that names it,
// the last of `taken`, if it is relative). Files in `taken`, ended by NULL, are passed over: so one's own "default" may extend the installed one.
// The caller frees. NULL and *err: there is none, and which there are; or only one that is taken: they would go round in a circle.
char *keymap_path_find(const char *name, KeymapPath path, const char *const *taken, Error *err);

// Each name that keymap_path_find() would look for: folder by folder, each in alphabetical order; one that is in two folders comes twice. `name`
// is borrowed for the call, and may hold any byte that a file name can.
typedef void (*KeymapFound)(void *context, const char *name);
void keymap_path_each(KeymapPath path, KeymapFound found, void *context);

#endif
