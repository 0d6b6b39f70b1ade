// Makes the completion of a shell of its template: a line @OPTIONS@, @VALUES@, @TAKERS@ or @COMMANDS@ becomes what the program's own tables of
// options, settings and commands have, in the words of that shell. Usage: completion bash|zsh|fish TEMPLATE >FILE
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "plain/options.h"
#include "reader/command.h"

typedef struct {
    const char *name, *argument, *help;     // as in the tables; argument NULL = none
} Row;

static bool row_at(size_t index, Row *row)
{
    size_t own = 0;
    while (option_at(own))
        own++;
    const Setting *setting = index < own ? NULL : setting_at(index - own);
    if (index < own)
        *row = (Row){option_at(index)->name, option_at(index)->argument, option_at(index)->help};
    else if (setting)
        *row = (Row){setting->name, setting->values, setting->help};
    return index < own || setting;
}

// What a value is, by how the tables write it: words in small letters are meant as they stand.
typedef enum { VALUE_NONE, VALUE_FREE, VALUE_WORDS, VALUE_KEYMAP, VALUE_COMMAND } Value;

static Value value_of(const Row *row)
{
    if (!row->argument)
        return VALUE_NONE;
    if (!strcmp(row->argument, "COMMAND"))
        return VALUE_COMMAND;
    if (!strcmp(row->argument, "NAME|FILE"))
        return VALUE_KEYMAP;
    return islower((unsigned char)*row->argument) ? VALUE_WORDS : VALUE_FREE;
}

static void print_words(const char *alternatives)
{
    for (; *alternatives; alternatives++)
        putchar(*alternatives == '|' ? ' ' : *alternatives);
}

// Inside '…': what ends the quotation, and what is named in `marks`, is written so that it stands for itself.
static void print_quoted(const char *text, const char *marks, const char *quote)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs(quote, stdout);
        else
            printf("%s%c", strchr(marks, *text) ? "\\" : "", *text);
}

// bash

static void print_bash_options(void)
{
    Row row;
    for (size_t i = 0; row_at(i, &row); i++)
        printf("        --%s%s\n", row.name, row.argument ? "=" : "");
}

static void print_bash_values(void)
{
    Row row;
    for (size_t i = 0; row_at(i, &row); i++)
        if (value_of(&row) == VALUE_WORDS) {
            printf("    --%s) _lectern_offer ", row.name);
            print_words(row.argument);
            puts(" ;;");
        } else if (value_of(&row) == VALUE_KEYMAP)
            printf("    --%s) _lectern_keymap ;;\n", row.name);
        else if (value_of(&row) == VALUE_COMMAND)
            printf("    --%s) _lectern_command ;;\n", row.name);
        else if (value_of(&row) == VALUE_FREE)
            printf("    --%s) _lectern_nothing ;;\n", row.name);
}

static void print_bash_takers(void)
{
    Row row;
    const char *between = "    ";
    for (size_t i = 0; row_at(i, &row); i++)
        if (row.argument) {
            printf("%s--%s", between, row.name);
            between = " | ";
        }
    puts(") option=$before ;;");
}

static void print_bash_commands(void)
{
    for (size_t i = 0; command_at(i); i++)
        printf("        %s\n", command_at(i)->name);
}

// zsh

static void print_zsh_options(void)
{
    static const char *const actions[] = {[VALUE_FREE] = " ", [VALUE_KEYMAP] = "_lectern_keymap", [VALUE_COMMAND] = "_lectern_command"};
    Row row;
    for (size_t i = 0; row_at(i, &row); i++) {
        printf("        '--%s%s[", row.name, row.argument ? "=" : "");
        print_quoted(row.help, "[]:\\", "'\\''");
        putchar(']');
        if (value_of(&row) == VALUE_WORDS) {
            printf(":%s:(", row.name);
            print_words(row.argument);
            putchar(')');
        } else if (row.argument)
            printf(":%s:%s", row.name, actions[value_of(&row)]);
        puts("'");
    }
}

static void print_zsh_commands(void)
{
    for (size_t i = 0; command_at(i); i++) {
        printf("        '%s:", command_at(i)->name);
        print_quoted(command_at(i)->help, ":\\", "'\\''");
        puts("'");
    }
}

// fish

static void print_fish_options(void)
{
    static const char *const actions[] = {[VALUE_KEYMAP] = "(__lectern_keymaps)", [VALUE_COMMAND] = "(__lectern_commands)"};
    Row row;
    for (size_t i = 0; row_at(i, &row); i++) {
        printf("complete -c lectern -l %s", row.name);
        if (value_of(&row) == VALUE_KEYMAP)
            printf(" -r -a '%s'", actions[VALUE_KEYMAP]);
        else if (value_of(&row) == VALUE_WORDS) {
            fputs(" -x -a '", stdout);
            print_words(row.argument);
            putchar('\'');
        } else if (value_of(&row) == VALUE_COMMAND)
            printf(" -x -a '%s'", actions[VALUE_COMMAND]);
        else if (row.argument)
            fputs(" -x", stdout);
        fputs(" -d '", stdout);
        print_quoted(row.help, "\\", "\\'");
        puts("'");
    }
}

static void print_fish_commands(void)
{
    for (size_t i = 0; command_at(i); i++) {
        printf("    echo %s\\t'", command_at(i)->name);
        print_quoted(command_at(i)->help, "\\", "\\'");
        puts("'");
    }
}

typedef struct {
    const char *shell;
    const char *line;
    void (*print)(void);
} Part;

static const Part parts[] = {
    {"bash", "@OPTIONS@\n", print_bash_options},
    {"bash", "@VALUES@\n", print_bash_values},
    {"bash", "@TAKERS@\n", print_bash_takers},
    {"bash", "@COMMANDS@\n", print_bash_commands},
    {"zsh", "@OPTIONS@\n", print_zsh_options},
    {"zsh", "@COMMANDS@\n", print_zsh_commands},
    {"fish", "@OPTIONS@\n", print_fish_options},
    {"fish", "@COMMANDS@\n", print_fish_commands},
};

static void print_line(const char *shell, const char *line)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(parts[i].shell, shell) && !strcmp(parts[i].line, line)) {
            parts[i].print();
            return;
        }
    fputs(line, stdout);
}

static int fail(const char *what, const char *file)
{
    fprintf(stderr, "completion: %s: %s\n", file, what);
    return EXIT_FAILURE;
}

int main(int count, char **arguments)
{
    char line[1024];
    if (count != 3)
        return fail("two arguments are wanted: a shell, and its template", "usage");
    FILE *template = fopen(arguments[2], "r");
    if (!template)
        return fail("can't be opened", arguments[2]);
    while (fgets(line, sizeof line, template))
        print_line(arguments[1], line);
    bool is_read = !ferror(template);
    fclose(template);
    return is_read && !fflush(stdout) ? EXIT_SUCCESS : fail("can't be read, or the output not written", arguments[2]);
}
