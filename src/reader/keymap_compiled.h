// Keymaps that were read while the program was built: tools/keymaps writes them as C, of keymaps/*.yaml.
#ifndef READER_KEYMAP_COMPILED_H
#define READER_KEYMAP_COMPILED_H
#include <stddef.h>
#include <stdint.h>
#include "reader/keymap.h"

// One of the files that it was made of: keymaps/NAME.yaml.
typedef struct {
    const char *name;
    const char *bytes;
    size_t length;
} CompiledFile;

struct CompiledKeymap {
    const char *name;
    const CompiledFile *const *files;   // itself, then those it extends; ended by NULL
    const Binding *bindings;            // as keymap_binding() has them
    const uint32_t *sorted;             // as keymap_sorted() has it
    size_t count;
};

// What the program brings; not in the library, of which the program that writes them is made.
extern const CompiledKeymap *const compiled_keymaps[];

// The one of this name, if the files that keymap_read() would read are, byte for byte, those that it was made of: a keymap of the person's own, and
// an installed one that was changed, must be read. Else NULL.
const CompiledKeymap *keymap_compiled_find(const char *name, KeymapPath path);

#endif
