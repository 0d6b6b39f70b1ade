// Reads the YAML of keymaps.
#include "reader/keymap_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/keymap_path.h"
#include "reader/suggest.h"

enum { KEYMAP_VERSION = 1 };

bool entry_speaks_for(const KeymapEntry *entry, Focus focus)
{
    if (entry->kind == SECTION_OWN)
        return entry->focus == focus;
    if (entry->kind == SECTION_LIST ? !focus_is_list(focus) : focus == FOCUS_PROMPT)
        return false;
    return !entry->command || command_fits(entry->command, focus);
}

const YamlFile *entry_file(const KeymapFiles *files, const KeymapEntry *entry)
{
    return &files->files[entry->file].yaml;
}

static bool section_find(const char *name, KeymapEntry *entry)
{
    if (!strcmp(name, "list") || !strcmp(name, "all")) {
        entry->kind = *name == 'l' ? SECTION_LIST : SECTION_ALL;
        return true;
    }
    for (int focus = 0; focus < FOCUS_COUNT; focus++)
        if (!strcmp(name, focus_name((Focus)focus))) {
            entry->kind = SECTION_OWN;
            entry->focus = (Focus)focus;
            return true;
        }
    return false;
}

static bool fail_at_section(const YamlFile *file, const YamlNode *node)
{
    Suggestion suggestion = {.wanted = node->text};
    Buffer all = {0};
    for (int focus = 0; focus < FOCUS_COUNT; focus++) {
        suggestion_try(&suggestion, focus_name((Focus)focus));
        buffer_addf(&all, "%s, ", focus_name((Focus)focus));
    }
    buffer_add_text(&all, "list, all");
    suggestion_try(&suggestion, "list");
    suggestion_try(&suggestion, "all");
    if (suggestion.best)
        fail_at(file, node, _("there is no section \"%1$s\"; did you mean %2$s? (there are %3$s)"), node->text, suggestion.best, buffer_text(&all));
    else
        fail_at(file, node, _("there is no section \"%1$s\" (there are %2$s)"), node->text, buffer_text(&all));
    buffer_free(&all);
    return false;
}

static bool read_sequence(const YamlFile *file, const YamlNode *node, Sequence *sequence)
{
    const char *at = node->text;
    while (*(at += strspn(at, " "))) {
        size_t length = strcspn(at, " ");
        if (sequence->count == SEQUENCE_KEYS)
            return fail_at(file, node, _("\"%1$s\" is more than %2$d keys; write %3$d at most"), node->text, SEQUENCE_KEYS, SEQUENCE_KEYS);
        if (!key_read(at, length, &sequence->keys[sequence->count]))
            return fail_at(file, node, _("there is no key \"%.*s\"; write one character, or Space, Tab, S-Tab, Enter, Esc, Backspace, Delete, Insert, Up, "
                "Down, Left, Right, Home, End, PgUp, PgDn, F1 to F24, with C- for Ctrl or M- for Alt before it"), (int)(length > 40 ? 40 : length), at);
        sequence->count++;
        at += length;
    }
    return sequence->count > 0 || fail_at(file, node, _("a key is missing before the colon; write its name, as in Space: page-down"));
}

static const Command *find_command(const char *name)
{
    const Command *command;
    for (size_t i = 0; (command = command_at(i)); i++)
        if (!strcmp(command->name, name))
            break;
    return command;
}

static bool fail_at_command(const YamlFile *file, const YamlNode *node)
{
    Suggestion suggestion = {.wanted = node->text};
    for (size_t i = 0; command_at(i); i++)
        suggestion_try(&suggestion, command_at(i)->name);
    if (suggestion.best)
        return fail_at(file, node, _("there is no command \"%1$s\"; did you mean %2$s?"), node->text, suggestion.best);
    return fail_at(file, node, _("there is no command \"%s\"; the help (h) lists them all"), node->text);
}

static bool read_command(const YamlFile *file, const YamlNode *node, const Command **command)
{
    if (node->kind != YAML_SCALAR)
        return fail_at(file, node, _("a key takes the name of one command, not %s"), yaml_kind_name(node->kind));
    if (node->length == 0)
        return true;
    *command = find_command(node->text);
    return *command || fail_at_command(file, node);
}

