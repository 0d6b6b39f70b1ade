// What the manifest says, as chapters to be laid out.
#include "plain/matter.h"
#include <string.h>
#include "base/buffer.h"
#include "plain/wording.h"

typedef struct {
    Arena *arena;
    Chapter *chapter;
    Block *blocks;
    const About *about;
} Matter;

// Room for so many blocks.
static Matter matter_start(const About *about, size_t most)
{
    Arena *arena = arena_new();
    Matter matter = {.arena = arena, .chapter = arena_take(arena, sizeof(Chapter)), .blocks = arena_take(arena, most * sizeof(Block)), .about = about};
    *matter.chapter = (Chapter){.id = "matter", .title = "", .blocks = matter.blocks, .arena = arena};
    return matter;
}

static void add_block(Matter *matter, BlockKind kind, const char *text)
{
    Chapter *chapter = matter->chapter;
    const int end = chapter->count + 1;
    matter->blocks[chapter->count] = (Block){.kind = kind, .parent = -1, .end = end, .level = kind == BLOCK_SECTION, .id = "", .label = "",
        .text = text, .length = (unsigned)strlen(text), .language = matter->about->language, .direction = matter->about->direction};
    chapter->count = chapter->body_end = end;
}

static void add_fact(Matter *matter, Word word, const char *text)
{
    if (*text)
        add_block(matter, BLOCK_PARAGRAPH, arena_format(matter->arena, "%s: %s", wording(matter->about->language, word), text));
}

static void add_series(Matter *matter)
{
    const About *about = matter->about;
    if (about->part && about->parts)
        add_fact(matter, WORD_SERIES, arena_format(matter->arena, "%s, %d/%d", about->series, about->part, about->parts));
    else if (about->part)
        add_fact(matter, WORD_SERIES, arena_format(matter->arena, "%s, %d", about->series, about->part));
    else
        add_fact(matter, WORD_SERIES, about->series);
}

Chapter *matter_of_front(const About *about)
{
    enum { FACTS_MOST = 10 };
    Matter matter = matter_start(about, FACTS_MOST + about->author_count);
    add_block(&matter, BLOCK_TITLE, about->title);
    add_series(&matter);
    for (size_t i = 0; i < about->author_count; i++)
        add_fact(&matter, WORD_AUTHOR, about->authors[i]);
    add_fact(&matter, WORD_PUBLISHER, about->publisher);
    add_fact(&matter, WORD_PUBLISHED, about->published);
    add_fact(&matter, WORD_UPDATED, about->updated);
    add_fact(&matter, WORD_SOURCE, about->source);
    add_fact(&matter, WORD_RIGHTS, about->rights);
    add_fact(&matter, WORD_SUMMARY, about->summary);
    return matter.chapter;
}

Chapter *matter_of_terms(const About *about)
{
    enum { HEADINGS = 2 };
    if (!about->glossary_count && !about->correction_count)
        return NULL;
    Matter matter = matter_start(about, about->glossary_count + about->correction_count + HEADINGS);
    if (about->glossary_count)
        add_block(&matter, BLOCK_TITLE, wording(about->language, WORD_TERMS));
    for (size_t i = 0; i < about->glossary_count; i++)
        add_block(&matter, BLOCK_PARAGRAPH, arena_format(matter.arena, "%s: %s", about->glossary[i].term, about->glossary[i].meaning));
    if (about->correction_count)
        add_block(&matter, about->glossary_count ? BLOCK_SECTION : BLOCK_TITLE, wording(about->language, WORD_CORRECTIONS));
    for (size_t i = 0; i < about->correction_count; i++)
        add_block(&matter, BLOCK_PARAGRAPH, arena_format(matter.arena, "%s → %s", about->corrections[i].was, about->corrections[i].now));
    return matter.chapter;
}

void matter_free(Chapter *matter)
{
    if (matter)
        arena_free(matter->arena);
}
