// Numbers read from text that anybody may have written.
#include "base/number.h"

bool number_read(const char *text, long least, long most, long *number)
{
    long value = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || value > (most - (*text - '0')) / 10)
            return false;
        value = value * 10 + (*text - '0');
    }
    if (value < least || value > most)
        return false;
    *number = value;
    return true;
}
