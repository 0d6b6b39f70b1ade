// The files of a keymap as they stand: the one asked for and those that it extends, each key as written, checked by itself.
#ifndef READER_KEYMAP_FILE_H
#define READER_KEYMAP_FILE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "reader/keymap.h"
#include "yaml/node.h"

enum { KEYMAP_FILES = 8, KEYMAP_BYTES = 1 << 20 }; // a keymap and those it extends, one after the other; of each

typedef struct {
    char *path;             // real path
    Buffer bytes;
    YamlFile yaml;
    const YamlNode *keys;   // the sections
} KeymapFile;

// Which foci a section speaks for. Of two sections of one file that bind a key in one focus the lower wins.
typedef enum { SECTION_OWN, SECTION_LIST, SECTION_ALL } SectionKind;

// One key of one section.
typedef struct KeymapEntry KeymapEntry;
struct KeymapEntry {
    int file;               // index; 0 = the one asked for
    SectionKind kind;
    Focus focus;            // OWN: of this focus; else 0
    Sequence sequence;
    const Command *command; // NULL: unbound
    const YamlNode *node;   // the key
    const KeymapEntry *hidden_by;   // one that wins over it in some focus
    bool is_told;           // a clash with it was told
};

typedef struct {
    KeymapFile files[KEYMAP_FILES];
    int file_count;
    KeymapEntry *entries;   // in the order of files and of their lines
    size_t count;
    size_t capacity;
    Arena *arena;
    Problems *problems;
} KeymapFiles;

// False where anything is wrong: all of it is in problems. keymap_files_free() in any case.
bool keymap_files_read(KeymapFiles *files, const char *name, KeymapPath path, Problems *problems);
bool keymap_files_read_text(KeymapFiles *files, const char *name, const Buffer *text, KeymapPath path, Problems *problems);
void keymap_files_free(KeymapFiles *files);

bool entry_speaks_for(const KeymapEntry *entry, Focus focus);   // its section does, and its command fits there
const YamlFile *entry_file(const KeymapFiles *files, const KeymapEntry *entry);

#endif
