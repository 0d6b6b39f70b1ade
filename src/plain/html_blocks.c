// A chapter as HTML.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "plain/html.h"
#include "plain/html_parts.h"
#include "plain/walk.h"

static void add(Html *html, const char *markup)
{
    buffer_add_text(html->out, markup);
}

static const Block *block_at(const Html *html, int index)
{
    return &html->chapter->blocks[index];
}

static void add_block_text(Html *html, const Block *block)
{
    const InlineText text = text_of_block(block);
    html_add_text(html, &text);
}

// Tags

static void add_manner(Html *html, int block)
{
    const Block *it = block_at(html, block);
    if (strcmp(it->language, exporting_language_around(html->exporting, html->chapter, block)) != 0)
        buffer_addf(html->out, " lang=\"%s\" xml:lang=\"%s\"", it->language, it->language);
    if (it->direction != exporting_direction_around(html->exporting, html->chapter, block))
        buffer_addf(html->out, " dir=\"%s\"", direction_name(it->direction));
}

static void add_id(Html *html, int block)
{
    Buffer id = {0};
    exporting_add_place(html->exporting, &id, (Place){.chapter = html->chapter->index, .block = block});
    if (id.length)
        buffer_addf(html->out, " id=\"%s\"", id.bytes);
    buffer_free(&id);
}

// `tag` is a name, and attributes that it always has.
static void open_tag(Html *html, const char *tag, int block)
{
    buffer_addf(html->out, "<%s", tag);
    add_id(html, block);
    add_manner(html, block);
    add(html, ">");
}

static void add_number(Html *html, const Block *block)
{
    const int chapter = html->chapter->index + 1;
    if (block->number)
        buffer_addf(html->out, "<span class=\"number\" id=\"n%d.%d\">%d.%d</span> ", chapter, block->number, chapter, block->number);
}

static void add_heading(Html *html, const Block *block)
{
    const int level = html->title_level + block->level;
    if (level <= 6)
        buffer_addf(html->out, "<h%d>", level);
    else
        buffer_addf(html->out, "<div role=\"heading\" aria-level=\"%d\">", level);
    add_block_text(html, block);
    buffer_addf(html->out, level <= 6 ? "</h%d>\n" : "</div>\n", level);
}

// Blocks

// A paragraph that is all of an item or a definition needs no tag of its own, unless it has something to say of itself.
static bool is_bare(const Html *html, int block)
{
    const Block *it = block_at(html, block), *parent = it->parent >= 0 ? block_at(html, it->parent) : NULL;
    return parent && (parent->kind == BLOCK_ITEM || parent->kind == BLOCK_DEFINITION) && parent->end == block + 1 && it->parent == block - 1 &&
           !*it->id && it->language == parent->language && it->direction == parent->direction;
}

static void add_paragraph(Html *html, int block)
{
    const bool has_tag = !is_bare(html, block);
    if (has_tag)
        open_tag(html, "p", block);
    add_number(html, block_at(html, block));
    add_block_text(html, block_at(html, block));
    add(html, has_tag ? "</p>\n" : "");
}

static void add_verse(Html *html, int block)
{
    const InlineText text = text_of_block(block_at(html, block));
    TextLines lines = {.text = &text};
    bool is_first = true;
    open_tag(html, "p class=\"verse\"", block);
    add_number(html, block_at(html, block));
    for (; text_lines_next(&lines); is_first = false) {
        add(html, is_first ? "" : "<br/>");
        html_add_text(html, &lines.line);
    }
    text_lines_end(&lines);
    add(html, "</p>\n");
}

static void add_literal(Html *html, int block)
{
    open_tag(html, "div class=\"literal\"", block);
    add_number(html, block_at(html, block));
    add(html, "<pre><code>");
    html_add_escaped(html, block_at(html, block)->text, block_at(html, block)->length);
    add(html, "</code></pre></div>\n");
}

static void open_steps(Html *html, int block)
{
    char tag[40];
    snprintf(tag, sizeof tag, "ol start=\"%d\"", block_at(html, block + 1)->ordinal);
    open_tag(html, block_at(html, block + 1)->ordinal == 1 ? "ol" : tag, block);
    add(html, "\n");
}

static bool has_by(const Html *html, int quote)
{
    for (int i = quote + 1; i < block_at(html, quote)->end; i = block_at(html, i)->end)
        if (block_at(html, i)->kind == BLOCK_BY)
            return true;
    return false;
}

static void open_quote(Html *html, int block)
{
    if (!has_by(html, block)) {
        open_tag(html, "blockquote", block);
    } else {
        open_tag(html, "figure class=\"quote\"", block);
        add(html, "<blockquote>");
    }
    add(html, "\n");
}

