// What a terminal sends, to keys: in whatever pieces it comes, and each key by its name.
#include <string.h>
#include "fuzz.h"
#include "plain/keyboard.h"

enum { KEYS_MOST = 4096 };

typedef struct {
    Key items[KEYS_MOST];
    size_t count;
} Keys;

static void hold_name(Key key)
{
    char name[KEY_NAME_BYTES], again[KEY_NAME_BYTES];
    Key found = PRESS_NONE;
    HOLD(strlen(key_write(key, name)) > 0);
    for (const char *c = name; *c; c++)
        HOLD(((unsigned char)*c > ' ' && *c != 0x7F));
    if (key_read(name, strlen(name), &found))
        HOLD(found == key && same_text(key_write(found, again), name));
    else
        HOLD(!key_is_text(key & ~(Key)PRESS_META));
}

// A key's name depends on nothing else: once is enough.
static void hold_name_once(Key key)
{
    enum { BITS = 8 };
    static uint8_t seen[2][PRESS_LAST / BITS + 1];
    Key base = key & ~(Key)PRESS_META;
    HOLD(base <= PRESS_LAST);
    uint8_t *byte = &seen[key != base][base / BITS], bit = (uint8_t)(1 << base % BITS);
    if (!(*byte & bit))
        hold_name(key);
    *byte |= bit;
}

static void take(Keyboard *keyboard, KeyEnd end, Keys *keys)
{
    Key key;
    while (keyboard_next(keyboard, end, &key)) {
        HOLD(key != PRESS_NONE && keys->count < KEYS_MOST);
        keys->items[keys->count++] = key;
    }
    HOLD(keyboard->count < sizeof keyboard->bytes);
}

// As keyboard_read() fills it from a terminal that has `piece` bytes at a time.
static void type(const uint8_t *bytes, size_t length, size_t piece, Keys *keys)
{
    Keyboard keyboard = {.descriptor = -1};
    while (length) {
        size_t room = sizeof keyboard.bytes - keyboard.count, count = length < piece ? length : piece;
        count = count < room ? count : room;
        memcpy(keyboard.bytes + keyboard.count, bytes, count);
        keyboard.count += count;
        bytes += count;
        length -= count;
        take(&keyboard, MORE_MAY_FOLLOW, keys);
    }
    take(&keyboard, IS_LAST, keys);
    HOLD(keyboard_is_empty(&keyboard));
}

void fuzz_input(const uint8_t *bytes, size_t length)
{
    Choices choices = {bytes, length};
    static Keys whole, pieces;
    whole.count = pieces.count = 0;
    size_t piece = (size_t)choose(&choices, 1, 16);
    if (choices.length > KEYS_MOST)
        choices.length = KEYS_MOST;
    type(choices.bytes, choices.length, sizeof ((Keyboard *)0)->bytes, &whole);
    type(choices.bytes, choices.length, piece, &pieces);
    HOLD(whole.count == pieces.count && !memcmp(whole.items, pieces.items, whole.count * sizeof *whole.items));
    for (size_t i = 0; i < whole.count; i++)
        hold_name_once(whole.items[i]);
}
