// What lists are made of.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/rows.h"
#include "text/safe.h"

char *row_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = memory_format(format, arguments);
    va_end(arguments);
    return text;
}

static char *made_safe(char *text)
{
    Buffer safe = {0};
    safe_add_line(&safe, text, strlen(text));
    free(text);
    return buffer_take(&safe);
}

void rows_begin(List *list, char *title, char *empty)
{
    list_clear(list);
    rows_name(list, title, empty);
}

void rows_name(List *list, char *title, char *empty)
{
    free(list->title);
    free(list->empty);
    list->title = made_safe(title);
    list->empty = made_safe(empty);
}

void rows_add_heading(List *list, const char *text)
{
    list_add(list, (Row){.text = memory_copy_text(text), .is_heading = true});
}
