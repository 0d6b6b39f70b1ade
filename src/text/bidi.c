// The order in which a line is seen.
#include "text/bidi.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include "base/memory.h"
#include "text/character.h"
#include "text/utf8.h"

struct Bidi {
    UBiDi *paragraph, *line;
    UChar *units;           // the text as ICU wants it
    size_t *bytes;          // where each unit begins in the text; count + 1 of them
    size_t count, capacity;
    BidiRun *runs;
    size_t run_capacity;
};

// U+2066..2069, U+202A..202E, and U+200F behind E2.
static bool steers(const unsigned char *at, size_t left)
{
    if (left < 3)
        return false;
    if (at[1] == 0x81)
        return at[2] >= 0xA6 && at[2] <= 0xA9;
    return at[1] == 0x80 && (at[2] == 0x8F || (at[2] >= 0xAA && at[2] <= 0xAE));
}

// U+0590..08FF, U+FB1D..FDFF, U+FE70..FEFF, U+10800..10FFF, U+1E800..1EFFF: all that is R, AL or AN by default (DerivedBidiClass), and a few
// neighbours.
static bool may_be_rtl(const unsigned char *at, size_t left)
{
    const unsigned second = left > 1 ? at[1] : 0;
    switch (at[0]) {
    case 0xE0: return second <= 0xA3;
    case 0xE2: return steers(at, left);
    case 0xEF: return (second >= 0xAC && second <= 0xB7) || (second >= 0xB9 && second <= 0xBB);
    case 0xF0: return (second == 0x90 && left > 2 && at[2] >= 0xA0) || (second == 0x9E && left > 2 && at[2] >= 0xA0);
    }
    return at[0] == 0xD6 ? second >= 0x90 : at[0] <= 0xDF;
}

// Whether eight bytes are ASCII.
static bool are_ascii(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return !(word & 0x8080808080808080);
}

bool bidi_is_needed(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < length; i++) {
        while (length - i > sizeof(uint64_t) && are_ascii(bytes + i))
            i += sizeof(uint64_t);
        if (bytes[i] >= 0xD6 && may_be_rtl(bytes + i, length - i))
            return true;
    }
    return false;
}

static bool isolates(UCharDirection class)
{
    return class == U_LEFT_TO_RIGHT_ISOLATE || class == U_RIGHT_TO_LEFT_ISOLATE || class == U_FIRST_STRONG_ISOLATE;
}

bool bidi_first_strong(const char *text, size_t length, BidiBase *base)
{
    size_t depth = 0;
    for (size_t at = 0; at < length;) {
        const UCharDirection class = (UCharDirection)character(utf8_next(text, length, &at))->direction;
        const bool is_rtl = class == U_RIGHT_TO_LEFT || class == U_RIGHT_TO_LEFT_ARABIC;
        depth += isolates(class);
        depth -= class == U_POP_DIRECTIONAL_ISOLATE && depth;
        if (depth || !(is_rtl || class == U_LEFT_TO_RIGHT))
            continue;
        *base = is_rtl ? BIDI_RTL : BIDI_LTR;
        return true;
    }
    return false;
}

enum { BRACKETS_MOST = 60 };    // open at once; where there are more, nothing is known

// What a text that was gone through has left open.
typedef struct {
    size_t isolates, embeddings;
    UChar32 closing[BRACKETS_MOST];
    size_t brackets;
} Opened;

// Of U+2329 and U+232A Unicode says that they are the same as these.
static UChar32 same_bracket(UChar32 bracket)
{
    return bracket == 0x2329 ? 0x3008 : bracket == 0x232A ? 0x3009 : bracket;
}

// BD16: what stands open within a pair is no bracket.
static void close_bracket(Opened *opened, UChar32 bracket)
{
    size_t open = opened->brackets;
    while (open > 0 && opened->closing[open - 1] != bracket)
        open--;
    if (open > 0)
        opened->brackets = open - 1;
}

static void pass_bracket(Opened *opened, UChar32 bracket, bool opens)
{
    const UChar32 mirrored = u_charMirror(bracket);
    if (mirrored == bracket || opened->brackets > BRACKETS_MOST)
        return;
    if (!opens)
        close_bracket(opened, same_bracket(bracket));
    else if (opened->brackets++ < BRACKETS_MOST)
        opened->closing[opened->brackets - 1] = same_bracket(mirrored);
}

static bool embeds(UCharDirection class)
{
    return class == U_LEFT_TO_RIGHT_EMBEDDING || class == U_LEFT_TO_RIGHT_OVERRIDE || class == U_RIGHT_TO_LEFT_EMBEDDING || class == U_RIGHT_TO_LEFT_OVERRIDE;
}

