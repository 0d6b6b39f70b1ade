// Checking a whole report: twice over the chapters, one at a time in memory; first for the ids there are, then for what is wrong.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/names.h"
#include "base/translate.h"
#include "report/open.h"
#include "report/shapes.h"

// What the first round found out.
typedef struct {
    Names chapters;         // ids of chapters
    Names places;           // "id" and "chapter/id" of blocks
    bool has_gaps;          // a chapter, or a line with an id, could not be read: what leads nowhere may lead there
} Known;

static void know_chapter(Known *known, const Chapter *chapter)
{
    names_add(&known->chapters, chapter->id, chapter->index);
    for (int i = 0; i < chapter->count; i++) {
        if (!*chapter->blocks[i].id)
            continue;
        names_add(&known->places, chapter->blocks[i].id, chapter->index);
        names_add(&known->places, arena_format(known->places.arena, "%s/%s", chapter->id, chapter->blocks[i].id), chapter->index);
    }
}

static void know_all(Known *known, const Report *report)
{
    for (int i = 0; i < report_chapter_count(report); i++) {
        Problems ignored = {0};
        Reading reading = reading_open(report, i, &ignored, NULL);
        if (reading.chapter)
            know_chapter(known, reading.chapter);
        if (!reading.chapter || strstr(buffer_text(&reading.passed_over), "id:"))
            known->has_gaps = true;
        reading_close(&reading);
        problems_clear(&ignored);
    }
    names_sort(&known->chapters);
    names_sort(&known->places);
}

static int compare_findings(const void *a, const void *b)
{
    const Finding *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order ? order : (left->node->offset > right->node->offset) - (left->node->offset < right->node->offset);
}

static void sort(FindingList *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_findings);
}

