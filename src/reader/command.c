// The command table: the one place to add a command.
#include "reader/command.h"
#include <string.h>
#include "reader/commands.h"

#define MOVING .group = "Moving", .for_page = true
#define EARS .group = "Reading by ear", .for_page = true
#define LINKS .group = "Contents and links", .for_page = true
#define SEARCHING .group = "Search", .for_page = true
#define LISTS .group = "Lists", .for_list = true
#define TYPING .group = "Typing", .for_prompt = true
#define ANY_BUT_PROMPT .for_page = true, .for_list = true, .for_note = true

static const Command commands[] = {
    {.name = "page-down", MOVING, .help = "Go forward one page", .argument = "N", .run = run_page_down},
    {.name = "page-up", MOVING, .help = "Go back one page", .argument = "N", .run = run_page_up},
    {.name = "line-down", MOVING, .help = "Go forward one line", .argument = "N", .run = run_line_down},
    {.name = "line-up", MOVING, .help = "Go back one line", .argument = "N", .run = run_line_up},
    {.name = "half-down", MOVING, .help = "Go forward half a page", .argument = "N", .run = run_half_down},
    {.name = "half-up", MOVING, .help = "Go back half a page", .argument = "N", .run = run_half_up},
    {.name = "goto", MOVING, .help = "Go to the start, page 12, number 3.2, 50% or #ID",
     .argument = "PLACE", .run = run_goto},
    {.name = "start", MOVING, .help = "Go to the start of the report, or to page N", .argument = "N", .run = run_start},
    {.name = "end", MOVING, .help = "Go to the end of the report, or to page N", .argument = "N", .run = run_end},
    {.name = "percent", MOVING, .help = "Go to a part of the report in percent", .argument = "N", .run = run_percent},
    {.name = "next-heading", MOVING, .help = "Go to the next heading", .argument = "N", .run = run_next_heading},
    {.name = "previous-heading", MOVING, .help = "Go to the heading before", .argument = "N", .run = run_previous_heading},
    {.name = "next-chapter", MOVING, .help = "Go to the next chapter", .argument = "N", .run = run_next_chapter},
    {.name = "previous-chapter", MOVING, .help = "Go to the chapter before", .argument = "N", .run = run_previous_chapter},
    {.name = "row-down", MOVING, .help = "Move the cursor down, or go forward a line", .argument = "N", .run = run_row_down},
    {.name = "row-up", MOVING, .help = "Move the cursor up, or go back a line", .argument = "N", .run = run_row_up},
    {.name = "column-left", MOVING, .help = "Move the cursor one cell to the left", .argument = "N", .run = run_column_left},
    {.name = "column-right", MOVING, .help = "Move the cursor one cell to the right", .argument = "N", .run = run_column_right},
    {.name = "next-same-heading", MOVING, .help = "Go to the next heading of the same level", .argument = "N", .run = run_next_same_heading},
    {.name = "previous-same-heading", MOVING, .help = "Go to the heading of the same level before", .argument = "N", .run = run_previous_same_heading},
    {.name = "next-list", MOVING, .help = "Go to the next list", .argument = "N", .run = run_next_list},
    {.name = "previous-list", MOVING, .help = "Go to the list before", .argument = "N", .run = run_previous_list},
    {.name = "next-table", MOVING, .help = "Go to the next table", .argument = "N", .run = run_next_table},
    {.name = "previous-table", MOVING, .help = "Go to the table before", .argument = "N", .run = run_previous_table},
    {.name = "next-figure", MOVING, .help = "Go to the next figure", .argument = "N", .run = run_next_figure},
    {.name = "previous-figure", MOVING, .help = "Go to the figure before", .argument = "N", .run = run_previous_figure},
    {.name = "next-footnote", MOVING, .help = "Go to the next footnote", .argument = "N", .run = run_next_footnote},
    {.name = "previous-footnote", MOVING, .help = "Go to the footnote before", .argument = "N", .run = run_previous_footnote},

    {.name = "next-word", EARS, .help = "Go to the next word", .argument = "N", .run = run_next_word},
    {.name = "previous-word", EARS, .help = "Go to the word before", .argument = "N", .run = run_previous_word},
    {.name = "next-sentence", EARS, .help = "Go to the next sentence", .argument = "N", .run = run_next_sentence},
    {.name = "previous-sentence", EARS, .help = "Go to the sentence before", .argument = "N", .run = run_previous_sentence},
    {.name = "next-paragraph", EARS, .help = "Go to the next paragraph", .argument = "N", .run = run_next_paragraph},
    {.name = "previous-paragraph", EARS, .help = "Go to the paragraph before", .argument = "N", .run = run_previous_paragraph},
    {.name = "repeat", .group = "Reading by ear", ANY_BUT_PROMPT, .help = "Tell again what was told last", .run = run_repeat},
    {.name = "read-on", EARS, .help = "Read on sentence by sentence; any key stops it", .run = run_read_on},
    {.name = "spell", EARS, .help = "Spell the word, or some text", .argument = "TEXT", .run = run_spell},
    {.name = "spell-phonetic", EARS, .help = "Spell it as Alfa, Bravo, Charlie", .argument = "TEXT", .run = run_spell_phonetic},
    {.name = "cell-left", EARS, .help = "Go to the cell on the left in a table", .argument = "N", .run = run_cell_left},
    {.name = "cell-down", EARS, .help = "Go to the cell below in a table", .argument = "N", .run = run_cell_down},
    {.name = "cell-up", EARS, .help = "Go to the cell above in a table", .argument = "N", .run = run_cell_up},
    {.name = "cell-right", EARS, .help = "Go to the cell on the right in a table", .argument = "N", .run = run_cell_right},
    {.name = "explain", EARS, .help = "Say what the abbreviations here mean", .run = run_explain},

    {.name = "contents", .group = "Contents and links", ANY_BUT_PROMPT, .help = "Show the table of contents", .run = run_contents},
    {.name = "about", .group = "Contents and links", ANY_BUT_PROMPT, .help = "Show source, rights and abbreviations", .run = run_about},
    {.name = "headings", .group = "Contents and links", ANY_BUT_PROMPT, .help = "List all headings", .run = run_headings},
    {.name = "links", .group = "Contents and links", ANY_BUT_PROMPT, .help = "List all links", .run = run_links},
    {.name = "tables", .group = "Contents and links", ANY_BUT_PROMPT, .help = "List all tables", .run = run_tables},
    {.name = "figures", .group = "Contents and links", ANY_BUT_PROMPT, .help = "List all figures", .run = run_figures},
    {.name = "footnotes", .group = "Contents and links", ANY_BUT_PROMPT, .help = "List all footnotes", .run = run_footnotes},
    {.name = "next-link", LINKS, .for_note = true, .help = "Choose the next link or footnote", .run = run_next_link},
    {.name = "previous-link", LINKS, .for_note = true, .help = "Choose the link or footnote before", .run = run_previous_link},
    {.name = "follow", LINKS, .for_note = true, .help = "Follow the chosen link or link N, or show the footnote",
     .argument = "N", .run = run_follow},
    {.name = "browse", LINKS, .for_note = true, .help = "Open the chosen web link, or link N, in your browser",
     .argument = "N", .run = run_browse},
    {.name = "back", LINKS, .help = "Go back to where you were", .run = run_back},
    {.name = "where", LINKS, .help = "Say where you are", .run = run_where},

    {.name = "search", SEARCHING, .for_note = true, .help = "Search forward", .argument = "TEXT", .run = run_search},
    {.name = "search-back", SEARCHING, .for_note = true, .help = "Search backward", .argument = "TEXT", .run = run_search_back},
    {.name = "next-hit", SEARCHING, .for_note = true, .help = "Go to the next hit", .argument = "N", .run = run_next_hit},
    {.name = "previous-hit", SEARCHING, .for_note = true, .help = "Go to the hit before", .argument = "N", .run = run_previous_hit},
    {.name = "hits", .group = "Search", ANY_BUT_PROMPT, .help = "List all hits with their sentences", .run = run_hits},
    {.name = "clear-hits", SEARCHING, .help = "Stop marking hits on the page", .run = run_clear_hits},
    {.name = "exact", SEARCHING, .for_prompt = true, .help = "Search with case and accents, or without", .run = run_exact},
    {.name = "regex", SEARCHING, .for_prompt = true, .help = "Search for a regular expression, or for plain text", .run = run_regex},
    {.name = "word", SEARCHING, .for_prompt = true, .help = "Search for whole words, or for parts of words too", .run = run_word},

    {.name = "bookmark", .group = "Bookmarks", .for_page = true, .help = "Set a bookmark here", .argument = "NOTE", .run = run_bookmark},
    {.name = "bookmark-note", .group = "Bookmarks", .for_page = true, .help = "Set a bookmark here and type a note", .run = run_bookmark_note},
    {.name = "bookmarks", .group = "Bookmarks", ANY_BUT_PROMPT, .help = "List the bookmarks", .run = run_bookmarks},

    {.name = "list-down", LISTS, .help = "Go to the next row", .argument = "N", .run = run_list_down},
    {.name = "list-up", LISTS, .help = "Go to the row before", .argument = "N", .run = run_list_up},
    {.name = "list-page-down", LISTS, .help = "Go down one screen", .argument = "N", .run = run_list_page_down},
    {.name = "list-page-up", LISTS, .help = "Go up one screen", .argument = "N", .run = run_list_page_up},
    {.name = "list-start", LISTS, .help = "Go to the first row", .run = run_list_start},
    {.name = "list-end", LISTS, .help = "Go to the last row", .run = run_list_end},
    {.name = "fold", LISTS, .help = "Hide what is below the row", .run = run_fold},
    {.name = "unfold", LISTS, .help = "Show what is below the row", .run = run_unfold},
    {.name = "fold-all", LISTS, .help = "Hide what is below all rows", .run = run_fold_all},
    {.name = "unfold-all", LISTS, .help = "Show what is below all rows", .run = run_unfold_all},
    {.name = "filter", LISTS, .help = "Show only rows with some text", .argument = "TEXT", .run = run_filter},
    {.name = "choose", LISTS, .help = "Go to what the row shows", .argument = "N", .run = run_choose},
    {.name = "rename", LISTS, .help = "Change a bookmark's note", .argument = "NOTE", .run = run_rename},
    {.name = "delete", LISTS, .help = "Delete a bookmark", .run = run_delete},
    {.name = "undo", LISTS, .help = "Bring back the bookmark deleted last", .run = run_undo},
    {.name = "close", LISTS, .for_note = true, .help = "Close the list or the footnote", .run = run_close},

    {.name = "note-down", .group = "Footnote", .for_note = true, .help = "Go forward one line of the footnote", .argument = "N", .run = run_note_down},
    {.name = "note-up", .group = "Footnote", .for_note = true, .help = "Go back one line of the footnote", .argument = "N", .run = run_note_up},

    {.name = "accept", TYPING, .help = "Take what is typed", .run = run_accept},
    {.name = "cancel", TYPING, .help = "Leave what is typed, and go back to where you were", .run = run_cancel},
    {.name = "delete-back", TYPING, .help = "Delete the character before the cursor", .run = run_delete_back},
    {.name = "delete-forward", TYPING, .help = "Delete the character at the cursor", .run = run_delete_forward},
    {.name = "delete-word", TYPING, .help = "Delete the word before the cursor", .run = run_delete_word},
    {.name = "delete-all", TYPING, .help = "Delete all that is typed", .run = run_delete_all},
    {.name = "cursor-left", TYPING, .help = "Go one character to the left", .run = run_cursor_left},
    {.name = "cursor-right", TYPING, .help = "Go one character to the right", .run = run_cursor_right},
    {.name = "cursor-start", TYPING, .help = "Go to the start of what is typed", .run = run_cursor_start},
    {.name = "cursor-end", TYPING, .help = "Go to the end of what is typed", .run = run_cursor_end},

    {.name = "help", .group = "Program", ANY_BUT_PROMPT, .help = "List all commands and their keys", .run = run_help},
    {.name = "key-help", .group = "Program", ANY_BUT_PROMPT, .help = "Say what keys do, without doing it", .run = run_key_help},
    {.name = "command", .group = "Program", ANY_BUT_PROMPT, .help = "Type a command by its name", .run = run_command},
    {.name = "status-line", .group = "Program", ANY_BUT_PROMPT, .help = "Show or hide the status line", .run = run_status_line},
    {.name = "screen-reader", .group = "Program", ANY_BUT_PROMPT, .help = "Page mode for screen readers, or back; or line mode",
     .argument = "page|line|off", .run = run_screen_reader},
    {.name = "verbosity", .group = "Program", ANY_BUT_PROMPT, .help = "Have more or less said beside the text, for good", .argument = "STEP", .run = run_verbosity},
    {.name = "redraw", .group = "Program", .help = "Draw the screen afresh", .run = run_redraw},
    {.name = "stop", .group = "Program", .help = "Stop lectern until the shell's fg", .run = run_stop},
    {.name = "quit", .group = "Program", .for_page = true, .help = "Leave lectern; it keeps your place", .run = run_quit},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const char *const focus_names[FOCUS_COUNT] = {
    [FOCUS_PAGE] = "page", [FOCUS_CONTENTS] = "contents", [FOCUS_HITS] = "hits", [FOCUS_BOOKMARKS] = "bookmarks",
    [FOCUS_ELEMENTS] = "elements", [FOCUS_HELP] = "help", [FOCUS_ABOUT] = "about", [FOCUS_NOTE] = "note", [FOCUS_PROMPT] = "prompt",
};

const char *focus_name(Focus focus)
{
    return focus_names[focus];
}

bool focus_is_list(Focus focus)
{
    return focus >= FOCUS_CONTENTS && focus <= FOCUS_ABOUT;
}

const Command *command_at(size_t index)
{
    return index < COMMAND_COUNT ? &commands[index] : NULL;
}

const Command *command_find(const char *name)
{
    const size_t length = strlen(name);
    const Command *found = NULL;
    int count = 0;
    for (size_t i = 0; i < COMMAND_COUNT && length; i++) {
        if (strncmp(commands[i].name, name, length) != 0)
            continue;
        if (!commands[i].name[length])
            return &commands[i];
        found = &commands[i];
        count++;
    }
    return count == 1 ? found : NULL;
}

bool command_fits(const Command *command, Focus focus)
{
    if (!command->for_page && !command->for_list && !command->for_note && !command->for_prompt)
        return true;
    if (focus_is_list(focus))
        return command->for_list;
    return focus == FOCUS_PAGE ? command->for_page : focus == FOCUS_NOTE ? command->for_note : command->for_prompt;
}
