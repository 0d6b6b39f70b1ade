// Which key does what, by what has the focus: keymaps/*.yaml, format in doc/format.md.
#ifndef READER_KEYMAP_H
#define READER_KEYMAP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buffer.h"
#include "base/error.h"
#include "reader/command.h"
#include "reader/key.h"

enum { SEQUENCE_KEYS = 4 };

typedef struct {
    Key keys[SEQUENCE_KEYS];
    int count;
} Sequence;

// One that is in force. No pointer is in it, so that all who run the program share those that are compiled into it.
typedef struct {
    uint8_t focus;              // a Focus
    uint16_t command;           // of command_at()
    Sequence sequence;
} Binding;

typedef struct Keymap Keymap;

typedef struct CompiledKeymap CompiledKeymap;    // reader/keymap_compiled.h

// Where keymaps are looked for by name, in order, ended by NULL: the person's own folder, then the installed one. `compiled`, likewise, are those
// that were read while the program was built, and need not be again; NULL = none.
typedef struct {
    const char *const *folders;
    const CompiledKeymap *const *compiled;
} KeymapPath;

// Reads NAME.yaml from the folders, or a file where `name` has a "/"; with what it extends. A key of the nearer file wins over one that is
// inherited; in one file a focus' own section over `list`, and that over `all`. An empty command unbinds. NULL where there is an error: unknown
// section, command or key, a command that does nothing there, a key bound twice in a section, a prefix that is also a binding, a cycle, a focus
// without a key to leave it (quit on the page, close in lists and footnotes, accept and cancel in a prompt): file:line:column in problems.
Keymap *keymap_read(const char *name, KeymapPath path, Problems *problems);
Keymap *keymap_read_text(const char *name, const Buffer *text, KeymapPath path, Problems *problems);    // the same of what stands in a file `name`
void keymap_free(Keymap *keymap);   // NULL is fine
const char *keymap_name(const Keymap *keymap);

// What a sequence does. MATCH: *command. PREFIX: more keys may follow. NONE: it is bound to nothing.
typedef enum { KEYS_NONE, KEYS_PREFIX, KEYS_MATCH } KeysResult;
KeysResult keymap_find(const Keymap *keymap, Focus focus, const Sequence *sequence, const Command **command);

const Binding *keymap_binding(const Keymap *keymap, size_t index);              // by focus, the nearer file's first; NULL behind the last
const Command *binding_command(const Binding *binding);
uint32_t keymap_sorted(const Keymap *keymap, size_t place);                     // index of the binding that is there by focus and sequence
const char *keymap_keys_of(const Keymap *keymap, Focus focus, const Command *command, char *out, size_t size);  // "Space, PgDn, f"; "" = none
const char *sequence_name(const Sequence *sequence, char *out, size_t size);    // "g g"

#endif
