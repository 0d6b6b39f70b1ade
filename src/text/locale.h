// What the terminal's character set can show.
#ifndef TEXT_LOCALE_H
#define TEXT_LOCALE_H
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>
#include "base/buffer.h"

// setlocale(LC_ALL, ""), else C.UTF-8, else C; numbers are always those of C. False where the person's locale is not there: the message
// belongs on standard error.
bool locale_start(void);

bool locale_is_utf8(void);      // its character set

// The language of messages in that locale as a BCP 47 tag: "pt-BR" of pt_BR.UTF-8; "en" of C and POSIX. Returns out.
enum { LOCALE_LANGUAGE_BYTES = 24 };
const char *locale_language(char out[LOCALE_LANGUAGE_BYTES]);

// Adds safe text in the locale's character set. In UTF-8 it is a copy. Else what is never seen (soft hyphens, joiners, isolates) is left
// out, and what can't be encoded becomes, the first that can be: its NFC, its compatibility decomposition without marks, what it is spelt with
// ("ss"), "?" for a cluster. Columns may shift: "..." for one sign.
void locale_add(Buffer *out, const char *text, size_t length);

// One cluster as wide characters, NUL at the end; at most `most` - 1 of them. Returns how many: 0 where there is nothing to be seen. Degraded
// likewise.
size_t locale_wide(const char *cluster, size_t length, wchar_t *wide, size_t most);

// The cells of what becomes of a cluster in a character set that is not UTF-8: "..." takes three.
int locale_cells(const char *cluster, size_t length);

bool locale_shows(unsigned codepoint);  // it can be encoded as it is: bullets, rules

// The day of an RFC 3339 time in UTC ("2026-11-23T20:00:00Z"), in the local time zone and the locale's short form (2026-11-23 in the C
// locales); "" where it is none or does not fit. UTF-8 and safe, whatever the character set. Borrowed: out.
const char *locale_date(const char *time, char *out, size_t size);

#endif
