// The program: options -> one face.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/signals.h"
#include "plain/desk.h"
#include "plain/dialogue.h"
#include "screen/curses.h"
#include "screen/loop.h"
#include "text/locale.h"

// A descriptor below 3 that is closed must not become that of a file: what is printed would go there. Reading or writing these fails.
static void fill_descriptors(void)
{
    for (int descriptor = 0; descriptor < 3; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", descriptor ? O_RDONLY : O_WRONLY) < 0)
            _exit(EXIT_MACHINE);
}

static Reader *new_reader(Desk *desk)
{
    Reader *reader = reader_new(desk->report, &desk->settings, desk->keymap, desk->marks);
    if (desk->has_place)
        reader_open_at(reader, desk->place);
    if (*desk->state_error.text)
        reader_say_error(reader, &desk->state_error);
    return reader;
}

// After the terminal was given back: what could not be kept is told where it stays to be read.
static int leave(Reader *reader, int status)
{
    Error error;
    bool is_saved = reader_save_place(reader, &error);
    reader_free(reader);
    if (is_saved)
        return status;
    print_fault(stderr, &error);
    return EXIT_WRITING;
}

static int read_lines(Desk *desk, int input)
{
    desk->settings.screen_reader = SCREEN_READER_LINE;   // whatever asked for page mode
    Reader *reader = new_reader(desk);
    return leave(reader, dialogue_read(reader, input, stdout));
}

static int read_screen(Desk *desk, int keys)
{
    Error error;
    Terminal *terminal = terminal_open(keys, &error);
    if (!terminal)
        return desk_refuse(&error);
    Reader *reader = new_reader(desk);
    screen_read(reader, terminal);
    terminal_close(terminal);
    return leave(reader, EXIT_DONE);
}

// Whether the screen is asked for and can be had. Where it can't a sentence says so.
static bool wants_screen(const Desk *desk, int keys)
{
    Error error;
    if (desk->options.face == FACE_LINE || desk->settings.screen_reader == SCREEN_READER_LINE)
        return false;
    if (!isatty(keys))
        error_set(&error, "keys do not come from a terminal");
    else if (terminal_can_draw(&error))
        return true;
    Error notice;
    error_set(&notice, "%s: reading in line mode", error.text);
    print_fault(stderr, &notice);
    return false;
}

static int read_with_keys(Desk *desk, int keys)
{
    int status = desk_open_keymap(desk);
    if (status != EXIT_DONE)
        return status;
    desk_open_marks(desk);
    return wants_screen(desk, keys) ? read_screen(desk, keys) : read_lines(desk, keys);
}

static int read_report(Desk *desk)
{
    if (strcmp(desk->opening.path, "-") != 0)
        return read_with_keys(desk, STDIN_FILENO);
    Error error;
    int keys = open("/dev/tty", O_RDWR | O_CLOEXEC); // the report has come on standard input
    if (keys < 0) {
        error_set(&error, "the report is on standard input, and there is no terminal to read keys from; lectern --dump - prints it");
        return desk_refuse(&error);
    }
    int status = read_with_keys(desk, keys);
    close(keys);
    return status;
}

static int run(Desk *desk)
{
    int status = desk_set_up(desk);
    if (status == EXIT_DONE)
        status = desk_find_report(desk);
    if (status == EXIT_DONE && !desk->opening.path)
        return desk_shelf();
    if (status == EXIT_DONE && desk->options.face != FACE_CHECK)
        status = desk_open_report(desk);
    if (status != EXIT_DONE)
        return status;
    switch (desk->options.face) {
    case FACE_READ: // nobody reads a screen that goes into a pipe
        return isatty(STDOUT_FILENO) ? read_report(desk) : desk_dump(desk);
    case FACE_LINE: return read_report(desk);
    case FACE_DUMP: return desk_dump(desk);
    case FACE_CONTENTS: return desk_contents(desk);
    case FACE_SEARCH: return desk_search(desk);
    case FACE_MARKS: return desk_bookmarks(desk);
    case FACE_CHECK: return desk_check(desk);
    case FACE_HELP: case FACE_VERSION: break;
    }
    return EXIT_USE;
}

// Help must work whatever is wrong with the configuration.
static int tell_or_run(Desk *desk)
{
    if (desk->options.face == FACE_HELP)
        options_print_help(stdout);
    else if (desk->options.face == FACE_VERSION)
        puts("lectern " VERSION);
    else
        return run(desk);
    return EXIT_DONE;
}

static int end(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (status != EXIT_WRITING)
        fputs("lectern: not all could be written: is the disk full?\n", stderr);
    return EXIT_WRITING;
}

int main(int count, char **arguments)
{
    Desk desk = {0};
    Error error;
    fill_descriptors();
    signals_start();
    if (!locale_start())
        fputs("lectern: this locale is not installed: going on with C.UTF-8 or C\n", stderr);
    if (!options_read(count, arguments, &desk.options, &error))
        return desk_refuse(&error);
    int status = tell_or_run(&desk);
    desk_close(&desk);
    return end(status);
}
