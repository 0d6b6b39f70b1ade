// Memory that is there or ends the program.
#include "base/memory.h"
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include "base/status.h"
#include "base/translate.h"

// On a terminal's second screen nobody could read the sentence: what is held back goes out when exit() has done all else.
_Noreturn void memory_end_saying(const char *sentence)
{
    char held[1024];
    setvbuf(stderr, held, _IOFBF, sizeof held);
    fprintf(stderr, "lectern: %s\n", sentence);
    exit(EXIT_MACHINE);
}

_Noreturn void memory_end(void)
{
    memory_end_saying(_("out of memory; what was saved is safe: close other programs and start again"));
}

bool memory_ran_out(void)
{
    return errno == ENOMEM;
}

// In English: what finds other languages may not be called here.
_Noreturn void memory_end_in_handler(void)
{
    static const char begin[] = "lectern: ", sentence[] = N_("out of memory; what was saved is safe: close other programs and start again");
    ssize_t written = write(STDERR_FILENO, begin, sizeof begin - 1);
    written += write(STDERR_FILENO, sentence, sizeof sentence - 1);
    written += write(STDERR_FILENO, "\n", 1);
    (void)written; // nobody may be there to read it
    _exit(EXIT_MACHINE);
}

#ifdef HAVE_ON_EXIT
static void blame(int status, void *context)
{
    (void)context;
    if (status == EXIT_FAILURE && memory_ran_out())
        memory_end_in_handler();
}
#endif

void memory_watch_exit(void)
{
#ifdef HAVE_ON_EXIT
    on_exit(blame, NULL);
#endif
}

void *memory_new(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        memory_end();
    return memory;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_end();
    size_t bytes = count * size;
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        memory_end();
    return memory;
}

char *memory_copy(const char *bytes, size_t length)
{
    char *copy = memory_resize(NULL, length + 1, 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *memory_copy_text(const char *text)
{
    return text ? memory_copy(text, strlen(text)) : NULL;
}

char *memory_format(const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        memory_end();
    return text;
}

void *memory_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 8;
    return memory_resize(items, *capacity, size);
}

void memory_start(void)
{
#ifdef __GLIBC__
    enum { LARGE_BYTES = 512 * 1024, SPARE_BYTES = 8 * 1024 * 1024 };
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);     // else it grows with what is freed, and then all stays
    mallopt(M_TRIM_THRESHOLD, SPARE_BYTES);     // what one chapter left is for the next, until memory_give_back()
#endif
}

void memory_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
