// The cells that a terminal gives to what terminals disagree about.
#include "text/widths.h"
#include <string.h>
#include "base/translate.h"

const Widths widths_standard = {.is_wcwidth = false};
const Widths widths_grapheme = {.cells = {[WIDTH_KEYCAP] = 2}};

// TRANSLATORS: names of kinds of signs, for the page that tests a terminal: one row each, at most 40 cells
static const WidthSample samples[WIDTH_CLASSES] = {
    [WIDTH_AMBIGUOUS] = {N_("of ambiguous width"), "\u00A7", 1},
    [WIDTH_FRAME] = {N_("drawn frame"), "\u2500", 1},
    [WIDTH_EMOJI_STYLE] = {N_("sign shown as an emoji"), "\u2764\uFE0F", 2},
    [WIDTH_TEXT_STYLE] = {N_("emoji shown as a sign"), "\u231A\uFE0E", 2},
    [WIDTH_KEYCAP] = {N_("keycap"), "1\uFE0F\u20E3", 1},
    [WIDTH_TONE] = {N_("emoji with a tone of skin"), "\U0001F44D\U0001F3FD", 2},
    [WIDTH_JOINED] = {N_("joined emoji"), "\U0001F468\u200D\U0001F4BB", 2},
    [WIDTH_FLAG] = {N_("flag"), "\U0001F1EB\U0001F1F7", 2},
    [WIDTH_NEW_EMOJI] = {N_("emoji of Unicode 15"), "\U0001FAE8", 2},
    [WIDTH_JAMO] = {N_("Hangul written as letters"), "\u1100\u1161\u11A8", 2},
    [WIDTH_VOWEL_SIGN] = {N_("Indic vowel sign"), "\u0915\u093F", 2},
    [WIDTH_AM] = {N_("Thai sara am"), "\u0E19\u0E33", 2},
    [WIDTH_MARK] = {N_("letter with a mark"), "e\u0301", 1},
    [WIDTH_NON_JOINER] = {N_("letters with a non-joiner"), "a\u200Cb", 2},
};

const WidthSample *width_sample(WidthClass class)
{
    return &samples[class];
}

int widths_of_sample(Widths widths, WidthClass class)
{
    return widths.cells[class] ? widths.cells[class] : samples[class].cells;
}

bool widths_equal(Widths one, Widths other)
{
    return one.is_wcwidth == other.is_wcwidth && one.is_shaped == other.is_shaped && memcmp(one.cells, other.cells, sizeof one.cells) == 0;
}
