// A report as pandoc's Markdown. What Markdown has no sign for stands in fenced Divs, whose classes tools/lectern.lua knows.
#include "plain/markdown.h"
#include <string.h>
#include "plain/export.h"
#include "plain/note_keys.h"
#include "plain/walk.h"
#include "yaml/node.h"
#include "yaml/write.h"

enum { LINE_STARTS_MOST = 2 * YAML_DEPTH_MOST, ITEM_CELLS = 4 };

// What stands before the lines of a block that something holds: "1.  " and then "    ".
typedef struct {
    char first[24];
    const char *label;      // instead of `first`; NULL = none
    int cells;              // of blanks before the other lines; 0 = the same as before the first
    bool is_used;           // the first line is written
} LineStart;

typedef struct {
    Exporting *exporting;
    const Chapter *chapter;
    Buffer *out;
    LineStart starts[LINE_STARTS_MOST];
    int depth;
    bool wants_blank;       // a blank line belongs before the next block
    int caption;            // of the table that is open; -1 = none
    int last;               // block that was closed last; -1 = none
    const NoteKeys *keys;
    bool is_in_note;
    Buffer label;           // of the footnote that is open
} Markdown;

static void push(Markdown *markdown, LineStart start)
{
    if (markdown->depth < LINE_STARTS_MOST)
        markdown->starts[markdown->depth] = start;
    markdown->depth++;
    markdown->wants_blank = false;
}

static void pop(Markdown *markdown)
{
    markdown->depth--;
    markdown->wants_blank = true;
}

static void add_start(Markdown *markdown)
{
    for (int i = 0; i < markdown->depth && i < LINE_STARTS_MOST; i++) {
        LineStart *start = &markdown->starts[i];
        if (!start->is_used || !start->cells)
            buffer_add_text(markdown->out, start->label ? start->label : start->first);
        else
            buffer_add_repeated(markdown->out, ' ', start->cells);
        start->is_used = true;
    }
}

static void end_line(Markdown *markdown)
{
    while (markdown->out->length && markdown->out->bytes[markdown->out->length - 1] == ' ')
        buffer_cut(markdown->out, markdown->out->length - 1);
    buffer_add_char(markdown->out, '\n');
}

static void add_line(Markdown *markdown, const char *line)
{
    add_start(markdown);
    buffer_add_text(markdown->out, line);
    end_line(markdown);
}

// A blank line, unless the block stands right behind a bullet or the like.
static void begin_block(Markdown *markdown)
{
    if (markdown->wants_blank)
        add_line(markdown, "");
    markdown->wants_blank = true;
}

static const Block *block_at(const Markdown *markdown, int index)
{
    return &markdown->chapter->blocks[index];
}

static MarkdownPlace place_of(const Markdown *markdown)
{
    return (MarkdownPlace){markdown->exporting, markdown->chapter, markdown->is_in_note};
}

static void add_text(Markdown *markdown, const Block *block)
{
    const InlineText text = text_of_block(block);
    markdown_add_text(markdown->out, place_of(markdown), &text);
}

static void add_text_line(Markdown *markdown, const char *mark, const Block *block)
{
    add_start(markdown);
    buffer_add_text(markdown->out, mark);
    add_text(markdown, block);
    end_line(markdown);
}

// Attributes and fenced Divs

// "#id .class lang="fr" dir="rtl"" of what differs from what is around. Nothing: the buffer stays as it is.
static void add_attributes(const Markdown *markdown, Buffer *out, const char *class, int block)
{
    const size_t start = out->length;
    const Block *it = block_at(markdown, block);
    buffer_addf(out, "%s%s", *class ? "." : "", class);
    buffer_add_text(out, out->length > start ? " #" : "#");
    const size_t mark = out->length;
    if (it->kind == BLOCK_TITLE)
        exporting_add_chapter(markdown->exporting, out, markdown->chapter->index);
    else
        exporting_add_id(markdown->exporting, out, markdown->chapter->index, block);
    if (out->length == mark)
        buffer_cut(out, *class ? mark - 2 : mark - 1);
    if (strcmp(it->language, exporting_language_around(markdown->exporting, markdown->chapter, block)) != 0)
        buffer_addf(out, "%slang=\"%s\"", out->length > start ? " " : "", it->language);
    if (it->direction != exporting_direction_around(markdown->exporting, markdown->chapter, block))
        buffer_addf(out, "%sdir=\"%s\"", out->length > start ? " " : "", direction_name(it->direction));
}

