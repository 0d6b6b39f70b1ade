// What stands in the lists of headings, links, tables, figures and footnotes.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "report/names.h"
#include "report/targets.h"
#include "text/amount.h"
#include "text/segment.h"

enum { CHAPTERS_AT_ONCE = 16 }; // read before a list is shown, so that a short report is listed whole

// While a list is filled.
typedef struct {
    Reader *reader;
    ElementKind kind;
    Targets *targets;       // only for links
    int broken;             // chapters that can't be read
} Filling;

enum { NO_SPAN = -1 };

// Takes the strings. `span` is that of a link or a reference.
static void add_row(const Filling *filling, Place place, long span, char *text, char *detail)
{
    const bool is_cited = filling->kind != ELEMENT_HEADING;
    list_add(&filling->reader->elements, (Row){
        .mark = is_cited ? row_citation(filling->reader->report, place) : NULL,
        .text = text,
        .direction = span == NO_SPAN ? row_direction(filling->reader->report, place) : DIRECTION_AUTO, // that of a footnote's words is theirs
        .detail = detail,
        .place = place,
        .source = (size_t)span,
    });
}

static char *first_sentence(const Filling *filling, const Block *block)
{
    const TextRange range = sentence_at(report_segmenter(filling->reader->report), block->text, block->length, block->language, 0);
    return memory_copy(block->text + range.start, range.end - range.start);
}

static int find_in(const Chapter *chapter, int block, BlockKind kind)
{
    for (int i = block + 1; i < chapter->blocks[block].end; i = chapter->blocks[i].end)
        if (chapter->blocks[i].kind == kind)
            return i;
    return -1;
}

// Headings

static void add_heading(const Filling *filling, const Chapter *chapter, const Element *element)
{
    const Place place = {.chapter = chapter->index, .block = element->block};
    // TRANSLATORS: of a heading
    char *detail = row_text(chapter->is_broken ? _("level %d, can't be read") : _("level %d"), element->number);
    add_row(filling, place, NO_SPAN, memory_copy_text(chapter->blocks[element->block].text), detail);
}

// Links

static char *target_name(const Filling *filling, int from, const char *target)
{
    Place place;
    if (*target != '#' || !targets_find(filling->targets, from, target, &place))
        return memory_copy_text(target);
    return name_of_target(filling->reader->report, place);
}

static void add_link(const Filling *filling, const Chapter *chapter, const Element *element)
{
    const Block *block = &chapter->blocks[element->block];
    const Span *span = element_span(chapter, element);
    const Place place = {.chapter = chapter->index, .block = element->block, .byte = span->start};
    char *target = target_name(filling, chapter->index, span->target);
    // TRANSLATORS: the words of a link, and where it leads
    char *text = row_text(_("%2$.*1$s, to %3$s"), (int)(span->end - span->start), block->text + span->start, target);
    add_row(filling, place, (long)element->span, text, row_text(_("link %d"), element->number));
    free(target);
}

// Tables

// The header is no row, as it is said of a table.
static int count_rows(const Chapter *chapter, int table)
{
    int count = 0;
    for (int i = table + 1; i < chapter->blocks[table].end; i = chapter->blocks[i].end)
        count += chapter->blocks[i].kind == BLOCK_ROW && !chapter->blocks[i].is_header;
    return count;
}

// The words of a row's cells, with commas between.
static char *words_of_row(const Chapter *chapter, int row)
{
    Buffer words = {0};
    for (int i = row + 1; i < chapter->blocks[row].end; i = chapter->blocks[i].end)
        if (chapter->blocks[i].length)
            buffer_addf(&words, "%s%s", words.length ? ", " : "", chapter->blocks[i].text);
    if (!words.length)
        buffer_add_text(&words, _("Table"));
    return buffer_take(&words);
}

static char *table_name(const Chapter *chapter, int table)
{
    const int caption = find_in(chapter, table, BLOCK_CAPTION), row = find_in(chapter, table, BLOCK_ROW);
    if (caption >= 0)
        return memory_copy_text(chapter->blocks[caption].text);
    return row >= 0 ? words_of_row(chapter, row) : memory_copy_text(_("Table"));
}

