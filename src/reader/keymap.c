// The keys in force: the files of a keymap laid over each other.
#include "reader/keymap.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/keymap_compiled.h"
#include "reader/keymap_file.h"

struct Keymap {
    char *name;
    size_t count;
    const Binding *bindings;    // by focus, then as they stand in the files: to show
    const uint32_t *sorted;     // indexes of these by focus and sequence: to find
    Binding *own_bindings;      // the same, and
    uint32_t *own_sorted;       // likewise, unless they are compiled into the program
};

// A binding that would be in force in one focus, if no other hid it.
typedef struct {
    Focus focus;
    KeymapEntry *entry;
    uint32_t place;         // by focus and sequence, of those that are left
} Claim;

typedef struct {
    Claim *items;
    size_t count;
    size_t capacity;
} Claims;

const char *sequence_name(const Sequence *sequence, char *out, size_t size)
{
    char name[KEY_NAME_BYTES];
    size_t length = 0;
    snprintf(out, size, "%s", "");
    for (int i = 0; i < sequence->count && length < size; i++)
        length += (size_t)snprintf(out + length, size - length, "%s%s", i ? " " : "", key_write(sequence->keys[i], name));
    return out;
}

static int compare_numbers(long a, long b)
{
    return (a > b) - (a < b);
}

// A sequence stands right before those that begin with it.
static int compare_sequences(const Sequence *a, const Sequence *b)
{
    for (int i = 0; i < a->count && i < b->count; i++)
        if (a->keys[i] != b->keys[i])
            return compare_numbers(a->keys[i], b->keys[i]);
    return compare_numbers(a->count, b->count);
}

static bool sequence_begins(const Sequence *sequence, const Sequence *longer)
{
    return sequence->count < longer->count && !memcmp(sequence->keys, longer->keys, (size_t)sequence->count * sizeof *sequence->keys);
}

// What wins stands first: the nearer file, then the narrower section, then the earlier line.
static int compare_claims(const void *left, const void *right)
{
    const Claim *a = left, *b = right;
    int order = compare_numbers(a->focus, b->focus);
    if (!order)
        order = compare_sequences(&a->entry->sequence, &b->entry->sequence);
    if (!order)
        order = compare_numbers(a->entry->file, b->entry->file);
    if (!order)
        order = compare_numbers(a->entry->kind, b->entry->kind);
    return order ? order : compare_numbers(a->entry - b->entry, 0);
}

static Claims claims_new(KeymapFiles *files)
{
    Claims claims = {0};
    for (size_t i = 0; i < files->count; i++)
        for (int focus = 0; focus < FOCUS_COUNT; focus++)
            if (entry_speaks_for(&files->entries[i], (Focus)focus)) {
                claims.items = memory_grow(claims.items, claims.count, &claims.capacity, sizeof *claims.items);
                claims.items[claims.count++] = (Claim){.focus = (Focus)focus, .entry = &files->entries[i]};
            }
    if (claims.count)
        qsort(claims.items, claims.count, sizeof *claims.items, compare_claims);
    return claims;
}

static bool same_key(const Claim *a, const Claim *b)
{
    return a->focus == b->focus && !compare_sequences(&a->entry->sequence, &b->entry->sequence);
}

// Two names of one key in one section: "npage" and "PgDn". The same name twice was told when the YAML was read.
static void tell_bound_twice(KeymapFiles *files, const KeymapEntry *first, KeymapEntry *second)
{
    bool is_twice = first->file == second->file && first->kind == second->kind;
    if (!is_twice || second->is_told || !strcmp(first->node->text, second->node->text))
        return;
    second->is_told = true;
    char name[SEQUENCE_KEYS * KEY_NAME_BYTES];
    fail_at(entry_file(files, second), second->node, _("the key %1$s is bound in line %2$d of this section already; take out one of the two"),
        sequence_name(&second->sequence, name, sizeof name), first->node->line);
}

static void tell_prefix(KeymapFiles *files, const Claim *shorter, const Claim *longer)
{
    assert(shorter->entry->command && longer->entry->command); // claims_settle() keeps no others: for clang's analyser
    bool is_shorter_nearer = shorter->entry->file < longer->entry->file
        || (shorter->entry->file == longer->entry->file && shorter->entry > longer->entry);
    KeymapEntry *nearer = is_shorter_nearer ? shorter->entry : longer->entry;
    if (nearer->is_told)
        return;
    nearer->is_told = true;
    char first[SEQUENCE_KEYS * KEY_NAME_BYTES], second[SEQUENCE_KEYS * KEY_NAME_BYTES];
    sequence_name(&shorter->entry->sequence, first, sizeof first);
    sequence_name(&longer->entry->sequence, second, sizeof second);
    fail_at(entry_file(files, nearer), nearer->node, _("with the focus %1$s, %2$s is bound to %3$s and begins %4$s (%5$s) too; write another key, or unbind one of them "
        "with an empty command, as in \"%6$s\": \"\""), focus_name(shorter->focus), first, shorter->entry->command->name, second,
        longer->entry->command->name, is_shorter_nearer ? second : first);
}

