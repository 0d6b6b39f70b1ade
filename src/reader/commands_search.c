// Commands that search. A hit is looked for in some chapters at once, further on in idle time; while text is typed, from where the search began.
#include <stdlib.h>
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "reader/session.h"
#include "text/amount.h"

enum {
    KEYS_BYTES = 160,
    SEEK_AT_ONCE = 8,   // chapters looked at before a key is answered; the rest is for idle time, so that Ctrl-C can stop it
};

static void say_count(Reader *reader, bool is_wrapped)
{
    const Finding *finding = &reader->finding;
    const bool is_known = search_is_done(finding->search) && !search_is_full(finding->search);
    // TRANSLATORS: with a plus there may be more hits
    char *count = row_text(is_known ? _("Hit %1$s of %2$s.") : _("Hit %1$s of %2$s+."), AMOUNT(finding->hit + 1), AMOUNT(search_count(finding->search)));
    if (is_wrapped)
        reader_say(reader, "%s %s", count, reader->seek.way == SEARCH_FORWARD ? _("Search went on from the start.") : _("Search went on from the end."));
    else
        reader_say(reader, "%s", count);
    free(count);
    reader->message_is_count = true;
}

static void say_not_found(Reader *reader)
{
    const Search *search = reader->finding.search;
    if (search_left_out(search))
        reader_say(reader, translate_count("Not found: \"%1$s\". In %2$s passage looking for it took too long.",
            "Not found: \"%1$s\". In %2$s passages looking for it took too long.", search_left_out(search)), search_text(search), AMOUNT(search_left_out(search)));
    else
        reader_say(reader, _("Not found: \"%s\"."), search_text(search));
}

void search_show(Reader *reader, long index, bool is_wrapped)
{
    const Place place = search_hit(reader->finding.search, (size_t)index)->place;
    reader->finding.hit = index;
    reader->finding.is_marked = true;
    reader_show_place(reader, place_in_body(reader->report, place));
    if (reader->focus != FOCUS_PROMPT && footnote_of(layout_chapter(reader->shown), place.block) >= 0)
        note_open(reader, place.block, place.byte);
    say_count(reader, is_wrapped);
}

// The place before the search goes on the history.
static void keep_origin(Reader *reader)
{
    if (place_compare(place_now(reader), reader->search_origin.read) != 0)
        history_push_place(reader, reader->search_origin.read);
}

static void show_sought(Reader *reader)
{
    const Finding *finding = &reader->finding;
    if (reader->keeps_origin && reader->focus != FOCUS_PROMPT) {
        reader_show_place(reader, place_in_body(reader->report, reader->seek.hit));
        keep_origin(reader);
        reader->keeps_origin = false;
    }
    search_show(reader, (long)search_index(finding->search, reader->seek.hit), reader->seek.is_wrapped);
}

static void take_result(Reader *reader, SeekResult result)
{
    switch (result) {
    case SEEK_ON: return;
    case SEEK_FOUND: show_sought(reader); break;
    case SEEK_NONE: say_not_found(reader); break;
    }
    reader->is_seeking = false;
}

// One chapter more, as far as whoever hears of it does not stop it: false.
static bool seek_heard(Reader *reader, Meter (*listen)(LongWork *work, Reader *reader))
{
    LongWork work;
    report_set_meter(reader->report, listen(&work, reader));
    const SeekResult result = search_seek(reader->finding.search, &reader->seek);
    long_work_end(&work);
    if (!work.is_stopped) {
        take_result(reader, result);
        return true;
    }
    report_forget_stopped(reader->report);
    meter_move(report_meter(reader->report), 0, 1); // whoever hears of the command as a whole asks whether it was Ctrl-C
    return false;
}

// A chapter that takes long is left to a key, which ends the search, or ends with it by Ctrl-C.
static bool seek_on(Reader *reader)
{
    const Notice notice = reader->notice;
    if (seek_heard(reader, search_work_begin))
        return true;
    if (!notice.is_awaited || !notice.is_awaited(notice.context))
        reader_interrupt(reader);
    return false;
}

// Some chapters now; a person who waits for the rest is told so.
static void seek_some(Reader *reader)
{
    for (int i = 0; i < SEEK_AT_ONCE && reader->is_seeking; i++)
        if (!seek_on(reader))
            break;
    if (reader->is_seeking)
        reader_say(reader, _("Searching for \"%s\"; Ctrl-C stops."), search_text(reader->finding.search));
}

bool search_stop(Reader *reader)
{
    const bool was_seeking = reader->is_seeking;
    reader->is_seeking = false;
    return was_seeking;
}

static void drop_search(Reader *reader)
{
    search_free(reader->finding.search);
    reader->finding.search = NULL;
    reader->finding.hit = -1;
    reader->finding.is_marked = false;
    reader->is_seeking = false;
}

