// The session, without a screen: one state that both faces show. Commands change it; views look at it.
#ifndef READER_READER_H
#define READER_READER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/sandbox.h"
#include "reader/bookshelf.h"
#include "reader/command.h"
#include "reader/keymap.h"
#include "reader/list.h"
#include "reader/marks.h"
#include "reader/pager.h"
#include "reader/prompt.h"
#include "reader/revisions.h"
#include "reader/search.h"
#include "reader/settings.h"
#include "reader/shelf_search.h"
#include "reader/speed.h"
#include "reader/typed.h"
#include "report/elements.h"
#include "report/stamp.h"
#include "reader/unit.h"

// In page mode: lines of the page that a message covered. They stay blank until the page changes, since what comes back is spoken again; but
// those that the reading went to since are seen.
typedef struct {
    int first, end;
    int seen, seen_end;
} Covered;

enum { READER_WAIT_MS = 5000 };  // for a disk that does not answer
enum { MARKER_CELLS = 2 };  // of the margin, for the mark beside the line that is read

// Where the reader is: the place is what counts, the lines follow from it at each size.
typedef struct {
    Place place;            // the first text shown when it was last moved; a resize leaves it alone
    int lead;               // lines without text that were shown before it
    int top;                // line of the chapter's layout in the first row
    int end;                // line behind the last one to show: a page may end before the screen does, so that no heading stands last on it
    int reading;            // line where the reading is, from `top`: the first with text, or where a line move or a jump led; the arrows of page
                            // mode lead to any row of the screen, so that it may be up to `head` above `top`, and behind `end`
    int cell;               // of it, where the cursor is: from 0, where the text begins; less in the margin
    int second;             // line with which the second column begins; `end` or more: it is empty, or there is none
    int head;               // rows above `top` that show what was said at the start; gone when the page changes
    Covered covered;
    Place read;             // in a position that was kept: the text where the reading was
    Place behind;           // likewise: told_end()
    int page;               // page of the chapter that holds `top`, from 0
    int clear;              // line behind the last one that no message covers; page-down goes on from there
} Position;

typedef struct {
    Place *places;
    size_t count;
    size_t capacity;
} History;

// A link or a footnote reference, on the page or in a footnote, that Enter would follow.
typedef struct {
    bool is_some;
    int block;              // of the chapter shown
    size_t span;            // index in the block's spans
} LinkChoice;

// Looking for the next element of a kind, or the one before, a chapter at a step.
typedef struct {
    ElementKind kind;
    int level;              // of headings: only those; 0 = all
    SearchWay way;
    int left;               // how many are still to be found; 0 = nothing is sought
    int chapter;            // that is looked into next
    Place from;             // the one sought lies behind it, or before it, where that is in this chapter
    bool has_found;         // one, though not the last that was asked for
    Place found;            // where it is shown from
    Element element;
    int heading;            // of headings: what the one begun at is below; -1 = nothing
    int heading_chapter;
} Skip;

// A search and where one is in it.
typedef struct {
    Search *search;         // NULL = none
    SearchWay way;
    long hit;               // index of the present hit; -1 = none
    bool is_marked;         // hits on the page are shown as such
} Finding;

// What is told by itself: the text of the present unit, or what was asked about it. Page mode shows it in the place of the page; ordinary mode
// marks the unit on the page, and shows the text only where it is more than a message.
typedef struct {
    Buffer text;            // "" = none; LF ends a line
    TextLine *lines;        // of it, at the present measure
    size_t count;
    size_t top;             // the line in the first row
    int row, cell;          // of the cursor on the screen
    bool is_verbatim;       // line mode breaks no line of it: it may be copied, or read by a program
    bool is_tall;           // ordinary mode shows it too
    unsigned long told;     // how often something was told so
} Card;

// Continuous reading: the present unit is a sentence, and the next one follows when its time is over.
typedef struct {
    bool is_on;
    bool is_aloud;          // a program speaks it, and the next one follows when it has
    long due;               // clock_ms() when the next one follows, or the program is looked at
    bool is_whole;          // it ended with the present unit, which was read to its end: it goes on behind it
} ReadingOn;

typedef enum { SHELF_BY_READ, SHELF_BY_TITLE, SHELF_BY_SERIES } ShelfOrder;    // those read last first
#define SHELF_NO_REPORT SIZE_MAX    // source of a row of the shelf that says what is not there