// Keeps of each key the claim that wins, if it binds anything.
static Claims claims_settle(KeymapFiles *files, Claims claims)
{
    size_t kept = 0;
    for (size_t i = 0, end; i < claims.count; i = end) {
        for (end = i + 1; end < claims.count && same_key(&claims.items[i], &claims.items[end]); end++) {
            claims.items[end].entry->hidden_by = claims.items[i].entry;
            tell_bound_twice(files, claims.items[end - 1].entry, claims.items[end].entry);
        }
        if (claims.items[i].entry->command)
            claims.items[kept++] = claims.items[i];
    }
    claims.count = kept;
    for (size_t i = 1; i < claims.count; i++) {
        const Claim *shorter = &claims.items[i - 1], *longer = &claims.items[i];
        if (shorter->focus == longer->focus && sequence_begins(&shorter->entry->sequence, &longer->entry->sequence))
            tell_prefix(files, shorter, longer);
    }
    return claims;
}

// What a person must be able to do wherever they are, or they would be stuck.
static const struct {
    Focus focus;
    const char *command, *example;
} ways_out[] = {
    {FOCUS_PAGE, "quit", "page: {q: quit}"},
    {FOCUS_CONTENTS, "close", "list: {q: close}"},
    {FOCUS_HITS, "close", "list: {q: close}"},
    {FOCUS_BOOKMARKS, "close", "list: {q: close}"},
    {FOCUS_ELEMENTS, "close", "list: {q: close}"},
    {FOCUS_CHANGES, "close", "list: {q: close}"},
    {FOCUS_SHELF, "close", "list: {q: close}"},
    {FOCUS_FOUND, "close", "list: {q: close}"},
    {FOCUS_HELP, "close", "list: {q: close}"},
    {FOCUS_ABOUT, "close", "list: {q: close}"},
    {FOCUS_SETTINGS, "close", "list: {q: close}"},
    {FOCUS_NOTE, "close", "note: {q: close}"},
    {FOCUS_PROMPT, "accept", "prompt: {Enter: accept}"},
    {FOCUS_PROMPT, "cancel", "prompt: {Esc: cancel}"},
};

static bool has_way_out(const Claims *claims, Focus focus, const char *command)
{
    for (size_t i = 0; i < claims->count; i++)
        if (claims->items[i].focus == focus && !strcmp(claims->items[i].entry->command->name, command))
            return true;
    return false;
}

// The key that took an inherited way out away, else the keys as a whole.
static const YamlNode *taker(const KeymapFiles *files, Focus focus, const char *command)
{
    for (size_t i = 0; i < files->count; i++) {
        const KeymapEntry *lost = &files->entries[i];
        bool is_way = lost->hidden_by && lost->command && !strcmp(lost->command->name, command) && entry_speaks_for(lost, focus);
        if (is_way && lost->hidden_by->file == 0)
            return lost->hidden_by->node;
    }
    return files->files[0].keys;
}

static void check_ways_out(KeymapFiles *files, const Claims *claims)
{
    for (size_t i = 0; i < sizeof ways_out / sizeof *ways_out; i++)
        if (!has_way_out(claims, ways_out[i].focus, ways_out[i].command))
            fail_at(&files->files[0].yaml, taker(files, ways_out[i].focus, ways_out[i].command),
                _("no key is left for %1$s with the focus %2$s; bind one, as in %3$s, or begin with extends: default"),
                ways_out[i].command, focus_name(ways_out[i].focus), ways_out[i].example);
}

static int compare_shown(const void *left, const void *right)
{
    const Claim *a = left, *b = right;
    int order = compare_numbers(a->focus, b->focus);
    return order ? order : compare_numbers(a->entry - b->entry, 0);
}

static Binding *bindings_new(const Claims *claims)
{
    Binding *bindings = memory_new(claims->count + 1, sizeof *bindings);
    for (size_t i = 0; i < claims->count; i++)
        bindings[i] = (Binding){.focus = (uint8_t)claims->items[i].focus, .sequence = claims->items[i].entry->sequence,
            .command = (uint16_t)command_index(claims->items[i].entry->command)};
    return bindings;
}