static void open_div(Markdown *markdown, const char *attributes)
{
    begin_block(markdown);
    add_start(markdown);
    buffer_addf(markdown->out, "::: {%s}\n", attributes);
    markdown->wants_blank = false;
}

// Behind a list or the like a blank line keeps the fence out of it.
static void close_div(Markdown *markdown, bool is_of_text)
{
    if (!is_of_text)
        add_line(markdown, "");
    add_line(markdown, ":::");
    markdown->wants_blank = true;
}

static void add_text_div(Markdown *markdown, const char *class, const Block *block)
{
    Buffer attributes = {0};
    buffer_addf(&attributes, ".%s", class);
    open_div(markdown, buffer_text(&attributes));
    add_text_line(markdown, "", block);
    close_div(markdown, true);
    buffer_free(&attributes);
}

// The class of the Div that a block is; NULL: it has attributes of its own, or can't have any; "": a Div only where there are attributes.
static const char *div_class(const Block *block)
{
    switch (block->kind) {
    case BLOCK_ASIDE: return "aside";
    case BLOCK_FIGURE: return "figure";
    case BLOCK_PARAGRAPH: case BLOCK_VERSE: case BLOCK_LITERAL: case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_TERMS: case BLOCK_QUOTE: case BLOCK_TABLE:
    case BLOCK_PROBLEM:
        return "";
    case BLOCK_TITLE: case BLOCK_SUMMARY: case BLOCK_SECTION: case BLOCK_ITEM: case BLOCK_TERM: case BLOCK_DEFINITION: case BLOCK_BY: case BLOCK_CAPTION:
    case BLOCK_ROW: case BLOCK_CELL: case BLOCK_SOURCE: case BLOCK_FOOTNOTE:
        return NULL;
    }
    return NULL;
}

// Markdown has no sign for the end of a section, where text of the one around it goes on.
static bool wants_end(const Markdown *markdown, int block)
{
    const Block *section = block_at(markdown, block);
    if (section->kind != BLOCK_SECTION || section->end >= markdown->chapter->body_end)
        return false;
    const Block *next = block_at(markdown, section->end);
    return next->parent == section->parent && next->kind != BLOCK_SECTION;
}

// A definition that is one paragraph among its blocks has a number of its own; one that is text has none.
static bool is_counted_definition(const Markdown *markdown, int block)
{
    const Block *it = block_at(markdown, block);
    return it->kind == BLOCK_PARAGRAPH && it->number && it->parent >= 0 && block_at(markdown, it->parent)->kind == BLOCK_DEFINITION &&
           block_at(markdown, it->parent)->end == block + 1 && it->parent == block - 1;
}

// Whether there is a Div around the block; *attributes gets them.
static bool has_div(const Markdown *markdown, int block, Buffer *attributes)
{
    const char *class = div_class(block_at(markdown, block));
    if (wants_end(markdown, block))
        buffer_add_text(attributes, ".section");
    else if (class)
        add_attributes(markdown, attributes, is_counted_definition(markdown, block) ? "paragraph" : class, block);
    return attributes->length;
}

// Blocks

static void add_heading(Markdown *markdown, int block)
{
    Buffer attributes = {0};
    begin_block(markdown);
    add_start(markdown);
    buffer_add_repeated(markdown->out, '#', block_at(markdown, block)->level + 1);
    buffer_add_char(markdown->out, ' ');
    add_text(markdown, block_at(markdown, block));
    add_attributes(markdown, &attributes, "", block);
    if (attributes.length)
        buffer_addf(markdown->out, " {%s}", attributes.bytes);
    end_line(markdown);
    buffer_free(&attributes);
}

