// The one place that decides what may be shown. Whatever comes from a report, a note, a file name, the environment or an error message goes
// through here before it reaches a terminal, a pipe or a file of text.
#ifndef TEXT_SAFE_H
#define TEXT_SAFE_H
#include <stddef.h>
#include "base/buffer.h"

// Adds `text` with what could steer a terminal made visible or dropped: C0 but Tab and LF, and DEL, as control pictures (U+2400 block); C1
// and bytes that are no UTF-8 as U+FFFD; of the format characters only ZWJ, ZWNJ, soft hyphen, isolates (U+2066..2069) and the visible
// signs of Arabic, Syriac and Kaithi numbers stay, overrides, embeddings, tags and the rest are dropped (variation selectors are marks,
// and stay); U+2028, U+2029, U+0085 become LF; unassigned and non-characters U+FFFD; marks and joiners past the eighth on one base are
// dropped (zalgo). Doing it twice changes nothing more.
void safe_add(Buffer *out, const char *text, size_t length);

// The same for one line: LF and Tab become a space. For titles, messages, names.
void safe_add_line(Buffer *out, const char *text, size_t length);

// The same for literal text and verse: Tabs become spaces up to the next multiple of eight columns.
void safe_add_literal(Buffer *out, const char *text, size_t length);

// How many code points safe_add() would change or drop: what --check warns of.
size_t safe_count_changes(const char *text, size_t length);

#endif
