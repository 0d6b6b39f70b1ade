// Removes all that lectern keeps of a report.
#include "plain/forget.h"
#include <langinfo.h>
#include <limits.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/apart.h"
#include "base/memory.h"
#include "base/signals.h"
#include "base/translate.h"
#include "plain/output.h"
#include "plain/print.h"
#include "reader/kept.h"
#include "reader/paths.h"
#include "reader/rows.h"
#include "report/shapes.h"
#include "text/amount.h"
#include "text/locale.h"
#include "text/safe.h"

static int refuse(const Error *error, int status)
{
    print_fault(stderr, error);
    return status;
}

static bool find(Kept *kept, const char *id, Error *err)
{
    char *const folders[] = {path_of_state(), path_of_cache()};
    bool is_found = true;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        is_found = is_found && (!folders[i] || kept_find(kept, folders[i], id, err));
        free(folders[i]);
    }
    return is_found;
}

// The disk may never answer: child processes look there, and remove, for as long as it takes; Ctrl-C is the end of them too.
static void ask_apart(ApartWork *work, void *context, Buffer *out)
{
    signals_take();
    apart_ask(work, context, (ApartPatience){.most_ms = INT_MAX, .tell = output_tell_waiting}, out);
    signals_give_back();
}

typedef struct {
    bool is_found;
    Error why;
    size_t count;       // of files, which follow
} Found;

static void put_text(Buffer *out, const char *text)
{
    buffer_add_char(out, text ? '+' : '-');
    buffer_add(out, text ? text : "", text ? strlen(text) + 1 : 1);
}

static char *take_text(const char **at)
{
    const char *text = *at + 1;
    const bool is_there = **at == '+';
    *at = text + strlen(text) + 1;
    return is_there ? memory_copy_text(text) : NULL;
}

static void put_file(Buffer *out, const KeptFile *file)
{
    buffer_add(out, (const char *)file, sizeof *file);
    put_text(out, file->path);
    put_text(out, file->state);
    put_text(out, file->title);
    put_text(out, file->target);
}

static KeptFile take_file(const char **at)
{
    KeptFile file;
    memcpy(&file, *at, sizeof file);
    *at += sizeof file;
    file.path = take_text(at);
    file.state = take_text(at);
    file.title = take_text(at);
    file.target = take_text(at);
    return file;
}

static void find_here(void *context, Buffer *out)
{
    Kept kept = {0};
    Found found = {0};
    apart_take_time();
    found.is_found = find(&kept, context, &found.why);
    found.count = kept.count;
    buffer_add(out, (const char *)&found, sizeof found);
    for (size_t i = 0; i < kept.count; i++)
        put_file(out, &kept.items[i]);
    kept_free(&kept);
}

static Found take_found(Kept *kept, const char *at)
{
    Found found;
    memcpy(&found, at, sizeof found);
    at += sizeof found;
    for (size_t i = 0; i < found.count; i++) {
        kept->items = memory_grow(kept->items, kept->count, &kept->capacity, sizeof *kept->items);
        kept->items[kept->count++] = take_file(&at);
    }
    return found;
}

static bool find_apart(Kept *kept, const char *id, Error *err)
{
    Buffer out = {0};
    Found found = {0};
    char *copy = memory_copy_text(id);
    error_set(&found.why, _("the disk or network that holds it does not answer"));
    ask_apart(find_here, copy, &out);
    if (out.length >= sizeof found)
        found = take_found(kept, out.bytes);
    buffer_free(&out);
    free(copy);
    *err = found.why;
    return found.is_found;
}

static int tell_unknown(const char *id)
{
    Error error;
    char *folder = path_of_state();
    if (folder)
        error_set(&error, _("nothing is kept of a report with the id \"%1$.100s\": no file of that name is in %2$.300s"), id, folder);
    else
        error_set(&error, _("nothing is kept of any report: neither HOME nor XDG_STATE_HOME names a folder"));
    free(folder);
    return refuse(&error, EXIT_NOTHING);
}

// In the locale's character set, made safe.
static void print_text(const char *text)
{
    Buffer safe = {0}, bytes = {0};
    safe_add_line(&safe, text, strlen(text));
    locale_add(&bytes, buffer_text(&safe), safe.length);
    fputs(buffer_text(&bytes), stdout);
    buffer_free(&safe);
    buffer_free(&bytes);
}

static void print_line(const char *text)
{
    print_text(text);
    fputc('\n', stdout);
}

static void take_line(char *text)
{
    print_line(text);
    free(text);
}