// Private reading: what was marked in a report that was left.
typedef struct {
    char *folder;           // of the report
    Marks *marks;
} AsideMarks;

// The report's files, looked at while nothing else is to be done.
typedef struct {
    char *path;             // NULL = they are not
    long due;               // clock_ms() of the next look
    Stamp seen;             // at the last one
    Stamp refused;          // of a version that can't be read, which was said
} Watching;

// What went to the terminal.
typedef struct {
    size_t bytes;           // of all screens
    long round_trip;        // ms of the quickest answer; 0 = none has come
    unsigned long left_out; // screens that were not sent whole, since another key was typed before
} Traffic;

// How the face shows words in the middle of a command, over what is shown; NULL: it does not.
typedef struct {
    void (*show)(void *context, const char *words);
    bool (*is_awaited)(void *context);  // a key waits to be answered: what idle time does ends
    void *context;
} Notice;

struct Reader {
    Report *report;         // borrowed; reader_open() frees it and has another
    Watching watching;
    unsigned long reloads;  // how often a new version of the report took the place of the old one
    Settings settings;
    Keymap *keymap;         // borrowed
    Marks *marks;           // likewise
    Pager *pager;
    bool was_busy;          // in idle time

    int rows, columns;      // of the whole screen
    Widths measured;        // of the terminal; the standard where it was not asked
    Widths widths;          // what the settings make of it
    bool is_ordered;        // the screen has text in visual order: who has the terminal says so
    bool wants_status;      // there is to be a status line where the mode is the ordinary one
    bool has_no_screen;     // nothing can be drawn: there is line mode only
    bool has_tutorial;      // it is installed, so that the help names it
    bool keeps_settings;    // what a command sets for good goes into config.yaml
    const char *secure_by;  // what set secure mode, as secure_source() has it; NULL = nothing did
    Traffic traffic;        // who has the terminal keeps it up to date
    Sandbox sandbox;        // what the kernel holds it to
    const char *why_no_settings;    // why it does not, where that is to be told: "private reading keeps no settings"; NULL = it is not
    int margin;             // cells that the screen wants at each side of the text for citation numbers, where there are 40 columns or more
    const Layout *shown;    // of the chapter of the position, at the present size; what views draw
    Position position;
    Place guess;            // where it was opened, if the place that was kept could not be found
    bool is_guessed;
    History back;           // places to come back to, last on top
    History forward;        // places that were gone back from, likewise
    LinkChoice link;
    Unit unit;              // the present one; none as soon as something else moves the page
    Card card;
    ReadingOn reading_on;
    bool keeps_unit;        // the last command left the reading where it was, though lines are others
    Unit selected;          // where a selection was begun. None: nothing is being selected
    Unit selected_end;      // where a mouse ended it; none: it goes to the present unit

    Focus focus;
    Focus focus_before;     // what the prompt returns to
    Focus focus_behind;     // what the help and the report's own list return to
    List contents, hits, bookmarks, elements, changes, shelf, found, help, about, options_list;
    Notice notice;
    bool is_at_file;        // a file that a person named is waited for, not the bookmarks
    Buffer marks_file;      // there is a file of that name, which Enter would write marks over; "" = none
    Buffer marks_filter;    // which marks are listed, and exported: mark_fits(); "" = all
    Revisions revisions;    // what has changed since the report was last read
    bool has_revisions;     // it was found out
    size_t revision;        // the one gone to last, from 1; 0 = none
    Bookshelf *bookshelf;   // what `shelf` lists; NULL = it was not looked at yet
    ShelfOrder shelf_order;
    ShelfSearch *shelf_search;  // what `found` lists; NULL = nothing was looked for on the shelf yet
    size_t found_listed;    // of so many reports
    bool found_is_stopped;  // it does not go on until it is listed again
    bool is_unopened;       // the shelf was opened first: the report lies behind it, and nobody has chosen it yet
    AsideMarks *aside;
    size_t aside_count, aside_capacity;
    bool hits_are_all;      // the search was done when the hits were last listed
    size_t list_first, list_next;   // as Shown has them
    int contents_seen;      // pager_seen() when the contents were last filled
    bool *contents_open;    // of each chapter: its sections are rows of them, or are to be; NULL = of none yet
    ElementKind elements_kind;
    int elements_seen;      // pager_seen() when they were last listed
    Layout *note;           // the footnote shown in place, in FOCUS_NOTE; NULL = none
    int note_block;         // the footnote's block in the chapter shown
    LinkChoice note_link;   // in the footnote
    int note_top;           // line of the note in its first row
    int note_row, note_cell;    // of what is shown of it: where the cursor is in page mode, if no link is chosen