bool search_follow(Reader *reader, Report *report, Error *err)
{
    Finding *finding = &reader->finding;
    Search *before = finding->search;
    search_free(reader->former.search);
    reader->former = (Finding){.hit = -1};
    *finding = (Finding){.way = finding->way, .hit = -1, .is_marked = finding->is_marked};
    if (before)
        finding->search = search_new(report, search_text(before), search_options(before), err);
    search_free(before);
    return !before || finding->search;
}

static bool begin(Reader *reader, const char *text, Place from, Error *err)
{
    drop_search(reader);
    reader->finding.search = search_new(reader->report, text, reader->options, err);
    reader->seek = (Seek){.from = from, .way = reader->finding.way};
    return reader->finding.search;
}

void search_typed(Reader *reader)
{
    Error error = {0};
    const char *text = buffer_text(&reader->prompt.text);
    if (reader_is_heard(reader)) // a page that comes with each letter would be spoken over what is typed
        return;
    position_return(reader, reader->search_origin);
    if (!*text)
        drop_search(reader);
    else if (begin(reader, text, reader->search_origin.read, &error)) {
        reader->is_seeking = true;
        seek_heard(reader, idle_work_begin); // what it leaves comes when nothing more is typed
    } else
        reader_say_error(reader, &error);
}

void search_tell(Reader *reader)
{
    const Finding *finding = &reader->finding;
    if (finding->hit >= 0)
        say_count(reader, reader->seek.is_wrapped);
    else if (finding->search && !reader->is_seeking)
        say_not_found(reader);
}

static void forget_former(Reader *reader)
{
    search_free(reader->former.search);
    reader->former = (Finding){.hit = -1};
}

static void restore_former(Reader *reader)
{
    drop_search(reader);
    reader->finding = reader->former;
    reader->former = (Finding){.hit = -1};
}

void search_cancel(Reader *reader)
{
    restore_former(reader);
    position_return(reader, reader->search_origin);
}

// Enter without a text: the search before goes on, in the way that is asked for now.
static bool search_again(Reader *reader, Error *err)
{
    const SearchWay way = reader->prompt.kind == PROMPT_SEARCH ? SEARCH_FORWARD : SEARCH_BACKWARD;
    search_cancel(reader);
    prompt_leave(reader);
    if (!reader->finding.search)
        return error_set(err, _("There is nothing to search for yet: type some text."));
    reader->finding.way = way;
    return run_next_hit(reader, "", err);
}

bool search_accept(Reader *reader, Error *err)
{
    if (!reader->prompt.text.length)
        return search_again(reader, err);
    if (!reader->finding.search) {
        if (!begin(reader, buffer_text(&reader->prompt.text), reader->search_origin.read, err))
            return false;
        reader->is_seeking = true;
    }
    const bool is_seeking = reader->is_seeking;
    forget_former(reader);
    prompt_leave(reader);
    reader_focus(reader, FOCUS_PAGE);
    reader->keeps_origin = true;
    reader->is_seeking = is_seeking;
    if (is_seeking)
        seek_some(reader);
    else if (reader->finding.hit >= 0)
        show_sought(reader);
    else
        say_not_found(reader);
    return true;
}

// The index of the present hit counts those that are found before it, too.
static void recount(Reader *reader, Place hit)
{
    Finding *finding = &reader->finding;
    finding->hit = (long)search_index(finding->search, hit);
    if (reader->message_is_count)
        say_count(reader, reader->seek.is_wrapped);
}

// One chapter more for the count of hits.
static void count_on(Reader *reader)
{
    Finding *finding = &reader->finding;
    const bool has_hit = finding->hit >= 0;
    const Place hit = has_hit ? search_hit(finding->search, (size_t)finding->hit)->place : (Place){0};
    search_step(finding->search, reader->position.place.chapter);
    if (has_hit)
        recount(reader, hit);
}

void search_some(Reader *reader)
{
    for (int i = 0; i < SEEK_AT_ONCE && !search_is_done(reader->finding.search); i++)
        count_on(reader);
}

static void count_between_keys(Reader *reader)
{
    LongWork work;
    report_set_meter(reader->report, idle_work_begin(&work, reader));
    count_on(reader);
    long_work_end(&work);
    if (work.is_stopped)
        report_forget_stopped(reader->report);
}

bool search_idle(Reader *reader)
{
    const Finding *finding = &reader->finding;
    if (!finding->search || (!reader->is_seeking && search_is_done(finding->search)))
        return false;
    if (!search_comes(finding->search, reader->position.place.chapter, reader->is_seeking ? &reader->seek : NULL))
        return true;
    if (reader->is_seeking)
        return seek_on(reader), true;
    count_between_keys(reader);
    rows_refresh_hits(reader);
    return true;
}

// A hit in a footnote shows it: from there one goes on over the page.
static void leave_note(Reader *reader)
{
    if (reader->focus == FOCUS_NOTE)
        reader_focus(reader, FOCUS_PAGE);
}

