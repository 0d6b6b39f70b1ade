// Emphasis: pairing runs of marks.
#include "report/emphasis.h"
#include <ctype.h>
#include "base/memory.h"
#include "report/limits.h"
#include "text/utf8.h"

typedef enum { BESIDE_SPACE, BESIDE_PUNCTUATION, BESIDE_WORD } Beside;

static Beside beside_of(uint32_t codepoint)
{
    if (utf8_is_space(codepoint))
        return BESIDE_SPACE;
    if (codepoint < 0x80)
        return ispunct((int)codepoint) ? BESIDE_PUNCTUATION : BESIDE_WORD;
    return utf8_is_word(codepoint) ? BESIDE_WORD : BESIDE_PUNCTUATION;
}

static Beside beside_before(const char *text, size_t at)
{
    if (at == 0)
        return BESIDE_SPACE;
    size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin--;
    return beside_of(utf8_next(text, at, &begin));
}

static Beside beside_behind(const char *text, size_t length, size_t at)
{
    return at == length ? BESIDE_SPACE : beside_of(utf8_next(text, length, &at));
}

// Left-flanking runs open, right-flanking ones close; `_` does neither inside a word.
static void judge(Run *run, Beside before, Beside behind)
{
    bool left = behind == BESIDE_WORD || (behind == BESIDE_PUNCTUATION && before != BESIDE_WORD);
    bool right = before == BESIDE_WORD || (before == BESIDE_PUNCTUATION && behind != BESIDE_WORD);
    bool is_star = run->mark == '*';
    run->can_open = left && (is_star || !right || before == BESIDE_PUNCTUATION);
    run->can_close = right && (is_star || !left || behind == BESIDE_PUNCTUATION);
}

void runs_add(Runs *runs, const char *text, size_t text_length, uint32_t at, uint32_t length)
{
    Run run = {.at = at, .left = length, .length = length, .previous = runs->last, .next = -1, .mark = text[at]};
    judge(&run, beside_before(text, at), beside_behind(text, text_length, at + length));
    if (runs->count == MARKS_MOST || (!run.can_open && !run.can_close))
        return;
    runs->runs = memory_grow(runs->runs, runs->count, &runs->capacity, sizeof run);
    if (runs->last >= 0)
        runs->runs[runs->last].next = (int32_t)runs->count;
    runs->last = (int32_t)runs->count;
    runs->runs[runs->count++] = run;
}

static void runs_remove(Runs *runs, int32_t index)
{
    const Run *run = &runs->runs[index];
    if (run->previous >= 0)
        runs->runs[run->previous].next = run->next;
    if (run->next >= 0)
        runs->runs[run->next].previous = run->previous;
    else
        runs->last = run->previous;
}

// A run that may both open and close pairs with no other if their lengths together make a multiple of three, unless both are one.
static bool runs_match(const Run *opener, const Run *closer)
{
    if (!opener->can_open || opener->mark != closer->mark)
        return false;
    return !(closer->can_open || opener->can_close) || closer->length % 3 == 0 || (opener->length + closer->length) % 3 != 0;
}

// What is known of closers for which no opener was found: with the same mark, sides and length modulo 3 none is before this run.
typedef struct {
    int32_t floor[2][2][3];
} Floors;

static int32_t *floor_of(Floors *floors, const Run *closer)
{
    return &floors->floor[closer->mark == '*'][closer->can_open][closer->length % 3];
}

static int32_t find_opener(const Runs *runs, int32_t closer, int32_t floor)
{
    int32_t opener = runs->runs[closer].previous;
    while (opener >= floor && opener >= 0 && !runs_match(&runs->runs[opener], &runs->runs[closer]))
        opener = runs->runs[opener].previous;
    return opener >= floor ? opener : -1;
}

// Uses marks of both and drops what stands between them. Returns the run to go on with.
static int32_t pair(Runs *runs, int32_t opener_index, int32_t closer_index, EmphasisPair *found)
{
    Run *opener = &runs->runs[opener_index], *closer = &runs->runs[closer_index];
    uint32_t width = opener->left >= 2 && closer->left >= 2 ? 2 : 1;
    *found = (EmphasisPair){.start = opener->at + opener->left, .end = closer->at, .width = (int)width};
    opener->left -= width;
    closer->left -= width;
    closer->at += width;
    opener->next = closer_index;
    closer->previous = opener_index;
    int32_t next = closer->left ? closer_index : closer->next;
    if (!closer->left)
        runs_remove(runs, closer_index);
    if (!opener->left)
        runs_remove(runs, opener_index);
    return next;
}

static int32_t first_behind(const Runs *runs, int32_t bottom)
{
    int32_t first = -1;
    for (int32_t i = runs->last; i > bottom; i = runs->runs[i].previous)
        first = i;
    return first;
}

static void forget_behind(Runs *runs, int32_t bottom)
{
    while (runs->last > bottom)
        runs_remove(runs, runs->last);
}

void runs_pair(Runs *runs, int32_t bottom, bool (*found)(void *context, EmphasisPair pair), void *context)
{
    Floors floors;
    for (size_t i = 0; i < sizeof floors / sizeof(int32_t); i++)
        (&floors.floor[0][0][0])[i] = bottom + 1;
    int32_t closer = first_behind(runs, bottom);
    bool goes_on = true;
    while (closer >= 0 && goes_on) {
        const Run *run = &runs->runs[closer];
        int32_t next = run->next;
        if (run->can_close) {
            int32_t *floor = floor_of(&floors, run);
            int32_t opener = find_opener(runs, closer, *floor);
            if (opener >= 0) {
                EmphasisPair it;
                next = pair(runs, opener, closer, &it);
                goes_on = found(context, it);
            } else {
                *floor = closer;
                if (!run->can_open)
                    runs_remove(runs, closer);
            }
        }
        closer = next;
    }
    forget_behind(runs, bottom);
}
