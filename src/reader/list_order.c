// Sorting the rows of a list: those beside each other, each with what is below it.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/list_parts.h"
#include "text/collate.h"

// A row and all below it.
typedef struct {
    size_t begin, count;
    size_t given;
    char *key;
} Branch;

typedef struct {
    List *list;
    Row *rows;              // the list's, before they are put in order
    size_t *next;           // rows[next[i]] becomes row i
    size_t count;           // of them, so far
    Collator *collator;
} Sorting;

static int depth(const Row *row)
{
    return row->is_heading ? -1 : row->level;
}

static int compare_given(const void *a, const void *b)
{
    const Branch *left = a, *right = b;
    return left->given < right->given ? -1 : left->given > right->given;
}

static int compare_texts(const void *a, const void *b)
{
    const int order = strcmp(((const Branch *)a)->key, ((const Branch *)b)->key);
    return order ? order : compare_given(a, b);
}

static int compare_dates(const void *a, const void *b)
{
    const int order = strcmp(((const Branch *)b)->key, ((const Branch *)a)->key);
    return order ? order : compare_given(a, b);
}

// Headings part the list, and stay.
static int (*comparison(const Sorting *sorting, bool has_heading))(const void *, const void *)
{
    if (has_heading)
        return compare_given;
    switch (sorting->list->order) {
    case ORDER_GIVEN: break;
    case ORDER_TEXT: return compare_texts;
    case ORDER_DATE: return compare_dates;
    }
    return compare_given;
}

static char *key_of(const Sorting *sorting, const Row *row)
{
    switch (sorting->list->order) {
    case ORDER_GIVEN: break;
    case ORDER_TEXT: return collator_key(sorting->collator, row->text);
    case ORDER_DATE: return memory_copy_text(row->date);
    }
    return NULL;
}

static size_t end_of_branch(const Sorting *sorting, size_t begin, size_t end)
{
    size_t row = begin + 1;
    while (row < end && depth(&sorting->rows[row]) > depth(&sorting->rows[begin]))
        row++;
    return row;
}

static void sort_rows(Sorting *sorting, size_t begin, size_t end)
{
    Branch *branches = memory_new(end - begin + 1, sizeof *branches);
    size_t count = 0;
    bool has_heading = false;
    for (size_t row = begin; row < end;) {
        const size_t behind = end_of_branch(sorting, row, end);
        const Row *first = &sorting->rows[row];
        branches[count++] = (Branch){.begin = row, .count = behind - row, .given = first->given, .key = key_of(sorting, first)};
        has_heading = has_heading || first->is_heading;
        row = behind;
    }
    if (count)
        qsort(branches, count, sizeof *branches, comparison(sorting, has_heading));
    for (size_t i = 0; i < count; i++) {
        sorting->next[sorting->count++] = branches[i].begin;
        sort_rows(sorting, branches[i].begin + 1, branches[i].begin + branches[i].count);
        free(branches[i].key);
    }
    free(branches);
}

static bool stands_as_given(const List *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].given != i)
            return false;
    return true;
}

void list_put_in_order(List *list)
{
    list->is_sorted = true;
    if (list->order == ORDER_GIVEN && stands_as_given(list))
        return;
    Sorting sorting = {.list = list, .rows = list->rows, .collator = list->order == ORDER_TEXT ? collator_new() : NULL};
    sorting.next = memory_new(list->count + 1, sizeof *sorting.next);
    sort_rows(&sorting, 0, list->count);
    Row *rows = memory_new(list->count + 1, sizeof *rows);
    for (size_t i = 0; i < list->count; i++)
        rows[i] = sorting.rows[sorting.next[i]];
    list->rows = rows;
    list->capacity = list->count + 1;
    collator_free(sorting.collator);
    free(sorting.rows);
    free(sorting.next);
}