static void count_blanks(Markdown *markdown, const InlineText *line, size_t from)
{
    for (size_t i = from + 1; i < line->length; i++)
        if (line->text[i - 1] == ' ' && line->text[i] == ' ')
            exporting_lose(markdown->exporting, LOSS_VERSE_BLANKS);
}

static void add_verse(Markdown *markdown, const Block *block)
{
    const InlineText text = text_of_block(block);
    TextLines lines = {.text = &text};
    begin_block(markdown);
    while (text_lines_next(&lines)) {
        add_start(markdown);
        buffer_add_text(markdown->out, "| ");
        markdown_add_text(markdown->out, place_of(markdown), &lines.line);
        count_blanks(markdown, &lines.line, strspn(lines.line.text, " "));
        end_line(markdown);
    }
    if (lines.cuts)
        exporting_lose(markdown->exporting, LOSS_MARK_OVER_LINES);
    text_lines_end(&lines);
}

static int longest_run(const Block *block, char c)
{
    int longest = 0;
    for (size_t i = 0, run = 0; i < block->length; i++) {
        run = block->text[i] == c ? run + 1 : 0;
        longest = (int)run > longest ? (int)run : longest;
    }
    return longest;
}

static void add_fence(Markdown *markdown, int tildes)
{
    add_start(markdown);
    buffer_add_repeated(markdown->out, '~', tildes);
    buffer_add_char(markdown->out, '\n');
}

static void add_literal(Markdown *markdown, const Block *block)
{
    const int longest = longest_run(block, '~'), tildes = longest < 3 ? 3 : longest + 1;
    const InlineText text = text_of_block(block);
    TextLines lines = {.text = &text};
    begin_block(markdown);
    add_fence(markdown, tildes);
    while (text_lines_next(&lines)) {
        add_start(markdown);
        buffer_add(markdown->out, lines.line.text, lines.line.length);
        if (lines.line.length)
            buffer_add_char(markdown->out, '\n');
        else
            end_line(markdown);
    }
    add_fence(markdown, tildes);
    text_lines_end(&lines);
}

static bool is_list(const Block *block)
{
    return block->kind == BLOCK_LIST || block->kind == BLOCK_STEPS || block->kind == BLOCK_TERMS;
}

// Two lists one behind the other would be one.
static void open_list(Markdown *markdown, int block)
{
    const Block *last = markdown->last >= 0 ? block_at(markdown, markdown->last) : NULL;
    if (last && is_list(last) && last->end == block && last->parent == block_at(markdown, block)->parent) {
        begin_block(markdown);
        add_line(markdown, "<!-- -->");
    }
    begin_block(markdown);
    markdown->wants_blank = false;
}

static bool is_simple_item(const Markdown *markdown, int block)
{
    Buffer attributes = {0};
    const Block *item = block_at(markdown, block);
    const bool is_simple = item->end == block + 2 && block_at(markdown, block + 1)->kind == BLOCK_PARAGRAPH && !has_div(markdown, block + 1, &attributes);
    buffer_free(&attributes);
    return is_simple;
}

static void open_item(Markdown *markdown, int block)
{
    const Block *item = block_at(markdown, block), *list = block_at(markdown, item->parent);
    const bool is_first = block == item->parent + 1;
    LineStart start = {.first = "-"};
    if (list->kind == BLOCK_STEPS)
        snprintf(start.first, sizeof start.first, "%d.", item->ordinal);
    const int length = (int)strlen(start.first);
    start.cells = length + 1 < ITEM_CELLS ? ITEM_CELLS : length + 1;
    snprintf(start.first + length, sizeof start.first - (size_t)length, "%*s", start.cells - length, "");
    if (!is_first && !(is_simple_item(markdown, block) && is_simple_item(markdown, markdown->last)))
        add_line(markdown, "");
    push(markdown, start);
}