static bool check_fits(const YamlFile *file, const YamlNode *value, const YamlNode *section, const KeymapEntry *entry)
{
    if (!entry->command)
        return true;
    for (int focus = 0; focus < FOCUS_COUNT; focus++)
        if (entry_speaks_for(entry, (Focus)focus) && command_fits(entry->command, (Focus)focus))
            return true;
    Buffer where = {0};
    for (int focus = 0; focus < FOCUS_COUNT; focus++)
        if (command_fits(entry->command, (Focus)focus))
            buffer_addf(&where, "%s%s", where.length ? ", " : "", focus_name((Focus)focus));
    fail_at(file, value, _("%1$s does nothing in the section %2$s; write it in another (%3$s)"), entry->command->name, section->text, buffer_text(&where));
    buffer_free(&where);
    return false;
}

static bool check_typing(const YamlFile *file, const YamlNode *key, const KeymapEntry *entry)
{
    bool is_typing = entry->kind == SECTION_OWN && entry->focus == FOCUS_PROMPT && entry->command;
    return !is_typing || !key_is_text(entry->sequence.keys[0])
        || fail_at(file, key, _("in a prompt this key types a character; bind one with C- or M-, or a key with a name of its own"));
}

static void read_key(KeymapFiles *files, const YamlNode *section, const YamlNode *key, KeymapEntry entry)
{
    const YamlFile *file = entry_file(files, &entry);
    bool is_good = read_sequence(file, key, &entry.sequence);
    is_good = read_command(file, key->value, &entry.command) && is_good;
    if (!is_good || !check_fits(file, key->value, section, &entry) || !check_typing(file, key, &entry))
        return;
    entry.node = key;
    files->entries = memory_grow(files->entries, files->count, &files->capacity, sizeof *files->entries);
    files->entries[files->count++] = entry;
}

static void read_sections(KeymapFiles *files, int index)
{
    const YamlFile *file = &files->files[index].yaml;
    const YamlNode *keys = files->files[index].keys;
    if (keys->kind != YAML_MAPPING) {
        fail_at(file, keys, _("keys must be a mapping of sections, as in keys: {page: {Space: page-down}}"));
        return;
    }
    for (const YamlNode *section = keys->first; section; section = section->next) {
        KeymapEntry entry = {.file = index};
        if (!section_find(section->text, &entry))
            fail_at_section(file, section);
        else if (section->value->kind != YAML_MAPPING)
            fail_at(file, section->value, _("the section %s must be a mapping of keys and commands, as in {Space: page-down}"), section->text);
        else
            for (const YamlNode *key = section->value->first; key; key = key->next)
                read_key(files, section, key, entry);
    }
}

static void check_top(const YamlFile *file, const YamlNode *root)
{
    const YamlNode *version = yaml_get(root, "lectern-keymap");
    if (!version)
        fail_at(file, root, _("this does not say that it is a keymap; begin it with lectern-keymap: %d"), KEYMAP_VERSION);
    else if (!yaml_is(version, "1"))
        fail_at(file, version, _("this keymap is of another version than this lectern knows; write lectern-keymap: %d"), KEYMAP_VERSION);
    for (const YamlNode *key = root->first; key; key = key->next) {
        if (yaml_is(key, "lectern-keymap") || yaml_is(key, "extends") || yaml_is(key, "keys"))
            continue;
        Suggestion suggestion = {.wanted = key->text};
        suggestion_try(&suggestion, "lectern-keymap");
        suggestion_try(&suggestion, "extends");
        suggestion_try(&suggestion, "keys");
        if (suggestion.best)
            fail_at(file, key, _("there is no \"%1$s\" in a keymap; did you mean %2$s? (there are lectern-keymap, extends, keys)"), key->text, suggestion.best);
        else
            fail_at(file, key, _("there is no \"%s\" in a keymap (there are lectern-keymap, extends, keys)"), key->text);
    }
}

