// What the kinds of export share.
#include "plain/exporting.h"
#include <stdio.h>
#include <string.h>
#include "base/translate.h"
#include "plain/print.h"

void exporting_start(Exporting *exporting, Report *report)
{
    *exporting = (Exporting){.report = report, .about = report_about(report), .chapters.arena = arena_new()};
    for (int i = 0; i < report_chapter_count(report); i++)
        names_add(&exporting->chapters, report_chapter(report, i)->id, i);
    names_sort(&exporting->chapters);
    exporting->targets = targets_new(report);
}

void exporting_end(Exporting *exporting)
{
    Arena *arena = exporting->chapters.arena;
    targets_free(exporting->targets);
    names_clear(&exporting->chapters);
    names_clear(&exporting->notes);
    arena_free(arena);
}

void exporting_enter(Exporting *exporting, const Chapter *chapter)
{
    names_clear(&exporting->notes);
    exporting->notes.arena = exporting->chapters.arena;
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end)
        names_add(&exporting->notes, chapter->blocks[i].label, i);
    names_sort(&exporting->notes);
}

int exporting_find_note(const Exporting *exporting, const char *key)
{
    return names_find(&exporting->notes, key);
}

void exporting_lose(Exporting *exporting, Loss loss)
{
    exporting->losses[loss]++;
}

static const char *const losses[LOSS_ALL] = {
    [LOSS_DEAD_LINK] = N_("link that leads nowhere: its text is kept"),
    [LOSS_UNSAFE_LINK] = N_("link that is no address to follow: it stands behind its text"),
    [LOSS_DEAD_NOTE] = N_("reference to a footnote that is not there: plain text"),
    [LOSS_NESTED_MARK] = N_("emphasis within emphasis, or strong within strong: marked once"),
    [LOSS_TOUCHING_MARKS] = N_("emphasis right behind emphasis, or strong behind strong: one mark over both"),
    [LOSS_MARK_OVER_LINES] = N_("mark over several lines of verse: one on each"),
    [LOSS_CODE_BLANKS] = N_("blank at the edge of literal words: left out"),
    [LOSS_VERSE_BLANKS] = N_("run of blanks in a line of verse: one blank"),
    [LOSS_EMPTY_HEADER] = N_("header of a table with nothing in it: left out"),
};

void exporting_tell_losses(const Exporting *exporting, FILE *out)
{
    for (int i = 0; i < LOSS_ALL; i++) {
        Error told;
        if (!exporting->losses[i])
            continue;
        error_set(&told, "%u x %s", exporting->losses[i], _(losses[i]));
        print_fault(out, &told);
    }
}

void exporting_add_chapter(const Exporting *exporting, Buffer *out, int chapter)
{
    const char *id = report_chapter(exporting->report, chapter)->id;
    buffer_add_text(out, id);
    if (names_find(&exporting->chapters, id) != chapter)        // two with one id: the place of neither may be that of the other
        buffer_addf(out, "...%d", chapter + 1);
}

void exporting_add_id(const Exporting *exporting, Buffer *out, int chapter, int block)
{
    const char *id = report_chapter(exporting->report, chapter)->blocks[block].id;
    Place place;
    Buffer target = {0};
    buffer_addf(&target, "#%s", id);
    if (*id && targets_find(exporting->targets, chapter, buffer_text(&target), &place) && place.chapter == chapter && place.block == block) {
        exporting_add_chapter(exporting, out, chapter);
        buffer_addf(out, ".%s", id);
    }
    buffer_free(&target);
}

void exporting_add_place(const Exporting *exporting, Buffer *out, Place place)
{
    if (place.block > 0)
        exporting_add_id(exporting, out, place.chapter, place.block);
    else
        exporting_add_chapter(exporting, out, place.chapter);
}

bool exporting_find(Exporting *exporting, int chapter, const char *target, Place *place)
{
    if (targets_find(exporting->targets, chapter, target, place))
        return true;
    exporting_lose(exporting, LOSS_DEAD_LINK);
    return false;
}

const char *exporting_language_around(const Exporting *exporting, const Chapter *chapter, int block)
{
    const int parent = chapter->blocks[block].parent;
    return parent >= 0 ? chapter->blocks[parent].language : block > 0 ? chapter->blocks[0].language : exporting->about->language;
}

Direction exporting_direction_around(const Exporting *exporting, const Chapter *chapter, int block)
{
    const int parent = chapter->blocks[block].parent;
    return parent >= 0 ? chapter->blocks[parent].direction : block > 0 ? chapter->blocks[0].direction : exporting->about->direction;
}

const char *direction_name(Direction direction)
{
    return direction == DIRECTION_RTL ? "rtl" : direction == DIRECTION_LTR ? "ltr" : "auto";
}
