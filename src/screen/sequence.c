// Control sequences and control strings, as ECMA-48 spells them.
#include "screen/sequence.h"

enum { NUMBER_MOST = 9999 };

const char *sequence_read(const char *at, const char *end, Sequence *sequence, bool *is_known)
{
    *sequence = (Sequence){.count = 1};
    *is_known = true;
    if (at < end && *at >= '<' && *at <= '?')
        sequence->prefix = *at++;
    for (; at < end && (unsigned char)*at >= ' ' && (unsigned char)*at < '@'; at++) {
        int *number = &sequence->numbers[sequence->count - 1];
        if (*at >= '0' && *at <= '9')
            *number = *number < NUMBER_MOST ? *number * 10 + (*at - '0') : NUMBER_MOST;
        else if (*at == ';' && sequence->count < PARAMETERS_MOST)
            sequence->count++;
        else
            *is_known = false;
    }
    if (at == end || (unsigned char)*at < ' ' || (unsigned char)*at > '~') {
        *is_known = false;
        return at;
    }
    sequence->final = *at;
    return at + 1;
}

const char *sequence_pass_string(const char *at, const char *end)
{
    for (; at < end; at++)
        if (*at == '\a')
            return at + 1;
        else if (*at == '\033')
            return at + 1 < end && at[1] == '\\' ? at + 2 : at;
    return at;
}
