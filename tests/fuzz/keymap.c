// A keymap: one that is taken is printed so that it is read again the same. Key names: each that is known leads back to its key.
#include <stdlib.h>
#include <string.h>
#include "fuzz.h"
#include "reader/keymap.h"
#include "yaml/write.h"

static Keymap *read_text(const char *text, size_t length)
{
    const char *source = getenv("srcdir");
    Buffer folder = {0}, bytes = {0};
    Problems problems = {0};
    buffer_addf(&folder, "%s/tests/fuzz/keymaps", source ? source : ".");
    buffer_add(&bytes, text, length);
    Keymap *keymap = keymap_read_text("given.yaml", &bytes, (KeymapPath){.folders = (const char *const[]){folder.bytes, NULL}}, &problems);
    HOLD(!keymap == (problems.errors > 0));
    for (size_t i = 0; i < problems.count; i++)
        HOLD(*problems.items[i].error.text && *problems.items[i].error.file);
    problems_clear(&problems);
    buffer_free(&folder);
    buffer_free(&bytes);
    return keymap;
}

static void print_binding(Buffer *out, const Binding *binding)
{
    char name[SEQUENCE_KEYS * KEY_NAME_BYTES];
    buffer_add_text(out, "    ");
    yaml_write_quoted(out, sequence_name(&binding->sequence, name, sizeof name));
    buffer_addf(out, ": %s\n", binding_command(binding)->name);
}

static void print(Buffer *out, const Keymap *keymap)
{
    int focus = -1;
    buffer_add_text(out, "lectern-keymap: 1\nkeys:\n");
    for (size_t i = 0; keymap_binding(keymap, i); i++) {
        const Binding *binding = keymap_binding(keymap, i);
        if ((int)binding->focus != focus)
            buffer_addf(out, "  %s:\n", focus_name((Focus)binding->focus));
        focus = (int)binding->focus;
        print_binding(out, binding);
    }
}

static void hold_same(const Keymap *one, const Keymap *other)
{
    size_t i = 0;
    for (; keymap_binding(one, i); i++) {
        const Binding *a = keymap_binding(one, i), *b = keymap_binding(other, i);
        HOLD(b && a->focus == b->focus && a->command == b->command && a->sequence.count == b->sequence.count);
        HOLD(!memcmp(a->sequence.keys, b->sequence.keys, (size_t)a->sequence.count * sizeof *a->sequence.keys));
    }
    HOLD(!keymap_binding(other, i));
}

static void hold_found(const Keymap *keymap)
{
    for (size_t i = 0; keymap_binding(keymap, i); i++) {
        const Binding *binding = keymap_binding(keymap, i);
        const Command *command = NULL;
        Sequence part = binding->sequence;
        char keys[256];
        HOLD(keymap_find(keymap, (Focus)binding->focus, &part, &command) == KEYS_MATCH && command == binding_command(binding));
        while (--part.count > 0)
            HOLD(keymap_find(keymap, (Focus)binding->focus, &part, &command) == KEYS_PREFIX);
        HOLD(*keymap_keys_of(keymap, (Focus)binding->focus, binding_command(binding), keys, sizeof keys));
        HOLD(command_fits(binding_command(binding), (Focus)binding->focus));
    }
}

static void fuzz_name(const char *name, size_t length)
{
    Key key, again;
    char written[KEY_NAME_BYTES];
    if (!key_read(name, length, &key))
        return;
    HOLD(key != PRESS_NONE);
    key_write(key, written);
    HOLD(key_read(written, strlen(written), &again) && again == key);
}

static void fuzz_names(const char *text, size_t length)
{
    for (size_t begin = 0, end; begin < length; begin = end + 1) {
        for (end = begin; end < length && !(text[end] && strchr(" \n\",:{}", text[end])); end++)
            ;
        fuzz_name(text + begin, end - begin);
    }
}

void fuzz_keymap(const uint8_t *bytes, size_t length)
{
    Keymap *keymap = read_text((const char *)bytes, length);
    fuzz_names((const char *)bytes, length);
    if (!keymap)
        return;
    Buffer printed = {0};
    print(&printed, keymap);
    Keymap *again = read_text(printed.bytes, printed.length);
    HOLD(again);
    hold_same(keymap, again);
    hold_found(keymap);
    keymap_free(again);
    keymap_free(keymap);
    buffer_free(&printed);
}
