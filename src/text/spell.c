// Spelling.
#include "text/spell.h"
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include "base/translate.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum { PARTS_MOST = 32, NAME_BYTES = 128 };

static const char *const letter_words[] = {
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa",
    "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
};
static const char *const digit_words[] = {N_("zero"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine")};

// The names of the signs that are met most, for the catalogues; the others are called in English, as Unicode has them.
// TRANSLATORS: signs as they are called when a text is spelled out
static const char *const sign_names[] __attribute__((unused)) = {
    N_("space"), N_("exclamation mark"), N_("quotation mark"), N_("number sign"), N_("dollar sign"), N_("percent sign"), N_("ampersand"),
    N_("apostrophe"), N_("left parenthesis"), N_("right parenthesis"), N_("asterisk"), N_("plus sign"), N_("comma"), N_("hyphen-minus"),
    N_("full stop"), N_("solidus"), N_("colon"), N_("semicolon"), N_("less-than sign"), N_("equals sign"), N_("greater-than sign"),
    N_("question mark"), N_("commercial at"), N_("left square bracket"), N_("reverse solidus"), N_("right square bracket"),
    N_("circumflex accent"), N_("low line"), N_("grave accent"), N_("left curly bracket"), N_("vertical line"), N_("right curly bracket"),
    N_("tilde"), N_("acute accent"), N_("diaeresis"), N_("cedilla"), N_("ring above"), N_("caron"), N_("breve"), N_("macron"), N_("dot above"),
    N_("left single quotation mark"), N_("right single quotation mark"), N_("left double quotation mark"), N_("right double quotation mark"),
    N_("left-pointing double angle quotation mark"), N_("right-pointing double angle quotation mark"), N_("en dash"), N_("em dash"),
    N_("horizontal ellipsis"), N_("bullet"), N_("section sign"), N_("degree sign"), N_("euro sign"), N_("pound sign"), N_("no-break space"),
    N_("inverted exclamation mark"), N_("inverted question mark"), N_("arabic comma"), N_("arabic semicolon"), N_("arabic question mark"),
    N_("ideographic comma"), N_("ideographic full stop"), N_("fullwidth comma"),
};

// The code points of a cluster, a letter with its mark apart: "é" is e and an acute accent. Kana and Hangul stay as they are read.
typedef struct {
    uint32_t points[PARTS_MOST];
    size_t count;
} Parts;

static void add_point(Parts *parts, uint32_t point)
{
    if (parts->count < PARTS_MOST)
        parts->points[parts->count++] = point;
}

static bool is_common_mark(UChar32 point)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(point, &status) == USCRIPT_INHERITED;
}

static bool is_kana(UChar32 point)
{
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(point, &status);
    return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

static void add_decomposed(Parts *parts, uint32_t point)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[PARTS_MOST];
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    const int32_t count = U_SUCCESS(status) ? unorm2_getDecomposition(nfd, (UChar32)point, units, PARTS_MOST, &status) : -1;
    UChar32 last = 0;
    if (count > 0 && U_SUCCESS(status))
        U16_GET(units, 0, count - 1, count, last);
    if (!last || is_kana((UChar32)point) || !is_common_mark(last)) {
        add_point(parts, point);
        return;
    }
    for (int32_t at = 0; at < count;) {
        UChar32 part;
        U16_NEXT(units, at, count, part);
        add_point(parts, (uint32_t)part);
    }
}

static Parts parts_of(const char *cluster, size_t length)
{
    Parts parts = {.count = 0};
    for (size_t at = 0; at < length;)
        add_decomposed(&parts, utf8_next(cluster, length, &at));
    return parts;
}

// "right single quotation mark"; a mark is called by what it is on a letter: "acute accent".
static void add_name(Buffer *out, uint32_t point)
{
    static const char combining[] = "combining ";
    char name[NAME_BYTES] = "";
    UErrorCode status = U_ZERO_ERROR;
    u_charName((UChar32)point, U_EXTENDED_CHAR_NAME, name, sizeof name, &status);
    for (char *at = name; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    buffer_add_text(out, _(strncmp(name, combining, sizeof combining - 1) ? name : name + sizeof combining - 1));
}

static void add_character(Buffer *out, uint32_t point)
{
    char bytes[4];
    buffer_add(out, bytes, (size_t)utf8_put(bytes, point));
}

// A letter of the Latin alphabet by its word, a digit of any script in words. False: it is neither.
static bool add_word(Buffer *out, uint32_t point)
{
    const int32_t digit = u_charType((UChar32)point) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue((UChar32)point) : -1;
    const uint32_t lower = (uint32_t)u_tolower((UChar32)point);
    if (digit >= 0)
        buffer_add_text(out, _(digit_words[digit]));
    else if (lower >= 'a' && lower <= 'z')
        buffer_add_text(out, letter_words[lower - 'a']);
    else
        return false;
    return true;
}

static bool is_letter_or_digit(uint32_t point)
{
    return u_isalpha((UChar32)point) || u_isdigit((UChar32)point);
}

// The first of a cluster's code points. True: more than one word, but for "cap".
static bool add_base(Buffer *out, uint32_t point, SpellKind kind)
{
    if (!is_letter_or_digit(point)) {
        const size_t before = out->length;
        add_name(out, point);
        return memchr(buffer_text(out) + before, ' ', out->length - before);
    }
    Buffer letter = {0};
    if (kind == SPELL_LETTERS || !add_word(&letter, point))
        add_character(&letter, point);
    // TRANSLATORS: a capital letter
    buffer_addf(out, utf8_is_upper(point) ? _("cap %s") : "%s", buffer_text(&letter));
    buffer_free(&letter);
    return false;
}

static void add_marks(Buffer *out, const Parts *parts)
{
    for (size_t i = 1; i < parts->count; i++) {
        Buffer name = {0};
        add_name(&name, parts->points[i]);
        // TRANSLATORS: behind a letter: "e with acute accent", and a second mark on it
        buffer_addf(out, i > 1 ? _(" and %s") : _(" with %s"), buffer_text(&name));
        buffer_free(&name);
    }
}

void spell_add(Buffer *out, const char *text, size_t length, SpellKind kind)
{
    bool was_long = false;
    size_t at = 0, count = 0;
    for (size_t next; at < length && count < SPELLED_MOST; at = next, count++) {
        Buffer spelled = {0};
        next = cluster_next(text, length, at);
        const Parts parts = parts_of(text + at, next - at);
        const bool is_long = add_base(&spelled, parts.points[0], kind) || parts.count > 1;
        add_marks(&spelled, &parts);
        buffer_add_text(out, !count ? "" : is_long || was_long ? ", " : " ");
        buffer_add(out, buffer_text(&spelled), spelled.length);
        buffer_free(&spelled);
        was_long = is_long;
    }
    if (at < length)
        buffer_add_text(out, " \u2026");
}
