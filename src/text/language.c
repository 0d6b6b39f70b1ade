// What languages are called.
#include "text/language.h"
#include <stdio.h>
#include <string.h>
#include <unicode/ustring.h>
#include "base/translate.h"
#include "text/icu.h"

static bool names_a_language(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    char language[ULOC_LANG_CAPACITY];
    return uloc_getLanguage(locale, language, ULOC_LANG_CAPACITY, &status) > 0 && U_SUCCESS(status);
}

// ICU calls a language that it does not know by its code.
static int name_in_messages(const char *locale, char out[LANGUAGE_NAME_BYTES])
{
    char messages[LANGUAGE_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    UChar name[LANGUAGE_NAME_BYTES];
    int32_t length = uloc_getDisplayLanguage(locale, *translate_language(messages) ? messages : "en", name, LANGUAGE_NAME_BYTES, &status);
    int32_t bytes = 0;
    if (U_SUCCESS(status))
        u_strToUTF8(out, LANGUAGE_NAME_BYTES - 1, &bytes, name, length, &status);
    return U_SUCCESS(status) ? bytes : 0;
}

const char *language_name(const char *tag, char out[LANGUAGE_NAME_BYTES])
{
    char locale[ULOC_FULLNAME_CAPACITY];
    icu_locale_name(locale, tag, NULL, NULL);
    int length = names_a_language(locale) ? name_in_messages(locale, out) : 0;
    if (length)
        out[length] = '\0';
    else
        snprintf(out, LANGUAGE_NAME_BYTES, "%s", tag);
    return out;
}

// The languages of most reports, without a script of their own choice: ICU need not be asked.
static bool is_known_from_left(const char *tag)
{
    static const char known[][3] = {"en", "es", "fr", "pt", "ru", "zh", "cs", "da", "de", "el", "fi", "hi", "hu", "id", "it", "ja", "ko", "nb", "nl", "pl",
        "ro", "sv", "th", "tr", "uk", "vi"};
    const size_t length = strcspn(tag, "-"), rest = strlen(tag) - length;
    if (length != 2 || (rest != 0 && rest != sizeof "-US" - 1))
        return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!memcmp(tag, known[i], 2))
            return true;
    return false;
}

bool language_goes_from_right(const char *tag)
{
    if (!tag || is_known_from_left(tag))
        return false;
    char locale[ULOC_FULLNAME_CAPACITY];
    icu_locale_name(locale, tag, NULL, NULL);
    return *locale && uloc_isRightToLeft(locale);
}

// A catalogue is called as in POSIX, pt_BR.
const char *messages_language(char *out)
{
    translate_language(out);
    for (char *at = out; *at; at++)
        if (*at == '_')
            *at = '-';
    if (!*out)
        snprintf(out, LANGUAGE_BYTES, "en");
    return out;
}