    Speed speed;

    Prompt prompt;
    Typed typed_commands, typed_searches;
    SearchOptions options;  // toggles for the next search
    SearchOptions former_options;   // before the prompt of a search was opened: who leaves it has them again
    Finding finding;
    Finding former;         // while a search is being typed: the one before, to come back to
    Position search_origin; // where the search was begun: likewise
    bool is_seeking;        // idle time looks for a hit; the next key ends that, but what is typed into the prompt of a search
    bool keeps_origin;      // when it is found, search_origin goes on the history
    Seek seek;

    long page_sought;       // idle time counts pages up to this one, to go there; 0 = none

    Skip skip;

    Sequence keys;          // typed so far, of a sequence
    Buffer number;          // digits and "." typed before a command
    Buffer message;         // one sentence or two for the person; "" = none; gone at the next key
    bool message_is_where;  // it says where one is, in short
    bool message_is_about;  // it says "Page 18 of about 149", and is brought up to date for eyes once the pages are counted
    Buffer former_message;  // the one before, until a command is run
    bool former_is_where;   // likewise
    bool message_is_error;
    bool message_is_count;  // it says "Hit 3 of 41+." and is brought up to date while the search goes on
    bool message_is_welcome;    // the one said at the start
    Buffer welcome;         // in page mode that stands above the page as long as position.head says
    bool was_on_message;    // page mode: the cursor stood on the message that the last key took away
    bool has_pointed;       // the last command moved the cursor and nothing else
    int shown_rows;         // of the text, as Shown has them
    bool has_told;          // line mode told the page: lines that come to be others at a resize count as told likewise
    bool has_landed;        // the last command went to a place, where others go on from what is shown
    size_t declined;        // so many bookmarks and changes are in memory only, and were not to be written to a file when that was asked
    Buffer exported;        // the file that they were written to at the end; "" = none
    bool wants_over;        // `exported` names one that is there, which Enter would write over
    Buffer copied;          // what is to go into the terminal's clipboard, or into a file
    Buffer copied_path;     // names one that is there, which Enter would write over; "" = none
    bool wants_clipboard;   // `copied` is to go there: who has the terminal calls reader_take_copied()
    bool has_told_locks;    // that the disk has none was told, or that it has some was seen
    bool explains_keys;     // keys are said, not run; but what is typed into a prompt is typed
    bool wants_repeat;      // what was told last is to be told again; who does it sets it false
    bool wants_redraw;      // the screen is to be drawn afresh (Ctrl-L); who does it sets it false
    bool wants_terminal;    // a new setting asks for the terminal to be given back and taken again; likewise
    bool wants_stop;        // the program is to be stopped (Ctrl-Z); likewise
    const char *speaker;    // what LECTERN_SPEAK names, borrowed; NULL = spd-say
    long speaking;          // the program that speaks; 0 = none
    long silencing;         // one that was started to end that; likewise
    const char *browser;    // what BROWSER names, borrowed; NULL = addresses are only shown
    char *address;          // to be handed to it: who has the terminal calls reader_browse(); NULL = none
    const char *editor;     // what VISUAL or EDITOR names, borrowed; NULL = neither does
    char *draft;            // a note to be edited there: who has the terminal calls reader_edit(); NULL = none
    bool is_over;           // the reader has quit
    bool is_cut_off;        // a signal asked to end, or the line has dropped
};

