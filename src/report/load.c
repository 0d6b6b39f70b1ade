// A chapter from YAML nodes, or from what was wrong with them.
#include "report/load.h"
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/translate.h"
#include "report/limits.h"
#include "report/shapes.h"
#include "text/amount.h"
#include "text/language.h"
#include "text/safe.h"
#include "text/segment.h"

static Chapter *chapter_new(const ChapterHints *hints)
{
    Arena *arena = arena_new();
    Chapter *chapter = arena_take(arena, sizeof *chapter);
    *chapter = (Chapter){.index = hints->index, .arena = arena, .title = ""};
    chapter->id = is_id(hints->name) ? arena_copy_text(arena, hints->name) : arena_format(arena, "chapter-%d", hints->index + 1);
    return chapter;
}

void chapter_free(Chapter *chapter)
{
    if (chapter)
        arena_free(chapter->arena);
}

// Takes the blocks over into the chapter, and counts their words.
static void settle(Chapter *chapter, Loader *loader)
{
    Block *blocks = arena_take(chapter->arena, loader->count * sizeof *blocks);
    memcpy(blocks, loader->blocks, loader->count * sizeof *blocks);
    free(loader->blocks);
    word_counter_close(&loader->counter);
    chapter->blocks = blocks;
    chapter->count = (int)loader->count;
    chapter->title = blocks[0].text;
    for (chapter->body_end = 0; chapter->body_end < chapter->count; chapter->body_end++) {
        if (blocks[chapter->body_end].kind == BLOCK_FOOTNOTE)
            break;
        chapter->words += blocks[chapter->body_end].words;
    }
}

static bool load_chapter_id(Loader *loader, const YamlNode *root, Chapter *chapter)
{
    const YamlNode *node = yaml_get(root, "id");
    if (!node)
        return fail_at(loader->file, root,
                       _("the chapter has no `id`; write \"id: \" and a short name for it: letters, digits, \"-\" and \"_\""));
    if (!node_is(node, is_id))
        return fail_at(loader->file, node,
                       _("an id begins with a letter A-Z or a-z; letters, digits, \"-\" and \"_\" may follow, %d in all"), ID_BYTES_MOST);
    chapter->id = arena_copy_text(loader->arena, node->text);
    return true;
}

static void load_heading(Loader *loader, const YamlNode *root, const Inside *inside)
{
    const YamlNode *title = yaml_get(root, "title"), *summary = yaml_get(root, "summary");
    if (title) {
        add_leaf(loader, BLOCK_TITLE, inside, title, TEXT_FLOWING, EMPTY_REFUSED);
    } else {
        block_open(loader, BLOCK_TITLE, inside);
        fail_at(loader->file, root, _("the chapter has no `title`; write \"title: \" and what it is called"));
    }
    if (summary)
        add_leaf(loader, BLOCK_SUMMARY, inside, summary, TEXT_FLOWING, EMPTY_REFUSED);
}

static void load_footnote(Loader *loader, const YamlNode *key, const Inside *inside)
{
    if (!node_is(key, is_footnote_key))
        fail_at(loader->file, key, _("a footnote's key has no spaces, brackets or backslashes, and %d bytes at most"), KEY_BYTES_MOST);
    int note = block_open(loader, BLOCK_FOOTNOTE, inside);
    Inside within = inside_of(inside, note);
    Buffer label = {0};
    safe_add_line(&label, key->text, key->length);
    loader->blocks[note].label = arena_copy_text(loader->arena, buffer_text(&label));
    buffer_free(&label);
    findings_add_footnote(loader, loader->blocks[note].label, key);
    load_content(loader, key->value, &within);
    block_close(loader, note);
}

static void load_footnotes(Loader *loader, const YamlNode *notes, const Inside *inside)
{
    if (notes->kind != YAML_MAPPING) {
        fail_at(loader->file, notes, _("`footnotes` is a mapping: write each on a line of its own as \"key: the text of the note\""));
        return;
    }
    for (const YamlNode *key = notes->first; key && loader_has_room(loader, key); key = key->next)
        load_footnote(loader, key, inside);
}

