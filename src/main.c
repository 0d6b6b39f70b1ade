// The program: options -> one face.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/process.h"
#include "base/signals.h"
#include "base/translate.h"
#include "base/window.h"
#include "plain/desk.h"
#include "plain/dialogue.h"
#include "plain/forget.h"
#include "plain/progress.h"
#include "plain/skeleton.h"
#include "reader/editor.h"
#include "reader/keymap_compiled.h"
#include "reader/secure.h"
#include "screen/curses.h"
#include "screen/loop.h"
#include "screen/test_page.h"
#include "text/amount.h"
#include "text/locale.h"

// A descriptor below 3 that is closed must not become that of a file: what is printed would go there. Reading or writing these fails.
static void fill_descriptors(void)
{
    for (int descriptor = 0; descriptor < 3; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", descriptor ? O_RDONLY : O_WRONLY) < 0)
            _exit(EXIT_MACHINE);
}

static bool can_draw(int keys, Error *why_not)
{
    if (!isatty(keys))
        return error_set(why_not, _("keys do not come from a terminal"));
    return isatty(STDOUT_FILENO) ? terminal_can_draw(why_not) : error_set(why_not, _("what is written does not go to a terminal"));
}

// What it may do: known before the first command is run.
static void set_bounds(Reader *reader, const Desk *desk)
{
    reader->browser = getenv("BROWSER");
    reader->speaker = getenv("LECTERN_SPEAK");
    reader->editor = editor_named();
    reader->secure_by = desk->secure_by;
    reader->sandbox = desk->sandbox;
    reader->keeps_settings = !desk->options.is_private && !desk->secure_by;
    reader->why_no_settings = desk->options.is_private ? _("private reading keeps no settings") : desk->secure_by ? _("secure mode keeps no settings") : NULL;
    reader->has_tutorial = desk->has_tutorial;
}

// Whether the first page is all that is wanted at first.
static bool begins_with_page(const Desk *desk, bool has_screen)
{
    return has_screen && desk->settings.screen_reader == SCREEN_READER_OFF && !desk->has_place && !desk->bookshelf && !desk->options.command;
}

// The chapter may be huge. Nothing can be lost yet: Ctrl-C is the end there and then.
static Reader *load_reader(const Desk *desk, bool has_screen)
{
    Progress progress = progress_start();
    report_set_meter(desk->report, progress_meter(&progress));
    signals_give_back();
    Reader *reader = (begins_with_page(desk, has_screen) ? reader_new_early : reader_new)(desk->report, &desk->settings, desk->keymap, desk->marks);
    reader->has_no_screen = !has_screen;
    set_bounds(reader, desk);
    if (desk->has_place)
        reader_open_at(reader, desk->place);
    signals_take();
    report_set_meter(desk->report, (Meter){0});
    progress_clear(&progress);
    return reader;
}

static Reader *new_reader(Desk *desk, bool has_screen)
{
    Reader *reader = load_reader(desk, has_screen);
    if (*desk->state_error.text)
        reader_say_error(reader, &desk->state_error);
    reader->is_unopened = desk->bookshelf;
    reader->bookshelf = desk->bookshelf;
    desk->bookshelf = NULL;
    if (reader->is_unopened)
        reader_run(reader, "shelf");
    if (desk->options.command)
        reader_run(reader, desk->options.command);
    return reader;
}

static void tell_what_ends(Reader *reader)
{
    Error error;
    const size_t count = reader_private_marks(reader);
    if (!count)
        return;
    error_set(&error, translate_count("private reading: your bookmark was not kept", "private reading: your %s bookmarks were not kept", count), AMOUNT(count));
    print_fault(stderr, &error);
}

static bool is_exported(const Reader *reader)
{
    return reader->is_over && reader->exported.length && !reader->wants_over;
}

static void tell_exported(const Reader *reader)
{
    Error told;
    const char *name = buffer_text(&reader->exported), *state = records_path(marks_records(reader->marks));
    error_set(&told, _("what could not be saved is in %s"), name);
    if (*state)
        error_set(&told, _("what could not be saved is in %1$s; to have it kept: cat \"%1$s\" >> \"%2$s\""), name, state);
    print_fault(stderr, &told);
}

static void tell_lost(const Reader *reader, const Error *why)
{
    Error told;
    const size_t count = marks_unsaved(reader->marks);
    print_fault(stderr, why);
    if (!count)
        return;
    error_set(&told, translate_count("%zu bookmark or change is lost with that", "%zu bookmarks or changes are lost with that", count), count);
    print_fault(stderr, &told);
}

static void tell_aside(Reader *reader)
{
    Error told;
    if (reader_take_aside(reader, &told))
        print_fault(stderr, &told);
}

// After the terminal was given back: what could not be kept is told where it stays to be read. The signals are held back until then: a line that
// drops may raise several.
static int leave(Desk *desk, Reader *reader, int status)
{
    Error error;
    records_end_soon(marks_records(reader->marks), reader->is_cut_off || signals_want_end() ? END_CUT_OFF : END_QUIT);
    desk_tell_waiting(marks_records(reader->marks));
    if (!reader->is_unopened)
        reader_keep_digest(reader);
    const bool is_kept = is_exported(reader) || (reader_save_place(reader, &error) && records_save(marks_records(reader->marks), &error));
    if (is_exported(reader))
        tell_exported(reader);
    else if (!is_kept)
        tell_lost(reader, &error);
    tell_aside(reader);
    tell_what_ends(reader);
    desk->report = reader->report;  // a new version may have come, or another one was opened
    desk->marks = reader->marks;
    reader_free(reader);
    return is_kept ? status : EXIT_WRITING;
}

static int read_screen(Reader *reader, int keys)
{
    Terminal *terminal = terminal_open(keys, &reader->settings);
    screen_read(reader, terminal);
    terminal_close(terminal);
    return EXIT_DONE;
}

// A command may ask for the other face: the same reader goes on there.
static int read_in_faces(Reader *reader, int keys, const char *why_lines)
{
    for (;;) {
        const bool is_line = reader->settings.screen_reader == SCREEN_READER_LINE;
        const int status = is_line ? dialogue_read(reader, keys, stdout, why_lines) : read_screen(reader, keys);
        const bool wants_line = reader->settings.screen_reader == SCREEN_READER_LINE;
        if (reader->is_over || status != EXIT_DONE || (wants_line == is_line && !reader->wants_terminal))
            return status;
        why_lines = _("Line mode, set by the command screen-reader.");
        reader->wants_terminal = false;
    }
}

// In page mode a braille display's width is asked for to be had: lines that are cut to less would not fill it.
static bool fits(const Settings *settings, Error *why_not)
{
    int rows, columns;
    window_size(STDOUT_FILENO, &rows, &columns);
    if (settings->screen_reader != SCREEN_READER_PAGE || !settings->has_width || !columns || settings->width <= columns)
        return true;
    return error_set(why_not, _("the width of %1$d is more than the %2$d columns of the terminal"), settings->width, columns);
}

static void add_wrong_setting(Buffer *why, const Error *wrong)
{
    if (*wrong->file)
        buffer_addf(why, _("Line mode, since %1$s:%2$d is wrong: %3$s."), wrong->file, wrong->line, wrong->text);
    else
        buffer_addf(why, _("Line mode, since a setting is wrong: %s."), wrong->text);
}

// What asks for line mode, as a sentence. False: nothing does.
static bool asks_for_lines(const Desk *desk, Buffer *why)
{
    char source[SOURCE_BYTES];
    if (*desk->wrong_setting.text)
        add_wrong_setting(why, &desk->wrong_setting);
    else if (desk->settings.screen_reader == SCREEN_READER_LINE)
        buffer_addf(why, _("Line mode, set by %s."), settings_source(&desk->settings, setting_find("screen-reader"), source, sizeof source));
    else if (desk->options.face == FACE_LINE)
        buffer_addf(why, _("Line mode, set by %s."), "--line");
    return why->length;
}

// Where the screen is wanted and can't be had, a sentence says so: the first of line mode, and where nobody sees that one, another.
static bool must_have_lines(const Desk *desk, bool has_screen, Error why_not, Buffer *why)
{
    Error notice;
    if (has_screen && fits(&desk->settings, &why_not))
        return false;
    // TRANSLATORS: likewise, before the sentence
    error_set(&notice, _("%s: reading in line mode"), why_not.text);
    if (!isatty(STDOUT_FILENO))
        print_fault(stderr, &notice);
    // TRANSLATORS: a reason is inserted, a sentence without its full stop: "keys do not come from a terminal"
    buffer_addf(why, _("Line mode, since %s."), why_not.text);
    return true;
}

static int read_with_keys(Desk *desk, int keys)
{
    Buffer why_lines = {0};
    Error why_not = {0};
    int status = desk_open_keymap(desk);
    if (status != EXIT_DONE)
        return status;
    signals_take(); // a disk may take its time: who wants the end meanwhile gets it
    desk_open_marks(desk);
    const bool has_screen = can_draw(keys, &why_not);
    if (asks_for_lines(desk, &why_lines) || must_have_lines(desk, has_screen, why_not, &why_lines))
        desk->settings.screen_reader = SCREEN_READER_LINE;  // whatever asked for page mode
    Reader *reader = new_reader(desk, has_screen);
    if (isatty(keys) && strcmp(desk->opening.path, "-") != 0)
        reader_watch(reader, desk->opening.path);
    status = read_in_faces(reader, keys, buffer_text(&why_lines));
    buffer_free(&why_lines);
    return leave(desk, reader, status);
}

static int read_report(Desk *desk)
{
    if (strcmp(desk->opening.path, "-") != 0)
        return read_with_keys(desk, STDIN_FILENO);
    Error error;
    int keys = open("/dev/tty", O_RDWR | O_CLOEXEC); // the report has come on standard input
    if (keys < 0) {
        error_set(&error, _("the report is on standard input, and there is no terminal to read keys from; lectern --dump - prints it"));
        return desk_refuse(&error);
    }
    int status = read_with_keys(desk, keys);
    close(keys);
    return status;
}

// On a terminal it is a list to choose from, in line mode too.
static int show_shelf(Desk *desk)
{
    const bool is_read = !desk->options.is_shelf && (desk->options.face == FACE_LINE || isatty(STDOUT_FILENO));
    return is_read && desk_open_behind_shelf(desk) == EXIT_DONE ? read_report(desk) : desk_shelf(desk);
}

static int run(Desk *desk)
{
    int status = desk_set_up(desk);
    if (status == EXIT_DONE)
        status = desk_find_report(desk);
    if (status == EXIT_DONE && !desk->opening.path)
        return show_shelf(desk);
    if (status == EXIT_DONE && desk->options.face != FACE_CHECK)
        status = desk_open_report(desk);
    if (status != EXIT_DONE)
        return status;
    switch (desk->options.face) {
    case FACE_READ: // nobody reads a screen that goes into a pipe
        return isatty(STDOUT_FILENO) ? read_report(desk) : desk_dump(desk);
    case FACE_LINE: return read_report(desk);
    case FACE_DUMP: return desk_dump(desk);
    case FACE_EXPORT: return desk_export(desk);
    case FACE_COMPILE: return desk_compile(desk);
    case FACE_CONTENTS: return desk_contents(desk);
    case FACE_SEARCH: return desk_search(desk);
    case FACE_MARKS: return desk_bookmarks(desk);
    case FACE_EXPORT_MARKS: return desk_export_marks(desk);
    case FACE_IMPORT_MARKS: case FACE_MERGE: return desk_import_marks(desk);
    case FACE_CHECK: return desk_check(desk);
    case FACE_COMPLETE: case FACE_FORGET: case FACE_NEW: case FACE_TERMINAL_TEST: case FACE_HELP: case FACE_VERSION: break;
    }
    return EXIT_USE;
}

static int test_terminal(void)
{
    Error error;
    return test_page_print(&error) ? EXIT_DONE : desk_refuse(&error);
}

// Help must work whatever is wrong with the configuration, and so must completion.
static int tell_or_run(Desk *desk)
{
    if (desk->options.face == FACE_HELP)
        options_print_help(stdout);
    else if (desk->options.face == FACE_VERSION)
        puts("lectern " VERSION);
    else if (desk->options.face == FACE_COMPLETE)
        return desk_candidates(desk);
    else if (desk->options.face == FACE_FORGET)
        return forget(desk->options.forgotten, desk->options.is_sure ? FORGET_AT_ONCE : FORGET_IF_AGREED);
    else if (desk->options.face == FACE_TERMINAL_TEST)
        return test_terminal();
    else if (desk->options.face == FACE_NEW)
        return skeleton_new(desk->options.new_report);
    else
        return run(desk);
    return EXIT_DONE;
}

static int end(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    Error error;
    error_set(&error, _("not all could be written: is the disk full?"));
    if (status != EXIT_WRITING)
        print_fault(stderr, &error);
    return EXIT_WRITING;
}

static void start_language(void)
{
    Error error;
    bool is_there = locale_start();
    translate_start(LOCALE_FOLDER);
    if (is_there)
        return;
    error_set(&error, _("this locale is not installed: going on with C.UTF-8 or C"));
    print_fault(stderr, &error);
}

// Before anything is opened, and so in English.
static int refuse_rights(void)
{
    Error error;
    error_set(&error, _("it was started with rights that are not yours (setuid, setgid, or capabilities of its file), and is not made for that; "
                        "chmod u-s,g-s and setcap -r take them away"));
    return desk_refuse(&error);
}

// What must be so before the first file is looked for.
static void guard(Desk *desk)
{
    desk->secure_by = secure_source(desk->options.is_secure);
    if (desk->secure_by || desk->options.is_private)
        process_leave_no_core();
    if (!desk->secure_by)
        return;
    secure_close_environment();
    signals_refuse_stop();
}

int main(int count, char **arguments)
{
    Desk desk = {.compiled_keymaps = compiled_keymaps, .shared_cache = CACHE_FOLDER};
    Error error;
    fill_descriptors();
    if (process_has_lent_rights())
        return refuse_rights();
    memory_start();
    signals_start();
    options_read(count, arguments, &desk.options, &error); // what is wrong is told when the locale is known
    guard(&desk);
    start_language();
    if (!options_read(count, arguments, &desk.options, &error) || !options_are_secure(&desk.options, desk.secure_by, &error))
        return desk_refuse(&error);
    int status = tell_or_run(&desk);
    desk_close(&desk);
    return end(status);
}