static bool search_now(Reader *reader, const char *text, SearchWay way, Error *err)
{
    leave_note(reader);
    Search *search = search_new(reader->report, text, reader->options, err);
    if (!search)
        return false;
    drop_search(reader);
    reader->finding = (Finding){.search = search, .way = way, .hit = -1};
    reader->search_origin = position_kept(reader);
    reader->seek = (Seek){.from = reader->search_origin.read, .way = way};
    reader->keeps_origin = true;
    reader->is_seeking = true;
    seek_some(reader);
    return true;
}

static void ask(Reader *reader, PromptKind kind, SearchWay way)
{
    leave_note(reader);
    reader->former_options = reader->options;
    reader->search_origin = position_kept(reader);
    reader->former = reader->finding;
    reader->finding = (Finding){.way = way, .hit = -1};
    prompt_open(reader, kind, "");
}

bool run_search(Reader *reader, const char *argument, Error *err)
{
    if (*argument)
        return search_now(reader, argument, SEARCH_FORWARD, err);
    ask(reader, PROMPT_SEARCH, SEARCH_FORWARD);
    return true;
}

bool run_search_back(Reader *reader, const char *argument, Error *err)
{
    if (*argument)
        return search_now(reader, argument, SEARCH_BACKWARD, err);
    ask(reader, PROMPT_SEARCH_BACK, SEARCH_BACKWARD);
    return true;
}

static bool hit_is_shown(const Reader *reader, Place hit)
{
    return reader_shows(reader, place_in_body(reader->report, hit));
}

// The reading is at the hit still: where it has no line of its own, as long as the hit is on the page.
static bool is_at_hit(const Reader *reader, Place hit)
{
    if (reader_has_reading_line(reader))
        return reading_is_at(reader, place_in_body(reader->report, hit));
    return hit_is_shown(reader, hit);
}

// From the present hit on while the reading is there, else from where that is.
static Place go_on_from(const Reader *reader, SearchWay way)
{
    const Finding *finding = &reader->finding;
    if (finding->hit < 0 || reader->unit.kind)
        return place_now(reader);
    Place hit = search_hit(finding->search, (size_t)finding->hit)->place;
    if (!is_at_hit(reader, hit))
        return place_now(reader);
    hit.byte += way == SEARCH_FORWARD;
    return hit;
}

// What one was looking at is kept when hits are gone back to from somewhere else.
static void keep_if_away(Reader *reader)
{
    const Finding *finding = &reader->finding;
    if (finding->hit >= 0 && !is_at_hit(reader, search_hit(finding->search, (size_t)finding->hit)->place))
        history_push(reader);
}

static bool next_hit(Reader *reader, SearchWay way, int count, Error *err)
{
    char key[KEYS_BYTES];
    bool is_wrapped = false;
    leave_note(reader);
    if (!reader->finding.search)
        return error_set(err, _("Nothing was searched for yet; %s begins a search."), key_for(reader, "search", key, sizeof key));
    keep_if_away(reader);
    reader->keeps_origin = false;
    for (int i = 0; i < count && !reader->is_seeking; i++) {
        reader->seek = (Seek){.from = go_on_from(reader, way), .way = way};
        reader->is_seeking = true;
        seek_some(reader);
        if (reader->finding.hit < 0)
            return true;
        is_wrapped = is_wrapped || reader->seek.is_wrapped;
    }
    if (is_wrapped && !reader->is_seeking)
        say_count(reader, true);
    return true;
}

bool run_next_hit(Reader *reader, const char *argument, Error *err)
{
    int count;
    return times(command_find("next-hit"), argument, &count, err) && next_hit(reader, reader->finding.way, count, err);
}

bool run_previous_hit(Reader *reader, const char *argument, Error *err)
{
    int count;
    const SearchWay way = reader->finding.way == SEARCH_FORWARD ? SEARCH_BACKWARD : SEARCH_FORWARD;
    return times(command_find("previous-hit"), argument, &count, err) && next_hit(reader, way, count, err);
}

bool run_clear_hits(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->finding.is_marked = false;
    reader_say(reader, _("Hits are not marked any more."));
    return true;
}

// What is being typed is searched for anew.
static bool toggle(Reader *reader, bool *option, const char *on, const char *off)
{
    *option = !*option;
    if (reader->focus == FOCUS_PROMPT)
        prompt_changed(reader);
    if (!reader->message.length || reader->message_is_count)
        reader_say(reader, "%s", *option ? on : off);
    return true;
}

bool run_exact(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return toggle(reader, &reader->options.is_exact, _("Exact matching on."), _("Exact matching off."));
}

bool run_regex(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return toggle(reader, &reader->options.is_regex, _("Regular expressions on."), _("Regular expressions off."));
}

bool run_word(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return toggle(reader, &reader->options.is_word, _("Whole words on."), _("Whole words off."));
}