static bool has_name(const FindingList *sorted, const char *name)
{
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(sorted->items[middle].name, name);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void check_ids(const YamlFile *file, FindingList *ids)
{
    sort(ids);
    for (size_t i = 1; i < ids->count; i++)
        if (strcmp(ids->items[i].name, ids->items[i - 1].name) == 0)
            fail_at(file, ids->items[i].node, _("the id \"%1$s\" is taken already, in line %2$d; give this block another one"),
                    ids->items[i].name, ids->items[i - 1].node->line);
}

// Where in the file a mark stands: searched from the start of its text, or from the mark found last in the same text.
typedef struct {
    const YamlNode *node;
    YamlNode at;
} Pointer;

static void move_to(Pointer *pointer, const YamlFile *file, size_t offset)
{
    for (size_t i = pointer->at.offset; i < offset; i++) {
        bool is_end = file->bytes[i] == '\n';
        pointer->at.line += is_end;
        pointer->at.column = is_end ? 1 : pointer->at.column + (((unsigned char)file->bytes[i] & 0xC0) != 0x80);
    }
    pointer->at.offset = offset;
}

#define LINK_MARK "]("          // stands before a target

enum { MARKUP_BYTES = 64 * 1024 };  // escapes and indentation that a text may have beside its bytes, to search its mark in

// What is found stands in a node: clang's analyser takes the pointer that is new for one to NULL.
__attribute__((nonnull))
static const YamlNode *point_at(Pointer *pointer, const YamlFile *file, const YamlNode *node, const char *before, const char *name)
{
    if (pointer->node != node)
        *pointer = (Pointer){.node = node, .at = *node};
    size_t rest = file->length - pointer->at.offset, most = 2 * node->length + MARKUP_BYTES;
    char mark[300];
    int length = snprintf(mark, sizeof mark, "%s%s", before, name);
    if (length < 0 || length >= (int)sizeof mark)
        return node;
    const char *found = memmem(file->bytes + pointer->at.offset, rest < most ? rest : most, mark, (size_t)length);
    if (!found)
        return node;
    move_to(pointer, file, (size_t)(found - file->bytes));
    return &pointer->at;
}

static const YamlNode *point_at_target(Pointer *pointer, const YamlFile *file, const Finding *link)
{
    const YamlNode *at = point_at(pointer, file, link->node, LINK_MARK, link->name);
    if (at == &pointer->at)
        move_to(pointer, file, pointer->at.offset + strlen(LINK_MARK));
    return at;
}

static void check_notes(const YamlFile *file, Findings *findings)
{
    Pointer pointer = {0};
    sort(&findings->footnotes);
    for (size_t i = 0; i < findings->notes.count; i++) {
        const Finding *note = &findings->notes.items[i];
        if (!has_name(&findings->footnotes, note->name))
            fail_at(file, point_at(&pointer, file, note->node, "[^", note->name),
                    _("there is no footnote \"%1$s\"; add it under `footnotes` of this chapter, or write \\[^%2$s] if it is text"), note->name, note->name);
    }
    sort(&findings->notes);
    for (size_t i = 0; i < findings->footnotes.count; i++) {
        const Finding *footnote = &findings->footnotes.items[i];
        if (!has_name(&findings->notes, footnote->name))
            warn_at(file, footnote->node,
                    _("nothing refers to the footnote \"%1$s\"; write [^%2$s] where it belongs"), footnote->name, footnote->name);
    }
}

static bool leads_somewhere(const Known *known, const char *place)
{
    return names_find(&known->places, place) >= 0 || names_find(&known->chapters, place) >= 0;
}

// A place in a chapter that could not be read may be there.
static bool may_be_in_gap(const Known *known, const char *place)
{
    const char *slash = strchr(place, '/');
    if (!known->has_gaps || !slash)
        return known->has_gaps;
    char chapter[200];
    int length = snprintf(chapter, sizeof chapter, "%.*s", (int)(slash - place), place);
    return length < (int)sizeof chapter && names_find(&known->chapters, chapter) < 0;
}

static bool is_place(const char *place)
{
    const char *slash = strchr(place, '/');
    char first[200];
    if (!slash)
        return is_id(place);
    int length = snprintf(first, sizeof first, "%.*s", (int)(slash - place), place);
    return length < (int)sizeof first && is_id(first) && is_id(slash + 1);
}

static void check_link(const YamlFile *file, const Finding *link, const Known *known, Pointer *pointer)
{
    const char *target = link->name;
    if (*target != '#') {
        if (!is_address(target))
            warn_at(file, point_at_target(pointer, file, link),
                    _("the link \"%.100s\" can't be followed: write #id, #chapter/id, or an address that begins with https:"), target);
        return;
    }
    if (!is_place(target + 1))
        fail_at(file, point_at_target(pointer, file, link),
                _("the link \"%.100s\" is no place: write #id or #chapter/id (citation numbers change from edition to edition)"), target);
    else if (!leads_somewhere(known, target + 1) && !may_be_in_gap(known, target + 1))
        fail_at(file, point_at_target(pointer, file, link),
                _("the link \"%.100s\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link"), target);
}

static void check_chapter_id(const Report *report, const Reading *reading, const Known *known)
{
    const Chapter *chapter = reading->chapter;
    const YamlNode *id = yaml_get(reading->root, "id");
    int first = names_find(&known->chapters, chapter->id);
    if (id && first >= 0 && first != chapter->index)
        fail_at(&reading->file, id, _("the id \"%1$s\" is that of chapter %2$d already (%3$s); give this chapter another one"), chapter->id, first + 1,
                report_chapter_name(report, first));
}

static void check_chapter(const Report *report, int index, const Known *known, Problems *problems)
{
    Findings findings = {0};
    Reading reading = reading_open(report, index, problems, &findings);
    if (reading.chapter) {
        Pointer pointer = {0};
        check_chapter_id(report, &reading, known);
        check_ids(&reading.file, &findings.ids);
        check_notes(&reading.file, &findings);
        for (size_t i = 0; i < findings.links.count; i++)
            check_link(&reading.file, &findings.links.items[i], known, &pointer);
    }
    findings_clear(&findings);
    reading_close(&reading);
}

bool report_check(const char *path, Problems *problems, bool *unreadable)
{
    size_t errors = problems->errors;
    Findings manifest_findings = {0};
    Report *report = report_read(path, problems, &manifest_findings, NULL);
    findings_clear(&manifest_findings);
    *unreadable = !report;
    if (!report)
        return false;
    Known known = {.chapters.arena = arena_new()};
    known.places.arena = known.chapters.arena;
    know_all(&known, report);
    for (int i = 0; i < report_chapter_count(report); i++)
        check_chapter(report, i, &known, problems);
    names_clear(&known.chapters);
    names_clear(&known.places);
    arena_free(known.places.arena);
    report_free(report);
    return problems->errors == errors;
}