static void add_table(const Filling *filling, const Chapter *chapter, const Element *element)
{
    const Place place = {.chapter = chapter->index, .block = element->block};
    const int rows = count_rows(chapter, element->block), columns = chapter->blocks[element->block].ordinal;
    char *rows_text = row_text(translate_count("%s row", "%s rows", (size_t)rows), AMOUNT(rows));
    char *columns_text = row_text(translate_count("%s column", "%s columns", (size_t)columns), AMOUNT(columns));
    // TRANSLATORS: "3 rows" and "2 columns" are inserted
    add_row(filling, place, NO_SPAN, table_name(chapter, element->block), row_text(_("%1$s, %2$s"), rows_text, columns_text));
    free(rows_text);
    free(columns_text);
}

// Figures

static void add_figure(const Filling *filling, const Chapter *chapter, const Element *element)
{
    const Place place = {.chapter = chapter->index, .block = element->block};
    const int caption = find_in(chapter, element->block, BLOCK_CAPTION);
    add_row(filling, place, NO_SPAN, first_sentence(filling, &chapter->blocks[caption >= 0 ? caption : element->block]), NULL);
}

// Footnotes

static char *note_words(const Filling *filling, const Chapter *chapter, int footnote)
{
    for (int i = footnote; i >= 0 && i < chapter->blocks[footnote].end; i++)
        if (chapter->blocks[i].length)
            return first_sentence(filling, &chapter->blocks[i]);
    return memory_copy_text(footnote >= 0 ? "" : _("there is no such footnote"));
}

static void add_note(const Filling *filling, const Chapter *chapter, const Element *element, const Names *footnotes)
{
    const Span *span = element_span(chapter, element);
    const Place place = {.chapter = chapter->index, .block = element->block, .byte = span->start};
    add_row(filling, place, (long)element->span, note_words(filling, chapter, names_find(footnotes, span->target)), row_text(_("note %s"), span->target));
}

// Each reference; then the notes that nothing refers to, which could be found in no other way.
static void add_notes(const Filling *filling, const Chapter *chapter)
{
    Arena *arena = arena_new();
    Names footnotes = {.arena = arena}, referred = {.arena = arena};
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end)
        names_add(&footnotes, chapter->blocks[i].label, i);
    names_sort(&footnotes);
    for (Element element = element_none(ELEMENT_NOTE); element_next(chapter, &element);) {
        names_add(&referred, element_span(chapter, &element)->target, element.block);
        add_note(filling, chapter, &element, &footnotes);
    }
    names_sort(&referred);
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end)
        if (names_find(&referred, chapter->blocks[i].label) < 0)
            add_row(filling, (Place){.chapter = chapter->index, .block = i}, NO_SPAN, note_words(filling, chapter, i), row_text(_("note %s"), chapter->blocks[i].label));
    names_clear(&footnotes);
    names_clear(&referred);
    arena_free(arena);
}

// All

static void add_element(const Filling *filling, const Chapter *chapter, const Element *element)
{
    switch (element->kind) {
    case ELEMENT_HEADING: add_heading(filling, chapter, element); break;
    case ELEMENT_LINK: add_link(filling, chapter, element); break;
    case ELEMENT_TABLE: add_table(filling, chapter, element); break;
    case ELEMENT_FIGURE: add_figure(filling, chapter, element); break;
    case ELEMENT_LIST: case ELEMENT_NOTE: break;
    }
}

static void add_chapter(Filling *filling, const Chapter *chapter)
{
    filling->broken += chapter->is_broken;
    if (filling->kind == ELEMENT_NOTE)
        add_notes(filling, chapter);
    else
        for (Element element = element_none(filling->kind); element_next(chapter, &element);)
            add_element(filling, chapter, &element);
}

// "12 headings"; the caller frees.
static char *counted(ElementKind kind, size_t count)
{
    switch (kind) {
    case ELEMENT_HEADING: return row_text(translate_count("%s heading", "%s headings", count), AMOUNT(count));
    case ELEMENT_LINK: return row_text(translate_count("%s link", "%s links", count), AMOUNT(count));
    case ELEMENT_LIST: return row_text(translate_count("%s list", "%s lists", count), AMOUNT(count));
    case ELEMENT_TABLE: return row_text(translate_count("%s table", "%s tables", count), AMOUNT(count));
    case ELEMENT_FIGURE: return row_text(translate_count("%s figure", "%s figures", count), AMOUNT(count));
    case ELEMENT_NOTE: return row_text(translate_count("%s footnote", "%s footnotes", count), AMOUNT(count));
    }
    return NULL;
}

