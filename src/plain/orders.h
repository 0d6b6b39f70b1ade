// What a person orders in line mode: keys one by one, or a whole line.
//
// A line is, by the first of these that it can be:
//   in a prompt     the text, as if typed and accepted; the empty line accepts what stands there; ":NAME" a command of the prompt; Esc leaves it
//   empty           the next page; in a list the next rows; in a footnote back to the page
//   a number        in a list: its row is chosen; on the page: goto; also "3.12", "50%", "#id"
//   ":COMMAND"      a command by name with its argument
//   "COMMAND ARG"   likewise, where the name is written out
//   keys            by their names, with spaces between: "t", "Space", "o x"; after a number if need be: "12g", "3 Space"
//   "/TEXT"         a punctuation key that asks for text, and the text
//   "gg"            characters that together are bound
//   else            a command by the beginning of its name, or a message that there is none
#ifndef PLAIN_ORDERS_H
#define PLAIN_ORDERS_H
#include "reader/reader.h"

// Both return the command that was run; NULL where it is not known, or there was none.
const Command *order_press(Reader *reader, Key key);
const Command *order_line(Reader *reader, const char *line);

#endif
