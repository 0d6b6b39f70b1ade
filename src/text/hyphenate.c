// Hyphenation by patterns, with libhyphen where it is installed.
#include "text/hyphenate.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include "base/memory.h"
#include "text/icu.h"
#include "text/utf8.h"

#define DICTIONARY_FOLDER "/usr/share/hyphen"
enum {
    LETTERS_LEAST = 5, LETTERS_MOST = 64, LETTERS_BEFORE = 2, LETTERS_BEHIND = 3,
    LANGUAGE_BYTES = 36, DICTIONARIES_MOST = 8, // past these the oldest gives way
    NAME_BYTES = 40, PATH_BYTES = 128, WORD_BYTES = 4 * LETTERS_MOST + 1, ROOM_BEHIND = 5, // what libhyphen wants
    APOSTROPHE = 0x2019,
};

// libhyphen's own, as in its <hyphen.h>, which need not be here.
typedef struct _HyphenDict HyphenDict;
typedef HyphenDict *LoadFunction(const char *path);
typedef void FreeFunction(HyphenDict *dictionary);
typedef int PartFunction(HyphenDict *dictionary, const char *word, int bytes, char *hyphens, char *parted, char ***replaced, int **position, int **cut);

typedef struct {
    char language[LANGUAGE_BYTES];
    HyphenDict *patterns;   // NULL: there are none for it
    UConverter *converter;  // into the dictionary's character set; NULL: that is UTF-8
} Dictionary;

struct Hyphenator {
    bool is_tried;
    void *library;          // NULL: it is not here
    LoadFunction *load;
    FreeFunction *unload;
    PartFunction *part;
    Dictionary dictionaries[DICTIONARIES_MOST];
    size_t opened;
};

// A word's letters in lower case.
typedef struct {
    UChar32 letters[LETTERS_MOST];
    size_t offsets[LETTERS_MOST];   // of each, in the text
    int count;
} Word;

// libhyphen loses some bytes of each dictionary that it reads: that is no fault of lectern's.
#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhyphen.so";
}
#endif

Hyphenator *hyphenator_new(void)
{
    return memory_new(1, sizeof(Hyphenator));
}

static void clear_dictionary(const Hyphenator *hyphenator, Dictionary *dictionary)
{
    if (dictionary->patterns)
        hyphenator->unload(dictionary->patterns);
    ucnv_close(dictionary->converter);
    *dictionary = (Dictionary){0};
}

void hyphenator_free(Hyphenator *hyphenator)
{
    if (!hyphenator)
        return;
    for (size_t i = 0; i < DICTIONARIES_MOST; i++)
        clear_dictionary(hyphenator, &hyphenator->dictionaries[i]);
    free(hyphenator); // the library stays for the next one
}

// ISO C has no way from an object's pointer to a function's; POSIX has it so.
static bool find_function(const Hyphenator *hyphenator, const char *name, void *function)
{
    void *found = dlsym(hyphenator->library, name);
    memcpy(function, &found, sizeof found);
    return found;
}