static void load_parts(Loader *loader, const YamlNode *root, const ChapterHints *hints)
{
    Inside inside = {.parent = -1, .takes_sections = true, .is_numbered = true,
                     .language = arena_copy_text(loader->arena, hints->language), .direction = hints->direction};
    load_manner(loader, root, &inside);
    load_heading(loader, root, &inside);
    const YamlNode *body = yaml_get(root, "body"), *notes = yaml_get(root, "footnotes");
    if (body)
        load_blocks(loader, body, &inside);
    else
        fail_at(loader->file, root, _("the chapter has no `body`; write body: and its blocks below"));
    inside.is_numbered = inside.takes_sections = false;
    if (notes)
        load_footnotes(loader, notes, &inside);
}

Chapter *chapter_load(const YamlFile *file, const YamlNode *root, const ChapterHints *hints, Findings *findings)
{
    Chapter *chapter = chapter_new(hints);
    Loader loader = {.file = file, .arena = chapter->arena, .findings = findings};
    if (root->kind == YAML_MAPPING) {
        check_keys(file, root, "id title lang dir summary body footnotes", _("a chapter"));
        load_chapter_id(&loader, root, chapter);
    } else {
        fail_at(file, root,
                _("a chapter is a mapping with id, title and body: write each of them at the start of a line, with \":\" behind it"));
    }
    if (root->kind == YAML_MAPPING)
        load_parts(&loader, root, hints);
    else
        block_open(&loader, BLOCK_TITLE, &(Inside){.parent = -1, .language = ""});
    settle(chapter, &loader);
    return chapter;
}

static void add_safe(Loader *loader, BlockKind kind, const Inside *inside, const char *text)
{
    Buffer safe = {0};
    safe_add_line(&safe, text, strlen(text));
    int index = block_open(loader, kind, inside);
    Block *block = &loader->blocks[index];
    block->text = arena_copy(loader->arena, buffer_text(&safe), safe.length);
    block->length = (unsigned)safe.length;
    block->words = (int)words_count(&loader->counter, block->text, block->length);
    buffer_free(&safe);
}

static void add_problem(Loader *loader, const Inside *inside, const Error *error)
{
    Buffer text = {0};
    buffer_add_text(&text, error->file);
    if (error->line)
        buffer_addf(&text, "%s%d", text.length ? ":" : "", error->line);
    if (error->line && error->column)
        buffer_addf(&text, ":%d", error->column);
    buffer_addf(&text, "%s%s", text.length ? ": " : "", error->text);
    add_safe(loader, BLOCK_PROBLEM, inside, buffer_text(&text));
    buffer_free(&text);
}

static void add_problems(Loader *loader, const Inside *inside, const Problems *problems)
{
    size_t shown = 0;
    for (size_t i = 0; i < problems->count && shown < PROBLEMS_SHOWN; i++) {
        if (problems->items[i].gravity != PROBLEM_ERROR)
            continue;
        add_problem(loader, inside, &problems->items[i].error);
        shown++;
    }
    if (problems->errors <= shown)
        return;
    char *rest = arena_format(loader->arena, translate_count("And %s more; `lectern --check` lists it.",
        "And %s more; `lectern --check` lists all of them.", problems->errors - shown), AMOUNT(problems->errors - shown));
    add_safe(loader, BLOCK_PROBLEM, inside, rest);
}

Chapter *chapter_broken(const ChapterHints *hints, Chapter *chapter, const Problems *problems)
{
    Chapter *broken = chapter_new(hints);
    Loader loader = {.arena = broken->arena};
    if (chapter)
        broken->id = arena_copy_text(broken->arena, chapter->id);
    char language[LANGUAGE_BYTES];
    const char *title = chapter && *chapter->title ? chapter->title : hints->name;
    Inside inside = {.parent = -1, .language = arena_copy_text(broken->arena, hints->language), .direction = hints->direction};
    add_safe(&loader, BLOCK_TITLE, &inside, title);
    inside.language = arena_copy_text(broken->arena, messages_language(language));
    inside.direction = DIRECTION_AUTO;
    add_problems(&loader, &inside, problems);
    settle(broken, &loader);
    broken->is_broken = true;
    chapter_free(chapter);
    return broken;
}
