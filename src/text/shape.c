// Arabic letters as their presentation forms.
#include "text/shape.h"
#include <unicode/uchar.h>
#include "text/locale.h"
#include "text/utf8.h"

enum {
    FIRST = 0x621, LAST = 0x6D3,    // letters that may have forms
    LAM = 0x644, NOON_GHUNNA = 0x6BA, ALEF_MAKSURA = 0x649,
    ALEF_MAKSURA_INITIAL = 0xFBE8,  // and medial: not beside its other forms
};

// The isolated form; behind it come the final, the initial and the medial one, as many as the letter has (UnicodeData.txt, decompositions).
static const uint16_t isolated[LAST - FIRST + 1] = {
    [0x0621 - FIRST] = 0xFE80, [0x0622 - FIRST] = 0xFE81, [0x0623 - FIRST] = 0xFE83, [0x0624 - FIRST] = 0xFE85, [0x0625 - FIRST] = 0xFE87,
    [0x0626 - FIRST] = 0xFE89, [0x0627 - FIRST] = 0xFE8D, [0x0628 - FIRST] = 0xFE8F, [0x0629 - FIRST] = 0xFE93, [0x062A - FIRST] = 0xFE95,
    [0x062B - FIRST] = 0xFE99, [0x062C - FIRST] = 0xFE9D, [0x062D - FIRST] = 0xFEA1, [0x062E - FIRST] = 0xFEA5, [0x062F - FIRST] = 0xFEA9,
    [0x0630 - FIRST] = 0xFEAB, [0x0631 - FIRST] = 0xFEAD, [0x0632 - FIRST] = 0xFEAF, [0x0633 - FIRST] = 0xFEB1, [0x0634 - FIRST] = 0xFEB5,
    [0x0635 - FIRST] = 0xFEB9, [0x0636 - FIRST] = 0xFEBD, [0x0637 - FIRST] = 0xFEC1, [0x0638 - FIRST] = 0xFEC5, [0x0639 - FIRST] = 0xFEC9,
    [0x063A - FIRST] = 0xFECD, [0x0641 - FIRST] = 0xFED1, [0x0642 - FIRST] = 0xFED5, [0x0643 - FIRST] = 0xFED9, [0x0644 - FIRST] = 0xFEDD,
    [0x0645 - FIRST] = 0xFEE1, [0x0646 - FIRST] = 0xFEE5, [0x0647 - FIRST] = 0xFEE9, [0x0648 - FIRST] = 0xFEED, [0x0649 - FIRST] = 0xFEEF,
    [0x064A - FIRST] = 0xFEF1, [0x0671 - FIRST] = 0xFB50, [0x0679 - FIRST] = 0xFB66, [0x067A - FIRST] = 0xFB5E, [0x067B - FIRST] = 0xFB52,
    [0x067E - FIRST] = 0xFB56, [0x067F - FIRST] = 0xFB62, [0x0680 - FIRST] = 0xFB5A, [0x0683 - FIRST] = 0xFB76, [0x0684 - FIRST] = 0xFB72,
    [0x0686 - FIRST] = 0xFB7A, [0x0687 - FIRST] = 0xFB7E, [0x0688 - FIRST] = 0xFB88, [0x068C - FIRST] = 0xFB84, [0x068D - FIRST] = 0xFB82,
    [0x068E - FIRST] = 0xFB86, [0x0691 - FIRST] = 0xFB8C, [0x0698 - FIRST] = 0xFB8A, [0x06A4 - FIRST] = 0xFB6A, [0x06A6 - FIRST] = 0xFB6E,
    [0x06A9 - FIRST] = 0xFB8E, [0x06AD - FIRST] = 0xFBD3, [0x06AF - FIRST] = 0xFB92, [0x06B1 - FIRST] = 0xFB9A, [0x06B3 - FIRST] = 0xFB96,
    [0x06BA - FIRST] = 0xFB9E, [0x06BB - FIRST] = 0xFBA0, [0x06BE - FIRST] = 0xFBAA, [0x06C0 - FIRST] = 0xFBA4, [0x06C1 - FIRST] = 0xFBA6,
    [0x06C5 - FIRST] = 0xFBE0, [0x06C6 - FIRST] = 0xFBD9, [0x06C7 - FIRST] = 0xFBD7, [0x06C8 - FIRST] = 0xFBDB, [0x06C9 - FIRST] = 0xFBE2,
    [0x06CB - FIRST] = 0xFBDE, [0x06CC - FIRST] = 0xFBFC, [0x06D0 - FIRST] = 0xFBE4, [0x06D2 - FIRST] = 0xFBAE, [0x06D3 - FIRST] = 0xFBB0,
};

