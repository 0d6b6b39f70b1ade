// The lines of Markdown, and what stands before each of them.
#include <string.h>
#include "plain/markdown_parts.h"
#include "plain/walk.h"

void markdown_push(Markdown *markdown, LineStart start)
{
    if (markdown->depth < LINE_STARTS_MOST)
        markdown->starts[markdown->depth] = start;
    markdown->depth++;
    markdown->wants_blank = false;
}

void markdown_pop(Markdown *markdown)
{
    markdown->depth--;
    markdown->wants_blank = true;
}

void markdown_add_start(Markdown *markdown)
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

void markdown_end_line(Markdown *markdown)
{
    while (markdown->out->length && markdown->out->bytes[markdown->out->length - 1] == ' ')
        buffer_cut(markdown->out, markdown->out->length - 1);
    buffer_add_char(markdown->out, '\n');
}

void markdown_add_line(Markdown *markdown, const char *line)
{
    markdown_add_start(markdown);
    buffer_add_text(markdown->out, line);
    markdown_end_line(markdown);
}

void markdown_begin_block(Markdown *markdown)
{
    if (markdown->wants_blank)
        markdown_add_line(markdown, "");
    markdown->wants_blank = true;
}

const Block *markdown_block(const Markdown *markdown, int index)
{
    return &markdown->chapter->blocks[index];
}

MarkdownPlace markdown_place(const Markdown *markdown)
{
    return (MarkdownPlace){markdown->exporting, markdown->chapter, markdown->is_in_note};
}

void markdown_add_words(Markdown *markdown, const Block *block)
{
    const InlineText text = text_of_block(block);
    markdown_add_text(markdown->out, markdown_place(markdown), &text);
}

void markdown_add_text_line(Markdown *markdown, const char *mark, const Block *block)
{
    markdown_add_start(markdown);
    buffer_add_text(markdown->out, mark);
    markdown_add_words(markdown, block);
    markdown_end_line(markdown);
}
