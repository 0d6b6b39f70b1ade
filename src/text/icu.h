// What the files of this folder share of ICU. Not for other folders: they must not see <unicode/…>.
#ifndef TEXT_ICU_H
#define TEXT_ICU_H
#include <stddef.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>

// Before anything else of ICU. Where memory is out within it the program ends as memory.h has it: ICU 72 itself crashes, or waits for ever. The first
// where ICU is linked; where it is opened when it is needed the first does nothing, and icu_opened.c calls the second.
void icu_start(void);
void icu_use_our_memory(void);

// ICU's name for a BCP 47 language with one keyword of its own ("ss" and "standard"; none if NULL); the root locale for NULL, "" and what
// is no language.
void icu_locale_name(char name[ULOC_FULLNAME_CAPACITY], const char *language, const char *keyword, const char *value);

// A break iterator without text; NULL where ICU has no data at all. The caller closes it with ubrk_close().
UBreakIterator *icu_breaks_open(UBreakIteratorType type, const char *locale);

// Opening one costs from a tenth to several milliseconds: a cache keeps them by language. {0} is an empty one. Reports have a few languages; a
// hostile one may name thousands: past these the oldest gives way.
enum { ITERATORS_MOST = 8, ITERATOR_LANGUAGE_BYTES = 36 };
typedef UBreakIterator *(*IteratorOpener)(const char *language);
typedef struct {
    struct {
        char language[ITERATOR_LANGUAGE_BYTES];
        IteratorOpener opener;
        UBreakIterator *iterator;
    } slots[ITERATORS_MOST];
    size_t opened;
} IteratorCache;

// What `opener` makes for a BCP 47 language (NULL and one that is too long: ""), now or in an earlier call. Borrowed until other languages need its place.
UBreakIterator *iterator_cached(IteratorCache *cache, IteratorOpener opener, const char *language);
void iterator_cache_close(IteratorCache *cache);

// Lets the iterator walk over UTF-8, which must stay; positions are bytes. More than INT32_MAX bytes are not seen.
void icu_breaks_set(UBreakIterator *iterator, const char *text, size_t length);

#endif
