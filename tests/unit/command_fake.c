// A small command table, for the tests of keymaps.
#include <string.h>
#include "reader/command.h"

static const Command commands[] = {
    {.name = "page-down", .for_page = true},
    {.name = "page-up", .for_page = true},
    {.name = "goto", .for_page = true},
    {.name = "start", .for_page = true},
    {.name = "end", .for_page = true},
    {.name = "next-heading", .for_page = true},
    {.name = "list-down", .for_list = true},
    {.name = "list-up", .for_list = true},
    {.name = "fold", .for_list = true},
    {.name = "close", .for_list = true, .for_note = true},
    {.name = "note-down", .for_note = true},
    {.name = "accept", .for_prompt = true},
    {.name = "cancel", .for_prompt = true},
    {.name = "help", .for_page = true, .for_list = true, .for_note = true},
    {.name = "quit", .for_page = true},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

const char *focus_name(Focus focus)
{
    static const char *const names[FOCUS_COUNT] = {"page", "contents", "hits", "bookmarks", "help", "note", "prompt"};
    return names[focus];
}

bool focus_is_list(Focus focus)
{
    return focus >= FOCUS_CONTENTS && focus <= FOCUS_HELP;
}

const Command *command_at(size_t index)
{
    return index < COMMANDS ? &commands[index] : NULL;
}

const Command *command_find(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i].name, name))
            return &commands[i];
    return NULL;
}

bool command_fits(const Command *command, Focus focus)
{
    return focus_is_list(focus) ? command->for_list : focus == FOCUS_PAGE ? command->for_page
        : focus == FOCUS_NOTE ? command->for_note : command->for_prompt;
}
