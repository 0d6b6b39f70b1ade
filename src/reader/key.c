// Keys by name.
#include "reader/key.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "text/safe.h"
#include "text/utf8.h"

typedef struct {
    const char *name;
    Key key;
} NamedKey;

// The first name of a key is the one that is shown. The others are read: terminfo's, and what other programs write.
static const NamedKey named_keys[] = {
    {"Space", PRESS_SPACE},
    {"Tab", PRESS_TAB},
    {"Enter", PRESS_ENTER}, {"Return", PRESS_ENTER}, {"RET", PRESS_ENTER}, {"CR", PRESS_ENTER},
    {"Esc", PRESS_ESC}, {"Escape", PRESS_ESC},
    {"Backspace", PRESS_BACKSPACE}, {"BS", PRESS_BACKSPACE},
    {"Up", PRESS_UP}, {"Down", PRESS_DOWN}, {"Left", PRESS_LEFT}, {"Right", PRESS_RIGHT},
    {"Home", PRESS_HOME}, {"End", PRESS_END},
    {"PgUp", PRESS_PAGE_UP}, {"PageUp", PRESS_PAGE_UP}, {"ppage", PRESS_PAGE_UP},
    {"PgDn", PRESS_PAGE_DOWN}, {"PgDown", PRESS_PAGE_DOWN}, {"PageDown", PRESS_PAGE_DOWN}, {"npage", PRESS_PAGE_DOWN},
    {"Insert", PRESS_INSERT}, {"Ins", PRESS_INSERT}, {"ic", PRESS_INSERT},
    {"Delete", PRESS_DELETE}, {"Del", PRESS_DELETE}, {"dc", PRESS_DELETE},
    {"S-Tab", PRESS_BACK_TAB}, {"BackTab", PRESS_BACK_TAB}, {"btab", PRESS_BACK_TAB},
};
enum { NAMED_KEYS = sizeof named_keys / sizeof *named_keys, FUNCTION_KEYS = 24 };

static const char *name_of_named(Key key)
{
    for (size_t i = 0; i < NAMED_KEYS; i++)
        if (named_keys[i].key == key)
            return named_keys[i].name;
    return NULL;
}

static bool is_character(Key key)
{
    return key > ' ' && key != PRESS_BACKSPACE && key < PRESS_UP && (key < 0xd800 || key > 0xdfff) && (key < 0x80 || key > 0x9f);
}

static void name_character(Key key, char *out, size_t size)
{
    char bytes[5] = "";
    utf8_put(bytes, key);
    bool shows = is_character(key) && safe_count_changes(bytes, strlen(bytes)) == 0 && !utf8_is_space(key);
    if (shows)
        snprintf(out, size, "%s", bytes);
    else
        snprintf(out, size, "U+%04X", (unsigned)key);
}

const char *key_write(Key key, char *out)
{
    const char *meta = key & PRESS_META ? "M-" : "";
    key &= ~(Key)PRESS_META;
    char base[KEY_NAME_BYTES - 2];
    const char *named = name_of_named(key);
    if (named)
        snprintf(base, sizeof base, "%s", named);
    else if (key > PRESS_F0 && key <= PRESS_LAST)
        snprintf(base, sizeof base, "F%d", (int)(key - PRESS_F0));
    else if (key >= 1 && key <= 26)
        snprintf(base, sizeof base, "C-%c", (int)key + 'a' - 1);
    else if (key >= 28 && key < 32)
        snprintf(base, sizeof base, "C-%c", (int)key + '@');
    else
        name_character(key, base, sizeof base);
    snprintf(out, KEY_NAME_BYTES, "%s%s", meta, base);
    return out;
}

static bool has_prefix(const char *name, size_t length, const char *prefix)
{
    size_t size = strlen(prefix);
    return length > size && !strncasecmp(name, prefix, size);
}

static bool read_number(const char *digits, size_t length, int base, Key *number)
{
    const char *const known = "0123456789ABCDEF";
    if (length == 0 || length > 6)
        return false;
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        char upper = digits[i] >= 'a' && digits[i] <= 'f' ? (char)(digits[i] - 'a' + 'A') : digits[i];
        const char *found = upper ? memchr(known, upper, (size_t)base) : NULL;
        if (!found)
            return false;
        *number = *number * (Key)base + (Key)(found - known);
    }
    return true;
}

static bool read_function_key(const char *name, size_t length, Key *key)
{
    Key number;
    if (length < 2 || (*name != 'F' && *name != 'f') || name[1] == '0' || !read_number(name + 1, length - 1, 10, &number))
        return false;
    *key = PRESS_F0 + number;
    return number <= FUNCTION_KEYS;
}

static bool read_named(const char *name, size_t length, Key *key)
{
    for (size_t i = 0; i < NAMED_KEYS; i++)
        if (strlen(named_keys[i].name) == length && !strncasecmp(named_keys[i].name, name, length)) {
            *key = named_keys[i].key;
            return true;
        }
    return read_function_key(name, length, key);
}

static bool read_character(const char *name, size_t length, Key *key)
{
    size_t at = 0;
    *key = utf8_next(name, length, &at);
    if (at == length)
        return is_character(*key) && (*key != 0xfffd || length == 3) && !utf8_is_space(*key);
    return has_prefix(name, length, "U+") && read_number(name + 2, length - 2, 16, key) && is_character(*key);
}

// C-Space is NUL, and Ctrl with a digit or most punctuation sends nothing of its own: there is no such key.
static bool add_control(Key *key)
{
    if (*key >= 'a' && *key <= 'z')
        *key -= 'a' - 1;
    else if (*key >= 'A' && *key <= '_')
        *key -= '@';
    else if (*key == '?')
        *key = PRESS_BACKSPACE;
    else
        return false;
    if (*key == '\n') // no face tells it from Enter
        *key = PRESS_ENTER;
    return true;
}

bool key_read(const char *name, size_t length, Key *key)
{
    bool is_meta = false, is_control = false;
    while (has_prefix(name, length, "C-") || has_prefix(name, length, "M-")) {
        bool *flag = *name == 'C' || *name == 'c' ? &is_control : &is_meta;
        if (*flag)
            return false;
        *flag = true;
        name += 2;
        length -= 2;
    }
    if (length == 0)
        return false;
    size_t terminfo = has_prefix(name, length, "key_") ? strlen("key_") : 0;
    if (!read_character(name, length, key) && !read_named(name + terminfo, length - terminfo, key))
        return false;
    if (is_control && !add_control(key))
        return false;
    if (is_meta)
        *key |= PRESS_META;
    return true;
}

bool key_is_plain(Key key)
{
    return (key >= ' ' && key <= PRESS_BACKSPACE) || key == PRESS_TAB || key == PRESS_ENTER;
}

bool key_is_text(Key key)
{
    return key == ' ' || is_character(key);
}
