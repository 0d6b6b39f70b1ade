// What the parts of the chapter loader share: the blocks so far, and what each block hands to those inside it.
#ifndef REPORT_LOADER_H
#define REPORT_LOADER_H
#include "report/inline.h"
#include "text/segment.h"
#include "yaml/node.h"

// A name and where it stands in the file.
typedef struct {
    const char *name;
    const YamlNode *node;
} Finding;

typedef struct {
    Finding *items;
    size_t count, capacity;
} FindingList;

// What a check looks at once the chapter is loaded; names and nodes live as long as the chapter and its nodes.
typedef struct {
    FindingList ids;        // of blocks
    FindingList links;      // targets
    FindingList notes;      // keys of footnotes referred to
    FindingList footnotes;  // keys of those there are
} Findings;

void findings_clear(Findings *findings);

typedef struct {
    const YamlFile *file;
    Arena *arena;           // of the chapter
    Block *blocks;
    size_t count, capacity;
    int number;             // the last citation number given
    bool is_full;           // there are too many blocks: nothing more is loaded
    Findings *findings;     // NULL where nothing is checked
    WordCounter counter;
} Loader;

void findings_add_footnote(Loader *loader, const char *key, const YamlNode *node);  // nothing where nothing is checked

// What a block stands in.
typedef struct {
    int parent;             // -1 = none
    int level;              // of the section
    bool takes_sections;    // it is the body of a chapter or section
    bool is_numbered;       // it belongs to the body: its text gets citation numbers
    const char *language;
    Direction direction;
} Inside;

// FLOWING and VERSE have inline marks, PLAIN and LITERAL have none; line ends count in VERSE and LITERAL.
typedef enum { TEXT_FLOWING, TEXT_PLAIN, TEXT_VERSE, TEXT_LITERAL } TextKind;
typedef enum { EMPTY_REFUSED, EMPTY_TAKEN } EmptyText;

// The text of a scalar, safe, without its marks. False where it is no scalar, has a blank line that it may not have, or is empty and may not be.
bool load_text(Loader *loader, const YamlNode *node, TextKind kind, EmptyText empty, InlineText *text);

// Whether one more block may be added: the loading was not stopped. Where the limit is passed, an error, once, at the node.
bool loader_has_room(Loader *loader, const YamlNode *node);
// The same before a sequence is loaded, of which each item is one block at least: told at once, before they are made.
bool loader_has_room_for(Loader *loader, const YamlNode *sequence);

// How far the loading is: behind so many percent of a node.
void loader_tell(const Loader *loader, const YamlNode *node, int percent);

// Adds a block and returns its index; block_close() sets its end when what it holds is loaded.
int block_open(Loader *loader, BlockKind kind, const Inside *inside);
void block_close(Loader *loader, int block);
void block_set_text(Loader *loader, int block, const YamlNode *node, TextKind kind, EmptyText empty);
void block_number(Loader *loader, int block, const Inside *inside);     // the next citation number, where blocks inside get one
Inside inside_of(const Inside *inside, int block);                      // for what stands in the block
int add_leaf(Loader *loader, BlockKind kind, const Inside *inside, const YamlNode *node, TextKind text, EmptyText empty);

// Takes `id`, `lang` and `dir` of a mapping.
const char *load_id(Loader *loader, const YamlNode *mapping);
void load_manner(Loader *loader, const YamlNode *mapping, Inside *inside);
const char *load_language(const YamlFile *file, Arena *arena, const YamlNode *node, const char *inherited);
Direction load_direction(const YamlFile *file, const YamlNode *node, Direction inherited);

// False, and an error each, for keys that are not in `allowed` (words with a space between); `whose` is what takes them: "a chapter".
bool check_keys(const YamlFile *file, const YamlNode *mapping, const char *allowed, const char *whose);

// Whether a node is a scalar whose whole text has a shape (report/shapes.h).
bool node_is(const YamlNode *node, bool (*shape)(const char *text));

// Fails at a node where text was to be, and says how to quote it.
bool fail_no_text(const YamlFile *file, const YamlNode *node);

// Blocks (kinds.c): one; a sequence of them; text, as one paragraph, or a sequence.
void load_block(Loader *loader, const YamlNode *node, const Inside *inside);
void load_blocks(Loader *loader, const YamlNode *sequence, const Inside *inside);
void load_content(Loader *loader, const YamlNode *node, const Inside *inside);

// What the table of kinds in kinds.c calls: `block` is open, `mapping` has the options, `value` is that of the kind's key.
void load_list(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside);
void load_terms(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside);
void load_table(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside);

#endif
