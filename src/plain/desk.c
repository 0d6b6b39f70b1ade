// What lies open for a face.
#include "plain/desk_parts.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "plain/candidates.h"
#include "plain/guard.h"
#include "plain/output.h"
#include "reader/installed.h"
#include "reader/paths.h"

enum { DESK_WAIT_MS = 5000 };

int desk_refuse(const Error *error)
{
    print_fault(stderr, error);
    return EXIT_USE;
}

int desk_refuse_all(Problems *problems)
{
    const Error *first = problems_first_error(problems);
    if (first && !*first->file) // no line to show below it
        print_fault(stderr, first);
    else
        print_problems(stderr, problems, PRINT_FAULTS);
    problems_clear(problems);
    return EXIT_USE;
}

static char *join_and_free(char *folder, const char *name)
{
    char *path = folder ? path_join(folder, name) : NULL;
    free(folder);
    return path;
}

static bool is_heard(const Desk *desk)
{
    const Face face = desk->options.face;
    return face == FACE_LINE || (face == FACE_READ && isatty(STDOUT_FILENO) && desk->settings.screen_reader != SCREEN_READER_OFF);
}

static int refuse_setting(Desk *desk, Problems *problems, const Error *error)
{
    const Error *first = problems_first_error(problems);
    if (!is_heard(desk))
        return first ? desk_refuse_all(problems) : desk_refuse(error);
    desk->wrong_setting = first ? *first : *error;
    desk->settings.screen_reader = SCREEN_READER_LINE;
    problems_clear(problems);
    return EXIT_DONE;
}

int desk_set_up(Desk *desk)
{
    Problems problems = {0};
    Error error, other;
    char *files[] = {path_join(path_of_system_config(), "config.yaml"), join_and_free(path_of_config(), "config.yaml")};
    desk->settings = settings_default();
    bool is_good = true;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        is_good = (!files[i] || settings_read(&desk->settings, files[i], &problems)) && is_good;
        if (i == 0)
            settings_are_system(&desk->settings);
        free(files[i]);
    }
    bool is_environment_good = settings_from_environment(&desk->settings, &error);
    bool are_options_good = options_apply(&desk->options, &desk->settings, is_environment_good ? &error : &other);
    if (!is_good || !is_environment_good || !are_options_good)
        return refuse_setting(desk, &problems, &error);
    problems_clear(&problems);
    return EXIT_DONE;
}

// A place is read from, or dumped; a list is of the whole report.
static bool place_fits(const Desk *desk, Error *err)
{
    const Face face = desk->options.face;
    if (!desk->opening.place || face == FACE_READ || face == FACE_LINE || face == FACE_DUMP)
        return true;
    return error_set(err, _("\"#%s\" goes with reading and --dump; the lists are of the whole report"), desk->opening.place);
}

static bool is_for_choosing(const Desk *desk, const Shelf *shelf)
{
    return !desk->options.report && shelf->count > 1 && !shelf_only(shelf) && (desk->options.face == FACE_READ || desk->options.face == FACE_LINE);
}

// A program that asked for problems as JSON gets this one so too.
static int refuse_report(const Desk *desk, const Error *error)
{
    Problems problems = {0};
    if (desk->options.face != FACE_CHECK || desk->options.form != PRINT_JSON)
        return desk_refuse(error);
    problems_add(&problems, PROBLEM_ERROR, error);
    int printed = print_problems(stdout, &problems, PRINT_JSON);
    problems_clear(&problems);
    return printed == EXIT_WRITING ? printed : EXIT_USE;
}

static bool find_on_shelf(Desk *desk, const Shelf *shelf, Error *err)
{
    if (desk->secure_by)
        return opening_find_installed(desk->options.report, shelf, desk->secure_by, &desk->opening, err);
    return opening_find(desk->options.report, shelf, &desk->opening, err);
}

static StateUse state_use(const Desk *desk)
{
    const Face face = desk->options.face;
    if (desk->options.is_private)
        return STATE_NONE;
    if (face == FACE_LINE || (face == FACE_READ && isatty(STDOUT_FILENO)))
        return STATE_WRITTEN;
    return face == FACE_MARKS || (face == FACE_READ && !desk->opening.path) ? STATE_READ : STATE_NONE;
}

int desk_find_report(Desk *desk)
{
    Error error;
    Shelf shelf = installed_shelf();
    bool is_found = desk->options.is_shelf || is_for_choosing(desk, &shelf) || find_on_shelf(desk, &shelf, &error);
    desk->has_tutorial = shelf_find(&shelf, SHELF_TUTORIAL);
    if (is_found && desk->secure_by)
        desk->sandbox = guard_enter(&shelf, state_use(desk));
    if (is_found && !desk->opening.path) {
        char *state = desk->options.is_private ? NULL : path_of_state();
        desk->bookshelf = bookshelf_new(shelf, state);
        free(state);
    } else
        shelf_free(&shelf);
    return is_found && place_fits(desk, &error) ? EXIT_DONE : refuse_report(desk, &error);
}

// Whoever prints can wait, and be ended by Ctrl-C where the system lets it; who reads is to go on.
static bool is_for_reading(const Desk *desk)
{
    const Face face = desk->options.face;
    return face == FACE_LINE || (face == FACE_READ && isatty(STDOUT_FILENO));
}

static void tell_report(void *context)
{
    (void)context;
    Error told;
    error_set(&told, _("waiting for the disk that holds the report; Ctrl-C ends the wait"));
    print_fault(stderr, &told);
}

// Nothing is left of private reading, and in secure mode nothing is written but the state.
char *desk_cache(const Desk *desk)
{
    return desk->options.is_uncached || desk->options.is_private || desk->secure_by ? NULL : path_of_cache();
}