static Keymap *keymap_new(const char *name, const Claims *claims)
{
    Keymap *keymap = memory_new(1, sizeof *keymap);
    keymap->name = memory_copy_text(name);
    keymap->count = claims->count;
    for (size_t i = 0; i < claims->count; i++)
        claims->items[i].place = (uint32_t)i;
    if (claims->count)
        qsort(claims->items, claims->count, sizeof *claims->items, compare_shown);
    keymap->bindings = keymap->own_bindings = bindings_new(claims);
    keymap->own_sorted = memory_new(claims->count + 1, sizeof *keymap->own_sorted);
    for (size_t i = 0; i < claims->count; i++)
        keymap->own_sorted[claims->items[i].place] = (uint32_t)i;
    keymap->sorted = keymap->own_sorted;
    return keymap;
}

static Keymap *keymap_of_compiled(const CompiledKeymap *compiled)
{
    Keymap *keymap = memory_new(1, sizeof *keymap);
    keymap->name = memory_copy_text(compiled->name);
    keymap->count = compiled->count;
    keymap->bindings = compiled->bindings;
    keymap->sorted = compiled->sorted;
    return keymap;
}

// Lays the files over each other and frees them; NULL where there were errors, or are now.
static Keymap *settle_files(KeymapFiles *files, bool is_read, const char *name)
{
    Keymap *keymap = NULL;
    if (is_read) {
        size_t errors = files->problems->errors;
        Claims claims = claims_new(files);
        claims = claims_settle(files, claims);
        check_ways_out(files, &claims);
        if (files->problems->errors == errors)
            keymap = keymap_new(name, &claims);
        free(claims.items);
    }
    keymap_files_free(files);
    return keymap;
}

Keymap *keymap_read(const char *name, KeymapPath path, Problems *problems)
{
    KeymapFiles files;
    const CompiledKeymap *compiled = keymap_compiled_find(name, path);
    if (compiled)
        return keymap_of_compiled(compiled);
    bool is_read = keymap_files_read(&files, name, path, problems);
    return settle_files(&files, is_read, name);
}

Keymap *keymap_read_text(const char *name, const Buffer *text, KeymapPath path, Problems *problems)
{
    KeymapFiles files;
    bool is_read = keymap_files_read_text(&files, name, text, path, problems);
    return settle_files(&files, is_read, name);
}

void keymap_free(Keymap *keymap)
{
    if (!keymap)
        return;
    free(keymap->name);
    free(keymap->own_bindings);
    free(keymap->own_sorted);
    free(keymap);
}

const char *keymap_name(const Keymap *keymap)
{
    return keymap->name;
}

KeysResult keymap_find(const Keymap *keymap, Focus focus, const Sequence *sequence, const Command **command)
{
    size_t low = 0, high = keymap->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Binding *binding = &keymap->bindings[keymap->sorted[middle]];
        int order = compare_numbers(binding->focus, focus);
        if (!order)
            order = compare_sequences(&binding->sequence, sequence);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const Binding *found = low < keymap->count ? &keymap->bindings[keymap->sorted[low]] : NULL;
    if (!found || found->focus != focus)
        return KEYS_NONE;
    if (sequence_begins(sequence, &found->sequence))
        return KEYS_PREFIX;
    if (compare_sequences(&found->sequence, sequence))
        return KEYS_NONE;
    *command = binding_command(found);
    return KEYS_MATCH;
}

const Binding *keymap_binding(const Keymap *keymap, size_t index)
{
    return index < keymap->count ? &keymap->bindings[index] : NULL;
}

const Command *binding_command(const Binding *binding)
{
    return command_at(binding->command);
}

uint32_t keymap_sorted(const Keymap *keymap, size_t place)
{
    return keymap->sorted[place];
}

const char *keymap_keys_of(const Keymap *keymap, Focus focus, const Command *command, char *out, size_t size)
{
    size_t length = 0;
    snprintf(out, size, "%s", "");
    for (size_t i = 0; i < keymap->count; i++) {
        const Binding *binding = &keymap->bindings[i];
        if (binding->focus != focus || binding_command(binding) != command)
            continue;
        char name[SEQUENCE_KEYS * KEY_NAME_BYTES];
        const char *between = length ? ", " : "";
        sequence_name(&binding->sequence, name, sizeof name);
        if (length + strlen(between) + strlen(name) >= size)
            break;
        length += (size_t)snprintf(out + length, size - length, "%s%s", between, name);
    }
    return out;
}