// What is embedded within an isolate ends with it.
static void pass(Opened *opened, UChar32 codepoint, const Character *of)
{
    const UCharDirection class = (UCharDirection)of->direction;
    const uint32_t bracket = U_MASK(of->category) & (U_GC_PS_MASK | U_GC_PE_MASK);
    if (class == U_BLOCK_SEPARATOR)
        *opened = (Opened){0};
    else if (isolates(class))
        opened->isolates++;
    else if (class == U_POP_DIRECTIONAL_ISOLATE)
        opened->isolates -= opened->isolates > 0;
    else if (!opened->isolates && embeds(class))
        opened->embeddings++;
    else if (!opened->isolates && class == U_POP_DIRECTIONAL_FORMAT)
        opened->embeddings -= opened->embeddings > 0;
    else if (bracket && !opened->isolates && !opened->embeddings)
        pass_bracket(opened, codepoint, bracket & U_GC_PS_MASK);
}

static bool is_strong(const Character *of)
{
    return of->direction == U_LEFT_TO_RIGHT || of->direction == U_RIGHT_TO_LEFT || of->direction == U_RIGHT_TO_LEFT_ARABIC;
}

TextRange bidi_part(const char *text, size_t length, size_t at, size_t start, size_t end)
{
    TextRange part = {at, length};
    Opened opened = {0};
    bool was_strong = false;
    if (end >= length)
        return part;
    for (size_t next = at; at < length; at = next) {
        const uint32_t codepoint = utf8_next(text, length, &next);
        const Character *of = character(codepoint);
        const bool is_apart = was_strong && is_strong(of) && !opened.isolates && !opened.embeddings && !opened.brackets;
        if (is_apart && at >= end)
            return (TextRange){part.start, at};
        if (is_apart && at <= start)
            part.start = at;
        pass(&opened, (UChar32)codepoint, of);
        was_strong = is_strong(of);
    }
    return part;
}

Bidi *bidi_new(void)
{
    Bidi *bidi = memory_new(1, sizeof *bidi);
    *bidi = (Bidi){.paragraph = ubidi_open(), .line = ubidi_open()};
    return bidi;
}

void bidi_free(Bidi *bidi)
{
    if (!bidi)
        return;
    ubidi_close(bidi->line);
    ubidi_close(bidi->paragraph);
    free(bidi->units);
    free(bidi->bytes);
    free(bidi->runs);
    free(bidi);
}

// No text has more units than bytes.
static void make_room(Bidi *bidi, size_t length)
{
    if (bidi->capacity > length)
        return;
    bidi->capacity = length + 1;
    bidi->units = memory_resize(bidi->units, bidi->capacity, sizeof *bidi->units);
    bidi->bytes = memory_resize(bidi->bytes, bidi->capacity, sizeof *bidi->bytes);
}

static void convert(Bidi *bidi, const char *text, size_t length)
{
    make_room(bidi, length);
    bidi->count = 0;
    for (size_t at = 0; at < length;) {
        const size_t begin = at;
        const UChar32 codepoint = (UChar32)utf8_next(text, length, &at);
        const size_t count = (size_t)U16_LENGTH(codepoint);
        for (size_t i = 0; i < count; i++)
            bidi->bytes[bidi->count + i] = begin;
        bidi->units[bidi->count] = (UChar)(count == 1 ? codepoint : U16_LEAD(codepoint));
        if (count == 2)
            bidi->units[bidi->count + 1] = U16_TRAIL(codepoint);
        bidi->count += count;
    }
    bidi->bytes[bidi->count] = length;
}

void bidi_set(Bidi *bidi, const char *text, size_t length, BidiBase base)
{
    UErrorCode status = U_ZERO_ERROR;
    convert(bidi, text, length);
    ubidi_setPara(bidi->paragraph, bidi->units, (int32_t)bidi->count, base == BIDI_RTL ? 1 : 0, NULL, &status);
}

// The unit that begins at a byte.
static size_t unit_at(const Bidi *bidi, size_t byte)
{
    size_t low = 0, high = bidi->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (bidi->bytes[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t bidi_runs(Bidi *bidi, size_t start, size_t end, const BidiRun **runs)
{
    UErrorCode status = U_ZERO_ERROR;
    const size_t first = unit_at(bidi, start), behind = unit_at(bidi, end);
    if (first >= behind)
        return 0;
    ubidi_setLine(bidi->paragraph, (int32_t)first, (int32_t)behind, bidi->line, &status);
    const int32_t found = ubidi_countRuns(bidi->line, &status);
    const size_t count = U_SUCCESS(status) && found > 0 ? (size_t)found : 1;
    if (bidi->run_capacity < count)
        bidi->runs = memory_resize(bidi->runs, bidi->run_capacity = count, sizeof *bidi->runs);
    *runs = bidi->runs;
    bidi->runs[0] = (BidiRun){.start = start, .end = end};
    if (U_FAILURE(status))
        return 1;
    for (size_t i = 0; i < count; i++) {
        int32_t begin = 0, length = 0;
        const bool is_rtl = ubidi_getVisualRun(bidi->line, (int32_t)i, &begin, &length) == UBIDI_RTL;
        const size_t unit = first + (size_t)begin;
        bidi->runs[i] = (BidiRun){.start = bidi->bytes[unit], .end = bidi->bytes[unit + (size_t)length], .is_rtl = is_rtl};
    }
    return count;
}