static const char *const none_texts[] = {
    [ELEMENT_HEADING] = N_("There are no headings in this report."),
    [ELEMENT_LINK] = N_("There are no links in this report."),
    [ELEMENT_LIST] = N_("There are no lists in this report."),
    [ELEMENT_TABLE] = N_("There are no tables in this report."),
    [ELEMENT_FIGURE] = N_("There are no figures in this report."),
    [ELEMENT_NOTE] = N_("There are no footnotes in this report."),
};

static const char *const none_so_far_texts[] = {
    [ELEMENT_HEADING] = N_("There are no headings in this report so far."),
    [ELEMENT_LINK] = N_("There are no links in this report so far."),
    [ELEMENT_LIST] = N_("There are no lists in this report so far."),
    [ELEMENT_TABLE] = N_("There are no tables in this report so far."),
    [ELEMENT_FIGURE] = N_("There are no figures in this report so far."),
    [ELEMENT_NOTE] = N_("There are no footnotes in this report so far."),
};

static const char *const none_readable_texts[] = {
    [ELEMENT_HEADING] = N_("There are no headings in what can be read of this report."),
    [ELEMENT_LINK] = N_("There are no links in what can be read of this report."),
    [ELEMENT_LIST] = N_("There are no lists in what can be read of this report."),
    [ELEMENT_TABLE] = N_("There are no tables in what can be read of this report."),
    [ELEMENT_FIGURE] = N_("There are no figures in what can be read of this report."),
    [ELEMENT_NOTE] = N_("There are no footnotes in what can be read of this report."),
};

static char *title_of(const Filling *filling)
{
    char *count = counted(filling->kind, filling->reader->elements.count);
    const char *report = report_about(filling->reader->report)->title;
    // TRANSLATORS: above a list: "12 headings" and the title of the report are inserted
    char *title = row_text(rows_know_elements(filling->reader) ? _("%1$s in %2$s") : _("%1$s so far in %2$s"), count, report);
    free(count);
    return title;
}

// Behind the title: what is not in the list.
static char *with_broken(char *title, size_t broken)
{
    char *unread = row_text(translate_count("%s chapter can't be read", "%s chapters can't be read", broken), AMOUNT(broken));
    // TRANSLATORS: above a list: what it is, and that some chapters can't be read
    char *whole = row_text(_("%1$s; %2$s"), title, unread);
    free(title);
    free(unread);
    return whole;
}

static void name_list(const Filling *filling)
{
    const char *const *none = filling->broken ? none_readable_texts : rows_know_elements(filling->reader) ? none_texts : none_so_far_texts;
    char *title = title_of(filling);
    if (filling->broken)
        title = with_broken(title, (size_t)filling->broken);
    rows_name(&filling->reader->elements, title, memory_copy_text(_(none[filling->kind])));
}

static void fill(Reader *reader, ElementKind kind)
{
    Filling filling = {.reader = reader, .kind = kind, .targets = kind == ELEMENT_LINK ? targets_new(reader->report) : NULL};
    reader->elements_kind = kind;
    reader->elements_seen = pager_seen(reader->pager);
    list_clear(&reader->elements);
    for (int i = 0; i < report_chapter_count(reader->report); i++) {
        const Chapter *chapter = report_chapter_if_known(reader->report, i);
        if (chapter)
            add_chapter(&filling, chapter);
    }
    name_list(&filling);
    targets_free(filling.targets);
    list_settle(&reader->elements);
}

void rows_fill_elements(Reader *reader, ElementKind kind)
{
    for (int i = 0; i < CHAPTERS_AT_ONCE && pager_step_chapter(reader->pager); i++)
        continue;
    fill(reader, kind);
    rows_select(&reader->elements, reader_reading_place(reader));
}

bool rows_know_elements(const Reader *reader)
{
    return reader->elements_seen == report_chapter_count(reader->report);
}

void rows_refresh_elements(Reader *reader)
{
    List *list = list_in_focus(reader);
    if (list != &reader->elements || !rows_are_worth_refilling(reader, reader->elements_seen))
        return;
    const Place selected = list->selected < list->count ? list->rows[list->selected].place : reader_reading_place(reader);
    fill(reader, reader->elements_kind);
    rows_select(list, selected);
}
