// A Fenwick tree of numbers.
#include "reader/tally.h"
#include <stdlib.h>
#include "base/memory.h"

Tally tally_new(int count)
{
    return (Tally){.sums = memory_new((size_t)count + 1, sizeof(long)), .count = count};
}

void tally_free(Tally *tally)
{
    free(tally->sums);
    *tally = (Tally){0};
}

void tally_add(Tally *tally, int index, long number)
{
    for (int i = index + 1; i <= tally->count; i += i & -i)
        tally->sums[i] += number;
}

long tally_before(const Tally *tally, int index)
{
    long sum = 0;
    for (int i = index; i > 0; i -= i & -i)
        sum += tally->sums[i];
    return sum;
}

int tally_find(const Tally *tally, long sum)
{
    int step = 1, index = 0;
    while (step <= tally->count / 2)
        step *= 2;
    for (; step > 0; step /= 2) {
        if (index + step > tally->count || tally->sums[index + step] > sum)
            continue;
        index += step;
        sum -= tally->sums[index];
    }
    return index;
}
