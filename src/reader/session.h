// What the reader's own files share, and nobody else needs.
#ifndef READER_SESSION_H
#define READER_SESSION_H
#include "base/meter.h"
#include "base/signals.h"
#include "reader/reader.h"
#include "reader/write_out.h"

enum { TIMES_MOST = 100000, HISTORY_MOST = 1000 };

// position.c
void position_set_top(Reader *reader, int chapter, int line);    // as reader_set_top(), but the present unit stays
void position_settle(Reader *reader);                       // the lines follow from the place again: after a resize
void position_return(Reader *reader, Position position);    // goes back to one that was kept, also at another size
void position_refresh(Reader *reader);                      // all of the page is shown again, nothing of it covered
Position position_kept(const Reader *reader);               // to be returned to
void position_scroll(Reader *reader, int top, int end);     // by some lines: the page need not end where a page does
void position_scroll_on(Reader *reader, int rows, int end); // on by some rows; what was said at the start goes first
void position_scroll_back(Reader *reader, int top);         // so that it begins with a line above it
Place place_of_line(const Layout *layout, int chapter, int line);   // the first text in or behind it; where there is none, the last before it
long position_words_left(const Reader *reader);             // from the first row to the report's end
void history_push(Reader *reader);                          // where it is now, to come back to: where the reading has a line, to the word
void history_push_place(Reader *reader, Place place);
Place place_in_body(Report *report, Place place);           // of text in a footnote: where it is first referred to; else itself
int footnote_of(const Chapter *chapter, int block);         // the FOOTNOTE that a block stands in; -1 = none

// long_work.c: a command that takes long, told by reader->notice from half a second on, and stopped by Ctrl-C
typedef struct {
    Reader *reader;
    Meter before;           // of the report's chapters: a work within another is heard alone
    MeterPace pace;
    long begun;             // clock_ms()
    long heard;             // clock_ms() of the last time
    long asked;             // clock_ms() when it was asked last whether a key waits
    int percent;            // heard then
    bool is_stopped;
    Listening listening;
} LongWork;
Meter long_work_begin(LongWork *work, Reader *reader);      // for who does it; the work must stay where it is until it ends
Meter search_work_begin(LongWork *work, Reader *reader);    // it is waited for in idle time: told as that of a command, and the first key stops it
Meter idle_work_begin(LongWork *work, Reader *reader);      // in idle time: nothing is told, and the first key stops it
void long_work_end(LongWork *work);

// Where reading a chapter, or laying it out, was stopped: what there is of it is forgotten.
typedef struct {
    Position position;
    Focus focus;
    size_t back, forward;   // of the history
    bool is_unopened, has_revisions;
} Standing;
Standing standing_now(const Reader *reader);
void standing_return(Reader *reader, Standing standing);    // nothing has moved

// named_files.c: files that a person names, on a disk that may not answer: told, and Ctrl-C ends the wait
WriteResult reader_write_file(Reader *reader, const char *path, const Buffer *bytes, WriteOver over, Error *err);
bool reader_read_file(Reader *reader, const char *path, size_t most, Buffer *bytes, Error *err);

// reading.c
Place place_now(const Reader *reader);                      // what is kept, marked and gone on from: the unit, or where the reading is, if it has a line of its own
int line_read_from(const Layout *layout, int line);         // the first from one on that has something to read; their number where none has
int line_read_before(const Layout *layout, int line);       // the last one before; -1 = none
bool position_read_from(Reader *reader, int line);          // the reading is on what is read in or behind a line; false: there is none shown
void position_read_at(Reader *reader, Place place);         // the reading, and the cursor, are at a place, if it is shown
void position_read_back(Reader *reader, Place place);       // likewise after a resize; it is brought on the page
int reading_line_now(const Reader *reader);                 // where the reading is, or the nearest on the page: the arrows of page mode lead off it
bool reading_is_at(const Reader *reader, Place place);      // where position_read_at() would put it
bool reading_touches(const Reader *reader, Place *place);   // the text that has the cursor's cell; false: none has
bool line_touches(const Widths *widths, const Line *line, int cell, Place *place);    // likewise of a line; the chapter stays; a line may be NULL
int cell_of(const Widths *widths, const Line *line, Place place);                 // of a place in its line; the line's first text counts as its first cell, where a screen reader begins
int whole_cell(const Widths *widths, const Line *line, int cell, bool is_behind); // as whole_cell_in(), of what stands at the cell of a line
void reading_cover(Reader *reader, int line);               // what stands on the page from a line on is covered by a message
void reading_uncover(Reader *reader);                       // its line is shown again
bool reading_on(Reader *reader);                            // to the next line, which comes in where it has to; false: the chapter's end
bool reading_back(Reader *reader);                          // likewise
void reading_end(Reader *reader);                           // to the last line that is shown

