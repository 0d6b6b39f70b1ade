// What was typed into a prompt before.
#include "reader/typed.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

void typed_begin(Typed *typed)
{
    typed->at = typed->count;
    buffer_cut(&typed->draft, 0);
}

void typed_keep(Typed *typed, const char *line)
{
    if (!*line || (typed->count && !strcmp(typed->lines[typed->count - 1], line)))
        return;
    if (typed->count == TYPED_MOST) {
        free(typed->lines[0]);
        memmove(typed->lines, typed->lines + 1, (TYPED_MOST - 1) * sizeof *typed->lines);
        typed->count--;
    }
    typed->lines[typed->count++] = memory_copy_text(line);
}

const char *typed_back(Typed *typed, const char *now)
{
    if (!typed->at)
        return NULL;
    if (typed->at == typed->count) {
        buffer_cut(&typed->draft, 0);
        buffer_add_text(&typed->draft, now);
    }
    return typed->lines[--typed->at];
}

const char *typed_forward(Typed *typed)
{
    if (typed->at == typed->count)
        return NULL;
    typed->at++;
    return typed->at == typed->count ? buffer_text(&typed->draft) : typed->lines[typed->at];
}

void typed_free(Typed *typed)
{
    for (size_t i = 0; i < typed->count; i++)
        free(typed->lines[i]);
    buffer_free(&typed->draft);
    *typed = (Typed){0};
}
