// What lies open for a face.
#include "plain/desk.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "plain/candidates.h"
#include "plain/export.h"
#include "plain/guard.h"
#include "plain/output.h"
#include "reader/installed.h"
#include "reader/paths.h"
#include "text/amount.h"

enum { DESK_WAIT_MS = 5000 };

int desk_refuse(const Error *error)
{
    print_fault(stderr, error);
    return EXIT_USE;
}

static int refuse_all(Problems *problems)
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
        return first ? refuse_all(problems) : desk_refuse(error);
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
static char *cache_of(const Desk *desk)
{
    return desk->options.is_uncached || desk->options.is_private || desk->secure_by ? NULL : path_of_cache();
}

static void use_cache(const Desk *desk)
{
    char *folder = cache_of(desk);
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
        return refuse_all(&problems);
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
        error_set(&error, _("in secure mode (set by %1$s) a keymap is an installed one, as in --keymap=vi, not the file \"%2$.200s\""), desk->secure_by, desk->settings.keymap);
        return desk_refuse(&error);
    }
    find_keymap_folders(&folders);
    desk->keymap = keymap_read(desk->settings.keymap, (KeymapPath){folders.list, desk->compiled_keymaps}, &problems);
    free_keymap_folders(&folders);
    if (!desk->keymap)
        return refuse_all(&problems);
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

// The faces that print

// A chapter that could not be read leaves a gap in what was printed; a script is to know (as grep(1) ends with 2, whatever was found).
static int tell_gaps_of(const Report *report, int from, int to, int status)
{
    Error error;
    bool is_whole = true;
    for (int i = from; i < to; i++) {
        const Chapter *chapter = report_chapter_if_loaded(report, i);
        if (!chapter || !chapter->is_broken)
            continue;
        error_set(&error, _("chapter %1$d can't be read: %2$s"), i + 1, chapter->count > 1 ? chapter->blocks[1].text : "");
        print_fault(stderr, &error);
        is_whole = false;
    }
    return is_whole || status == EXIT_WRITING ? status : EXIT_USE;
}

static int tell_gaps(const Desk *desk, int from, int to, int status)
{
    return tell_gaps_of(desk->report, from, to, status);
}

static int tell_all_gaps(const Desk *desk, int status)
{
    return tell_gaps(desk, 0, report_chapter_count(desk->report), status);
}

// No regular expression goes wrong behind it.
static bool can_search(const Desk *desk, Error *err)
{
    return desk->options.face != FACE_SEARCH || search_can(desk->options.search, desk->options.how, err);
}

static CompileResult compile(const Desk *desk, Report *report, Error *err)
{
    const CompileResult result = report_compile(report, desk->shared_cache, err);
    Buffer line = {0};
    if (result == COMPILE_SHORT)
        buffer_addf(&line, _("%s is short: it opens as fast without a compiled copy."), report_about(report)->id);
    else if (result == COMPILE_DONE)
        buffer_addf(&line, _("%1$s is compiled, in %2$s."), report_about(report)->id, desk->shared_cache);
    if (line.length)
        output_line(stdout, &line);
    buffer_free(&line);
    return result;
}

static int compile_status(CompileResult result)
{
    switch (result) {
    case COMPILE_DONE: case COMPILE_SHORT: return EXIT_DONE;
    case COMPILE_UNREAD: case COMPILE_PRIVATE: return EXIT_USE;
    case COMPILE_FAILED: return EXIT_WRITING;
    }
    return EXIT_MACHINE;
}

// Of who compiles them some may be on the shelf that nobody else reads: those are left out.
static int compile_one_of(const Desk *desk, const char *path)
{
    Problems problems = {0};
    Error error;
    Report *report = report_open(path, &problems);
    if (!report)
        return refuse_all(&problems);
    const CompileResult result = compile(desk, report, &error);
    if (result == COMPILE_FAILED)
        print_fault(stderr, &error);
    const int status = result == COMPILE_PRIVATE ? EXIT_DONE : tell_gaps_of(report, 0, report_chapter_count(report), compile_status(result));
    report_free(report);
    problems_clear(&problems);
    return status;
}

