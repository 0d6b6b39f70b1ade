// JSON (RFC 8259) that is valid whatever the strings hold.
#ifndef TEXT_JSON_H
#define TEXT_JSON_H
#include <stddef.h>
#include "base/buffer.h"

// A quoted string in UTF-8. What is no UTF-8 becomes U+FFFD; control and format characters are escaped, so that it can be shown on a terminal.
void json_add_string(Buffer *out, const char *text, size_t length);

// `"key": value`, with ", " before it unless it is the first in its object.
void json_add_text(Buffer *out, const char *key, const char *text);
void json_add_number(Buffer *out, const char *key, long number);
void json_add_null(Buffer *out, const char *key);
void json_open(Buffer *out, const char *key);   // `"key": {`; "" = no key
void json_close(Buffer *out);

#endif
