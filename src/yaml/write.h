// YAML that any YAML reader takes back the same: flow mappings of double-quoted scalars on one line.
#ifndef YAML_WRITE_H
#define YAML_WRITE_H
#include <stddef.h>
#include "base/buffer.h"

// Adds text as a double-quoted scalar: control characters, line ends, quotes, backslashes, U+0085, U+2028, U+FEFF and non-characters as escapes.
// Bytes that are not UTF-8 become U+FFFD.
void yaml_write_quoted(Buffer *out, const char *text);

// Adds `key: "text"`, with ", " before it unless the last byte of out is "{".
void yaml_write_pair(Buffer *out, const char *key, const char *text);

#endif
