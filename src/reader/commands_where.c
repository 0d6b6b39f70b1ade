// Where one is, and what lectern may do.
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/rows.h"
#include "reader/session.h"
#include "text/amount.h"

// The caller frees. A citation number is told as it is typed.
static char *chapter_and_section(Reader *reader, const Chapter *chapter, int block)
{
    const int heading = chapter_heading_of(chapter, block), numbered = chapter_numbered_of(chapter, block), count = report_chapter_count(reader->report);
    const char *title = chapter->title, *section = heading > 0 ? chapter->blocks[heading].text : NULL;
    const bool is_cited = numbered >= 0 && chapter->blocks[numbered].number;
    char number[AMOUNT_BYTES], all[AMOUNT_BYTES], cited[CITATION_BYTES];
    amount_text(chapter->index + 1, number);
    amount_text(count, all);
    if (is_cited)
        report_citation(reader->report, (Place){chapter->index, numbered, 0}, cited);
    // TRANSLATORS: in these four, what comes last is a citation number
    if (section && is_cited)
        return row_text(_("Chapter %1$s of %2$s, \"%3$s\", section \"%4$s\", at %5$s."), number, all, title, section, cited);
    if (section)
        return row_text(_("Chapter %1$s of %2$s, \"%3$s\", section \"%4$s\"."), number, all, title, section);
    if (is_cited)
        return row_text(_("Chapter %1$s of %2$s, \"%3$s\", at %4$s."), number, all, title, cited);
    return row_text(_("Chapter %1$s of %2$s, \"%3$s\"."), number, all, title);
}

char *whereabouts_text(const Whereabouts *where)
{
    const size_t minutes = (size_t)where->minutes;
    if (where->is_about)
        return row_text(translate_count("Page %1$s of about %2$s, %3$s percent, %4$s minute left.", "Page %1$s of about %2$s, %3$s percent, %4$s minutes left.",
            minutes), AMOUNT(where->page), AMOUNT(where->pages), AMOUNT(where->percent), AMOUNT(minutes));
    return row_text(translate_count("Page %1$s of %2$s, %3$s percent, %4$s minute left.", "Page %1$s of %2$s, %3$s percent, %4$s minutes left.", minutes),
        AMOUNT(where->page), AMOUNT(where->pages), AMOUNT(where->percent), AMOUNT(minutes));
}

// At the speed of the person. The caller frees.
static char *minutes_text(const Whereabouts *where)
{
    const size_t section = (size_t)where->section_minutes, chapter = (size_t)where->chapter_minutes;
    if (where->section_minutes < 0)
        return row_text(translate_count("%s minute left in the chapter.", "%s minutes left in the chapter.", chapter), AMOUNT(chapter));
    return row_text(translate_count("%1$s minute left in the section, %2$s in the chapter.", "%1$s minutes left in the section, %2$s in the chapter.", section),
        AMOUNT(section), AMOUNT(chapter));
}

static void add_sentence(Buffer *out, const char *sentence)
{
    buffer_add_text(out, out->length ? " " : "");
    buffer_add_text(out, sentence);
}

static void take_sentence(Buffer *out, char *sentence)
{
    add_sentence(out, sentence);
    free(sentence);
}

static void add_speed(const Reader *reader, Buffer *out)
{
    if (speed_is_known(&reader->speed))
        take_sentence(out, row_text(_("Learned from the pages that you turned: about %s words a minute."), AMOUNT(speed_words_a_minute(&reader->speed))));
}

static void add_progress(const Reader *reader, Buffer *out)
{
    size_t chapters[CHAPTER_READ + 1] = {0};
    for (int i = 0; i < report_chapter_count(reader->report); i++)
        chapters[marks_progress(reader->marks, i)]++;
    take_sentence(out, row_text(_("Chapters: %1$s read, %2$s begun, %3$s unread."), AMOUNT(chapters[CHAPTER_READ]), AMOUNT(chapters[CHAPTER_BEGUN]),
        AMOUNT(chapters[CHAPTER_UNREAD])));
}

static void add_kept(const Reader *reader, Buffer *out)
{
    const char *path = marks_path(reader->marks);
    if (marks_are_private(reader->marks))
        add_sentence(out, _("Private reading: nothing is kept."));
    else if (*path)
        take_sentence(out, row_text(_("Bookmarks and your place are kept in %s."), path));
    else
        add_sentence(out, _("There is no place where bookmarks could be kept."));
}

static const char *what_holds(const Sandbox *sandbox)
{
    if (sandbox->has_landlock && sandbox->has_seccomp)
        return _("The kernel holds lectern to it: no other file, program or connection can be opened (Landlock and seccomp).");
    if (sandbox->has_landlock)
        return _("The kernel holds lectern to its files (Landlock), and has no seccomp to keep it from programs and connections.");
    if (sandbox->has_seccomp)
        return _("The kernel keeps lectern from programs and connections (seccomp), and has no Landlock to hold it to its files.");
    return _("This kernel has neither Landlock nor seccomp, so that only lectern itself keeps to it.");
}

static void add_guard(const Reader *reader, Buffer *out)
{
    if (!reader->secure_by) {
        add_sentence(out, _("Ordinary mode: lectern is not locked in, and may read and write what you may."));
        return;
    }
    // TRANSLATORS: the name of an option or variable
    take_sentence(out, row_text(_("Secure mode, set by %s: only installed reports are read, and nothing else is written."), reader->secure_by));
    add_sentence(out, what_holds(&reader->sandbox));
}

// The second time in a row it is the long form.
static bool wants_long(const Reader *reader, const char *argument)
{
    return *argument || (reader->former_message.length && reader->former_is_where);
}

static void say_where(Reader *reader, bool is_long)
{
    Buffer text = {0};
    const Whereabouts where = reader_where(reader);
    take_sentence(&text, chapter_and_section(reader, layout_chapter(reader->shown), place_now(reader).block));
    take_sentence(&text, whereabouts_text(&where));
    take_sentence(&text, minutes_text(&where));
    if (is_long) {
        add_progress(reader, &text);
        add_speed(reader, &text);
        add_kept(reader, &text);
        add_guard(reader, &text);
    }
    reader_say(reader, "%s", buffer_text(&text));
    reader->message_is_where = !is_long;
    reader->message_is_about = where.is_about;
    buffer_free(&text);
}

bool run_where(Reader *reader, const char *argument, Error *err)
{
    if (*argument && strcmp(argument, "long") != 0)
        return error_set(err, _("where takes nothing behind its name, or \"long\"."));
    reader_await_pages(reader);
    say_where(reader, wants_long(reader, argument));
    return true;
}

void where_idle(Reader *reader)
{
    if (reader->message_is_about && !reader_is_heard(reader) && !reader_where(reader).is_about)
        say_where(reader, !reader->message_is_where);
}
