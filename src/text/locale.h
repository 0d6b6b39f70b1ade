// What the terminal's character set can show.
#ifndef TEXT_LOCALE_H
#define TEXT_LOCALE_H
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>
#include "base/buffer.h"

// setlocale(LC_ALL, ""), else C.UTF-8, else C. False where the person's locale is not there: the message belongs on standard error.
bool locale_start(void);

// Adds safe text in the locale's character set. What it can't encode: NFC, then ICU's Latin-ASCII, then "?"; in UTF-8 it is a copy.
void locale_add(Buffer *out, const char *text, size_t length);

// One cluster as wide characters for a cell, NUL at the end, degraded likewise; at most `most` - 1 of them. Returns how many.
size_t locale_wide(const char *cluster, size_t length, wchar_t *wide, size_t most);

bool locale_shows(unsigned codepoint);  // it can be encoded as it is: bullets, rules

// A date in the locale's short form from RFC 3339 UTC ("2026-11-23T20:00:00Z"), local time zone; "" where it is none. Borrowed: out.
const char *locale_date(const char *time, char *out, size_t size);

#endif