static void use_cache(const Desk *desk)
{
    char *folder = desk_cache(desk);
    if (folder) {
        report_use_cache(desk->report, folder);
        report_share_cache(desk->report, desk->shared_cache);
    }
    free(folder);
}

int desk_open_report(Desk *desk)
{
    Problems problems = {0};
    Error error;
    desk->report = is_for_reading(desk) ? report_open_apart(desk->opening.path, (ApartPatience){.most_ms = INT_MAX, .tell = tell_report}, &problems)
                                        : report_open(desk->opening.path, &problems);
    if (!desk->report)
        return desk_refuse_all(&problems);
    report_set_patience(desk->report, (ApartPatience){.most_ms = DESK_WAIT_MS, .tell = tell_report});
    if (is_for_reading(desk))
        use_cache(desk);
    problems_clear(&problems);
    desk->has_place = desk->opening.place;
    if (!desk->has_place || report_find(desk->report, 0, desk->opening.place, &desk->place))
        return EXIT_DONE;
    error_set(&error, _("there is no place \"#%s\" in this report; lectern --contents lists what there is"), desk->opening.place);
    return desk_refuse(&error);
}

// False: it can't be read.
static bool open_quietly(Desk *desk, const char *path)
{
    Problems problems = {0};
    desk->report = report_open_apart(path, (ApartPatience){.most_ms = DESK_WAIT_MS, .tell = tell_report}, &problems);
    problems_clear(&problems);
    if (!desk->report)
        return false;
    use_cache(desk);
    desk->opening.path = memory_copy_text(path);
    return true;
}

int desk_open_behind_shelf(Desk *desk)
{
    for (size_t i = 0; i < bookshelf_count(desk->bookshelf); i++)
        if (open_quietly(desk, bookshelf_entry(desk->bookshelf, i)->path))
            return EXIT_DONE;
    return EXIT_NOTHING;
}

// The keymaps of the person's own, those of the one who runs the machine, and those that came with lectern.
typedef struct {
    char *own, *system, *installed; // own NULL = there is no such folder
    const char *list[4];
} KeymapFolders;

static void find_keymap_folders(KeymapFolders *folders)
{
    folders->own = join_and_free(path_of_config(), "keymaps");
    folders->system = path_join(path_of_system_config(), "keymaps");
    folders->installed = installed_folder("keymaps");
    size_t count = 0;
    if (folders->own)
        folders->list[count++] = folders->own;
    folders->list[count++] = folders->system;
    folders->list[count++] = folders->installed;
    folders->list[count] = NULL;
}

static void free_keymap_folders(KeymapFolders *folders)
{
    free(folders->own);
    free(folders->system);
    free(folders->installed);
}

int desk_open_keymap(Desk *desk)
{
    Problems problems = {0};
    Error error;
    KeymapFolders folders;
    if (desk->secure_by && strchr(desk->settings.keymap, '/')) {
        error_set(&error, _("in secure mode (set by %1$s) a keymap is an installed one, as in --keymap=vi, not the file \"%2$.200s\""),
            desk->secure_by, desk->settings.keymap);
        return desk_refuse(&error);
    }
    find_keymap_folders(&folders);
    desk->keymap = keymap_read(desk->settings.keymap, (KeymapPath){folders.list, desk->compiled_keymaps}, &problems);
    free_keymap_folders(&folders);
    if (!desk->keymap)
        return desk_refuse_all(&problems);
    problems_clear(&problems);
    return EXIT_DONE;
}

static void tell_waiting(void *context)
{
    (void)context;
    Error told;
    error_set(&told, _("waiting for the disk that keeps bookmarks"));
    print_fault(stderr, &told);
}

void desk_tell_waiting(Records *records)
{
    records_set_teller(records, tell_waiting, NULL);
}

void desk_open_marks(Desk *desk)
{
    const About *about = report_about(desk->report);
    if (desk->options.is_private) {
        desk->marks = marks_new(desk->report, records_in_memory());
        return;
    }
    char *state = path_of_state();
    Records *records = records_new(state, about->id, about->title);
    desk_tell_waiting(records);
    records_read(records, about->id, report_folder(desk->report), &desk->state_error);
    records_set_teller(records, NULL, NULL);
    desk->marks = marks_new(desk->report, records); // takes them
    free(state);
}

void desk_close(Desk *desk)
{
    bookshelf_free(desk->bookshelf);
    marks_free(desk->marks);
    keymap_free(desk->keymap);
    report_free(desk->report);
    opening_free(&desk->opening);
}

static int list_reports(void)
{
    Shelf shelf = installed_shelf();
    int status = print_report_candidates(stdout, &shelf);
    shelf_free(&shelf);
    return status;
}

static int list_keymaps(void)
{
    KeymapFolders folders;
    find_keymap_folders(&folders);
    int status = print_keymap_candidates(stdout, (KeymapPath){.folders = folders.list});
    free_keymap_folders(&folders);
    return status;
}

static int list_places(Desk *desk)
{
    int status = desk_find_report(desk);
    if (status == EXIT_DONE)
        status = desk_open_report(desk);
    return status == EXIT_DONE ? print_place_candidates(stdout, desk->report) : status;
}

int desk_candidates(Desk *desk)
{
    Error error;
    CandidateKind kind;
    if (!candidates_of(desk->options.candidates, &kind, &error))
        return desk_refuse(&error);
    switch (kind) {
    case CANDIDATE_REPORTS: return list_reports();
    case CANDIDATE_PLACES: return list_places(desk);
    case CANDIDATE_KEYMAPS: return list_keymaps();
    }
    return EXIT_USE;
}
