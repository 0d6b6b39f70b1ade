// A report as pandoc's Markdown. What Markdown has no sign for stands in fenced Divs, whose classes tools/writer knows.
#include "plain/export.h"
#include "plain/markdown_parts.h"
#include "plain/walk.h"

// Footnotes

static bool begins_with_text(const Markdown *markdown, int block)
{
    Buffer attributes = {0};
    const bool is_text = markdown_block(markdown, block + 1)->kind == BLOCK_PARAGRAPH && !markdown_has_div(markdown, block + 1, &attributes);
    buffer_free(&attributes);
    return is_text;
}

static void open_footnote(Markdown *markdown, int block)
{
    Buffer attributes = {0};
    LineStart start = {.first = "    ", .cells = ITEM_CELLS};
    buffer_cut(&markdown->label, 0);
    buffer_add_text(&markdown->label, "[^");
    markdown_add_label(&markdown->label, markdown_place(markdown), block);
    buffer_add_text(&markdown->label, "]: ");
    markdown_begin_block(markdown);
    note_keys_add_attributes(markdown->keys, block, &attributes);
    if (attributes.length || !begins_with_text(markdown, block))
        markdown_add_line(markdown, markdown->label.bytes);
    else
        start.label = markdown->label.bytes;
    markdown_push(markdown, start);
    if (attributes.length)
        markdown_open_div(markdown, attributes.bytes);
    buffer_free(&attributes);
}

static void close_footnote(Markdown *markdown, int block)
{
    Buffer attributes = {0};
    note_keys_add_attributes(markdown->keys, block, &attributes);
    if (attributes.length)
        markdown_close_div(markdown, false);
    markdown_pop(markdown);
    buffer_free(&attributes);
}

// All

static void open_kind(Markdown *markdown, int block)
{
    const Block *it = markdown_block(markdown, block);
    switch (it->kind) {
    case BLOCK_TITLE: case BLOCK_SECTION: markdown_add_heading(markdown, block); break;
    case BLOCK_SUMMARY: markdown_add_text_div(markdown, "summary", it); break;
    case BLOCK_BY: markdown_add_text_div(markdown, "by", it); break;
    case BLOCK_SOURCE: markdown_add_text_div(markdown, "source", it); break;
    case BLOCK_PARAGRAPH: case BLOCK_FIGURE: case BLOCK_PROBLEM: markdown_begin_block(markdown); markdown_add_text_line(markdown, "", it); break;
    case BLOCK_VERSE: markdown_add_verse(markdown, it); break;
    case BLOCK_LITERAL: markdown_add_literal(markdown, it); break;
    case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_TERMS: markdown_open_list(markdown, block); break;
    case BLOCK_ITEM: markdown_open_item(markdown, block); break;
    case BLOCK_TERM: markdown_open_term(markdown, block); break;
    case BLOCK_DEFINITION: markdown_push(markdown, (LineStart){.first = ":   ", .cells = ITEM_CELLS}); break;
    case BLOCK_QUOTE: markdown_begin_block(markdown); markdown_push(markdown, (LineStart){.first = "> "}); break;
    case BLOCK_TABLE: markdown_begin_block(markdown); markdown->caption = -1; break;
    case BLOCK_ROW: markdown_open_row(markdown, block); break;
    case BLOCK_CELL: markdown_add_cell(markdown, it); break;
    case BLOCK_CAPTION:
        if (markdown_block(markdown, it->parent)->kind == BLOCK_TABLE)
            markdown->caption = block;
        else
            markdown_add_text_div(markdown, "caption", it);
        break;
    case BLOCK_ASIDE:
        if (it->length)
            markdown_add_text_div(markdown, "heading", it);
        break;
    case BLOCK_FOOTNOTE: open_footnote(markdown, block); break;
    }
}

static void open_block(void *context, int block)
{
    Markdown *markdown = context;
    Buffer attributes = {0};
    if (markdown_has_div(markdown, block, &attributes))
        markdown_open_div(markdown, attributes.bytes);
    open_kind(markdown, block);
    buffer_free(&attributes);
}

static void close_kind(Markdown *markdown, int block)
{
    switch (markdown_block(markdown, block)->kind) {
    case BLOCK_ITEM: case BLOCK_DEFINITION: case BLOCK_QUOTE: markdown_pop(markdown); break;
    case BLOCK_ROW: markdown_close_row(markdown, block); break;
    case BLOCK_TABLE: markdown_close_table(markdown); break;
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
    if (markdown_has_div(markdown, block, &attributes))
        markdown_close_div(markdown, markdown_block(markdown, block)->kind == BLOCK_PARAGRAPH);
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
            markdown_open_div(markdown, ".unreferred");
        buffer_add_text(markdown->out, has_any ? " [^" : "[^");
        markdown_add_label(markdown->out, markdown_place(markdown), i);
        buffer_add_char(markdown->out, ']');
        has_any = true;
    }
    if (!has_any)
        return;
    markdown_end_line(markdown);
    markdown_close_div(markdown, true);
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

void export_add_markdown(Buffer *out, Exporting *exporting)
{
    markdown_add_manifest(out, exporting);
    for (int i = 0; i < report_chapter_count(exporting->report); i++)
        add_chapter(out, exporting, report_chapter(exporting->report, i));
}
