// The order of words, by ICU's collation.
#include "text/collate.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include "base/memory.h"
#include "base/translate.h"
#include "text/icu.h"

enum { TEXT_UNITS = 256 };      // what stands behind them in a text no longer counts

struct Collator {
    UCollator *order;           // NULL where ICU has no data: bytes count
};

Collator *collator_new(void)
{
    char language[LANGUAGE_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    Collator *collator = memory_new(1, sizeof *collator);
    icu_start();
    UCollator *order = ucol_open(*translate_language(language) ? language : "en", &status);
    if (U_SUCCESS(status))
        ucol_setAttribute(order, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
    collator->order = order;
    return collator;
}

void collator_free(Collator *collator)
{
    if (!collator)
        return;
    ucol_close(collator->order);
    free(collator);
}

char *collator_key(const Collator *collator, const char *text)
{
    UChar units[TEXT_UNITS];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;
    if (!collator->order)
        return memory_copy_text(text);
    u_strFromUTF8WithSub(units, TEXT_UNITS, &length, text, -1, 0xFFFD, NULL, &status);
    length = length < TEXT_UNITS ? length : TEXT_UNITS;
    const int32_t size = ucol_getSortKey(collator->order, units, length, NULL, 0);
    char *key = memory_new((size_t)size + 1, 1);
    ucol_getSortKey(collator->order, units, length, (uint8_t *)key, size);
    return key;
}
