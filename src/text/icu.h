// What the files of this folder share of ICU. Not for other folders: they must not see <unicode/…>.
#ifndef TEXT_ICU_H
#define TEXT_ICU_H
#include <stddef.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>

// Before anything else of ICU. Where memory is out within it the program ends as memory.h has it: ICU 72 itself crashes, or waits for ever.
void icu_start(void);

// ICU's name for a BCP 47 language with one keyword of its own ("ss" and "standard"; none if NULL); the root locale for NULL, "" and what
// is no language.
void icu_locale_name(char name[ULOC_FULLNAME_CAPACITY], const char *language, const char *keyword, const char *value);

// A break iterator without text; NULL where ICU has no data at all. The caller closes it with ubrk_close().
UBreakIterator *icu_breaks_open(UBreakIteratorType type, const char *locale);

// Lets the iterator walk over UTF-8, which must stay; positions are bytes. More than INT32_MAX bytes are not seen.
void icu_breaks_set(UBreakIterator *iterator, const char *text, size_t length);

#endif
