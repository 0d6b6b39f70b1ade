// The help: all commands with their keys.
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "report/shelf.h"

enum { KEYS_BYTES = 160 };

// The keys of a command where it can be used: of several lists, the first that has any.
static char *keys_of(const Reader *reader, const Command *command)
{
    char keys[KEYS_BYTES] = "";
    for (Focus focus = FOCUS_PAGE; focus <= FOCUS_PROMPT && !*keys; focus++)
        if (command_fits(command, focus))
            keymap_keys_of(reader->keymap, focus, command, keys, sizeof keys);
    return memory_copy_text(keys);
}

static void add_command(Reader *reader, const Command *command, size_t index)
{
    list_add(&reader->help, (Row){
        .level = 1,
        .mark = keys_of(reader, command),
        .text = memory_copy_text(_(command->help)),
        .detail = command->argument ? row_text("%s [%s]", command->name, _(command->argument)) : memory_copy_text(command->name),
        .source = index,
    });
}

// How to learn what the rows before only list.
static void add_tutorial(Reader *reader)
{
    rows_add_heading(&reader->help, _("Learning"));
    list_add(&reader->help, (Row){
        .level = 1,
        .text = row_text(_("%s, typed in a shell, teaches all this step by step"), "lectern " SHELF_TUTORIAL),
    });
}

// The row of the first command that is for what the help was asked in.
static size_t first_row_for(const List *help, Focus focus)
{
    const bool is_list = focus_is_list(focus);
    for (size_t i = 0; i < help->count && is_list; i++)
        if (!help->rows[i].is_heading && !command_at(help->rows[i].source)->for_page)
            return i;
    return 0;
}

void rows_fill_help(Reader *reader)
{
    const char *group = "";
    const Command *command;
    rows_begin(&reader->help, row_text(_("Help: commands and keys (%s)"), keymap_name(reader->keymap)), memory_copy_text(_("No command has this text.")));
    for (size_t i = 0; (command = command_at(i)); i++) {
        if (strcmp(group, command->group) != 0)
            rows_add_heading(&reader->help, _(command->group));
        group = command->group;
        add_command(reader, command, i);
    }
    if (reader->has_tutorial)
        add_tutorial(reader);
    list_settle(&reader->help);
    list_select(&reader->help, first_row_for(&reader->help, reader->focus_behind));
}
