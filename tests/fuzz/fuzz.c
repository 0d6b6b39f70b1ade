// What the targets share.
#include "fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/safe.h"
#include "text/utf8.h"

void fuzz_breach(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, condition);
    abort();
}

int choose(Choices *choices, int least, int most)
{
    if (choices->length == 0)
        return least;
    choices->length--;
    return least + *choices->bytes++ % (most - least + 1);
}

void hold_is_safe(const char *text, size_t length)
{
    HOLD(safe_count_changes(text, length) == 0);
    for (size_t at = 0; at < length;) {
        size_t begin = at;
        uint32_t codepoint = utf8_next(text, length, &at);
        HOLD(codepoint != 0xFFFD || at - begin == 3);
        HOLD(codepoint >= ' ' || codepoint == '\n' || codepoint == '\t');
        HOLD(codepoint < 0x7F || codepoint > 0x9F);
        HOLD(codepoint != 0x200B && codepoint != 0x200E && codepoint != 0x200F);
        HOLD(codepoint < 0x2028 || codepoint > 0x202E);
        HOLD(codepoint < 0xE0000 || codepoint >= 0xE0100);
    }
}

bool same_text(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}
