// Memory that is freed all at once.
#include "base/arena.h"
#include <stdarg.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

enum { FIRST_BYTES = 2 * 1024, CHUNK_BYTES = 16 * 1024 };   // each chunk is twice the one before: many arenas hold little

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *next;
    alignas(max_align_t) char bytes[];
};

struct Arena {
    Chunk *chunks;
    char *free;         // in the newest shared chunk
    size_t left;
    size_t next;        // bytes of the next shared chunk
    size_t size;
};

Arena *arena_new(void)
{
    Arena *arena = memory_new(1, sizeof *arena);
    arena->next = FIRST_BYTES;
    return arena;
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    for (Chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

static Chunk *add_chunk(Arena *arena, size_t size)
{
    Chunk *chunk = memory_new(1, sizeof(Chunk) + size);
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->size += sizeof(Chunk) + size;
    return chunk;
}

void *arena_take(Arena *arena, size_t size)
{
    const size_t step = alignof(max_align_t);
    size = size ? (size + step - 1) / step * step : step;
    if (size > CHUNK_BYTES / 4)
        return add_chunk(arena, size)->bytes;
    while (size > arena->left) {
        arena->free = add_chunk(arena, arena->next)->bytes;
        arena->left = arena->next;
        arena->next = arena->next < CHUNK_BYTES ? 2 * arena->next : CHUNK_BYTES;
    }
    void *memory = arena->free;
    arena->free += size;
    arena->left -= size;
    return memory;
}

size_t arena_size(const Arena *arena)
{
    return arena->size;
}

char *arena_copy(Arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_copy_text(Arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = arena_take(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