static int compile_shelf(const Desk *desk, const Shelf *shelf)
{
    int worst = EXIT_DONE;
    for (size_t i = 0; i < shelf->count && worst != EXIT_WRITING; i++) {
        const int status = compile_one_of(desk, shelf->entries[i].path);
        worst = status > worst ? status : worst;
    }
    return worst;
}

int desk_shelf(Desk *desk)
{
    Error error;
    const Options *options = &desk->options;
    if (!can_search(desk, &error))
        return desk_refuse(&error);
    Shelf shelf = installed_shelf();
    char *state = options->is_private ? NULL : path_of_state(), *cache = cache_of(desk);
    const bool is_of_marks = options->face == FACE_MARKS;
    const char *only = options->only ? options->only : "";
    const ShelfPrint print = {.kept = {.state = state, .cache = cache, .shared = desk->shared_cache}, .form = options->form, .text = is_of_marks ? only : options->search, .how = options->how};
    int status = options->face == FACE_SEARCH ? print_shelf_found(stdout, &shelf, SHELF_HITS, &print)
        : is_of_marks                         ? print_shelf_found(stdout, &shelf, SHELF_MARKS, &print)
        : options->face == FACE_COMPILE       ? compile_shelf(desk, &shelf)
                                              : print_shelf(stdout, &shelf, &print);
    free(state);
    free(cache);
    shelf_free(&shelf);
    return status;
}

// Unless a width was asked for, lines are left whole.
static PrintMeasure measure_of(const Settings *settings)
{
    return (PrintMeasure){.cells = settings->has_width ? settings->width : 0, .widths = settings_widths(settings, widths_standard)};
}

int desk_compile(Desk *desk)
{
    Error error;
    if (!*report_folder(desk->report)) {
        error_set(&error, _("nothing is compiled of a report from standard input; name its folder or file"));
        return desk_refuse(&error);
    }
    const CompileResult result = compile(desk, desk->report, &error);
    if (result == COMPILE_PRIVATE || result == COMPILE_FAILED)
        print_fault(stderr, &error);
    return tell_all_gaps(desk, compile_status(result));
}

int desk_dump(Desk *desk)
{
    const PrintMeasure measure = measure_of(&desk->settings);
    int chapter = desk->place.chapter;
    if (desk->has_place)
        return tell_gaps(desk, chapter, chapter + 1, print_dump_at(stdout, desk->report, desk->place, measure));
    return tell_all_gaps(desk, print_dump(stdout, desk->report, measure));
}

int desk_export(Desk *desk)
{
    const Options *options = &desk->options;
    ExportTarget target = {.path = options->output, .replaces = options->replaces, .measure = measure_of(&desk->settings)};
    if (target.path && !strcmp(target.path, "-"))
        target.path = NULL;
    export_find_kind(options->export, &target.kind);
    return export_report(desk->report, &target);
}

// Where what is kept can't be read, that there is nothing of it is not known.
static int tell_state_error(const Desk *desk, int status)
{
    if (!*desk->state_error.text)
        return status;
    print_fault(stderr, &desk->state_error);
    return status == EXIT_NOTHING ? EXIT_USE : status;
}

int desk_contents(Desk *desk)
{
    const Options *options = &desk->options;
    desk_open_marks(desk);
    const int status = print_contents(stdout, desk->report, options->is_private ? NULL : desk->marks, options->form, options->only);
    return tell_all_gaps(desk, tell_state_error(desk, status));
}

// Passages that a regular expression took too long for: what was found is not all.
static void tell_left_out(const Search *search)
{
    const size_t count = search_left_out(search);
    Error error;
    if (!count)
        return;
    error_set(&error, translate_count("In %s passage looking for it took too long.", "In %s passages looking for it took too long.", count),
        AMOUNT(count));
    print_fault(stderr, &error);
}

int desk_search(Desk *desk)
{
    Error error;
    Search *search = search_new(desk->report, desk->options.search, desk->options.how, &error);
    if (!search)
        return desk_refuse(&error);
    int status = print_hits(stdout, desk->report, search, desk->options.form);
    tell_left_out(search);
    search_free(search);
    return tell_all_gaps(desk, status);
}

int desk_bookmarks(Desk *desk)
{
    desk_open_marks(desk);
    return tell_state_error(desk, print_marks(stdout, desk->report, desk->marks, desk->options.form, desk->options.only ? desk->options.only : ""));
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
