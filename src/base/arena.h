// Memory that is freed all at once: a chapter, a parsed file.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);                                             // NULL is fine
void *arena_take(Arena *arena, size_t size);                               // zeroed, aligned for any type; lives as long as the arena
size_t arena_size(const Arena *arena);                                     // bytes that it holds
char *arena_copy(Arena *arena, const char *bytes, size_t length);          // NUL added
char *arena_copy_text(Arena *arena, const char *text);                     // NULL gives NULL
char *arena_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
