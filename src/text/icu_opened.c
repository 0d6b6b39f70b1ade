// ICU's functions, each found when it is first called: linked at start, its libraries cost three quarters of all that comes before the first page,
// which in most reports needs none of them. Where ICU can't be opened so, it is linked as ever, and this file is empty (configure: icu-opening).
#ifdef ICU_OPENED
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/translate.h"
#include "text/icu.h"

typedef enum { UC, I18N } Library;
static const char *const sonames[] = {[UC] = ICU_UC_SONAME, [I18N] = ICU_I18N_SONAME};

_Noreturn static void fail_to_open(const char *why)
{
    Buffer sentence = {0};
    if (memory_ran_out())
        memory_end();
    // TRANSLATORS: the system's reason is inserted, which names a file, and then a version
    buffer_addf(&sentence, _("the library ICU, which this text needs, cannot be opened (%1$s); what was saved is safe: install ICU %2$s"), why, U_ICU_VERSION_SHORT);
    memory_end_saying(buffer_text(&sentence));
}

// The loader keeps what it has opened, and never opens it twice.
static void *open_library(Library library)
{
    errno = 0;
    void *opened = dlopen(sonames[library], RTLD_LAZY | RTLD_LOCAL);
    if (!opened)
        fail_to_open(dlerror());
    return opened;
}

static void *find_function(Library library, const char *name)
{
    static bool is_started;
    void *opened = open_library(library);
    if (!is_started) {
        is_started = true;
        icu_use_our_memory();
    }
    void *function = dlsym(opened, name);
    if (!function)
        fail_to_open(dlerror());
    return function;
}

// ICU's headers give a name the version behind it.
#define TEXT_OF(name) #name
#define NAME(name) TEXT_OF(name)
#define LATE(library, type, name, parameters, types, arguments) \
    type name parameters \
    { \
        static type(*function) types; \
        if (!function) \
            function = (type(*) types)find_function(library, NAME(name)); \
        return function arguments; \
    }
#define LATE_0(library, type, name) LATE(library, type, name, (void), (void), ())
#define LATE_1(library, type, name, A) LATE(library, type, name, (A a), (A), (a))
#define LATE_2(library, type, name, A, B) LATE(library, type, name, (A a, B b), (A, B), (a, b))
#define LATE_3(library, type, name, A, B, C) LATE(library, type, name, (A a, B b, C c), (A, B, C), (a, b, c))
#define LATE_4(library, type, name, A, B, C, D) LATE(library, type, name, (A a, B b, C c, D d), (A, B, C, D), (a, b, c, d))
#define LATE_5(library, type, name, A, B, C, D, E) LATE(library, type, name, (A a, B b, C c, D d, E e), (A, B, C, D, E), (a, b, c, d, e))
#define LATE_6(library, type, name, A, B, C, D, E, F) LATE(library, type, name, (A a, B b, C c, D d, E e, F f), (A, B, C, D, E, F), (a, b, c, d, e, f))
#define LATE_7(library, type, name, A, B, C, D, E, F, G) LATE(library, type, name, (A a, B b, C c, D d, E e, F f, G g), (A, B, C, D, E, F, G), (a, b, c, d, e, f, g))
#define LATE_8(library, type, name, A, B, C, D, E, F, G, H) LATE(library, type, name, (A a, B b, C c, D d, E e, F f, G g, H h), (A, B, C, D, E, F, G, H), (a, b, c, d, e, f, g, h))

