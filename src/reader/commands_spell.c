// Commands that tell more of what is read: spelled out, and what its abbreviations mean.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"
#include "text/cluster.h"
#include "text/segment.h"
#include "text/spell.h"

enum { MESSAGE_ROWS = 2 };  // what takes more is no message

static bool is_in_unit(const Unit *unit, const Unit *part)
{
    return part->from.chapter == unit->from.chapter && part->from.block == unit->from.block && part->from.byte < unit->end;
}

// The present word, else the first of the present unit, or of the page from the reading on.
static bool find_word(Reader *reader, Unit *word)
{
    if (!unit_at(reader->report, UNIT_WORD, reader_present_place(reader), word))
        return false;
    return reader->unit.kind ? is_in_unit(&reader->unit, word) : reader_shows(reader, word->from);
}

static bool spell(Reader *reader, const char *argument, SpellKind kind, Error *err)
{
    Unit word;
    Buffer spelled = {0};
    size_t length = strlen(argument);
    const bool has_word = find_word(reader, &word);
    if (!has_word && !length)
        return error_set(err, _("There is no word here; spell TEXT spells what you write."));
    const char *text = length ? argument : unit_text(reader->report, &word, &length);
    spell_add(&spelled, text, length, kind);
    if (reader->unit.kind || has_word)
        unit_tell(reader, reader->unit.kind ? reader->unit : word, buffer_text(&spelled));
    else
        reader_say(reader, "%s", buffer_text(&spelled));
    buffer_free(&spelled);
    return true;
}

bool run_spell(Reader *reader, const char *argument, Error *err)
{
    return spell(reader, argument, SPELL_LETTERS, err);
}

bool run_spell_phonetic(Reader *reader, const char *argument, Error *err)
{
    return spell(reader, argument, SPELL_WORDS, err);
}

// The glossary

typedef struct {
    const About *about;
    Segmenter *segmenter;
    bool *is_there;     // a term each
    size_t count;       // of those that are there
} Terms;

static bool stands_in(const Terms *terms, const char *term, const Block *block, TextRange range)
{
    const size_t length = strlen(term);
    for (const char *from = block->text + range.start, *end = block->text + range.end; length && from < end; from++) {
        from = memmem(from, (size_t)(end - from), term, length);
        if (!from)
            return false;
        const size_t at = (size_t)(from - block->text);
        if (word_bounded(terms->segmenter, block->text, block->length, (TextRange){at, at + length}))
            return true;
    }
    return false;
}

static void add_terms(Terms *terms, const Block *block, TextRange range)
{
    for (size_t i = 0; i < terms->about->glossary_count; i++)
        if (!terms->is_there[i] && stands_in(terms, terms->about->glossary[i].term, block, range)) {
            terms->is_there[i] = true;
            terms->count++;
        }
}

// Of some lines of the page; a text is looked through over the ends of its lines.
static void add_terms_of_lines(const Reader *reader, Terms *terms, int first, int end)
{
    const Block *blocks = layout_chapter(reader->shown)->blocks, *block = NULL;
    TextRange range = {0, 0};
    for (int line = first; line < end; line++)
        for (int i = 0; i < layout_line(reader->shown, line)->count; i++) {
            const Segment *segment = &layout_line(reader->shown, line)->segments[i];
            if (segment->kind != SEGMENT_TEXT)
                continue;
            if (block && block != &blocks[segment->block])
                add_terms(terms, block, range);
            range.start = block == &blocks[segment->block] ? range.start : segment->byte;
            range.end = segment->byte + segment->length;
            block = &blocks[segment->block];
        }
    if (block)
        add_terms(terms, block, range);
}

// Where the reading is, else on the page.
static void find_terms(Reader *reader, Terms *terms)
{
    const Unit *unit = &reader->unit;
    const int reading = reading_line_now(reader);
    if (unit->kind)
        add_terms(terms, &layout_chapter(reader->shown)->blocks[unit->from.block], (TextRange){unit->from.byte, unit->end});
    else
        add_terms_of_lines(reader, terms, reading, reading + 1);
    if (!terms->count)
        add_terms_of_lines(reader, terms, reader->position.top, reader->position.end);
}

static void tell_terms(Reader *reader, const char *text)
{
    Unit unit = reader->unit;
    const bool is_short = text_width(&reader->widths, text, strlen(text)) <= MESSAGE_ROWS * reader->columns;
    if (!is_short && (unit.kind || unit_at(reader->report, UNIT_SENTENCE, reader_present_place(reader), &unit)))
        unit_tell(reader, unit, text);
    else
        reader_say(reader, "%s", text);
}

bool run_explain(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    Buffer text = {0};
    Terms terms = {.about = report_about(reader->report), .segmenter = report_segmenter(reader->report)};
    terms.is_there = memory_new(terms.about->glossary_count + 1, sizeof *terms.is_there);
    find_terms(reader, &terms);
    for (size_t i = 0; i < terms.about->glossary_count; i++)
        if (terms.is_there[i])
            buffer_addf(&text, "%s%s: %s.", text.length ? "\n" : "", terms.about->glossary[i].term, terms.about->glossary[i].meaning);
    if (text.length)
        tell_terms(reader, buffer_text(&text));
    else
        reader_say(reader, _("No abbreviation of the glossary is here."));
    buffer_free(&text);
    free(terms.is_there);
    return true;
}
