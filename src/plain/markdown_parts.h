// What the files of Markdown share. Blocks are indexes in the chapter.
#ifndef PLAIN_MARKDOWN_PARTS_H
#define PLAIN_MARKDOWN_PARTS_H
#include <stdbool.h>
#include "plain/markdown.h"
#include "plain/note_keys.h"
#include "yaml/node.h"

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

// Lines
void markdown_push(Markdown *markdown, LineStart start);        // of the lines until markdown_pop()
void markdown_pop(Markdown *markdown);
void markdown_add_start(Markdown *markdown);
void markdown_end_line(Markdown *markdown);                     // without blanks at its end
void markdown_add_line(Markdown *markdown, const char *line);
void markdown_begin_block(Markdown *markdown);                  // a blank line, unless the block stands right behind a bullet or the like
const Block *markdown_block(const Markdown *markdown, int index);
MarkdownPlace markdown_place(const Markdown *markdown);
void markdown_add_words(Markdown *markdown, const Block *block);
void markdown_add_text_line(Markdown *markdown, const char *mark, const Block *block);

// Divs. Attributes: "#id .class lang="fr" dir="rtl"" of what differs from what is around; nothing: the buffer stays as it is.
void markdown_add_attributes(const Markdown *markdown, Buffer *out, const char *class, int block);
void markdown_open_div(Markdown *markdown, const char *attributes);
void markdown_close_div(Markdown *markdown, bool is_of_text);   // behind a list or the like a blank line keeps the fence out of it
void markdown_add_text_div(Markdown *markdown, const char *class, const Block *block);
bool markdown_has_div(const Markdown *markdown, int block, Buffer *attributes);    // whether there is one around the block; *attributes gets them

// Blocks
void markdown_add_heading(Markdown *markdown, int block);
void markdown_add_verse(Markdown *markdown, const Block *block);
void markdown_add_literal(Markdown *markdown, const Block *block);
void markdown_open_list(Markdown *markdown, int block);
void markdown_open_item(Markdown *markdown, int block);
void markdown_open_term(Markdown *markdown, int block);
void markdown_open_row(Markdown *markdown, int block);
void markdown_close_row(Markdown *markdown, int block);
void markdown_add_cell(Markdown *markdown, const Block *block);
void markdown_close_table(Markdown *markdown);

void markdown_add_manifest(Buffer *out, Exporting *exporting);

#endif
