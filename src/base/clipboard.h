// The clipboard of the terminal, which may be on another machine: OSC 52 (xterm's control sequences).
#ifndef BASE_CLIPBOARD_H
#define BASE_CLIPBOARD_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"

// Of text. Terminals pass over what is longer than they take, and do not say so: Termux takes 6,000 bytes in base64, others less or much more.
enum { CLIPBOARD_BYTES = 4500 };

// Whether a terminal of that TERM (NULL = not set) reads control strings at all; others would show them. Those that do may still have no clipboard.
bool clipboard_is_reached(const char *term);

// Adds what puts a text into it: ESC ] 52 ; c ; base64 ESC \. Nothing in it but its frame is a control character.
void clipboard_add(Buffer *out, const char *text, size_t length);

#endif
