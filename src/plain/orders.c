// Takes lines apart.
#include "plain/orders.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/translate.h"
#include "text/utf8.h"

static const char escape[] = "\033";

const Command *order_press(Reader *reader, Key key)
{
    Sequence keys = reader->keys;
    const Command *command = NULL;
    if (keys.count < SEQUENCE_KEYS)
        keys.keys[keys.count++] = key;
    if (keymap_find(reader->keymap, reader->focus, &keys, &command) != KEYS_MATCH)
        command = NULL;
    reader_press(reader, key);
    return command;
}

// The command whose whole name the first word of a line is.
static const Command *named_by(const char *line)
{
    size_t length = strcspn(line, " ");
    for (size_t i = 0; command_at(i); i++)
        if (strlen(command_at(i)->name) == length && !strncmp(command_at(i)->name, line, length))
            return command_at(i);
    return NULL;
}

static const Command *run(Reader *reader, const char *name, const char *argument)
{
    const Command *command = command_find(name);
    reader_run_command(reader, command, argument);
    return command;
}

static const Command *run_line(Reader *reader, const char *line)
{
    bool is_place = isdigit((unsigned char)*line) || *line == '#';
    const Command *command = is_place ? command_find("goto") : named_by(line);
    reader_run(reader, line);
    return command;
}

// What stands in the prompt already is replaced, as it can't be edited by whole lines.
static const Command *type_line(Reader *reader, const char *line)
{
    const Command *command = *line == ':' ? named_by(line + 1) : NULL;
    if (command && command_fits(command, FOCUS_PROMPT) && !strcmp(command->name, line + 1))
        return run(reader, command->name, "");
    if (!strcmp(line, escape))
        return run(reader, "cancel", "");
    if (*line || reader->prompt.kind == PROMPT_FILTER) {
        size_t length = strlen(line);
        if (length > PROMPT_BYTES) {
            reader_paste(reader, line, length);     // says that it is too long
            return NULL;
        }
        run(reader, "delete-all", "");
        reader_paste(reader, line, length);
    }
    return run(reader, "accept", "");
}

static const char *name_of_empty_line(const Reader *reader)
{
    return reader->focus == FOCUS_NOTE ? "close" : focus_is_list(reader->focus) ? "list-page-down" : "page-down";
}

static bool read_keys(const char *line, Key *keys, size_t most, size_t *count)
{
    *count = 0;
    while (*(line += strspn(line, " "))) {
        size_t length = strcspn(line, " ");
        if (*count == most || !key_read(line, length, &keys[*count]))
            return false;
        *count += 1;
        line += length;
    }
    return *count > 0;
}

// Presses a number's characters, then keys by name. False: they are no keys, and nothing was done.
static bool press_keys(Reader *reader, const char *number, size_t digits, const char *names, const Command **command)
{
    enum { KEYS_MOST = 64 };
    Key keys[KEYS_MOST];
    size_t count;
    if (!read_keys(names, keys, KEYS_MOST, &count))
        return false;
    for (size_t i = 0; i < digits; i++)
        order_press(reader, (Key)number[i]);
    for (size_t i = 0; i < count; i++)
        *command = order_press(reader, keys[i]);
    return true;
}

static const Command *number_line(Reader *reader, const char *line)
{
    const Command *command = NULL;
    size_t digits = strspn(line, "0123456789.");
    const char *rest = line + digits + strspn(line + digits, " ");
    bool is_whole = strspn(line, "0123456789") == strlen(line);
    if (is_whole && focus_is_list(reader->focus))
        return run(reader, "choose", line);
    if (!*rest || !strcmp(rest, "%"))
        return run_line(reader, line);
    if (!press_keys(reader, line, digits, rest, &command))
        reader_run(reader, line);
    return command;
}

// The key of the line's first character, where it is punctuation that is bound to a command which asks for text.
static const Command *asks_for_text(const Reader *reader, const char *line)
{
    const Command *command = NULL;
    const Sequence key = {.keys = {(Key)(unsigned char)*line}, .count = 1};
    bool is_bound = ispunct((unsigned char)*line) && line[1] && keymap_find(reader->keymap, reader->focus, &key, &command) == KEYS_MATCH;
    return is_bound && command->argument && !strcmp(command->argument, "TEXT") ? command : NULL;
}

// "gg": presses characters that together are bound.
static bool press_characters(Reader *reader, const char *line, const Command **command)
{
    Sequence keys = {0};
    size_t length = strlen(line);
    for (size_t at = 0; at < length;) {
        if (keys.count == SEQUENCE_KEYS)
            return false;
        keys.keys[keys.count++] = utf8_next(line, length, &at);
    }
    if (keymap_find(reader->keymap, reader->focus, &keys, command) != KEYS_MATCH)
        return false;
    for (int i = 0; i < keys.count; i++)
        reader_press(reader, keys.keys[i]);
    return true;
}

// In the middle of a sequence of keys a line can only be the rest of it.
static bool is_in_sequence(const Reader *reader)
{
    return reader->keys.count > 0;
}

static const Command *other_line(Reader *reader, const char *line)
{
    const Command *command = NULL;
    if (!is_in_sequence(reader) && *line == ':' && line[1])
        return run_line(reader, line + 1);
    if (!is_in_sequence(reader) && named_by(line))
        return run_line(reader, line);
    if (press_keys(reader, "", 0, line, &command))
        return command;
    const Command *asking = asks_for_text(reader, line);
    if (asking)
        return run(reader, asking->name, line + 1 + strspn(line + 1, " "));
    if (!press_characters(reader, line, &command))
        command = run_line(reader, line);
    return command;
}

// Where keys are explained so are lines: nothing is run but what ends that.
static const Command *explain_line(Reader *reader, const char *line)
{
    const Command *pressed = NULL, *named = named_by(line + (*line == ':'));
    if (named && !strcmp(named->name, "key-help"))
        return run(reader, named->name, "");
    if (!*line)
        reader_explain(reader, _("An empty line"), command_find(name_of_empty_line(reader)));
    else if (named)
        reader_explain(reader, line, named);
    else if (!press_keys(reader, "", 0, line, &pressed))
        reader_say(reader, _("%s is no key, and no command's name."), line);
    return NULL;
}

const Command *order_line(Reader *reader, const char *line)
{
    if (reader->focus == FOCUS_PROMPT)
        return type_line(reader, line);
    if (!strcmp(line, escape))
        return order_press(reader, PRESS_ESC);
    if (reader->explains_keys)
        return explain_line(reader, line);
    if (!*line)
        return run(reader, name_of_empty_line(reader), "");
    if (isdigit((unsigned char)*line))
        return number_line(reader, line);
    return other_line(reader, line);
}
