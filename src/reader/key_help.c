// What a key does, said without doing it.
#include <stdio.h>
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/session.h"

enum { KEYS_BYTES = 160 };

static void say_how_to_end(Reader *reader)
{
    char key[KEYS_BYTES];
    reader_say(reader, _("Keys are explained now and do nothing else, until you press %s again."), key_for(reader, "key-help", key, sizeof key));
}

bool run_key_help(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->explains_keys = !reader->explains_keys;
    if (reader->explains_keys)
        say_how_to_end(reader);
    else
        reader_say(reader, _("Keys act again."));
    return true;
}

void reader_explain(Reader *reader, const char *key, const Command *command)
{
    // TRANSLATORS: a key, what it does (a help text), the command's name; then, where it takes one, its argument
    if (command->argument)
        reader_say(reader, _("%1$s: %2$s. The command is %3$s %4$s."), key, _(command->help), command->name, _(command->argument));
    else
        reader_say(reader, _("%1$s: %2$s. The command is %3$s."), key, _(command->help), command->name);
}

static void explain_free_key(Reader *reader, const char *name, Key key)
{
    if (key == '.' || (key >= '0' && key <= '9'))
        reader_say(reader, _("%s: part of a number, typed before a command."), name);
    else
        reader_say(reader, _("%s does nothing here."), name);
}

bool key_help_press(Reader *reader, Key key)
{
    char name[KEYS_BYTES];
    const Command *command = NULL;
    if (!reader->explains_keys || reader->focus == FOCUS_PROMPT)
        return false;
    const KeysResult result = keymap_find(reader->keymap, reader->focus, &reader->keys, &command);
    sequence_name(&reader->keys, name, sizeof name);
    reader->has_landed = false;
    if (result == KEYS_PREFIX) {
        reader_say(reader, _("%s: begins keys that are typed one behind the other."), name);
        return true;
    }
    const bool is_alone = reader->keys.count == 1;
    reader->keys.count = 0;
    if (command && command->run == run_key_help)
        return run_key_help(reader, "", NULL);
    if (command)
        reader_explain(reader, name, command);
    else
        explain_free_key(reader, name, is_alone ? key : PRESS_NONE);
    return true;
}