LATE_7(UC, void, UCNV_FROM_U_CALLBACK_STOP, const void *, UConverterFromUnicodeArgs *, const UChar *, int32_t, UChar32, UConverterCallbackReason, UErrorCode *)
LATE_1(UC, int32_t, u_charDigitValue, UChar32)
LATE_1(UC, UChar32, u_charMirror, UChar32)
LATE_5(UC, int32_t, u_charName, UChar32, UCharNameChoice, char *, int32_t, UErrorCode *)
LATE_1(UC, int8_t, u_charType, UChar32)
LATE_1(UC, uint8_t, u_getCombiningClass, UChar32)
LATE_2(UC, int32_t, u_getIntPropertyValue, UChar32, UProperty)
LATE_2(UC, UBool, u_hasBinaryProperty, UChar32, UProperty)
LATE_1(UC, UBool, u_isalpha, UChar32)
LATE_1(UC, UBool, u_isdigit, UChar32)
LATE_5(UC, void, u_setMemoryFunctions, const void *, UMemAllocFn *, UMemReallocFn *, UMemFreeFn *, UErrorCode *)
LATE_8(UC, UChar *, u_strFromUTF8WithSub, UChar *, int32_t, int32_t *, const char *, int32_t, UChar32, int32_t *, UErrorCode *)
LATE_6(UC, char *, u_strToUTF8, char *, int32_t, int32_t *, const UChar *, int32_t, UErrorCode *)
LATE_1(UC, UChar32, u_tolower, UChar32)
LATE_1(UC, void, ubidi_close, UBiDi *)
LATE_2(UC, int32_t, ubidi_countRuns, UBiDi *, UErrorCode *)
LATE_4(UC, UBiDiDirection, ubidi_getVisualRun, UBiDi *, int32_t, int32_t *, int32_t *)
LATE_0(UC, UBiDi *, ubidi_open)
LATE_5(UC, void, ubidi_setLine, const UBiDi *, int32_t, int32_t, UBiDi *, UErrorCode *)
LATE_6(UC, void, ubidi_setPara, UBiDi *, const UChar *, int32_t, UBiDiLevel, UBiDiLevel *, UErrorCode *)
LATE_1(UC, void, ubrk_close, UBreakIterator *)
LATE_1(UC, int32_t, ubrk_current, const UBreakIterator *)
LATE_2(UC, int32_t, ubrk_following, UBreakIterator *, int32_t)
LATE_1(UC, int32_t, ubrk_getRuleStatus, UBreakIterator *)
LATE_2(UC, UBool, ubrk_isBoundary, UBreakIterator *, int32_t)
LATE_1(UC, int32_t, ubrk_next, UBreakIterator *)
LATE_5(UC, UBreakIterator *, ubrk_open, UBreakIteratorType, const char *, const UChar *, int32_t, UErrorCode *)
LATE_2(UC, int32_t, ubrk_preceding, UBreakIterator *, int32_t)
LATE_1(UC, int32_t, ubrk_previous, UBreakIterator *)
LATE_4(UC, void, ubrk_setText, UBreakIterator *, const UChar *, int32_t, UErrorCode *)
LATE_3(UC, void, ubrk_setUText, UBreakIterator *, UText *, UErrorCode *)
LATE_1(UC, void, ucnv_close, UConverter *)
LATE_6(UC, int32_t, ucnv_fromUChars, UConverter *, char *, int32_t, const UChar *, int32_t, UErrorCode *)
LATE_1(UC, int8_t, ucnv_getMaxCharSize, const UConverter *)
LATE_2(UC, UConverter *, ucnv_open, const char *, UErrorCode *)
LATE_6(UC, void, ucnv_setFromUCallBack, UConverter *, UConverterFromUCallback, const void *, UConverterFromUCallback *, const void * *, UErrorCode *)
LATE_4(UC, int32_t, uloc_addLikelySubtags, const char *, char *, int32_t, UErrorCode *)
LATE_5(UC, int32_t, uloc_forLanguageTag, const char *, char *, int32_t, int32_t *, UErrorCode *)
LATE_4(UC, int32_t, uloc_getCountry, const char *, char *, int32_t, UErrorCode *)
LATE_5(UC, int32_t, uloc_getDisplayLanguage, const char *, const char *, UChar *, int32_t, UErrorCode *)
LATE_4(UC, int32_t, uloc_getLanguage, const char *, char *, int32_t, UErrorCode *)
LATE_1(UC, UBool, uloc_isRightToLeft, const char *)
LATE_5(UC, int32_t, uloc_setKeywordValue, const char *, const char *, char *, int32_t, UErrorCode *)
LATE_5(UC, int32_t, unorm2_getDecomposition, const UNormalizer2 *, UChar32, UChar *, int32_t, UErrorCode *)
LATE_1(UC, const UNormalizer2 *, unorm2_getNFCInstance, UErrorCode *)
LATE_1(UC, const UNormalizer2 *, unorm2_getNFDInstance, UErrorCode *)
LATE_1(UC, const UNormalizer2 *, unorm2_getNFKCCasefoldInstance, UErrorCode *)
LATE_1(UC, const UNormalizer2 *, unorm2_getNFKDInstance, UErrorCode *)
LATE_6(UC, int32_t, unorm2_normalize, const UNormalizer2 *, const UChar *, int32_t, UChar *, int32_t, UErrorCode *)
LATE_2(UC, UScriptCode, uscript_getScript, UChar32, UErrorCode *)
LATE_1(UC, UText *, utext_close, UText *)
LATE_4(UC, UText *, utext_openUTF8, UText *, const char *, int64_t, UErrorCode *)