static void open_term(Markdown *markdown, int block)
{
    if (block > block_at(markdown, block)->parent + 1)
        add_line(markdown, "");
    add_text_line(markdown, "", block_at(markdown, block));
}

// Tables

static void add_rule(Markdown *markdown, int row)
{
    add_start(markdown);
    buffer_add_char(markdown->out, '|');
    for (int cell = row + 1; cell < block_at(markdown, row)->end; cell++) {
        const Align align = block_at(markdown, cell)->align;
        buffer_add_text(markdown->out, align == ALIGN_END ? "--:|" : align == ALIGN_CENTER ? ":-:|" : "---|");
    }
    end_line(markdown);
}

static void add_empty_header(Markdown *markdown, int row)
{
    add_start(markdown);
    buffer_add_char(markdown->out, '|');
    for (int cell = row + 1; cell < block_at(markdown, row)->end; cell++)
        buffer_add_text(markdown->out, "   |");
    end_line(markdown);
    add_rule(markdown, row);
}

static void open_row(Markdown *markdown, int block)
{
    const Block *row = block_at(markdown, block);
    if (row->ordinal == 0 && !row->is_header)
        add_empty_header(markdown, block);
    add_start(markdown);
    buffer_add_char(markdown->out, '|');
}

static void close_row(Markdown *markdown, int block)
{
    const Block *row = block_at(markdown, block);
    bool is_empty = true;
    end_line(markdown);
    if (!row->is_header)
        return;
    for (int cell = block + 1; cell < row->end; cell++)
        is_empty = is_empty && !block_at(markdown, cell)->length;
    if (is_empty)
        exporting_lose(markdown->exporting, LOSS_EMPTY_HEADER);
    add_rule(markdown, block);
}

static void add_cell(Markdown *markdown, const Block *block)
{
    buffer_add_char(markdown->out, ' ');
    add_text(markdown, block);
    buffer_add_text(markdown->out, " |");
}

static void close_table(Markdown *markdown)
{
    if (markdown->caption < 0)
        return;
    add_line(markdown, "");
    add_text_line(markdown, ": ", block_at(markdown, markdown->caption));
}

// Footnotes

static bool begins_with_text(const Markdown *markdown, int block)
{
    Buffer attributes = {0};
    const bool is_text = block_at(markdown, block + 1)->kind == BLOCK_PARAGRAPH && !has_div(markdown, block + 1, &attributes);
    buffer_free(&attributes);
    return is_text;
}

static void open_footnote(Markdown *markdown, int block)
{
    Buffer attributes = {0};
    LineStart start = {.first = "    ", .cells = ITEM_CELLS};
    buffer_cut(&markdown->label, 0);
    buffer_add_text(&markdown->label, "[^");
    markdown_add_label(&markdown->label, place_of(markdown), block);
    buffer_add_text(&markdown->label, "]: ");
    begin_block(markdown);
    note_keys_add_attributes(markdown->keys, block, &attributes);
    if (attributes.length || !begins_with_text(markdown, block))
        add_line(markdown, markdown->label.bytes);
    else
        start.label = markdown->label.bytes;
    push(markdown, start);
    if (attributes.length)
        open_div(markdown, attributes.bytes);
    buffer_free(&attributes);
}

static void close_footnote(Markdown *markdown, int block)
{
    Buffer attributes = {0};
    note_keys_add_attributes(markdown->keys, block, &attributes);
    if (attributes.length)
        close_div(markdown, false);
    pop(markdown);
    buffer_free(&attributes);
}

// All

