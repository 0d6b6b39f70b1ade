// What curses can't be told of, and what it is told instead.
#include "screen/stand_ins.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "base/memory.h"
#include "screen/grid.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    FIRST = 0xF0000,                        // of planes 15 and 16, which Unicode leaves to private use
    ENTRIES = 16000,                        // of WIDTH_CELLS_MOST code points each
    SLOTS = 2 * ENTRIES,
    BYTES_OF_ONE = 4,                       // in UTF-8
};

typedef struct {
    char text[CELL_BYTES];
    StandIn key;                            // its cluster is `text`
} Entry;

struct StandIns {
    int count;
    uint16_t slots[SLOTS];                  // index of an entry and 1; 0 = free
    Entry entries[ENTRIES];
};

StandIns *stand_ins_new(void)
{
    return memory_new(1, sizeof(StandIns));
}

void stand_ins_free(StandIns *table)
{
    free(table);
}

static const char joiner[] = "\u200D";

static bool ends_with_joiner(const char *text, size_t length)
{
    const size_t size = sizeof joiner - 1;
    return length > size && memcmp(text + length - size, joiner, size) == 0;
}

size_t stand_in_length(const Widths *terminal, const char *cluster, int cells)
{
    size_t length = strlen(cluster), first = 0;
    utf8_next(cluster, length, &first);
    while (length > first && (ends_with_joiner(cluster, length) || cluster_width(terminal, cluster, length) > cells))
        utf8_previous(cluster, &length);
    return length;
}

bool stand_ins_are_full(const StandIns *table)
{
    return table->count == ENTRIES;
}

void stand_ins_forget(StandIns *table)
{
    table->count = 0;
    memset(table->slots, 0, sizeof table->slots);
}

bool is_stand_in(unsigned codepoint)
{
    return codepoint >= FIRST;
}

static unsigned code_of(int index)
{
    return FIRST + (unsigned)index * WIDTH_CELLS_MOST;
}

static size_t slot_of(const char *cluster, int column)
{
    return (size_t)(hash_bytes(hash_bytes(HASH_BEGIN, &column, sizeof column), cluster, strlen(cluster)) % SLOTS);
}

static bool is_entry(const Entry *entry, StandIn wanted)
{
    const StandIn *key = &entry->key;
    return key->column == wanted.column && key->cells == wanted.cells && strcmp(entry->text, wanted.cluster) == 0;
}

unsigned stand_in_for(StandIns *table, StandIn wanted)
{
    size_t slot = slot_of(wanted.cluster, wanted.column);
    for (; table->slots[slot]; slot = (slot + 1) % SLOTS)
        if (is_entry(&table->entries[table->slots[slot] - 1], wanted))
            return code_of(table->slots[slot] - 1);
    if (stand_ins_are_full(table))
        return 0;
    Entry *entry = &table->entries[table->count];
    *entry = (Entry){.key = wanted};
    strncpy(entry->text, wanted.cluster, sizeof entry->text - 1);
    table->slots[slot] = (uint16_t)++table->count;
    return code_of(table->count - 1);
}

static void put_cluster(Buffer *out, const Entry *entry, int columns)
{
    const StandIn *key = &entry->key;
    const bool may_wrap = key->column + WIDTH_CELLS_MOST >= columns;
    const int behind = key->column + key->cells;
    buffer_add_text(out, may_wrap ? "\033[?7l" : "");
    buffer_add_repeated(out, ' ', key->cells);
    buffer_addf(out, "\033[%dG%s", key->column + 1, entry->text);
    buffer_addf(out, "\033[%dG", (behind < columns ? behind : columns - 1) + 1);
    buffer_add_text(out, may_wrap ? "\033[?7h" : "");
}

// The bytes of the next one; NULL: there is none.
static const char *find(const char *bytes, const char *end)
{
    for (; end - bytes >= BYTES_OF_ONE; bytes++)
        if ((unsigned char)*bytes >= 0xF3 && (unsigned char)*bytes <= 0xF4) {
            size_t at = 0;
            if (is_stand_in(utf8_next(bytes, BYTES_OF_ONE, &at)))
                return bytes;
        }
    return NULL;
}

// Only the first of a cluster's says anything.
static void put_one(const StandIns *table, Buffer *out, const char *bytes, int columns)
{
    size_t at = 0;
    const unsigned number = utf8_next(bytes, BYTES_OF_ONE, &at) - FIRST, index = number / WIDTH_CELLS_MOST;
    if (number % WIDTH_CELLS_MOST == 0 && index < (unsigned)table->count)
        put_cluster(out, &table->entries[index], columns);
}

void stand_ins_put(const StandIns *table, Buffer *out, const char *bytes, size_t length, int columns)
{
    const char *end = bytes + length;
    for (const char *next; (next = find(bytes, end)); bytes = next + BYTES_OF_ONE) {
        buffer_add(out, bytes, (size_t)(next - bytes));
        put_one(table, out, next, columns);
    }
    buffer_add(out, bytes, (size_t)(end - bytes));
}