// What `extends` says, where it is sound: the next file to read.
static const YamlNode *extended_by(const YamlFile *file, const YamlNode *root)
{
    const YamlNode *extends = yaml_get(root, "extends");
    if (!extends || (extends->kind == YAML_SCALAR && extends->length > 0))
        return extends;
    fail_at(file, extends, _("extends takes the name of one keymap, or a file; leave it out to begin with no keys"));
    return NULL;
}

// Adds the problem at the node that asked for the file; at none for the first.
static bool fail_to_open(KeymapFiles *files, const YamlNode *extends, const Error *error)
{
    if (extends)
        return fail_at(&files->files[files->file_count - 1].yaml, extends, "%s", error->text);
    problems_add(files->problems, PROBLEM_ERROR, error);
    return false;
}

// Takes the path and the bytes.
static void add_file(KeymapFiles *files, char *path, Buffer bytes)
{
    KeymapFile *file = &files->files[files->file_count++];
    *file = (KeymapFile){.path = path, .bytes = bytes};
    file->yaml = (YamlFile){.name = path, .bytes = buffer_text(&file->bytes), .length = bytes.length, .problems = files->problems};
}

static bool open_file(KeymapFiles *files, const char *name, KeymapPath path, const YamlNode *extends)
{
    Error error = {0};
    const char *taken[KEYMAP_FILES + 1] = {0};
    for (int i = 0; i < files->file_count; i++)
        taken[i] = files->files[i].path;
    if (files->file_count == KEYMAP_FILES) {
        error_set(&error, _("too many keymaps extend each other; %d is the most"), KEYMAP_FILES);
        return fail_to_open(files, extends, &error);
    }
    char *found = keymap_path_find(name, path, taken, &error);
    if (!found)
        return fail_to_open(files, extends, &error);
    Buffer bytes = {0};
    if (file_read(found, KEYMAP_BYTES, &bytes, &error)) {
        add_file(files, found, bytes);
        return true;
    }
    problems_add(files->problems, PROBLEM_ERROR, &error);
    buffer_free(&bytes);
    free(found);
    return false;
}

// Reads the file opened last. Returns the node that names the next one; NULL = none.
static const YamlNode *read_file(KeymapFiles *files)
{
    KeymapFile *file = &files->files[files->file_count - 1];
    const YamlNode *root = yaml_read(files->arena, &file->yaml, &yaml_small_limits);
    if (!root)
        return NULL;
    if (root->kind != YAML_MAPPING) {
        fail_at(&file->yaml, root, _("a keymap is a mapping: lectern-keymap: 1, extends: default, keys: …"));
        return NULL;
    }
    check_top(&file->yaml, root);
    file->keys = yaml_get(root, "keys");
    if (file->keys)
        read_sections(files, files->file_count - 1);
    else
        fail_at(&file->yaml, root, _("a keymap without keys; add them, as in keys: {page: {Space: page-down}}"));
    return extended_by(&file->yaml, root);
}

static KeymapFiles files_new(Problems *problems)
{
    return (KeymapFiles){.arena = arena_new(), .problems = problems};
}

// Reads the file opened last, and those that it extends.
static bool read_files(KeymapFiles *files, KeymapPath path, size_t errors)
{
    const YamlNode *extends;
    while ((extends = read_file(files)))
        if (!open_file(files, extends->text, path, extends))
            return false;
    return files->problems->errors == errors;
}

bool keymap_files_read(KeymapFiles *files, const char *name, KeymapPath path, Problems *problems)
{
    *files = files_new(problems);
    size_t errors = problems->errors;
    return open_file(files, name, path, NULL) && read_files(files, path, errors);
}

bool keymap_files_read_text(KeymapFiles *files, const char *name, const Buffer *text, KeymapPath path, Problems *problems)
{
    Buffer bytes = {0};
    *files = files_new(problems);
    buffer_add(&bytes, buffer_text(text), text->length);
    add_file(files, memory_copy_text(name), bytes);
    return read_files(files, path, problems->errors);
}

void keymap_files_free(KeymapFiles *files)
{
    for (int i = 0; i < files->file_count; i++) {
        free(files->files[i].path);
        buffer_free(&files->files[i].bytes);
    }
    free(files->entries);
    arena_free(files->arena);
    *files = (KeymapFiles){0};
}
