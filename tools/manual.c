// Makes lectern.1 of lectern.1.in: the line @COMMANDS@ becomes the table of commands with the keys of the default keymap, the line @SETTINGS@
// that of settings. Usage: manual lectern.1.in FOLDER-OF-KEYMAPS >lectern.1
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "reader/command.h"
#include "reader/keymap.h"
#include "reader/settings.h"

enum { KEYS_BYTES = 256 };

// Text of a line that does not begin with it: what roff takes for an escape or for a typographic mark is spelled out.
static void print_text(const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '\\': fputs("\\e", stdout); break;
        case '\'': fputs("\\(aq", stdout); break;
        case '`': fputs("\\(ga", stdout); break;
        case '-': fputs("\\-", stdout); break;
        case '^': fputs("\\(ha", stdout); break;
        case '~': fputs("\\(ti", stdout); break;
        case '"': fputs("\\(dq", stdout); break;
        default: putchar(*text);
        }
}

// Those of the first focus, in their order, in which the command is bound.
static void print_keys(const Keymap *keymap, const Command *command)
{
    char keys[KEYS_BYTES] = "";
    for (int focus = 0; focus < FOCUS_COUNT && !*keys; focus++)
        if (command_fits(command, (Focus)focus))
            keymap_keys_of(keymap, (Focus)focus, command, keys, sizeof keys);
    fputs(" (", stdout);
    print_text(*keys ? keys : "no key");
    fputs(")", stdout);
}

static void print_command(const Keymap *keymap, const Command *command)
{
    printf(".It Cm ");
    print_text(command->name);
    if (command->argument)
        printf(" Op Ar %s", command->argument);
    printf("\n\\&");
    print_text(command->help);
    print_keys(keymap, command);
    puts(".");
}

static void print_commands(const Keymap *keymap)
{
    const char *group = NULL;
    for (size_t i = 0; command_at(i); i++) {
        const Command *command = command_at(i);
        if (!group || strcmp(group, command->group)) {
            printf("%s.Ss %s\n.Bl -tag -width indent\n", group ? ".El\n" : "", command->group);
            group = command->group;
        }
        print_command(keymap, command);
    }
    if (group)
        puts(".El");
}

static void print_settings(void)
{
    puts(".Bl -tag -width indent");
    for (size_t i = 0; setting_at(i); i++) {
        const Setting *setting = setting_at(i);
        printf(".It Fl \\-%s Ns = Ns Ar ", setting->name);
        print_text(setting->values);
        printf("\n\\&");
        print_text(setting->help);
        puts(".");
    }
    puts(".El");
}

static int fail(const char *what, const char *file)
{
    fprintf(stderr, "manual: %s: %s\n", file, what);
    return EXIT_FAILURE;
}

static int print_page(FILE *page, const Keymap *keymap)
{
    char line[1024];
    while (fgets(line, sizeof line, page))
        if (!strcmp(line, "@COMMANDS@\n"))
            print_commands(keymap);
        else if (!strcmp(line, "@SETTINGS@\n"))
            print_settings();
        else
            fputs(line, stdout);
    return ferror(page) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
    if (count != 3)
        return fail("two arguments are wanted: the page, and the folder of keymaps", "usage");
    Problems problems = {0};
    const char *const folders[] = {arguments[2], NULL};
    Keymap *keymap = keymap_read("default", (KeymapPath){.folders = folders}, &problems);
    const Error *error = problems_first_error(&problems);
    if (!keymap)
        return fail(error ? error->text : "no default keymap", arguments[2]);
    problems_clear(&problems);
    FILE *page = fopen(arguments[1], "r");
    int status = page ? print_page(page, keymap) : fail("can't be opened", arguments[1]);
    if (page)
        fclose(page);
    keymap_free(keymap);
    return status;
}
