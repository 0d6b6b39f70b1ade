// The session, without a screen: one state that both faces show. Commands change it; views look at it.
#ifndef READER_READER_H
#define READER_READER_H
#include <stdbool.h>
#include <stddef.h>
#include "reader/command.h"
#include "reader/keymap.h"
#include "reader/list.h"
#include "reader/marks.h"
#include "reader/pager.h"
#include "reader/prompt.h"
#include "reader/search.h"
#include "reader/settings.h"

// Where the reader is: the place is what counts, the line follows from it at each size.
typedef struct {
    Place place;            // the first text shown when it was last moved; a resize leaves it alone
    int top;                // line of the chapter's layout in the first row
} Position;

typedef struct {
    Place *places;
    size_t count;
    size_t capacity;
} History;

// A link or a footnote reference on the page that Enter would follow.
typedef struct {
    bool is_some;
    int block;              // of the chapter shown
    size_t span;            // index in the block's spans
} LinkChoice;

struct Reader {
    Report *report;         // borrowed
    Settings settings;
    Keymap *keymap;         // borrowed
    Marks *marks;           // borrowed
    Pager *pager;

    int rows, columns;      // of the whole screen
    const Layout *shown;    // of the chapter of the position, at the present size; what views draw
    Position position;
    History back;           // places to come back to, last on top
    LinkChoice link;

    Focus focus;
    Focus focus_before;     // what the prompt returns to
    List contents, hits, bookmarks, help;
    Layout *note;           // the footnote shown in place; NULL = none
    int note_top;

    Prompt prompt;
    SearchOptions options;  // toggles for the next search
    Search *search;         // NULL = none
    SearchWay way;
    long hit;               // index of the present hit; -1 = none
    bool hits_are_marked;   // hits on the page are shown as such
    Place search_origin;    // where the search was begun: to go back to

    Sequence keys;          // typed so far, of a sequence
    Buffer number;          // digits, "." and "%" typed before a command
    Buffer message;         // one sentence for the person; "" = none; gone at the next key
    bool message_is_error;
    bool wants_redraw;      // the screen is to be drawn afresh (Ctrl-L)
    bool wants_stop;        // the program is to be stopped (Ctrl-Z)
    bool is_over;           // the reader has quit
};

// Report, keymap and marks must outlive it. Opens at the place kept last time, else at the start.
Reader *reader_new(Report *report, const Settings *settings, Keymap *keymap, Marks *marks);
void reader_free(Reader *reader);       // NULL is fine

void reader_resize(Reader *reader, int rows, int columns);      // 1..10000 each; keeps the place to the word
int reader_measure(const Reader *reader);                       // cells of a line of text now
int reader_text_rows(const Reader *reader);                     // rows of text now: without status line and prompt; at least 1

// One key. It goes to the focus: a bound sequence runs its command; digits gather as a number; text goes into the prompt.
void reader_press(Reader *reader, Key key);
void reader_paste(Reader *reader, const char *text, size_t length);     // into the prompt; else ignored with a message: never run as keys

// A command by name with an argument, as the `:` prompt has it ("goto 3.12"). False: the message says why.
bool reader_run(Reader *reader, const char *line);
bool reader_run_command(Reader *reader, const Command *command, const char *argument);

bool reader_idle(Reader *reader);       // one short step of what can wait: chapters, page counts, search; false: nothing left
bool reader_save_place(Reader *reader, Error *err);     // on leaving

// What the status line tells.
typedef struct {
    const char *chapter;    // title of the chapter shown
    int page, pages;        // from 1
    bool is_about;          // the number of pages is not known yet
    int percent;            // of the report, 100 at its end
    int minutes;            // of reading left in the report
} Whereabouts;
Whereabouts reader_where(const Reader *reader);

// For the code of commands.
void reader_say(Reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));
void reader_show_place(Reader *reader, Place place);            // brings it on the page: nothing moves if it is there already
void reader_jump(Reader *reader, Place place);                  // the same, and where it was goes on the history
void reader_set_top(Reader *reader, int chapter, int line);     // the line becomes the first row
bool reader_shows(const Reader *reader, Place place);           // it is on the page now
void reader_focus(Reader *reader, Focus focus);

#endif
