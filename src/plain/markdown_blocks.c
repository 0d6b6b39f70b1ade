// Headings, verse, literal text and lists as Markdown.
#include <stdio.h>
#include <string.h>
#include "plain/markdown_parts.h"
#include "plain/walk.h"

void markdown_add_heading(Markdown *markdown, int block)
{
    Buffer attributes = {0};
    markdown_begin_block(markdown);
    markdown_add_start(markdown);
    buffer_add_repeated(markdown->out, '#', markdown_block(markdown, block)->level + 1);
    buffer_add_char(markdown->out, ' ');
    markdown_add_words(markdown, markdown_block(markdown, block));
    markdown_add_attributes(markdown, &attributes, "", block);
    if (attributes.length)
        buffer_addf(markdown->out, " {%s}", attributes.bytes);
    markdown_end_line(markdown);
    buffer_free(&attributes);
}

static void count_blanks(Markdown *markdown, const InlineText *line, size_t from)
{
    for (size_t i = from + 1; i < line->length; i++)
        if (line->text[i - 1] == ' ' && line->text[i] == ' ')
            exporting_lose(markdown->exporting, LOSS_VERSE_BLANKS);
}

void markdown_add_verse(Markdown *markdown, const Block *block)
{
    const InlineText text = text_of_block(block);
    TextLines lines = {.text = &text};
    markdown_begin_block(markdown);
    while (text_lines_next(&lines)) {
        markdown_add_start(markdown);
        buffer_add_text(markdown->out, "| ");
        markdown_add_text(markdown->out, markdown_place(markdown), &lines.line);
        count_blanks(markdown, &lines.line, strspn(lines.line.text, " "));
        markdown_end_line(markdown);
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
    markdown_add_start(markdown);
    buffer_add_repeated(markdown->out, '~', tildes);
    buffer_add_char(markdown->out, '\n');
}

void markdown_add_literal(Markdown *markdown, const Block *block)
{
    const int longest = longest_run(block, '~'), tildes = longest < 3 ? 3 : longest + 1;
    const InlineText text = text_of_block(block);
    TextLines lines = {.text = &text};
    markdown_begin_block(markdown);
    add_fence(markdown, tildes);
    while (text_lines_next(&lines)) {
        markdown_add_start(markdown);
        buffer_add(markdown->out, lines.line.text, lines.line.length);
        if (lines.line.length)
            buffer_add_char(markdown->out, '\n');
        else
            markdown_end_line(markdown);
    }
    add_fence(markdown, tildes);
    text_lines_end(&lines);
}

static bool is_list(const Block *block)
{
    return block->kind == BLOCK_LIST || block->kind == BLOCK_STEPS || block->kind == BLOCK_TERMS;
}

// Two lists one behind the other would be one.
void markdown_open_list(Markdown *markdown, int block)
{
    const Block *last = markdown->last >= 0 ? markdown_block(markdown, markdown->last) : NULL;
    if (last && is_list(last) && last->end == block && last->parent == markdown_block(markdown, block)->parent) {
        markdown_begin_block(markdown);
        markdown_add_line(markdown, "<!-- -->");
    }
    markdown_begin_block(markdown);
    markdown->wants_blank = false;
}

static bool is_simple_item(const Markdown *markdown, int block)
{
    Buffer attributes = {0};
    const Block *item = markdown_block(markdown, block);
    const bool is_simple = item->end == block + 2 && markdown_block(markdown, block + 1)->kind == BLOCK_PARAGRAPH
        && !markdown_has_div(markdown, block + 1, &attributes);
    buffer_free(&attributes);
    return is_simple;
}

void markdown_open_item(Markdown *markdown, int block)
{
    const Block *item = markdown_block(markdown, block), *list = markdown_block(markdown, item->parent);
    const bool is_first = block == item->parent + 1;
    LineStart start = {.first = "-"};
    if (list->kind == BLOCK_STEPS)
        snprintf(start.first, sizeof start.first, "%d.", item->ordinal);
    const int length = (int)strlen(start.first);
    start.cells = length + 1 < ITEM_CELLS ? ITEM_CELLS : length + 1;
    snprintf(start.first + length, sizeof start.first - (size_t)length, "%*s", start.cells - length, "");
    if (!is_first && !(is_simple_item(markdown, block) && is_simple_item(markdown, markdown->last)))
        markdown_add_line(markdown, "");
    markdown_push(markdown, start);
}

void markdown_open_term(Markdown *markdown, int block)
{
    if (block > markdown_block(markdown, block)->parent + 1)
        markdown_add_line(markdown, "");
    markdown_add_text_line(markdown, "", markdown_block(markdown, block));
}
