// Text as search sees it.
#include "text/fold.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include "base/buffer.h"
#include "base/eight.h"
#include "base/memory.h"
#include "text/character.h"
#include "text/cluster.h"
#include "text/letters.h"
#include "text/utf8.h"

// A piece of a cluster that is normalised at once. U+FDFA becomes 18 characters: no code point becomes more.
enum { PIECE_CODEPOINTS = 32, PIECE_UNITS = 2 * PIECE_CODEPOINTS, FOLDED_UNITS = 18 * PIECE_UNITS, DECOMPOSED_UNITS = 32 };
enum {
    SOFT_HYPHEN = 0xAD, TATWEEL = 0x640, VOICED_MARK = 0x3099, SEMI_VOICED_MARK = 0x309A, HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3,
    NUKTA_CLASS = 7, // of UAX #44's combining classes
};

typedef struct {
    Buffer text;
    bool is_text_only;      // nobody asks where it comes from
    size_t *origin;
    size_t capacity;
    bool after_space;
    const UNormalizer2 *casefold;
    const UNormalizer2 *decompose;
    const UNormalizer2 *compose;
    Meter meter;
    size_t told;            // byte of the text
} Folder;

// For the origins of so many bytes more.
static void make_room(Folder *folder, size_t count)
{
    while (!folder->is_text_only && folder->text.length + count >= folder->capacity)
        folder->origin = memory_grow(folder->origin, folder->capacity, &folder->capacity, sizeof *folder->origin);
}

static void emit_bytes(Folder *folder, const char *bytes, size_t count, size_t origin)
{
    make_room(folder, count);
    for (size_t i = 0; i < count && !folder->is_text_only; i++)
        folder->origin[folder->text.length + i] = origin;
    buffer_add(&folder->text, bytes, count);
}

static void emit(Folder *folder, uint32_t codepoint, size_t origin)
{
    bool is_space = utf8_is_space(codepoint);
    if (is_space && folder->after_space)
        return;
    folder->after_space = is_space;
    char bytes[4];
    emit_bytes(folder, bytes, (size_t)utf8_put(bytes, is_space ? ' ' : codepoint), origin);
}

// Accents, vowel points and the like. Marks that make another letter in scripts of Asia stay, and so do the voicing marks of kana.
static bool is_dropped(uint32_t codepoint)
{
    UChar32 c = (UChar32)codepoint;
    if (codepoint < 0x80)
        return false;
    if (codepoint == TATWEEL || codepoint == SOFT_HYPHEN)
        return true;
    if (character(codepoint)->category != U_NON_SPACING_MARK || codepoint == VOICED_MARK || codepoint == SEMI_VOICED_MARK)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_INHERITED || script == USCRIPT_ARABIC || script == USCRIPT_HEBREW || script == USCRIPT_CYRILLIC ||
        u_getCombiningClass(c) == NUKTA_CLASS;
}

static void emit_letter(Folder *folder, uint32_t codepoint, size_t origin)
{
    if (is_dropped(codepoint))
        return;
    uint32_t letters[2];
    int count = letter_folded(codepoint, letters);
    for (int i = 0; i < count; i++)
        emit(folder, letters[i], origin);
}

// Hangul syllables stay in one piece: one without a final consonant is not the beginning of one with.
static void emit_decomposed(Folder *folder, UChar32 c, size_t origin)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[DECOMPOSED_UNITS];
    bool is_hangul = c >= HANGUL_FIRST && c <= HANGUL_LAST;
    int32_t count = is_hangul ? -1 : unorm2_getDecomposition(folder->decompose, c, units, DECOMPOSED_UNITS, &status);
    if (count < 0 || U_FAILURE(status)) {
        emit_letter(folder, (uint32_t)c, origin);
        return;
    }
    for (int32_t i = 0; i < count;) {
        U16_NEXT(units, i, count, c);
        emit_letter(folder, (uint32_t)c, origin);
    }
}

static void emit_kept(Folder *folder, UChar32 c, size_t origin)
{
    if (c != SOFT_HYPHEN)
        emit(folder, (uint32_t)c, origin);
}

