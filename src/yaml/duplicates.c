// Keys that stand twice in one mapping: found by sorting, since anybody can make a hash table slow.
#include "yaml/duplicates.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"

enum { SHOWN_BYTES = 60 }; // of a key in a message

typedef struct {
    const YamlNode *again;
    const YamlNode *before;
} Duplicate;

static int compare_text(const YamlNode *a, const YamlNode *b)
{
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return memcmp(a->text, b->text, a->length);
}

static int compare_offset(const YamlNode *a, const YamlNode *b)
{
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static int compare_keys(const void *a, const void *b)
{
    const YamlNode *left = *(const YamlNode *const *)a, *right = *(const YamlNode *const *)b;
    int order = compare_text(left, right);
    return order ? order : compare_offset(left, right);
}

static int compare_duplicates(const void *a, const void *b)
{
    return compare_offset(((const Duplicate *)a)->again, ((const Duplicate *)b)->again);
}

static const YamlNode **sorted_keys(const YamlNode *mapping)
{
    const YamlNode **keys = memory_new(mapping->count, sizeof *keys);
    size_t count = 0;
    for (const YamlNode *key = mapping->first; key; key = key->next)
        keys[count++] = key;
    qsort(keys, count, sizeof *keys, compare_keys);
    return keys;
}

static int shown_length(const YamlNode *key)
{
    size_t length = key->length < SHOWN_BYTES ? key->length : SHOWN_BYTES;
    while (length < key->length && length && ((unsigned char)key->text[length] & 0xC0) == 0x80)
        length--;
    return (int)length;
}

static void tell(const YamlFile *file, const Duplicate *duplicate)
{
    const YamlNode *key = duplicate->again;
    fail_at(file, key, _("the key \"%2$.*1$s\" stands in line %3$d already; keep one of the two"), shown_length(key), key->text, duplicate->before->line);
}

void refuse_duplicates(const YamlFile *file, const YamlNode *mapping)
{
    if (mapping->count < 2)
        return;
    const YamlNode **keys = sorted_keys(mapping);
    Duplicate *duplicates = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 1, first = 0; i < mapping->count; i++) {
        if (compare_text(keys[first], keys[i]) != 0) {
            first = i;
            continue;
        }
        duplicates = memory_grow(duplicates, count, &capacity, sizeof *duplicates);
        duplicates[count++] = (Duplicate){.again = keys[i], .before = keys[first]};
    }
    if (count)
        qsort(duplicates, count, sizeof *duplicates, compare_duplicates);
    for (size_t i = 0; i < count; i++)
        tell(file, &duplicates[i]);
    free(duplicates);
    free(keys);
}
