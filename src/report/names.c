// Names with the chapter they stand in.
#include "report/names.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

void names_add(Names *names, const char *name, int chapter)
{
    names->items = memory_grow(names->items, names->count, &names->capacity, sizeof *names->items);
    names->items[names->count++] = (Name){arena_copy_text(names->arena, name), chapter};
}

static int compare_names(const void *a, const void *b)
{
    const Name *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order ? order : (left->chapter > right->chapter) - (left->chapter < right->chapter);
}

void names_sort(Names *names)
{
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
}

int names_find(const Names *names, const char *name)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < names->count && strcmp(names->items[low].name, name) == 0 ? names->items[low].chapter : -1;
}

void names_clear(Names *names)
{
    free(names->items);
    names->items = NULL;
    names->count = names->capacity = 0;
}