// Each character of a piece in a normal form.
static void take_normal(Folder *folder, const UNormalizer2 *form, const UChar *units, int32_t count, size_t origin, void (*take)(Folder *, UChar32, size_t))
{
    UErrorCode status = U_ZERO_ERROR;
    UChar normal[FOLDED_UNITS];
    int32_t length = unorm2_normalize(form, units, count, normal, FOLDED_UNITS, &status);
    const UChar *from = U_SUCCESS(status) ? normal : units;
    if (U_FAILURE(status))
        length = count;
    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(from, i, length, c);
        take(folder, c, origin);
    }
}

static void fold_piece(Folder *folder, const UChar *units, int32_t count, size_t origin)
{
    take_normal(folder, folder->casefold, units, count, origin, emit_decomposed);
}

static bool is_unchanged(uint32_t codepoint)
{
    UChar32 c = (UChar32)codepoint;
    if (codepoint >= HANGUL_FIRST && codepoint <= HANGUL_LAST)
        return true;
    return !u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_NFKC_CASEFOLDED) && u_getIntPropertyValue(c, UCHAR_NFD_QUICK_CHECK) == UNORM_YES;
}

// As it was typed or composed, which nobody can tell. White space collapses and soft hyphens go likewise; all else stays.
static void keep_piece(Folder *folder, const UChar *units, int32_t count, size_t origin)
{
    take_normal(folder, folder->compose, units, count, origin, emit_kept);
}

// Quotes and dashes come before all else: normalising would make a space and a mark of some.
static void fold_cluster(Folder *folder, const char *text, size_t begin, size_t end, FoldKind kind)
{
    size_t at = begin;
    uint32_t codepoint = sign_folded(utf8_next(text, end, &at));
    if (kind == FOLD_ALL && at == end && is_unchanged(codepoint)) {
        emit_letter(folder, codepoint, begin);
        return;
    }
    at = begin;
    while (at < end) {
        UChar units[PIECE_UNITS];
        int32_t count = 0;
        while (at < end && count + 2 <= PIECE_UNITS) {
            codepoint = utf8_next(text, end, &at);
            if (kind == FOLD_ALL)
                codepoint = sign_folded(codepoint);
            U16_APPEND_UNSAFE(units, count, codepoint);
        }
        if (kind == FOLD_ALL)
            fold_piece(folder, units, count, begin);
        else
            keep_piece(folder, units, count, begin);
    }
}

// Behind the ASCII from a byte on that is a cluster each, or CR LF, which is the white space that each of both is. What is no ASCII may join the
// last before it.
static size_t ascii_end(const char *text, size_t length, size_t at)
{
    size_t end = at;
    while (length - end >= EIGHT_BYTES && !(eight_at(text + end) & EIGHT_TOPS))
        end += EIGHT_BYTES;
    while (end < length && (unsigned char)text[end] < 0x80)
        end++;
    return end < length && end > at ? end - 1 : end;
}

