// Bytes that grow at the end.
#include "base/buffer.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

static void make_room(Buffer *buffer, size_t more)
{
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity : 32;
    while (capacity < needed)
        capacity *= 2;
    buffer->bytes = memory_resize(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
}

void buffer_reserve(Buffer *buffer, size_t more)
{
    make_room(buffer, more);
    buffer->bytes[buffer->length] = '\0';
}

char *buffer_room(Buffer *buffer, size_t most)
{
    make_room(buffer, most);
    return buffer->bytes + buffer->length;
}

void buffer_fill(Buffer *buffer, size_t count)
{
    buffer->length += count;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add(Buffer *buffer, const char *bytes, size_t length)
{
    make_room(buffer, length);
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_add_text(Buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(Buffer *buffer, char c)
{
    buffer_add(buffer, &c, 1);
}

void buffer_add_repeated(Buffer *buffer, char c, int times)
{
    while (times-- > 0)
        buffer_add_char(buffer, c);
}

void buffer_addf(Buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    make_room(buffer, (size_t)length);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
    va_end(again);
    buffer->length += (size_t)length;
}

void buffer_cut(Buffer *buffer, size_t length)
{
    if (length >= buffer->length)
        return;
    buffer->length = length;
    buffer->bytes[length] = '\0';
}

void buffer_drop(Buffer *buffer, size_t length)
{
    if (!length)
        return;
    buffer->length -= length;
    memmove(buffer->bytes, buffer->bytes + length, buffer->length + 1);
}

const char *buffer_text(const Buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}

char *buffer_take(Buffer *buffer)
{
    char *bytes = buffer->bytes ? buffer->bytes : memory_copy("", 0);
    *buffer = (Buffer){0};
    return bytes;
}

void buffer_free(Buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (Buffer){0};
}