// Report, keymap and marks must outlive it. Opens at the place kept last time, else at the start; reads that chapter only. 80 columns and 24
// rows until it is resized.
Reader *reader_new(Report *report, const Settings *settings, Keymap *keymap, Marks *marks);
// The same, but where that is the start of a long chapter only its first pages are read (report_chapter_start()), so that they can be shown at once:
// where a place was kept it was looked for, and its chapter is read.
// The rest is read by reader_idle(), between keys, or by the first command that needs it; the page is another one then where something is wrong there.
Reader *reader_new_early(Report *report, const Settings *settings, Keymap *keymap, Marks *marks);
bool reader_shows_start(const Reader *reader);  // only that of its chapter: before all but reader_press(), reader_run() and reader_resize() it is completed
void reader_complete(Reader *reader);           // reads the rest, if only the start is shown

void reader_open_at(Reader *reader, Place place);   // right after it: a place that was asked for instead; Backspace leads to the one kept
void reader_free(Reader *reader);       // NULL is fine

// From here on the reader takes the new version of the report whenever its files are saved (path: for report_open()), says so, and stays at the
// same words. The old one is freed; reader->report is then to be freed instead. Never while something is typed, listed or sought.
void reader_watch(Reader *reader, const char *path);

// Another report (its path) in the place of the present one, which is left as at the end: place kept, bookmarks saved. The present report and its
// marks are freed; reader->report and reader->marks are then to be freed in their place. False and *err: it can't be read, or bookmarks of the
// present one would be lost; nothing has changed.
bool reader_open(Reader *reader, const char *path, Error *err);
size_t reader_private_marks(Reader *reader);    // bookmarks of all reports that were read, where they end with the session; else 0

void reader_set_measured(Reader *reader, Widths measured);  // the page is laid out again where that makes a difference
void reader_set_ordered(Reader *reader, bool is_ordered);   // likewise
void reader_resize(Reader *reader, int rows, int columns);      // taken as 1..10000 each; keeps the place to the word
// The mode is another one: what of the settings depends on it follows. The face that is at work ends where it is not the one for the mode.
void reader_enter(Reader *reader, ScreenReader mode);
bool reader_is_spoken(const Reader *reader);    // in page mode or in line mode: what eyes would see of the text stands in it in words
bool reader_is_heard(const Reader *reader);     // page mode: a screen reader speaks what is sent to the screen, in the order in which it is sent
int reader_left(const Reader *reader);      // column where the text begins, of two columns of it the left one
int reader_columns(const Reader *reader);   // of text: 2 where they are asked for and fit side by side, in the ordinary mode
int reader_column_left(const Reader *reader, int column);       // where one begins: 0 is the one that is read first
int reader_page_rows(const Reader *reader); // lines that a page holds: the rows of text of all its columns
bool reader_has_marker(const Reader *reader);                   // in the ordinary mode only: a mark would be spoken
int reader_measure(const Reader *reader);                       // cells of a line of text now
int reader_text_rows(const Reader *reader);                     // rows of text now: all but the last, at least 1. Where there is no status
                                                                // line it is of the text too, and a prompt or message covers it; but not
                                                                // in page mode, where what comes back from below would be spoken again
int reader_note_rows(const Reader *reader);                     // lines of the note shown at once, at the foot of the text; at most half of
                                                                // its rows, less one for what sets it off; at least 1

// What the screen shows: how many of the first rows of text, the others being covered by a message; and which rows of the list that has the
// focus, whole. The next command goes on from there; behind it, it is not known any more.
typedef struct {
    int text_rows;
    int head;               // of them those above the page's first line
    size_t first, next;     // rows of the list; next: the first one behind it that is not shown whole; both 0 = not known
} Shown;
void reader_set_shown(Reader *reader, Shown shown);

// One key. It goes to the focus: a bound sequence runs its command; digits gather as a number; text goes into the prompt.
void reader_press(Reader *reader, Key key);
void reader_paste(Reader *reader, const char *text, size_t length);     // into the prompt; else ignored with a message: never run as keys
void reader_interrupt(Reader *reader);                                  // Ctrl-C: stops a search; leaves a prompt, or what is half typed
void reader_explain(Reader *reader, const char *key, const Command *command);   // says what a key, or what is typed instead, would do

// A command by name with an argument, as the `:` prompt has it ("goto 3.12"; a number or #ID alone is gone to). A command for the page
// closes a list or note first. False: it could not be done, and the message says why.
bool reader_run(Reader *reader, const char *line);
bool reader_run_command(Reader *reader, const Command *command, const char *argument);

