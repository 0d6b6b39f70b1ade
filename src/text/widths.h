// The cells that a terminal gives to what terminals disagree about.
#ifndef TEXT_WIDTHS_H
#define TEXT_WIDTHS_H
#include <stdbool.h>

// What they disagree about. Each has a sample, which a terminal can be asked to show (screen/answers.h).
typedef enum {
    WIDTH_AMBIGUOUS,        // UAX #11, class A, but for what frames are drawn with: "§"
    WIDTH_FRAME,            // box drawing
    WIDTH_EMOJI_STYLE,      // a sign, and VS16 that makes an emoji of it
    WIDTH_TEXT_STYLE,       // an emoji, and VS15 that makes a sign of it
    WIDTH_KEYCAP,           // a digit in a key: VS16 and U+20E3
    WIDTH_TONE,             // an emoji with a tone of skin
    WIDTH_JOINED,           // emoji joined by ZWJ
    WIDTH_FLAG,             // two regional indicators
    WIDTH_NEW_EMOJI,        // of Unicode 15.0 and later
    WIDTH_JAMO,             // a Hangul syllable written as its letters
    WIDTH_VOWEL_SIGN,       // an Indic mark that has room of its own
    WIDTH_AM,               // Thai and Lao sara am
    WIDTH_MARK,             // a mark that has none
    WIDTH_NON_JOINER,       // ZWNJ, which Persian has within words
} WidthClass;
enum { WIDTH_CLASSES = WIDTH_NON_JOINER + 1, WIDTH_CELLS_MOST = 8 };

// The standard widths are those of {0}: what UAX #11 and UTS #51 say, and for the rest what most terminals do.
typedef struct {
    unsigned char cells[WIDTH_CLASSES];     // of the class's sample, 1 to WIDTH_CELLS_MOST; 0 = the standard
    bool is_shaped;                         // Arabic letters are shown as their joined forms (text/shape.h): lam and alef take one cell
    bool is_wcwidth;                        // the sum of wcwidth(3) in the locale instead, where it knows the character
} Widths;

extern const Widths widths_standard;
extern const Widths widths_grapheme;        // the standard, and every emoji two cells, keycaps too: as terminals have it that measure clusters

typedef struct {
    const char *name;       // as a person would call it, in English; marked for translation
    const char *sample;     // UTF-8, one cluster but for WIDTH_NON_JOINER; none that a terminal would order, and the numbers beside it
    int cells;              // of the sample by the standard
} WidthSample;

const WidthSample *width_sample(WidthClass class);
int widths_of_sample(Widths widths, WidthClass class);      // cells, whatever is_wcwidth says
bool widths_equal(Widths one, Widths other);

#endif
