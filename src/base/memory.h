// Memory that is there or ends the program: a small allocation that fails is said on standard error, and the exit status is 4.
// What is written so far is safe, since state is complete on disk at any moment; the terminal is given back by an atexit() function.
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

void *memory_new(size_t count, size_t size);                    // zeroed; the caller frees
void *memory_resize(void *old, size_t count, size_t size);      // as realloc; the new part is not zeroed
char *memory_copy(const char *bytes, size_t length);            // NUL added; the caller frees
char *memory_copy_text(const char *text);                       // NULL gives NULL; the caller frees
char *memory_format(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));    // as vprintf() writes it; the caller frees
_Noreturn void memory_end(void);                                // where a library says that memory is out
_Noreturn void memory_end_saying(const char *sentence);         // likewise, where the machine lacks something else

// For libraries that do not say it: ncurses 6.4 goes on with the NULL that it was given, and crashes, or ends the program with 1. Asked first
// of all in a handler of crashes: whether the last call that failed did so for want of memory. The other ends the program as memory_end() does,
// by nothing but what may be called in a handler.
bool memory_ran_out(void);
_Noreturn void memory_end_in_handler(void);
void memory_watch_exit(void);                                   // from here on exit(1) is taken for that, too, where the system has on_exit(3)

// From here on what is large is given back to the system as soon as it is freed, where the C library would keep it for the next time.
void memory_start(void);
// Gives back what is small, too: some time after much was freed.
void memory_give_back(void);

// Makes room for one more item in an array that holds `count`; doubles *capacity when full. Returns the array, moved or not.
void *memory_grow(void *items, size_t count, size_t *capacity, size_t size);

#endif
