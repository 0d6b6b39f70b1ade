// What a mouse does to the session, once the screen has found what it points at. Nothing happens while something is typed,
// or keys are explained; but a list whose filter is typed is gone through by the wheel, and a click on a row of it ends the typing.
#ifndef READER_POINTING_H
#define READER_POINTING_H
#include "reader/reader.h"

typedef enum { WHEEL_ON, WHEEL_BACK } Wheel;
typedef enum { POINTED_PAGE, POINTED_NOTE } PointedAt;

void reader_turn_wheel(Reader *reader, Wheel wheel);        // some lines of the page or the footnote, some rows of the list

// A link is followed, a footnote shown. Beside links the footnote is closed by a click on the page, and the reading goes there where it has a line
// of its own. The place is of the chapter shown.
void reader_point_text(Reader *reader, PointedAt at, Place place);
void reader_point_beside(Reader *reader, PointedAt at);     // a click where no text is
void reader_point_row(Reader *reader, size_t row);          // of the list that has the focus: selected; what is selected already is chosen

// The words from the one place to the other, whichever comes first, are selected; a click on text drops that.
void reader_drag(Reader *reader, Place from, Place to);
void reader_end_drag(Reader *reader);                       // says what can be done with them

#endif