// told_lines.c: how line mode moves
bool tells_lines(const Reader *reader);                     // it is line mode
bool told_on(Reader *reader, int lines);                    // the page is the lines behind what was told last, at most to the chapter's end; false: the report's end
bool told_back(Reader *reader, int lines);                  // those before it; false: the report's start
void told_end_before(Reader *reader, int line);             // the page ends before a line, where that was told already
Place told_end(const Reader *reader);                       // what follows the page, to come back to when lines are others
void told_end_at(Reader *reader, Place end);                // the page ends before what told_end() gave

// card.c
void unit_show(Reader *reader, Unit unit);                  // becomes the present one, is brought on the page and told
void unit_tell(Reader *reader, Unit unit, const char *text);    // likewise, but this is told of it, in ordinary mode too
RoleOptions role_options(const Reader *reader);             // what is said beside a text
void unit_drop(Reader *reader);                             // there is none any more
bool unit_leave(Reader *reader);                            // the page begins behind it, where units are told; false: it does not
void card_settle(Reader *reader);                           // after a resize
bool card_scroll(Reader *reader, int screens);              // false: there is no more of the card that way

// commands_units.c
bool unit_keep_read(Reader *reader, Unit next, Error *err); // where the present one and that which follows it end a chapter, it has been read; else begun

// commands_read_on.c
bool read_on_idle(Reader *reader);                          // the next sentence, where it is due; false: it is not
bool read_on_stop(Reader *reader);                          // false: it was not on

void reading_set_cell(Reader *reader, int cell);            // pulled into the row, and to the first cell of what is wide
int whole_cell_in(const Widths *widths, const char *text, size_t length, int cell, bool is_behind);   // where the cluster at a cell of a text begins; within it the cell behind it
bool reading_move_cell(Reader *reader, int step);           // over what is wide as a whole; false: the row's end, in line mode the text's

// commands_cursor.c
bool route_in_note(Reader *reader, Key key);                // an arrow in page mode moves the cursor in a footnote and does nothing else (R9); false: it is none

// commands_move.c
bool line_on(Reader *reader);   // by a row; where the reading has a line of its own it goes over the page first. Not in line mode
bool line_back(Reader *reader); // false: the report's start

// press.c
void hush(Reader *reader);                                // the message is gone
bool times(const Command *command, const char *argument, int *count, Error *err);   // "" is 1

// key_help.c
bool key_help_press(Reader *reader, Key key);               // says what reader->keys, `key` last, do; false: keys are not being explained

// commands_goto.c
bool goto_idle(Reader *reader);                             // one step to a page that is sought; false: none is
bool goto_stop(Reader *reader);                             // none is sought any more; false: none was

// commands_elements.c
bool skip_idle(Reader *reader);                             // one step to an element that is sought; false: none is
bool skip_stop(Reader *reader);                             // none is sought any more; false: none was

// commands_links.c
LinkChoice link_at(const Layout *layout, Place place);      // none: {0}
void link_settle(Reader *reader);                           // drops a chosen link that is no longer on the page
void note_open(Reader *reader, int block, size_t byte);     // a footnote of the chapter shown; begins at a byte of a block in it
void note_settle(Reader *reader);                           // lays it out again: after a resize
void note_close(Reader *reader);
bool show_anywhere(Reader *reader, Place place);            // jumps; a place in a footnote opens it
// Jumps to where a link or a reference stands: the link is chosen, the footnote shown. A span that the block has not: a footnote itself.
bool show_link(Reader *reader, Place place, size_t span, Error *err);
char *name_of_target(Report *report, Place place);          // by its heading, and by its number if it has one of its own; the caller frees
Place place_of_link(const Layout *layout, LinkChoice link);
void link_choose(Reader *reader, int block, size_t span);   // of the page shown; says what it is
// The link that a command means, which is chosen then: number `argument` of the chapter, or what is chosen in the footnote, or what Enter follows on
// the page. Borrowed from the chapter. NULL and *err: there is none.
const Span *link_meant(Reader *reader, const Command *command, const char *argument, Error *err);
void link_choose_again(Reader *reader);                     // the one that begins where the page does, if any; says nothing

// reader.c
void reader_begin(Reader *reader);                          // at the place kept, else at the start; says so

// reopen.c
void reader_say_title(Reader *reader);                     // of the report, before what is said already

// commands_shelf.c
void shelf_look(Reader *reader);                            // what is installed now; the place in the present report is kept first
void shelf_await(Reader *reader, BookshelfStep step(Reader *reader, int wait_ms));  // steps until DONE, so long as the first screen of a list is waited for
bool shelf_idle(Reader *reader);                            // a step of reading what the list shows; false: all is known
bool shelf_is_awaited(const Reader *reader);                // it is listed, and not all that is waited for is known
bool shelf_choose(Reader *reader, const Row *row, Error *err);

// commands_found.c
bool found_search(Reader *reader, const char *text, Error *err);
bool found_idle(Reader *reader);                            // a step of the search whose list is shown; false: it is done, or stopped
bool found_is_awaited(const Reader *reader);
bool found_stop(Reader *reader);                            // false: it did not go on
bool found_choose(Reader *reader, const Row *row, Error *err);