static void list_file(const KeptFile *file)
{
    if (file->target)
        take_line(row_text(_("%1$s, a link: what it leads to stays (%2$s)"), file->path, file->target));
    else if (file->title && file->has_other_names)
        take_line(row_text(_("%1$s, of \"%2$s\", which has other names too: what it holds stays under those"), file->path, file->title));
    else if (file->title)
        take_line(row_text(_("%1$s, of \"%2$s\""), file->path, file->title));
    else if (file->has_other_names)
        take_line(row_text(_("%s, which has other names too: what it holds stays under those"), file->path));
    else
        print_line(file->path);
}

static void list(const Kept *kept, const char *id)
{
    take_line(row_text(_("Kept of the report \"%s\":"), id));
    for (size_t i = 0; i < kept->count; i++)
        list_file(&kept->items[i]);
    print_line(_("Out of lectern's reach: copies and exports that you made, notes that you keep elsewhere, backups, synchronised folders, what a browser, "
                 "the shell and the terminal keep, swap, and the disk's own copies of what is removed: nothing is overwritten."));
}

// In the language of the locale, and in English.
static bool is_yes(const char *answer)
{
    regex_t yes;
    if (regcomp(&yes, nl_langinfo(YESEXPR), REG_EXTENDED | REG_NOSUB) != 0)
        return *answer == 'y' || *answer == 'Y';
    const bool is_match = regexec(&yes, answer, 0, NULL, 0) == 0;
    regfree(&yes);
    return is_match || *answer == 'y' || *answer == 'Y';
}

static int ask(void)
{
    char answer[64];
    // TRANSLATORS: y is typed for yes; the locale's own letter is taken too
    print_text(_("Remove this? [y/N]"));
    fputc(' ', stdout);
    fflush(stdout);
    if (fgets(answer, sizeof answer, stdin) && is_yes(answer))
        return EXIT_DONE;
    print_line(_("Nothing was removed."));
    return EXIT_NOTHING;
}

static int agree(ForgetHow how)
{
    if (how == FORGET_AT_ONCE)
        return EXIT_DONE;
    if (isatty(STDIN_FILENO))
        return ask();
    Error error;
    error_set(&error, _("nothing was removed: there is no terminal to ask on; with --yes nobody is asked"));
    return refuse(&error, EXIT_USE);
}

typedef struct {
    KeptResult result;
    size_t left;
    Error why;
} Removal;

static void remove_here(void *context, Buffer *out)
{
    Kept *kept = context;
    Removal removal = {0};
    apart_take_time();
    removal.result = kept_remove(kept, &removal.why);
    removal.left = kept->count;
    buffer_add(out, (const char *)&removal, sizeof removal);
}

static Removal remove_apart(Kept *kept)
{
    Removal removal = {.result = KEPT_LEFT, .left = kept->count};
    Buffer out = {0};
    error_set_at(&removal.why, kept->items[0].path, 0, 0, _("the disk or network that holds it does not answer"));
    ask_apart(remove_here, kept, &out);
    if (out.length == sizeof removal)
        memcpy(&removal, out.bytes, sizeof removal);
    buffer_free(&out);
    return removal;
}

static int tell_result(const Removal *removal)
{
    Error error;
    switch (removal->result) {
    case KEPT_REMOVED:
        print_line(_("Removed."));
        return EXIT_DONE;
    case KEPT_IN_USE:
        error_set(&error, _("nothing was removed: a session is reading this report now, and would write it again; leave that first"));
        return refuse(&error, EXIT_USE);
    case KEPT_LEFT:
        take_line(row_text(translate_count("Not all was removed: %s file is left.", "Not all was removed: %s files are left.", removal->left),
            AMOUNT(removal->left)));
        return refuse(&removal->why, EXIT_WRITING);
    }
    return EXIT_MACHINE;
}

static int forget_found(Kept *kept, const char *id, ForgetHow how)
{
    list(kept, id);
    fflush(stdout);
    const int status = agree(how);
    if (status != EXIT_DONE)
        return status;
    const Removal removal = remove_apart(kept);
    return tell_result(&removal);
}

int forget(const char *id, ForgetHow how)
{
    Kept kept = {0};
    Error error;
    if (!is_report_id(id)) {
        error_set(&error, _("\"%.100s\" is no id of a report: ids have a-z, 0-9 and hyphens; lectern --contents --json REPORT tells it"), id);
        return refuse(&error, EXIT_USE);
    }
    int status;
    if (!find_apart(&kept, id, &error))
        status = refuse(&error, EXIT_USE);
    else
        status = kept.count ? forget_found(&kept, id, how) : tell_unknown(id);
    kept_free(&kept);
    return status;
}