static void open_table(Html *html, int block)
{
    const Block *table = block_at(html, block);
    html->is_in_body = false;
    open_tag(html, "table", block);
    if (table->number && (table->end == block + 1 || block_at(html, block + 1)->kind != BLOCK_CAPTION)) {
        add(html, "<caption>");
        add_number(html, table);
        add(html, "</caption>");
    }
    add(html, "\n");
}

static void open_row(Html *html, const Block *row)
{
    if (!row->is_header && !html->is_in_body) {
        add(html, "<tbody>\n");
        html->is_in_body = true;
    }
    add(html, row->is_header ? "<thead><tr>" : "<tr>");
}

// An empty cell is no heading.
static void add_cell(Html *html, const Block *cell)
{
    const bool is_heading = cell->is_header && cell->length;
    add(html, is_heading ? "<th scope=\"col\"" : "<td");
    add(html, cell->align == ALIGN_END ? " class=\"end\">" : cell->align == ALIGN_CENTER ? " class=\"center\">" : ">");
    add_block_text(html, cell);
    add(html, is_heading ? "</th>" : "</td>");
}

static void open_figcaption(Html *html)
{
    add(html, html->has_figcaption ? "" : "<figcaption>\n");
    html->has_figcaption = true;
}

static void add_caption(Html *html, const Block *caption)
{
    const Block *parent = block_at(html, caption->parent);
    if (parent->kind == BLOCK_TABLE) {
        add(html, "<caption>");
        add_number(html, parent);
    } else {
        open_figcaption(html);
        add(html, "<p>");
    }
    add_block_text(html, caption);
    add(html, parent->kind == BLOCK_TABLE ? "</caption>\n" : "</p>\n");
}

static void add_source(Html *html, const Block *source)
{
    open_figcaption(html);
    add(html, "<p class=\"source\">");
    html_add_word(html, WORD_SOURCE);
    add(html, ": ");
    add_block_text(html, source);
    add(html, "</p>\n");
}

static void open_figure(Html *html, int block)
{
    html->has_figcaption = false;
    open_tag(html, "figure", block);
    add(html, "<p class=\"picture\">");
    add_number(html, block_at(html, block));
    add_block_text(html, block_at(html, block));
    add(html, "</p>\n");
}

static void open_aside(Html *html, int block)
{
    open_tag(html, "aside role=\"note\"", block);
    if (block_at(html, block)->length) {
        add(html, "<p class=\"heading\">");
        add_block_text(html, block_at(html, block));
        add(html, "</p>");
    }
    add(html, "\n");
}

static void add_by(Html *html, const Block *by)
{
    add(html, "</blockquote>\n<figcaption>");
    add_block_text(html, by);
    add(html, "</figcaption>\n");
}

static void add_summary(Html *html, const Block *summary)
{
    add(html, "<p class=\"summary\">");
    add_block_text(html, summary);
    add(html, "</p>\n");
}

static void add_term(Html *html, const Block *term)
{
    add(html, "<dt>");
    add_number(html, term);
    add_block_text(html, term);
    add(html, "</dt>\n");
}

// Footnotes

void html_add_note_name(Html *html, int footnote)
{
    exporting_add_chapter(html->exporting, html->out, html->chapter->index);
    buffer_addf(html->out, "..%d", footnote);
}

static void open_footnote(Html *html, int block)
{
    add(html, html->form == HTML_FILES ? "<li epub:type=\"footnote\" id=\"" : "<li id=\"");
    html_add_note_name(html, block);
    add(html, "\"><span class=\"key\">[");
    html_add_escaped(html, block_at(html, block)->label, strlen(block_at(html, block)->label));
    add(html, "]</span>\n");
}

static void close_footnote(Html *html, int block)
{
    const int count = html->references[block - html->chapter->body_end];
    for (int i = 1; i <= count; i++) {
        add(html, "<a role=\"doc-backlink\" href=\"#");
        html_add_note_name(html, block);
        buffer_addf(html->out, ".%d\" title=\"%s\">↩", i, wording(html->exporting->about->language, WORD_BACK));
        if (count > 1)
            buffer_addf(html->out, "<sup>%d</sup>", i);
        add(html, "</a>\n");
    }
    add(html, "</li>\n");
}

// All

