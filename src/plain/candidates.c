// What can stand on the command line.
#include "plain/candidates.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/status.h"
#include "base/translate.h"
#include "plain/output.h"

bool candidates_of(const char *name, CandidateKind *kind, Error *err)
{
    static const char *const names[] = {[CANDIDATE_REPORTS] = "reports", [CANDIDATE_PLACES] = "places", [CANDIDATE_KEYMAPS] = "keymaps"};
    for (int i = CANDIDATE_REPORTS; i <= CANDIDATE_KEYMAPS; i++)
        if (!strcmp(names[i], name)) {
            *kind = (CandidateKind)i;
            return true;
        }
    return error_set(err, _("--complete is reports, places or keymaps, not \"%s\""), name);
}

typedef struct {
    FILE *out;
    Buffer line;
    int count;
} Candidates;

static bool is_plain(const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
    return *name && strspn(name, plain) == strlen(name);
}

// A tab or line end in `what` would end it: output_add() makes spaces of them.
static void print_candidate(Candidates *candidates, const char *name, const char *what)
{
    if (!is_plain(name) || ferror(candidates->out))
        return;
    buffer_addf(&candidates->line, "%s\t", name);
    output_add(&candidates->line, what);
    output_line(candidates->out, &candidates->line);
    candidates->count++;
}

static int end(Candidates *candidates)
{
    buffer_free(&candidates->line);
    return output_end(candidates->out, candidates->count ? EXIT_DONE : EXIT_NOTHING);
}

int print_report_candidates(FILE *out, const Shelf *shelf)
{
    Candidates candidates = {.out = out};
    for (size_t i = 0; i < shelf->count; i++) {
        if (shelf->entries[i].is_hidden)
            continue;
        Problems problems = {0};
        Report *report = report_open(shelf->entries[i].path, &problems);
        print_candidate(&candidates, shelf->entries[i].id, report ? report_about(report)->title : "");
        report_free(report);
        problems_clear(&problems);
    }
    return end(&candidates);
}

static void print_section(Candidates *candidates, const Chapter *chapter, const Block *block)
{
    Buffer name = {0};
    buffer_addf(&name, "%s/%s", chapter->id, block->id);
    print_candidate(candidates, buffer_text(&name), block->text);
    buffer_free(&name);
}

int print_place_candidates(FILE *out, Report *report)
{
    Candidates candidates = {.out = out};
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        print_candidate(&candidates, chapter->id, chapter->title);
        for (int k = 1; k < chapter->count; k++)
            if (block_is_heading(&chapter->blocks[k]) && *chapter->blocks[k].id)
                print_section(&candidates, chapter, &chapter->blocks[k]);
    }
    return end(&candidates);
}

// A keymap of one's own stands before the installed one of its name.
typedef struct {
    Candidates candidates;
    char **names;
    size_t count, capacity;
} Names;

static void add_name(void *context, const char *name)
{
    Names *names = context;
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->names[i], name))
            return;
    names->names = memory_grow(names->names, names->count, &names->capacity, sizeof *names->names);
    names->names[names->count++] = memory_copy_text(name);
    print_candidate(&names->candidates, name, "");
}

int print_keymap_candidates(FILE *out, KeymapPath path)
{
    Names names = {.candidates.out = out};
    keymap_path_each(path, add_name, &names);
    for (size_t i = 0; i < names.count; i++)
        free(names.names[i]);
    free(names.names);
    return end(&names.candidates);
}