static void open_kind(Markdown *markdown, int block)
{
    const Block *it = block_at(markdown, block);
    switch (it->kind) {
    case BLOCK_TITLE: case BLOCK_SECTION: add_heading(markdown, block); break;
    case BLOCK_SUMMARY: add_text_div(markdown, "summary", it); break;
    case BLOCK_BY: add_text_div(markdown, "by", it); break;
    case BLOCK_SOURCE: add_text_div(markdown, "source", it); break;
    case BLOCK_PARAGRAPH: case BLOCK_FIGURE: case BLOCK_PROBLEM: begin_block(markdown); add_text_line(markdown, "", it); break;
    case BLOCK_VERSE: add_verse(markdown, it); break;
    case BLOCK_LITERAL: add_literal(markdown, it); break;
    case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_TERMS: open_list(markdown, block); break;
    case BLOCK_ITEM: open_item(markdown, block); break;
    case BLOCK_TERM: open_term(markdown, block); break;
    case BLOCK_DEFINITION: push(markdown, (LineStart){.first = ":   ", .cells = ITEM_CELLS}); break;
    case BLOCK_QUOTE: begin_block(markdown); push(markdown, (LineStart){.first = "> "}); break;
    case BLOCK_TABLE: begin_block(markdown); markdown->caption = -1; break;
    case BLOCK_ROW: open_row(markdown, block); break;
    case BLOCK_CELL: add_cell(markdown, it); break;
    case BLOCK_CAPTION:
        if (block_at(markdown, it->parent)->kind == BLOCK_TABLE)
            markdown->caption = block;
        else
            add_text_div(markdown, "caption", it);
        break;
    case BLOCK_ASIDE:
        if (it->length)
            add_text_div(markdown, "heading", it);
        break;
    case BLOCK_FOOTNOTE: open_footnote(markdown, block); break;
    }
}

static void open_block(void *context, int block)
{
    Markdown *markdown = context;
    Buffer attributes = {0};
    if (has_div(markdown, block, &attributes))
        open_div(markdown, attributes.bytes);
    open_kind(markdown, block);
    buffer_free(&attributes);
}

static void close_kind(Markdown *markdown, int block)
{
    switch (block_at(markdown, block)->kind) {
    case BLOCK_ITEM: case BLOCK_DEFINITION: case BLOCK_QUOTE: pop(markdown); break;
    case BLOCK_ROW: close_row(markdown, block); break;
    case BLOCK_TABLE: close_table(markdown); break;
    case BLOCK_FOOTNOTE: close_footnote(markdown, block); break;
    case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_TERMS: markdown->wants_blank = true; break;
    case BLOCK_TITLE: case BLOCK_SUMMARY: case BLOCK_SECTION: case BLOCK_PARAGRAPH: case BLOCK_VERSE: case BLOCK_LITERAL: case BLOCK_TERM: case BLOCK_BY:
    case BLOCK_CAPTION: case BLOCK_CELL: case BLOCK_FIGURE: case BLOCK_SOURCE: case BLOCK_ASIDE: case BLOCK_PROBLEM:
        break;
    }
}

static void close_block(void *context, int block)
{
    Markdown *markdown = context;
    Buffer attributes = {0};
    close_kind(markdown, block);
    if (has_div(markdown, block, &attributes))
        close_div(markdown, block_at(markdown, block)->kind == BLOCK_PARAGRAPH);
    markdown->last = block;
    buffer_free(&attributes);
}

// Footnotes that nothing in the body refers to: pandoc would drop them.
static void add_unreferred(Markdown *markdown)
{
    const Chapter *chapter = markdown->chapter;
    bool has_any = false;
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end) {
        if (note_keys_is_referred(markdown->keys, i))
            continue;
        if (!has_any)
            open_div(markdown, ".unreferred");
        buffer_add_text(markdown->out, has_any ? " [^" : "[^");
        markdown_add_label(markdown->out, place_of(markdown), i);
        buffer_add_char(markdown->out, ']');
        has_any = true;
    }
    if (!has_any)
        return;
    end_line(markdown);
    close_div(markdown, true);
}