static void open_block(void *context, int block)
{
    Html *html = context;
    const Block *it = block_at(html, block);
    switch (it->kind) {
    case BLOCK_TITLE: add_heading(html, it); break;
    case BLOCK_SECTION: open_tag(html, "section", block); add_heading(html, it); break;
    case BLOCK_SUMMARY: add_summary(html, it); break;
    case BLOCK_PARAGRAPH: case BLOCK_PROBLEM: add_paragraph(html, block); break;
    case BLOCK_VERSE: add_verse(html, block); break;
    case BLOCK_LITERAL: add_literal(html, block); break;
    case BLOCK_LIST: open_tag(html, "ul", block); add(html, "\n"); break;
    case BLOCK_STEPS: open_steps(html, block); break;
    case BLOCK_ITEM: add(html, "<li>"); break;
    case BLOCK_TERMS: open_tag(html, "dl", block); add(html, "\n"); break;
    case BLOCK_TERM: add_term(html, it); break;
    case BLOCK_DEFINITION: add(html, "<dd>"); break;
    case BLOCK_QUOTE: open_quote(html, block); break;
    case BLOCK_BY: add_by(html, it); break;
    case BLOCK_TABLE: open_table(html, block); break;
    case BLOCK_CAPTION: add_caption(html, it); break;
    case BLOCK_ROW: open_row(html, it); break;
    case BLOCK_CELL: add_cell(html, it); break;
    case BLOCK_FIGURE: open_figure(html, block); break;
    case BLOCK_SOURCE: add_source(html, it); break;
    case BLOCK_ASIDE: open_aside(html, block); break;
    case BLOCK_FOOTNOTE: open_footnote(html, block); break;
    }
}

static void close_block(void *context, int block)
{
    Html *html = context;
    const Block *it = block_at(html, block);
    switch (it->kind) {
    case BLOCK_SECTION: add(html, "</section>\n"); break;
    case BLOCK_LIST: add(html, "</ul>\n"); break;
    case BLOCK_STEPS: add(html, "</ol>\n"); break;
    case BLOCK_ITEM: add(html, "</li>\n"); break;
    case BLOCK_TERMS: add(html, "</dl>\n"); break;
    case BLOCK_DEFINITION: add(html, "</dd>\n"); break;
    case BLOCK_QUOTE: add(html, has_by(html, block) ? "</figure>\n" : "</blockquote>\n"); break;
    case BLOCK_TABLE: add(html, html->is_in_body ? "</tbody>\n</table>\n" : "</table>\n"); break;
    case BLOCK_ROW: add(html, it->is_header ? "</tr></thead>\n" : "</tr>\n"); break;
    case BLOCK_FIGURE: add(html, html->has_figcaption ? "</figcaption>\n</figure>\n" : "</figure>\n"); break;
    case BLOCK_ASIDE: add(html, "</aside>\n"); break;
    case BLOCK_FOOTNOTE: close_footnote(html, block); break;
    case BLOCK_TITLE: case BLOCK_SUMMARY: case BLOCK_PARAGRAPH: case BLOCK_VERSE: case BLOCK_LITERAL: case BLOCK_TERM: case BLOCK_BY: case BLOCK_CAPTION:
    case BLOCK_CELL: case BLOCK_SOURCE: case BLOCK_PROBLEM:
        break;
    }
}

static void count_references(Html *html)
{
    const Chapter *chapter = html->chapter;
    const size_t notes = (size_t)(chapter->count - chapter->body_end) + 1;
    html->references = memory_new(notes, sizeof *html->references);
    html->written = memory_new(notes, sizeof *html->written);
    for (int i = 0; i < chapter->count; i++)
        for (size_t k = 0; k < chapter->blocks[i].span_count; k++) {
            const Span *span = &chapter->blocks[i].spans[k];
            const int note = span->kind == SPAN_NOTE ? exporting_find_note(html->exporting, span->target) : -1;
            if (note >= 0)
                html->references[note - chapter->body_end]++;
        }
}

static void add_notes(Html *html, const BlockVisitor *visitor)
{
    const Chapter *chapter = html->chapter;
    if (chapter->body_end == chapter->count)
        return;
    add(html, html->form == HTML_FILES ? "<section class=\"notes\" role=\"doc-endnotes\" epub:type=\"footnotes\">\n" :
        "<section class=\"notes\" role=\"doc-endnotes\">\n");
    buffer_addf(html->out, "<h%d>", html->title_level + 1);
    html_add_word(html, WORD_NOTES);
    buffer_addf(html->out, "</h%d>\n<ol>\n", html->title_level + 1);
    walk_blocks(chapter, chapter->body_end, chapter->count, visitor, html);
    add(html, "</ol>\n</section>\n");
}

void html_add_chapter(Html *html, const Chapter *chapter)
{
    static const BlockVisitor visitor = {open_block, close_block};
    html->chapter = chapter;
    exporting_enter(html->exporting, chapter);
    count_references(html);
    open_tag(html, html->form == HTML_FILES ? "section epub:type=\"chapter\"" : "section class=\"chapter\"", 0);
    add(html, "\n");
    walk_blocks(chapter, 0, chapter->body_end, &visitor, html);
    add_notes(html, &visitor);
    add(html, "</section>\n");
    free(html->references);
    free(html->written);
}
