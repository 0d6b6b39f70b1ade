// The faces that print, and what they end with.
#include "plain/desk_parts.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "plain/export.h"
#include "plain/output.h"
#include "reader/installed.h"
#include "reader/paths.h"
#include "text/amount.h"

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
        return desk_refuse_all(&problems);
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
    char *state = options->is_private ? NULL : path_of_state(), *cache = desk_cache(desk);
    const bool is_of_marks = options->face == FACE_MARKS;
    const char *only = options->only ? options->only : "";
    const ShelfPrint print = {.kept = {.state = state, .cache = cache, .shared = desk->shared_cache}, .form = options->form,
        .text = is_of_marks ? only : options->search, .how = options->how};
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
