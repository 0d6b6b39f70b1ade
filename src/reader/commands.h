// What each row of the command table runs. See Command.run for what they take and return.
#ifndef READER_COMMANDS_H
#define READER_COMMANDS_H
#include "reader/command.h"

typedef bool Run(Reader *reader, const char *argument, Error *err);

// key_help.c
Run run_key_help;

// commands_move.c
Run run_page_down, run_page_up, run_line_down, run_line_up, run_half_down, run_half_up;

// commands_cursor.c
Run run_row_down, run_row_up, run_column_left, run_column_right;

// commands_goto.c
Run run_goto, run_start, run_end, run_percent, run_next_heading, run_previous_heading, run_next_chapter, run_previous_chapter, run_back, run_forward;

// commands_where.c
Run run_where;

// commands_elements.c
Run run_headings, run_links, run_tables, run_figures, run_footnotes, run_next_same_heading, run_previous_same_heading, run_next_list, run_previous_list,
    run_next_table, run_previous_table, run_next_figure, run_previous_figure, run_next_footnote, run_previous_footnote;
// commands_units.c
Run run_next_word, run_previous_word, run_next_sentence, run_previous_sentence, run_next_paragraph, run_previous_paragraph, run_repeat;

// commands_read_on.c
Run run_read_on, run_speak;

// commands_spell.c
Run run_spell, run_spell_phonetic, run_explain;

// commands_cells.c
Run run_cell_left, run_cell_down, run_cell_up, run_cell_right;

// commands_revisions.c
Run run_changes, run_next_revision, run_previous_revision;

// commands_links.c
Run run_next_link, run_previous_link, run_follow, run_browse, run_note_down, run_note_up;

// commands_copy.c
Run run_copy_citation, run_copy_passage;

// commands_search.c
Run run_search, run_search_back, run_next_hit, run_previous_hit, run_clear_hits, run_exact, run_regex, run_word;

// commands_edit.c
Run run_edit_note, run_new_line;

// commands_marks.c
Run run_bookmark, run_bookmark_note, run_rename, run_tag, run_delete, run_undo;

// commands_marks_files.c
Run run_export_marks, run_import_marks;

// commands_highlight.c
Run run_highlight, run_select;

// commands_lists.c
Run run_contents, run_hits, run_bookmarks, run_help, run_about, run_list_down, run_list_up, run_list_page_down, run_list_page_up, run_list_start, run_list_end,
    run_fold, run_unfold, run_fold_all, run_unfold_all, run_filter, run_choose, run_close;

// commands_sort.c
Run run_sort;

// commands_found.c
Run run_search_shelf, run_shelf_hits, run_shelf_bookmarks;

// commands_series.c
Run run_next_part, run_previous_part;

// commands_shelf.c
Run run_shelf;

// commands_prompt.c
Run run_accept, run_cancel, run_delete_back, run_delete_forward, run_delete_word, run_delete_all, run_cursor_left, run_cursor_right, run_cursor_start,
    run_cursor_end, run_command;

// commands_settings.c
Run run_settings;

// commands_typed.c
Run run_complete, run_history_back, run_history_forward;

// commands_program.c
Run run_status_line, run_verbosity, run_screen_reader, run_traffic, run_redraw, run_stop, run_quit;

#endif