LATE_1(I18N, void, ucal_clear, UCalendar *)
LATE_2(I18N, UCalendar *, ucal_clone, const UCalendar *, UErrorCode *)
LATE_1(I18N, void, ucal_close, UCalendar *)
LATE_2(I18N, UDate, ucal_getMillis, const UCalendar *, UErrorCode *)
LATE_5(I18N, void, ucal_setDate, UCalendar *, int32_t, int32_t, int32_t, UErrorCode *)
LATE_1(I18N, void, ucol_close, UCollator *)
LATE_5(I18N, int32_t, ucol_getSortKey, const UCollator *, const UChar *, int32_t, uint8_t *, int32_t)
LATE_2(I18N, UCollator *, ucol_open, const char *, UErrorCode *)
LATE_4(I18N, void, ucol_setAttribute, UCollator *, UColAttribute, UColAttributeValue, UErrorCode *)
LATE_1(I18N, void, udat_close, UDateFormat *)
LATE_6(I18N, int32_t, udat_format, const UDateFormat *, UDate, UChar *, int32_t, UFieldPosition *, UErrorCode *)
LATE_1(I18N, const UCalendar *, udat_getCalendar, const UDateFormat *)
LATE_8(I18N, UDateFormat *, udat_open, UDateFormatStyle, UDateFormatStyle, const char *, const UChar *, int32_t, const UChar *, int32_t, UErrorCode *)
LATE_1(I18N, void, udatpg_close, UDateTimePatternGenerator *)
LATE_6(I18N, int32_t, udatpg_getBestPattern, UDateTimePatternGenerator *, const UChar *, int32_t, UChar *, int32_t, UErrorCode *)
LATE_2(I18N, UDateTimePatternGenerator *, udatpg_open, const char *, UErrorCode *)
LATE_1(I18N, void, unum_close, UNumberFormat *)
LATE_6(I18N, int32_t, unum_formatDouble, const UNumberFormat *, double, UChar *, int32_t, UFieldPosition *, UErrorCode *)
LATE_6(I18N, UNumberFormat *, unum_open, UNumberFormatStyle, const UChar *, int32_t, const char *, UParseError *, UErrorCode *)
LATE_1(I18N, void, uregex_close, URegularExpression *)
LATE_3(I18N, int64_t, uregex_end64, URegularExpression *, int32_t, UErrorCode *)
LATE_3(I18N, UBool, uregex_find64, URegularExpression *, int64_t, UErrorCode *)
LATE_2(I18N, UBool, uregex_findNext, URegularExpression *, UErrorCode *)
LATE_5(I18N, URegularExpression *, uregex_open, const UChar *, int32_t, uint32_t, UParseError *, UErrorCode *)
LATE_4(I18N, void, uregex_setMatchCallback, URegularExpression *, URegexMatchCallback *, const void *, UErrorCode *)
LATE_3(I18N, void, uregex_setUText, URegularExpression *, UText *, UErrorCode *)
LATE_3(I18N, int64_t, uregex_start64, URegularExpression *, int32_t, UErrorCode *)
#endif
