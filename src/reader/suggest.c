// Distance between words: Damerau and Levenshtein, adjacent letters swapped count once.
#include "reader/suggest.h"
#include <stdbool.h>
#include <string.h>

enum { WORD_BYTES = 32 }; // longer names are never near

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int distance_of(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int rows[WORD_BYTES + 1][WORD_BYTES + 1];
    for (size_t i = 0; i <= a_length; i++)
        for (size_t j = 0; j <= b_length; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = (int)(i + j);
                continue;
            }
            bool is_same = a[i - 1] == b[j - 1];
            rows[i][j] = least(least(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + !is_same);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    return rows[a_length][b_length];
}

void suggestion_try(Suggestion *suggestion, const char *name)
{
    size_t wanted = strlen(suggestion->wanted), length = strlen(name);
    if (wanted == 0 || wanted > WORD_BYTES || length > WORD_BYTES)
        return;
    int distance = distance_of(suggestion->wanted, wanted, name, length);
    int most = wanted < 4 ? 1 : ((int)wanted + 1) / 3;
    if (distance <= most && (!suggestion->best || distance < suggestion->distance)) {
        suggestion->best = name;
        suggestion->distance = distance;
    }
}
