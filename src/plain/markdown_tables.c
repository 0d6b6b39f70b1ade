// Tables as Markdown: rows of cells between bars.
#include "plain/markdown_parts.h"

static void add_rule(Markdown *markdown, int row)
{
    markdown_add_start(markdown);
    buffer_add_char(markdown->out, '|');
    for (int cell = row + 1; cell < markdown_block(markdown, row)->end; cell++) {
        const Align align = markdown_block(markdown, cell)->align;
        buffer_add_text(markdown->out, align == ALIGN_END ? "--:|" : align == ALIGN_CENTER ? ":-:|" : "---|");
    }
    markdown_end_line(markdown);
}

static void add_empty_header(Markdown *markdown, int row)
{
    markdown_add_start(markdown);
    buffer_add_char(markdown->out, '|');
    for (int cell = row + 1; cell < markdown_block(markdown, row)->end; cell++)
        buffer_add_text(markdown->out, "   |");
    markdown_end_line(markdown);
    add_rule(markdown, row);
}

void markdown_open_row(Markdown *markdown, int block)
{
    const Block *row = markdown_block(markdown, block);
    if (row->ordinal == 0 && !row->is_header)
        add_empty_header(markdown, block);
    markdown_add_start(markdown);
    buffer_add_char(markdown->out, '|');
}

void markdown_close_row(Markdown *markdown, int block)
{
    const Block *row = markdown_block(markdown, block);
    bool is_empty = true;
    markdown_end_line(markdown);
    if (!row->is_header)
        return;
    for (int cell = block + 1; cell < row->end; cell++)
        is_empty = is_empty && !markdown_block(markdown, cell)->length;
    if (is_empty)
        exporting_lose(markdown->exporting, LOSS_EMPTY_HEADER);
    add_rule(markdown, block);
}

void markdown_add_cell(Markdown *markdown, const Block *block)
{
    buffer_add_char(markdown->out, ' ');
    markdown_add_words(markdown, block);
    buffer_add_text(markdown->out, " |");
}

void markdown_close_table(Markdown *markdown)
{
    if (markdown->caption < 0)
        return;
    markdown_add_line(markdown, "");
    markdown_add_text_line(markdown, ": ", markdown_block(markdown, markdown->caption));
}
