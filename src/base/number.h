// Numbers read from text that anybody may have written.
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H
#include <stdbool.h>

// A whole decimal number, digits only, within least..most; nothing before or behind it. False leaves *number alone.
bool number_read(const char *text, long least, long most, long *number);

#endif