// Hands reader->address to the browser and waits for its end, and says what came of it. The terminal, from which `input` comes, must have been
// given back.
void reader_browse(Reader *reader, int input);
void reader_leave_address(Reader *reader);      // it can't be handed over here
void reader_edit(Reader *reader, int input);    // likewise the draft, and keeps what comes back
void reader_leave_draft(Reader *reader);

// Adds what brings reader->copied into the terminal's clipboard, to be sent to it; to what is no terminal nothing is to be sent. Says what came of it.
void reader_take_copied(Reader *reader, bool is_terminal, Buffer *out);

bool reader_idle(Reader *reader);       // one short step of what can wait: search, chapters, page counts; false: nothing left
void reader_settle_count(Reader *reader);       // where a count of hits is to be spoken: waits 200 ms at most for the whole of it
int reader_wait_ms(const Reader *reader);       // how long a key may be waited for before reader_idle() has something to do; -1 = for ever
bool reader_is_awaited(const Reader *reader);   // what was asked for is not known yet: idle time looks for a hit or a page, or for more to list
bool reader_read_on(Reader *reader);            // while reading on: the next sentence now, where its time can't be waited for; false: no more in the chapter
// On leaving. What was kept stays where the person never left what was shown instead of it, or a page that says why a chapter can't be read.
bool reader_save_place(Reader *reader, Error *err);
void reader_keep_digest(Reader *reader);    // before that: what of the report was read, to be saved with it
// Where a damaged state file was kept as it was; once, and commands tell it themselves. False: none was since.
bool reader_take_aside(Reader *reader, Error *told);

// What the status line tells.
typedef struct {
    const char *chapter;    // title of the chapter shown
    int page, pages;        // from 1
    bool is_about;          // the number of pages is not known yet
    int percent;            // of the report, 100 at its end
    int minutes;            // of reading left in the report, at this person's speed; likewise
    int section_minutes;    // in the section; -1 = it stands in none
    int chapter_minutes;    // in the chapter
} Whereabouts;
Whereabouts reader_where(const Reader *reader);
char *whereabouts_text(const Whereabouts *where);   // "Page 4 of 43, 9 percent, 38 minutes left."; the caller frees

// Page mode: the reading has a line of its own on the page. What is kept, marked and gone on from is then there, not at the page's first text.
bool reader_has_reading_line(const Reader *reader);

bool reader_hides(const Reader *reader, int line);              // a message covered the line, and the page is still the same

Place reader_reading_place(const Reader *reader);               // the text where the reading is: the unit, or at the cursor, else the first in or behind its line, else
                                                                // the last before it

Place reader_present_place(const Reader *reader);               // what to go on from, or come back to: the unit, or chosen link; else, for ears, where the
                                                                // reading is, for eyes the first text of the page

// What is selected, from the first byte to the one behind the last, perhaps over several blocks. False: nothing is.
bool reader_selection(const Reader *reader, Place *from, Place *end);

const List *reader_list(const Reader *reader, Focus focus);     // of a focus that is a list; NULL = it is none

bool reader_shows_card(const Reader *reader);   // the card stands in the place of the page
// The line that one goes on with behind the present unit: it holds what follows, or what is said before that. False: nothing follows.
bool reader_line_behind_unit(const Reader *reader, int *chapter, int *line);

const char *key_for(const Reader *reader, const char *command, char *out, size_t size); // first key in the present focus, else on the page; ":name"

// For the code of commands.
void reader_say(Reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));
void reader_say_error(Reader *reader, const Error *error);
void reader_say_waiting(Reader *reader);    // the disk of the bookmarks, or of a file that was named, does not answer; said in the middle of a command
const char *reader_waiting_words(void);     // that of the report does not: nothing may be drawn meanwhile that asks for more of it
void reader_show_place(Reader *reader, Place place);            // brings it on the page, where no message covers it: nothing moves if it is there already
void reader_jump(Reader *reader, Place place);                  // it becomes the first text shown, and where it was goes on the history
void reader_set_top(Reader *reader, int chapter, int line);     // the line becomes the first row
void reader_land(Reader *reader, int chapter, int line);         // likewise; but where it is heard, and on the page, only the reading goes there
bool reader_shows(const Reader *reader, Place place);           // it is on the page now
void reader_focus(Reader *reader, Focus focus);                 // closes what had the focus

#endif