static void add_chapter(Buffer *out, Exporting *exporting, const Chapter *chapter)
{
    static const BlockVisitor visitor = {open_block, close_block};
    exporting_enter(exporting, chapter);
    NoteKeys *keys = note_keys_new(exporting, chapter);
    Markdown markdown = {.exporting = exporting, .chapter = chapter, .out = out, .wants_blank = true, .last = -1, .keys = keys};
    walk_blocks(chapter, 0, chapter->body_end, &visitor, &markdown);
    add_unreferred(&markdown);
    markdown.is_in_note = true;
    walk_blocks(chapter, chapter->body_end, chapter->count, &visitor, &markdown);
    buffer_free(&markdown.label);
    note_keys_free(keys);
}

// What the manifest says, as YAML that pandoc reads: each value is Markdown.

static void add_meta_text(Buffer *out, Exporting *exporting, const char *key, const InlineText *text)
{
    Buffer value = {0};
    if (!text->length)
        return;
    markdown_add_text(&value, (MarkdownPlace){.exporting = exporting}, text);
    buffer_addf(out, "%s: ", key);
    yaml_write_quoted(out, value.bytes);
    buffer_add_char(out, '\n');
    buffer_free(&value);
}

static void add_meta(Buffer *out, Exporting *exporting, const char *key, const char *text)
{
    const InlineText plain = {.text = text, .length = strlen(text)};
    add_meta_text(out, exporting, key, &plain);
}

static void add_meta_number(Buffer *out, const char *key, int number)
{
    if (number > 0)
        buffer_addf(out, "%s: \"%d\"\n", key, number);
}

static void add_series(Buffer *out, Exporting *exporting)
{
    const About *about = exporting->about;
    if (!*about->series)
        return;
    buffer_add_text(out, "series:\n");
    add_meta_text(out, exporting, "  title", &about->marked_series);
    add_meta_number(out, "  part", about->part);
    add_meta_number(out, "  of", about->parts);
}

static void add_lists(Buffer *out, Exporting *exporting)
{
    const About *about = exporting->about;
    buffer_add_text(out, about->author_count ? "author:\n" : "");
    for (size_t i = 0; i < about->author_count; i++)
        add_meta(out, exporting, "- name", about->authors[i]);
    buffer_add_text(out, about->glossary_count ? "glossary:\n" : "");
    for (size_t i = 0; i < about->glossary_count; i++) {
        add_meta(out, exporting, "- term", about->glossary[i].term);
        add_meta(out, exporting, "  meaning", about->glossary[i].meaning);
    }
    buffer_add_text(out, about->correction_count ? "corrections:\n" : "");
    for (size_t i = 0; i < about->correction_count; i++) {
        add_meta(out, exporting, "- was", about->corrections[i].was);
        add_meta(out, exporting, "  now", about->corrections[i].now);
    }
}

static void add_manifest(Buffer *out, Exporting *exporting)
{
    const About *about = exporting->about;
    buffer_add_text(out, "---\nlectern: \"1\"\n");
    add_meta(out, exporting, "id", about->id);
    add_meta_text(out, exporting, "title", &about->marked_title);
    add_meta(out, exporting, "lang", about->language);
    if (about->direction != DIRECTION_AUTO)
        add_meta(out, exporting, "dir", direction_name(about->direction));
    add_series(out, exporting);
    add_meta(out, exporting, "publisher", about->publisher);
    add_meta(out, exporting, "date", about->published);
    add_meta(out, exporting, "updated", about->updated);
    add_meta(out, exporting, "source", about->source);
    add_meta(out, exporting, "rights", about->rights);
    add_meta_text(out, exporting, "abstract", &about->marked_summary);
    add_lists(out, exporting);
    buffer_add_text(out, "---\n");
}

void export_add_markdown(Buffer *out, Exporting *exporting)
{
    add_manifest(out, exporting);
    for (int i = 0; i < report_chapter_count(exporting->report); i++)
        add_chapter(out, exporting, report_chapter(exporting->report, i));
}
