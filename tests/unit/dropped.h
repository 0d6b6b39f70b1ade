// A file whose bytes are not in the memory of the system, as after a long while.
#ifndef TESTS_DROPPED_H
#define TESTS_DROPPED_H
#include <fcntl.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

enum { DROP_TRIES = 100, DROP_US = 10000 };

static inline bool is_page_there(int file, off_t at)
{
    unsigned char is_there = 1;
    void *page = mmap(NULL, 1, PROT_READ, MAP_SHARED, file, at);
    if (page != MAP_FAILED) {
        mincore(page, 1, &is_there);
        munmap(page, 1);
    }
    return is_there & 1;
}

// From byte `at` on, which begins a page. What is still being written, or was only just, stays at first. False: the disk is memory itself.
static inline bool drop_from_memory(const char *path, off_t at)
{
    const int file = open(path, O_RDWR);
    bool is_there = true;
    for (int i = 0; i < DROP_TRIES && is_there; i++) {
        if (i)
            usleep(DROP_US);
        fsync(file);
        posix_fadvise(file, at, 0, POSIX_FADV_DONTNEED);
        is_there = is_page_there(file, at);
    }
    close(file);
    return !is_there;
}

#endif
