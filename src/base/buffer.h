// Bytes that grow at the end.
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H
#include <stdbool.h>
#include <stddef.h>

// {0} is an empty one. `bytes` ends with a NUL that `length` does not count, once anything was added; NULL before.
typedef struct {
    char *bytes;
    size_t length;
    size_t capacity;
} Buffer;

void buffer_reserve(Buffer *buffer, size_t more);                           // so many bytes can be added and nothing is moved
char *buffer_room(Buffer *buffer, size_t most);                             // where so many may be written behind the last; borrowed until the next call
void buffer_fill(Buffer *buffer, size_t count);                             // so many were; at most what there was room for
void buffer_add(Buffer *buffer, const char *bytes, size_t length);
void buffer_add_text(Buffer *buffer, const char *text);
void buffer_add_char(Buffer *buffer, char c);
void buffer_add_repeated(Buffer *buffer, char c, int times);                // none if times < 1
void buffer_addf(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_cut(Buffer *buffer, size_t length);                             // keeps the first `length` bytes
void buffer_drop(Buffer *buffer, size_t length);                            // takes those away; there are so many at least
const char *buffer_text(const Buffer *buffer);                              // "" where nothing was added; borrowed
char *buffer_take(Buffer *buffer);                                          // the caller frees; the buffer is empty again; never NULL
void buffer_free(Buffer *buffer);                                           // empty again

#endif
