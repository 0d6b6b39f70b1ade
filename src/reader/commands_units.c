// Commands that go by words, sentences and paragraphs, and that tell the same again.
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/session.h"

// The first after something else is the one where the reading is. A finer one begins where the coarser does: the first word of a sentence. A cell
// is its sentence too.
static bool find_next(Reader *reader, UnitKind kind, Unit *next)
{
    const Unit *now = &reader->unit;
    Place from = reader_present_place(reader);
    if (!now->kind)
        return unit_at(reader->report, kind, from, next);
    from.byte += now->kind <= kind || (now->kind == UNIT_CELL && kind != UNIT_WORD);
    return unit_from(reader->report, kind, from, next);
}

static bool find_previous(Reader *reader, UnitKind kind, Unit *previous)
{
    return unit_before(reader->report, kind, reader_present_place(reader), previous);
}

bool unit_keep_read(Reader *reader, Unit next, Error *err)
{
    Place behind;
    const Unit *now = &reader->unit;
    if (now->kind && next.from.chapter == now->from.chapter + 1 && !marks_set_read(reader->marks, now->from.chapter, err))
        return false;
    if (!unit_behind(reader->report, &next, &behind))
        return marks_set_read(reader->marks, next.from.chapter, err);
    if (now->kind && next.from.chapter == now->from.chapter)
        marks_set_begun(reader->marks, next.from.chapter);
    return true;
}

static bool go_on(Reader *reader, const char *name, UnitKind kind, const char *argument, Error *err)
{
    int count;
    Unit next;
    bool is_kept = true, has_moved = false;
    if (!times(command_find(name), argument, &count, err))
        return false;
    for (int i = 0; i < count && find_next(reader, kind, &next); i++) {
        is_kept = unit_keep_read(reader, next, err) && is_kept;
        reader->unit = next;
        has_moved = true;
    }
    if (has_moved)
        unit_show(reader, reader->unit);
    else
        series_say_end(reader);
    return is_kept;
}

static bool go_back(Reader *reader, const char *name, UnitKind kind, const char *argument, Error *err)
{
    int count;
    Unit previous;
    bool has_moved = false;
    if (!times(command_find(name), argument, &count, err))
        return false;
    for (int i = 0; i < count && find_previous(reader, kind, &previous); i++) {
        reader->unit = previous;
        has_moved = true;
    }
    if (has_moved)
        unit_show(reader, reader->unit);
    else
        series_say_start(reader);
    return true;
}

bool run_next_word(Reader *reader, const char *argument, Error *err)
{
    return go_on(reader, "next-word", UNIT_WORD, argument, err);
}

bool run_previous_word(Reader *reader, const char *argument, Error *err)
{
    return go_back(reader, "previous-word", UNIT_WORD, argument, err);
}

bool run_next_sentence(Reader *reader, const char *argument, Error *err)
{
    return go_on(reader, "next-sentence", UNIT_SENTENCE, argument, err);
}

bool run_previous_sentence(Reader *reader, const char *argument, Error *err)
{
    return go_back(reader, "previous-sentence", UNIT_SENTENCE, argument, err);
}

bool run_next_paragraph(Reader *reader, const char *argument, Error *err)
{
    return go_on(reader, "next-paragraph", UNIT_PARAGRAPH, argument, err);
}

bool run_previous_paragraph(Reader *reader, const char *argument, Error *err)
{
    return go_back(reader, "previous-paragraph", UNIT_PARAGRAPH, argument, err);
}

// A face that tells keeps what it told; on a screen for eyes only a message has gone.
bool run_repeat(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    reader->wants_repeat = reader_is_spoken(reader);
    if (reader->former_message.length)
        reader_say(reader, "%s", buffer_text(&reader->former_message));
    else if (!reader_is_spoken(reader) && reader->card.text.length)
        reader_say(reader, "%s", buffer_text(&reader->card.text));
    else if (!reader_is_spoken(reader))
        return error_set(err, _("No message has been shown that could be shown again."));
    return true;
}
