// The command table: the one place to add a command.
#include "reader/command.h"
#include <string.h>
#include "base/translate.h"
#include "reader/commands.h"

#define MOVING .group = N_("Moving"), .for_page = true
#define EARS .group = N_("Reading by ear"), .for_page = true
#define LINKS .group = N_("Contents and links"), .for_page = true
#define SEARCHING .group = N_("Search"), .for_page = true
#define LISTS .group = N_("Lists"), .for_list = true
#define TYPING .group = N_("Typing"), .for_prompt = true
#define ANY_BUT_PROMPT .for_page = true, .for_list = true, .for_note = true

// TRANSLATORS: help texts stand in a column of 40 cells; longer ones go on in the next row. Words in capitals stand for what is typed there.
static const Command commands[] = {
    {.name = "page-down", MOVING, .is_near = true, .help = N_("Go forward one page"), .argument = "N", .run = run_page_down},
    {.name = "page-up", MOVING, .is_near = true, .help = N_("Go back one page"), .argument = "N", .run = run_page_up},
    {.name = "line-down", MOVING, .is_near = true, .help = N_("Go forward one line"), .argument = "N", .run = run_line_down},
    {.name = "line-up", MOVING, .is_near = true, .help = N_("Go back one line"), .argument = "N", .run = run_line_up},
    {.name = "half-down", MOVING, .is_near = true, .help = N_("Go forward half a page"), .argument = "N", .run = run_half_down},
    {.name = "half-up", MOVING, .is_near = true, .help = N_("Go back half a page"), .argument = "N", .run = run_half_up},
    // xgettext:no-c-format
    {.name = "goto", MOVING, .help = N_("Go to the start, page 12, number 3.2, 50% or #ID"),
     .argument = N_("PLACE"), .run = run_goto},
    {.name = "start", MOVING, .help = N_("Go to the start of the report, or to page N"), .argument = "N", .run = run_start},
    {.name = "end", MOVING, .help = N_("Go to the end of the report, or to page N"), .argument = "N", .run = run_end},
    {.name = "percent", MOVING, .help = N_("Go to a part of the report in percent"), .argument = "N", .run = run_percent},
    {.name = "next-heading", MOVING, .help = N_("Go to the next heading"), .argument = "N", .run = run_next_heading},
    {.name = "previous-heading", MOVING, .help = N_("Go to the heading before"), .argument = "N", .run = run_previous_heading},
    {.name = "next-chapter", MOVING, .help = N_("Go to the next chapter"), .argument = "N", .run = run_next_chapter},
    {.name = "previous-chapter", MOVING, .help = N_("Go to the chapter before"), .argument = "N", .run = run_previous_chapter},
    {.name = "row-down", MOVING, .is_near = true, .help = N_("Move the cursor down, or go forward a line"), .argument = "N", .run = run_row_down},
    {.name = "row-up", MOVING, .is_near = true, .help = N_("Move the cursor up, or go back a line"), .argument = "N", .run = run_row_up},
    {.name = "column-left", MOVING, .help = N_("Move the cursor one cell to the left"), .argument = "N", .run = run_column_left},
    {.name = "column-right", MOVING, .help = N_("Move the cursor one cell to the right"), .argument = "N", .run = run_column_right},
    {.name = "next-same-heading", MOVING, .help = N_("Go to the next heading of the same level"), .argument = "N", .run = run_next_same_heading},
    {.name = "previous-same-heading", MOVING, .help = N_("Go to the heading of the same level before"), .argument = "N", .run = run_previous_same_heading},
    {.name = "next-list", MOVING, .help = N_("Go to the next list"), .argument = "N", .run = run_next_list},
    {.name = "previous-list", MOVING, .help = N_("Go to the list before"), .argument = "N", .run = run_previous_list},
    {.name = "next-table", MOVING, .help = N_("Go to the next table"), .argument = "N", .run = run_next_table},
    {.name = "previous-table", MOVING, .help = N_("Go to the table before"), .argument = "N", .run = run_previous_table},
    {.name = "next-figure", MOVING, .help = N_("Go to the next figure"), .argument = "N", .run = run_next_figure},
    {.name = "previous-figure", MOVING, .help = N_("Go to the figure before"), .argument = "N", .run = run_previous_figure},
    {.name = "next-footnote", MOVING, .help = N_("Go to the next footnote"), .argument = "N", .run = run_next_footnote},
    {.name = "previous-footnote", MOVING, .help = N_("Go to the footnote before"), .argument = "N", .run = run_previous_footnote},

    {.name = "next-word", EARS, .help = N_("Go to the next word"), .argument = "N", .run = run_next_word},
    {.name = "previous-word", EARS, .help = N_("Go to the word before"), .argument = "N", .run = run_previous_word},
    {.name = "next-sentence", EARS, .help = N_("Go to the next sentence"), .argument = "N", .run = run_next_sentence},
    {.name = "previous-sentence", EARS, .help = N_("Go to the sentence before"), .argument = "N", .run = run_previous_sentence},
    {.name = "next-paragraph", EARS, .help = N_("Go to the next paragraph"), .argument = "N", .run = run_next_paragraph},
    {.name = "previous-paragraph", EARS, .help = N_("Go to the paragraph before"), .argument = "N", .run = run_previous_paragraph},
    {.name = "repeat", .group = N_("Reading by ear"), ANY_BUT_PROMPT, .help = N_("Tell again what was told last"), .run = run_repeat},
    {.name = "read-on", EARS, .help = N_("Read on sentence by sentence; any key stops it"), .run = run_read_on},
    {.name = "speak", EARS, .help = N_("Read aloud sentence by sentence; any key stops it"), .not_secure = N_("it runs another program"), .run = run_speak},
    {.name = "spell", EARS, .help = N_("Spell the word, or some text"), .argument = N_("TEXT"), .run = run_spell},
    {.name = "spell-phonetic", EARS, .help = N_("Spell it as Alfa, Bravo, Charlie"), .argument = N_("TEXT"), .run = run_spell_phonetic},
    {.name = "cell-left", EARS, .help = N_("Go to the cell on the left in a table"), .argument = "N", .run = run_cell_left},
    {.name = "cell-down", EARS, .help = N_("Go to the cell below in a table"), .argument = "N", .run = run_cell_down},
    {.name = "cell-up", EARS, .help = N_("Go to the cell above in a table"), .argument = "N", .run = run_cell_up},
    {.name = "cell-right", EARS, .help = N_("Go to the cell on the right in a table"), .argument = "N", .run = run_cell_right},
    {.name = "explain", EARS, .help = N_("Say what the abbreviations here mean"), .run = run_explain},

    {.name = "contents", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("Show the table of contents"), .run = run_contents},
    {.name = "about", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("Show source, rights and abbreviations"), .run = run_about},
    {.name = "headings", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("List all headings"), .run = run_headings},
    {.name = "links", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("List all links"), .run = run_links},
    {.name = "tables", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("List all tables"), .run = run_tables},
    {.name = "figures", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("List all figures"), .run = run_figures},
    {.name = "footnotes", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("List all footnotes"), .run = run_footnotes},
    {.name = "changes", .group = N_("Contents and links"), ANY_BUT_PROMPT, .help = N_("List what has changed since you read it"),
     .argument = "read", .run = run_changes},
    {.name = "next-revision", LINKS, .help = N_("Go to the next change since you read it"), .argument = "N", .run = run_next_revision},
    {.name = "previous-revision", LINKS, .help = N_("Go to the change before"), .argument = "N", .run = run_previous_revision},
    {.name = "next-link", LINKS, .for_note = true, .help = N_("Choose the next link or footnote"), .run = run_next_link},
    {.name = "previous-link", LINKS, .for_note = true, .help = N_("Choose the link or footnote before"), .run = run_previous_link},
    {.name = "follow", LINKS, .for_note = true, .help = N_("Follow the chosen link or link N, or show the footnote"),
     .argument = "N", .run = run_follow},
    {.name = "browse", LINKS, .for_note = true, .help = N_("Open the chosen web link, or link N, in your browser"),
     .not_secure = N_("it runs another program; follow shows the address"), .argument = "N", .run = run_browse},
    {.name = "back", LINKS, .help = N_("Go back to where you were"), .run = run_back},
    {.name = "forward", LINKS, .help = N_("Go forward again to where you went back from"), .run = run_forward},
    {.name = "where", LINKS, .help = N_("Say where you are; once more: and what lectern may do"), .argument = "long", .run = run_where},

    // TRANSLATORS: screen, clipboard, plain and so on are typed as they stand
    {.name = "copy-citation", LINKS, .help = N_("Copy the sentence and where it stands: as plain, markdown, bibtex or csl-json, to screen, clipboard or a file"),
     .argument = N_("FORM FILE"), .run = run_copy_citation},
    {.name = "copy-passage", LINKS, .help = N_("Copy the paragraph: to screen, clipboard or a file"), .argument = N_("FILE"), .run = run_copy_passage},

    {.name = "search", SEARCHING, .for_note = true, .help = N_("Search forward"), .argument = N_("TEXT"), .run = run_search},
    {.name = "search-back", SEARCHING, .for_note = true, .help = N_("Search backward"), .argument = N_("TEXT"), .run = run_search_back},
    {.name = "next-hit", SEARCHING, .for_note = true, .help = N_("Go to the next hit"), .argument = "N", .run = run_next_hit},
    {.name = "previous-hit", SEARCHING, .for_note = true, .help = N_("Go to the hit before"), .argument = "N", .run = run_previous_hit},
    {.name = "hits", .group = N_("Search"), ANY_BUT_PROMPT, .help = N_("List all hits with their sentences"), .run = run_hits},
    {.name = "clear-hits", SEARCHING, .help = N_("Stop marking hits on the page"), .run = run_clear_hits},
    {.name = "exact", SEARCHING, .for_prompt = true, .help = N_("Search with case and accents, or without"), .run = run_exact},
    {.name = "regex", SEARCHING, .for_prompt = true, .help = N_("Search for a regular expression, or for plain text"), .run = run_regex},
    {.name = "word", SEARCHING, .for_prompt = true, .help = N_("Search for whole words, or for parts of words too"), .run = run_word},

    {.name = "bookmark", .group = N_("Bookmarks"), .for_page = true, .help = N_("Set a bookmark here"), .argument = N_("NOTE"), .run = run_bookmark},
    {.name = "bookmark-note", .group = N_("Bookmarks"), .for_page = true, .help = N_("Set a bookmark here and type a note"), .run = run_bookmark_note},
    {.name = "edit-note", .group = N_("Bookmarks"), .for_page = true, .for_list = true, .help = N_("Write a note in your editor, here or in the list"),
     .not_secure = N_("it runs another program; bookmark-note takes a note"), .run = run_edit_note},
    {.name = "highlight", .group = N_("Bookmarks"), .for_page = true, .help = N_("Highlight a sentence, a paragraph or a selection"),
     .argument = N_("PART"), .run = run_highlight},
    {.name = "select", .group = N_("Bookmarks"), .for_page = true, .help = N_("Begin a selection here, or drop it"), .run = run_select},
    {.name = "bookmarks", .group = N_("Bookmarks"), ANY_BUT_PROMPT, .help = N_("List the bookmarks, or some by a filter"),
     .argument = N_("FILTER"), .run = run_bookmarks},

    {.name = "list-down", LISTS, .help = N_("Go to the next row"), .argument = "N", .run = run_list_down},
    {.name = "list-up", LISTS, .help = N_("Go to the row before"), .argument = "N", .run = run_list_up},
    {.name = "list-page-down", LISTS, .help = N_("Go down one screen"), .argument = "N", .run = run_list_page_down},
    {.name = "list-page-up", LISTS, .help = N_("Go up one screen"), .argument = "N", .run = run_list_page_up},
    {.name = "list-start", LISTS, .help = N_("Go to the first row"), .run = run_list_start},
    {.name = "list-end", LISTS, .help = N_("Go to the last row"), .run = run_list_end},
    {.name = "fold", LISTS, .help = N_("Hide what is below the row"), .run = run_fold},
    {.name = "unfold", LISTS, .help = N_("Show what is below the row"), .run = run_unfold},
    {.name = "fold-all", LISTS, .help = N_("Hide what is below all rows"), .run = run_fold_all},
    {.name = "unfold-all", LISTS, .help = N_("Show what is below all rows"), .run = run_unfold_all},
    {.name = "filter", LISTS, .help = N_("Show only rows with some text"), .argument = N_("TEXT"), .run = run_filter},
    {.name = "sort", LISTS, .help = N_("Sort by text or date, or as it was"), .argument = N_("ORDER"), .run = run_sort},
    {.name = "choose", LISTS, .help = N_("Go to what the row shows"), .argument = "N", .run = run_choose},
    {.name = "rename", LISTS, .help = N_("Change a bookmark's note"), .argument = N_("NOTE"), .run = run_rename},
    {.name = "tag", LISTS, .help = N_("Give a bookmark tags, with commas between"), .argument = N_("TAGS"), .run = run_tag},
    {.name = "export-marks", LISTS, .help = N_("Write the bookmarks to a file"), .argument = N_("FILE"),
     .not_secure = N_("nothing is exported there"), .run = run_export_marks},
    {.name = "import-marks", LISTS, .help = N_("Read bookmarks from a file"), .argument = N_("FILE"),
     .not_secure = N_("no other files are read there"), .run = run_import_marks},
    {.name = "delete", LISTS, .help = N_("Delete a bookmark"), .run = run_delete},
    {.name = "undo", LISTS, .help = N_("Bring back what was deleted last"), .run = run_undo},
    {.name = "close", LISTS, .for_note = true, .help = N_("Close the list or the footnote"), .run = run_close},

    {.name = "note-down", .group = N_("Footnote"), .for_note = true, .help = N_("Go forward one line of the footnote"), .argument = "N", .run = run_note_down},
    {.name = "note-up", .group = N_("Footnote"), .for_note = true, .help = N_("Go back one line of the footnote"), .argument = "N", .run = run_note_up},

    {.name = "accept", TYPING, .help = N_("Take what is typed"), .run = run_accept},
    {.name = "cancel", TYPING, .help = N_("Leave what is typed, and go back to where you were"), .run = run_cancel},
    {.name = "new-line", TYPING, .help = N_("Begin a new line in a note"), .run = run_new_line},
    {.name = "complete", TYPING, .help = N_("Complete a command, or show what it can go on with"), .run = run_complete},
    {.name = "history-back", TYPING, .help = N_("Take what was typed here before"), .run = run_history_back},
    {.name = "history-forward", TYPING, .help = N_("Take what was typed here after that"), .run = run_history_forward},
    {.name = "delete-back", TYPING, .help = N_("Delete the character before the cursor"), .run = run_delete_back},
    {.name = "delete-forward", TYPING, .help = N_("Delete the character at the cursor"), .run = run_delete_forward},
    {.name = "delete-word", TYPING, .help = N_("Delete the word before the cursor"), .run = run_delete_word},
    {.name = "delete-all", TYPING, .help = N_("Delete all that is typed"), .run = run_delete_all},
    {.name = "cursor-left", TYPING, .help = N_("Go one character to the left"), .run = run_cursor_left},
    {.name = "cursor-right", TYPING, .help = N_("Go one character to the right"), .run = run_cursor_right},
    {.name = "cursor-start", TYPING, .help = N_("Go to the start of what is typed"), .run = run_cursor_start},
    {.name = "cursor-end", TYPING, .help = N_("Go to the end of what is typed"), .run = run_cursor_end},

    {.name = "shelf", .group = N_("Shelf"), ANY_BUT_PROMPT, .help = N_("List the installed reports, to open one"), .run = run_shelf},
    {.name = "search-shelf", .group = N_("Shelf"), ANY_BUT_PROMPT, .help = N_("Search all installed reports"), .argument = N_("TEXT"), .run = run_search_shelf},
    {.name = "shelf-hits", .group = N_("Shelf"), ANY_BUT_PROMPT, .help = N_("List those hits again, and search on"), .run = run_shelf_hits},
    {.name = "shelf-bookmarks", .group = N_("Shelf"), ANY_BUT_PROMPT, .help = N_("List the bookmarks of all reports"), .run = run_shelf_bookmarks},
    {.name = "next-part", .group = N_("Shelf"), .for_page = true, .help = N_("Open the next part of the series"), .run = run_next_part},
    {.name = "previous-part", .group = N_("Shelf"), .for_page = true, .help = N_("Open the part of the series before"), .run = run_previous_part},

    {.name = "help", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("List all commands and their keys"), .run = run_help},
    {.name = "key-help", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("Say what keys do, without doing it"), .run = run_key_help},
    {.name = "command", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("Type a command by its name"), .run = run_command},
    {.name = "status-line", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("Show or hide the status line"), .run = run_status_line},
    {.name = "screen-reader", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("Page mode for screen readers, or back; or line mode"),
     .argument = "page|line|off", .run = run_screen_reader},
    {.name = "verbosity", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("Have more or less said beside the text, for good"), .argument = N_("STEP"), .run = run_verbosity},
    {.name = "traffic", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("Say how much went to the terminal, and how fast it answers"), .run = run_traffic},
    {.name = "settings", .group = N_("Program"), ANY_BUT_PROMPT, .help = N_("List the settings, to be changed; or set one for good"), .argument = N_("NAME VALUE"), .run = run_settings},
    {.name = "redraw", .group = N_("Program"), .help = N_("Draw the screen afresh"), .run = run_redraw},
    {.name = "stop", .group = N_("Program"), .help = N_("Stop lectern until the shell's fg"), .not_secure = N_("it leads to the shell"), .run = run_stop},
    {.name = "quit", .is_near = true, .group = N_("Program"), .for_page = true, .help = N_("Leave lectern; it keeps your place"), .run = run_quit},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const char *const focus_names[FOCUS_COUNT] = {
    [FOCUS_PAGE] = "page", [FOCUS_CONTENTS] = "contents", [FOCUS_HITS] = "hits", [FOCUS_BOOKMARKS] = "bookmarks",
    [FOCUS_ELEMENTS] = "elements", [FOCUS_CHANGES] = "changes", [FOCUS_SHELF] = "shelf", [FOCUS_FOUND] = "found", [FOCUS_HELP] = "help",
    [FOCUS_ABOUT] = "about", [FOCUS_SETTINGS] = "settings", [FOCUS_NOTE] = "note", [FOCUS_PROMPT] = "prompt",
};

const char *focus_name(Focus focus)
{
    return focus_names[focus];
}

bool focus_is_list(Focus focus)
{
    return focus >= FOCUS_CONTENTS && focus <= FOCUS_SETTINGS;
}

const Command *command_at(size_t index)
{
    return index < COMMAND_COUNT ? &commands[index] : NULL;
}

size_t command_index(const Command *command)
{
    return (size_t)(command - commands);
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