bool shape_is_shown(void)
{
    return locale_shows(isolated[LAM - FIRST]);
}

typedef enum { ISOLATED, FINAL, INITIAL, MEDIAL } Form;

static UJoiningType joining_type(uint32_t codepoint)
{
    return (UJoiningType)u_getIntPropertyValue((UChar32)codepoint, UCHAR_JOINING_TYPE);
}

static bool joins_what_follows(UJoiningType type)
{
    return type == U_JT_DUAL_JOINING || type == U_JT_LEFT_JOINING || type == U_JT_JOIN_CAUSING;
}

static bool joins_what_precedes(UJoiningType type)
{
    return type == U_JT_DUAL_JOINING || type == U_JT_RIGHT_JOINING || type == U_JT_JOIN_CAUSING;
}

// The nearest character before `at` that is not transparent to joining; 0 = none.
static uint32_t neighbour_before(const char *text, size_t begin, size_t at)
{
    while (at > begin) {
        const uint32_t codepoint = utf8_previous(text, &at);
        if (joining_type(codepoint) != U_JT_TRANSPARENT)
            return codepoint;
    }
    return 0;
}

// The nearest behind the one at *at, which gets where it begins.
static uint32_t neighbour_behind(const char *text, size_t end, size_t *at)
{
    size_t next = *at;
    utf8_next(text, end, &next);
    while (next < end) {
        *at = next;
        const uint32_t codepoint = utf8_next(text, end, &next);
        if (joining_type(codepoint) != U_JT_TRANSPARENT)
            return codepoint;
    }
    return 0;
}

// The isolated ligature of lam with that letter; the final one is behind it. 0 = none.
static uint32_t ligature_with(uint32_t alef)
{
    switch (alef) {
    case 0x622: return 0xFEF5;
    case 0x623: return 0xFEF7;
    case 0x625: return 0xFEF9;
    case 0x627: return 0xFEFB;
    }
    return 0;
}

static uint32_t form_of(uint32_t letter, Form form)
{
    const uint32_t first = letter >= FIRST && letter <= LAST ? isolated[letter - FIRST] : 0;
    if (!first)
        return letter;
    if (letter == ALEF_MAKSURA && form >= INITIAL)
        return ALEF_MAKSURA_INITIAL + (form == MEDIAL);
    if (letter == NOON_GHUNNA && form >= INITIAL)
        return letter;
    return first + (uint32_t)form;
}

uint32_t shape_letter(const char *text, size_t begin, size_t end, size_t at, size_t *joined)
{
    size_t behind = at;
    *joined = end;
    const uint32_t letter = utf8_next(text, end, &behind);
    const UJoiningType type = joining_type(letter);
    if (letter < FIRST || letter > LAST || !isolated[letter - FIRST])
        return letter;
    behind = at;
    const uint32_t before = neighbour_before(text, begin, at), after = neighbour_behind(text, end, &behind);
    const bool is_joined = before && joins_what_precedes(type) && joins_what_follows(joining_type(before));
    const uint32_t ligature = letter == LAM ? ligature_with(after) : 0;
    if (ligature) {
        *joined = behind;
        return ligature + is_joined;
    }
    const bool joins_on = after && joins_what_follows(type) && joins_what_precedes(joining_type(after));
    return form_of(letter, joins_on ? (is_joined ? MEDIAL : INITIAL) : is_joined ? FINAL : ISOLATED);
}

// U+0622..0627 all begin with D8.
bool shape_takes_in(const char *text, size_t begin, size_t at, size_t behind)
{
    size_t next = at;
    return (unsigned char)text[at] == 0xD8 && ligature_with(utf8_next(text, behind, &next)) && neighbour_before(text, begin, at) == LAM;
}