static bool open_library(Hyphenator *hyphenator)
{
    if (hyphenator->is_tried)
        return hyphenator->library;
    hyphenator->is_tried = true;
    hyphenator->library = dlopen("libhyphen.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!hyphenator->library)
        return false;
    if (find_function(hyphenator, "hnj_hyphen_load", &hyphenator->load) && find_function(hyphenator, "hnj_hyphen_free", &hyphenator->unload) &&
        find_function(hyphenator, "hnj_hyphen_hyphenate2", &hyphenator->part))
        return true;
    hyphenator->library = NULL;
    return false;
}

// The first line of a dictionary names its character set. False: there is no such file.
static bool read_charset(const char *path, char charset[NAME_BYTES])
{
    FILE *file = fopen(path, "re");
    bool is_read = file && fgets(charset, NAME_BYTES, file);
    if (is_read)
        charset[strcspn(charset, "\r\n")] = '\0';
    if (file)
        fclose(file);
    return is_read;
}

static bool load_dictionary(const Hyphenator *hyphenator, Dictionary *dictionary, const char *name)
{
    char path[PATH_BYTES], charset[NAME_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    snprintf(path, sizeof path, DICTIONARY_FOLDER "/hyph_%s.dic", name);
    if (!read_charset(path, charset))
        return false;
    if (strcmp(charset, "UTF-8") != 0) {
        dictionary->converter = ucnv_open(charset, &status);
        if (U_FAILURE(status) || ucnv_getMaxCharSize(dictionary->converter) != 1)
            return false;
        ucnv_setFromUCallBack(dictionary->converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    }
    dictionary->patterns = hyphenator->load(path);
    return dictionary->patterns;
}

static bool load_for(const Hyphenator *hyphenator, Dictionary *dictionary, const char *language, const char *country)
{
    char name[2 * ULOC_LANG_CAPACITY];
    snprintf(name, sizeof name, "%s%s%s", language, *country ? "_" : "", country);
    return load_dictionary(hyphenator, dictionary, name);
}

// For "de-CH" de_CH, else de, else the country where most speak it: de_DE.
static void find_dictionary(const Hyphenator *hyphenator, Dictionary *dictionary)
{
    UErrorCode status = U_ZERO_ERROR;
    char locale[ULOC_FULLNAME_CAPACITY], likely[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY], country[ULOC_COUNTRY_CAPACITY];
    icu_locale_name(locale, dictionary->language, NULL, NULL);
    uloc_getLanguage(locale, language, sizeof language, &status);
    uloc_getCountry(locale, country, sizeof country, &status);
    if (U_FAILURE(status) || !*language)
        return;
    if ((*country && load_for(hyphenator, dictionary, language, country)) || load_for(hyphenator, dictionary, language, ""))
        return;
    uloc_addLikelySubtags(locale, likely, sizeof likely, &status);
    uloc_getCountry(likely, country, sizeof country, &status);
    if (U_SUCCESS(status) && *country)
        load_for(hyphenator, dictionary, language, country);
}

// NULL: there is none.
static Dictionary *dictionary_for(Hyphenator *hyphenator, const char *language)
{
    if (strlen(language) >= LANGUAGE_BYTES || !open_library(hyphenator))
        return NULL;
    const size_t count = hyphenator->opened < DICTIONARIES_MOST ? hyphenator->opened : DICTIONARIES_MOST;
    for (size_t i = 0; i < count; i++)
        if (strcmp(hyphenator->dictionaries[i].language, language) == 0)
            return hyphenator->dictionaries[i].patterns ? &hyphenator->dictionaries[i] : NULL;
    Dictionary *slot = &hyphenator->dictionaries[hyphenator->opened++ % DICTIONARIES_MOST];
    clear_dictionary(hyphenator, slot);
    strcpy(slot->language, language);
    find_dictionary(hyphenator, slot);
    return slot->patterns ? slot : NULL;
}

bool hyphenator_knows(Hyphenator *hyphenator, const char *language)
{
    return dictionary_for(hyphenator, language);
}

// The word in the dictionary's character set, NUL behind it; 0 where that has not all of its letters.
static int encode_word(const Dictionary *dictionary, const Word *word, char bytes[WORD_BYTES])
{
    int length = 0;
    for (int i = 0; i < word->count; i++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar unit = (UChar)word->letters[i];
        if (!dictionary->converter)
            length += utf8_put(bytes + length, (uint32_t)word->letters[i]);
        else if (word->letters[i] > 0xFFFF || ucnv_fromUChars(dictionary->converter, bytes + length, 2, &unit, 1, &status) != 1 || U_FAILURE(status))
            return 0;
        else
            length++;
    }
    bytes[length] = '\0';
    return length;
}

static void free_changes(char **replaced, int *position, int *cut, int count)
{
    for (int i = 0; replaced && i < count; i++)
        free(replaced[i]);
    free(replaced);
    free(position);
    free(cut);
}

static void part_word(const Hyphenator *hyphenator, const Dictionary *dictionary, const Word *word, unsigned char *breaks, unsigned char mark)
{
    char bytes[WORD_BYTES], hyphens[WORD_BYTES + ROOM_BEHIND] = {0};
    char **replaced = NULL;
    int *position = NULL, *cut = NULL, length = encode_word(dictionary, word, bytes);
    if (!length || hyphenator->part(dictionary->patterns, bytes, length, hyphens, NULL, &replaced, &position, &cut))
        return;
    for (int i = LETTERS_BEFORE - 1; i + LETTERS_BEHIND < word->count; i++)
        if ((hyphens[i] & 1) && !(replaced && replaced[i]) && !breaks[word->offsets[i + 1]])
            breaks[word->offsets[i + 1]] = mark;
    free_changes(replaced, position, cut, length);
}

static bool is_letter(uint32_t codepoint)
{
    return U_GET_GC_MASK((UChar32)codepoint) & (U_GC_L_MASK | U_GC_M_MASK);
}

static bool is_apostrophe(uint32_t codepoint)
{
    return codepoint == '\'' || codepoint == APOSTROPHE;
}

// What may stand between a word and white space.
static bool is_punctuation(uint32_t codepoint)
{
    return codepoint == '.' || codepoint == ',' || codepoint == ';' || codepoint == ':' || codepoint == '!' || codepoint == '?' ||
        codepoint == '"' || is_apostrophe(codepoint) ||
        (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK));
}

// Reads the letters from `at` on. Returns where they end. *is_word: they can be parted; none is capital but the first, and there are not too many.
static size_t read_letters(Word *word, const char *text, size_t length, size_t at, bool *is_word)
{
    word->count = 0;
    *is_word = true;
    while (at < length) {
        size_t behind = at;
        uint32_t codepoint = utf8_next(text, length, &behind);
        if (!is_letter(codepoint))
            break;
        if (word->count == LETTERS_MOST || (word->count && utf8_is_upper(codepoint)))
            *is_word = false;
        if (word->count < LETTERS_MOST) {
            word->letters[word->count] = u_tolower((UChar32)codepoint);
            word->offsets[word->count++] = at;
        }
        at = behind;
    }
    *is_word = *is_word && word->count >= LETTERS_LEAST;
    return at;
}

// Only punctuation stands between the byte and the next white space.
static bool ends_word(const char *text, size_t length, size_t at)
{
    while (at < length) {
        uint32_t codepoint = utf8_next(text, length, &at);
        if (utf8_is_space(codepoint))
            return true;
        if (!is_punctuation(codepoint))
            return false;
    }
    return true;
}

// Whether a word may begin behind what is no letter: behind white space, punctuation there, and an apostrophe ("l'humanité").
static bool may_begin_behind(uint32_t codepoint, bool could_begin)
{
    return utf8_is_space(codepoint) || is_apostrophe(codepoint) || (could_begin && is_punctuation(codepoint));
}

void hyphenate(Hyphenator *hyphenator, const char *text, size_t length, const char *language, unsigned char *breaks, unsigned char mark)
{
    const Dictionary *dictionary = dictionary_for(hyphenator, language);
    Word word;
    bool may_begin = true;
    for (size_t at = 0; dictionary && at < length;) {
        bool is_word;
        size_t end = read_letters(&word, text, length, at, &is_word);
        if (end == at)
            may_begin = may_begin_behind(utf8_next(text, length, &end), may_begin);
        else {
            if (is_word && may_begin && ends_word(text, length, end))
                part_word(hyphenator, dictionary, &word, breaks, mark);
            may_begin = false;
        }
        at = end;
    }
}