static char ascii_folded(char c, FoldKind kind)
{
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return ' ';
    return kind == FOLD_ALL && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

// Eight of ASCII, whose white space is single spaces. False: it is not.
static bool fold_eight(Folder *folder, const char *text, FoldKind kind, char *out)
{
    const Eight eight = eight_at(text), spaces = eight_equal(eight, ' ');
    if (eight_range(eight, '\t', '\r') || (spaces & eight_before(spaces, folder->after_space)))
        return false;
    folder->after_space = eight_last(spaces);
    eight_put(out, kind == FOLD_ALL ? eight + (eight_range(eight, 'A', 'Z') >> 7) * ('a' - 'A') : eight);
    return true;
}

static void fold_ascii(Folder *folder, const char *text, size_t at, size_t end, FoldKind kind)
{
    enum { PART_BYTES = 256 };
    while (at < end) {
        char part[PART_BYTES];
        size_t origin[PART_BYTES], count = 0;
        while (at < end && count < PART_BYTES) {
            if (folder->is_text_only && end - at >= EIGHT_BYTES && PART_BYTES - count >= EIGHT_BYTES && fold_eight(folder, text + at, kind, part + count)) {
                at += EIGHT_BYTES;
                count += EIGHT_BYTES;
                continue;
            }
            const char c = ascii_folded(text[at], kind);
            part[count] = c;
            origin[count] = at++;
            count += c != ' ' || !folder->after_space;
            folder->after_space = c == ' ';
        }
        make_room(folder, count);
        if (!folder->is_text_only)
            memcpy(folder->origin + folder->text.length, origin, count * sizeof *origin);
        buffer_add(&folder->text, part, count);
    }
}

static Folded finished(Folder *folder, size_t length)
{
    folder->origin = memory_grow(folder->origin, folder->text.length, &folder->capacity, sizeof *folder->origin);
    folder->origin[folder->text.length] = length;
    size_t folded_length = folder->text.length;
    return (Folded){.text = buffer_take(&folder->text), .length = folded_length, .origin = folder->origin};
}

static Folder folder_new(void)
{
    UErrorCode status = U_ZERO_ERROR;
    return (Folder){.casefold = unorm2_getNFKCCasefoldInstance(&status), .decompose = unorm2_getNFDInstance(&status),
        .compose = unorm2_getNFCInstance(&status)};
}

// False: it is to stop.
static bool move_meter(Folder *folder, size_t at, size_t length)
{
    enum { METER_BYTES = 8 * 1024 };
    if (at - folder->told < METER_BYTES)
        return true;
    folder->told = at;
    return meter_move(folder->meter, at, length);
}

static void fold_all(Folder *folder, const char *text, size_t length, FoldKind kind)
{
    for (size_t at = 0, end; at < length && move_meter(folder, at, length); at = end) {
        end = ascii_end(text, length, at);
        fold_ascii(folder, text, at, end, kind);
        if (end > at)
            continue;
        end = cluster_next(text, length, at);
        fold_cluster(folder, text, at, end, kind);
    }
}

Folded fold_long_text(const char *text, size_t length, FoldKind kind, Meter meter)
{
    Folder folder = folder_new();
    folder.meter = meter;
    fold_all(&folder, text, length, kind);
    return finished(&folder, length);
}

Folded fold_text(const char *text, size_t length, FoldKind kind)
{
    return fold_long_text(text, length, kind, (Meter){0});
}

void fold_add(Buffer *out, const char *text, size_t length, FoldKind kind, Meter meter)
{
    Folder folder = folder_new();
    folder.meter = meter;
    folder.is_text_only = true;
    folder.text = *out;
    fold_all(&folder, text, length, kind);
    *out = folder.text;
}

bool folded_may_be_in(const Folded *needle, const char *text, size_t length, FoldKind kind, Buffer *scratch, Meter meter)
{
    buffer_cut(scratch, 0);
    fold_add(scratch, text, length, kind, meter);
    return memmem(buffer_text(scratch), scratch->length, needle->text, needle->length);
}

void folded_free(Folded *folded)
{
    free(folded->text);
    free(folded->origin);
    *folded = (Folded){0};
}

// The start of the folded cluster that holds `at`. What comes before `from`, a boundary, is not looked at.
static size_t start_after(const Folded *hay, size_t from, size_t at)
{
    return from + cluster_start(hay->text + from, hay->length - from, at - from);
}

// A match from boundary to boundary. Behind one that is not, the search goes on at the next boundary, so that no cluster is measured twice.
static bool find_whole(const Folded *hay, const Folded *needle, size_t from, size_t *found)
{
    while (from + needle->length <= hay->length) {
        const char *match = memmem(hay->text + from, hay->length - from, needle->text, needle->length);
        if (!match)
            return false;
        size_t at = (size_t)(match - hay->text), start = start_after(hay, from, at);
        if (start == at && start_after(hay, at, at + needle->length) == at + needle->length) {
            *found = at;
            return true;
        }
        from = cluster_next(hay->text, hay->length, start);
    }
    return false;
}

bool folded_find(const Folded *hay, const Folded *needle, const char *text, size_t length, size_t from, TextRange *range, size_t *next)
{
    size_t at;
    if (needle->length == 0 || from > hay->length || !find_whole(hay, needle, from, &at))
        return false;
    size_t end = at + needle->length;
    range->start = hay->origin[at];
    range->end = cluster_next(text, length, hay->origin[end - 1]);
    while (hay->origin[end] < range->end)
        end++;
    *next = end;
    return true;
}
