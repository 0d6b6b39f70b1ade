// What the files of this folder share of ICU.
#include "text/icu.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>
#include <unicode/utext.h>
#include "base/memory.h"

static void *icu_new(const void *context, size_t size)
{
    (void)context;
    return memory_resize(NULL, size, 1);
}

static void *icu_resize(const void *context, void *old, size_t size)
{
    (void)context;
    return memory_resize(old, size, 1);
}

static void icu_free(const void *context, void *memory)
{
    (void)context;
    free(memory);
}

void icu_use_our_memory(void)
{
    UErrorCode status = U_ZERO_ERROR;
    u_setMemoryFunctions(NULL, icu_new, icu_resize, icu_free, &status);
}

void icu_start(void)
{
#ifndef ICU_OPENED
    icu_use_our_memory();
#endif
}

void icu_locale_name(char name[ULOC_FULLNAME_CAPACITY], const char *language, const char *keyword, const char *value)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;
    name[0] = '\0';
    if (language && *language)
        uloc_forLanguageTag(language, name, ULOC_FULLNAME_CAPACITY, &parsed, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        name[0] = '\0';
    if (!keyword)
        return;
    status = U_ZERO_ERROR;
    uloc_setKeywordValue(keyword, value, name, ULOC_FULLNAME_CAPACITY, &status);
}

UBreakIterator *icu_breaks_open(UBreakIteratorType type, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(type, locale, NULL, 0, &status);
    return U_FAILURE(status) ? NULL : iterator;
}

UBreakIterator *iterator_cached(IteratorCache *cache, IteratorOpener opener, const char *language)
{
    if (!language || strlen(language) >= ITERATOR_LANGUAGE_BYTES)
        language = "";
    const size_t count = cache->opened < ITERATORS_MOST ? cache->opened : ITERATORS_MOST;
    for (size_t i = 0; i < count; i++)
        if (cache->slots[i].opener == opener && strcmp(cache->slots[i].language, language) == 0)
            return cache->slots[i].iterator;
    const size_t slot = cache->opened++ % ITERATORS_MOST;
    ubrk_close(cache->slots[slot].iterator);
    strcpy(cache->slots[slot].language, language);
    cache->slots[slot].opener = opener;
    cache->slots[slot].iterator = opener(language);
    return cache->slots[slot].iterator;
}

void iterator_cache_close(IteratorCache *cache)
{
    for (size_t i = 0; i < ITERATORS_MOST; i++)
        if (cache->slots[i].iterator)   // ICU is not opened to close nothing
            ubrk_close(cache->slots[i].iterator);
    *cache = (IteratorCache){0};
}

void icu_breaks_set(UBreakIterator *iterator, const char *text, size_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text, length < INT32_MAX ? (int64_t)length : INT32_MAX, &status);
    ubrk_setUText(iterator, &view, &status);
    utext_close(&view); // the iterator keeps a shallow copy
}