// commands_series.c
void series_say_end(Reader *reader);                        // the report ends here; and the next part that is installed, if any
void series_say_start(Reader *reader);                      // likewise

// rows_shelf.c
void rows_open_shelf(Reader *reader);                       // with the report read last selected
void rows_fill_shelf(Reader *reader);                       // with the same row selected
void rows_want_shelf(Reader *reader);                       // what is shown is to be read first

// reload.c
int watch_wait_ms(const Reader *reader);                    // until the next look; -1 = there is none
void watch_idle(Reader *reader);                            // a look at the report's files, where it is due

void reader_await_pages(Reader *reader);                    // for who listens: reads and counts all chapters, for a second at most

// commands_where.c
void where_idle(Reader *reader);                            // says again where one is, once the pages are counted

// commands_search.c
bool search_follow(Reader *reader, Report *report, Error *err);     // searches for the same in another version of the report, from where one is; no hit is the present one
void search_typed(Reader *reader);                          // what is typed in the prompt changed
void search_tell(Reader *reader);                           // says again what the text in the prompt has found so far
bool search_stop(Reader *reader);                           // looks for no hit any more; false: it did not
bool search_accept(Reader *reader, Error *err);
void search_cancel(Reader *reader);
void search_show(Reader *reader, long index, bool is_wrapped);  // a hit becomes the present one and is shown
bool search_idle(Reader *reader);                           // false: nothing left to do
void search_some(Reader *reader);                           // some chapters now, so that a short report is searched whole before a list is shown

// commands_prompt.c
void prompt_open(Reader *reader, PromptKind kind, const char *text);
void prompt_changed(Reader *reader);
void prompt_leave(Reader *reader);                          // back to the focus before, and nothing else

// commands_highlight.c
bool selection_drop(Reader *reader);                        // false: nothing was selected

// commands_marks.c
bool bookmark_add(Reader *reader, const char *note, Error *err);
bool bookmark_rename(Reader *reader, const char *note, Error *err);
bool mark_set_tags(Reader *reader, const char *typed, Error *err);      // of the selected row
const Mark *selected_mark(Reader *reader, Error *err);      // of the selected row; NULL and *err where bookmarks are not what is listed, or there is none
void marks_listed_anew(Reader *reader);                     // something of them was changed
char *path_of_typed(const char *typed);                     // as a shell would have it: "~/" is the home; the caller frees
Place place_to_mark(const Reader *reader);                  // the present unit or the reading line; else the present hit, if it is on the page; else the first text
void marks_shown_anew(Reader *reader);                      // highlights are others: where they are told, the page is laid out again

// commands_edit.c
char *note_in_line(const char *note);                       // line ends as a sign, so that the prompt can show them; the caller frees
char *note_of_line(const char *line);                       // and back
// A note as it is typed in one line, given to what keeps it.
bool note_take(Reader *reader, const char *line, bool (*take)(Reader *reader, const char *note, Error *err), Error *err);

// commands_revisions.c
void revisions_forget(Reader *reader);                      // it is another version
void revisions_say(Reader *reader);                         // behind the welcome

// commands_export.c
bool export_offer(Reader *reader);                          // before the end: asks for a file where bookmarks could not be saved; false: nothing to ask
void export_accept(Reader *reader, const char *path);       // it is over, or asked again
void export_cancel(Reader *reader);                         // it goes on; the next end is one without a question

// commands_typed.c
void typing_begin(Reader *reader);                          // a prompt was opened
void typing_keep(Reader *reader, const char *line);         // what was typed into it was taken

// commands_settings.c
bool setting_choose(Reader *reader, Error *err);            // the selected one takes its next value, or is typed
bool setting_accept(Reader *reader, const char *value, Error *err);

// commands_copy.c
void copy_accept(Reader *reader, const char *path);         // what was copied is written there, or a file is asked for again
void copy_cancel(Reader *reader);

// rows.c, rows_elements.c, rows_help.c, rows_about.c: what stands in the lists
List *list_in_focus(Reader *reader);                        // also behind a prompt; NULL = no list there
void rows_fill_contents(Reader *reader);
// Of a long report only the sections of the chapter that is read are rows at first. Each of these adds others, in the contents: to all chapters, for
// who looks for a row among all; to the chapter that is selected.
void rows_open_contents(Reader *reader);
void rows_open_chapter(Reader *reader);
void rows_forget_contents(Reader *reader);                  // which chapters those are: another report follows
void rows_refresh_contents(Reader *reader);                 // chapters were loaded since: titles, sections, minutes
void rows_fill_hits(Reader *reader);                        // those found so far
void rows_refresh_hits(Reader *reader);                     // chapters were searched since
void rows_fill_elements(Reader *reader, ElementKind kind);  // of the chapters that are loaded; of a short report that is all
void rows_refresh_elements(Reader *reader);                 // chapters were loaded since
bool rows_know_elements(const Reader *reader);              // all of them are listed
void rows_fill_bookmarks(Reader *reader);
void rows_fill_help(Reader *reader);
void rows_fill_about(Reader *reader);
void rows_fill_settings(Reader *reader);

#endif
