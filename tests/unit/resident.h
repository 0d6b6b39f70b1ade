// How much of the memory that is mapped of files is had.
#ifndef TESTS_RESIDENT_H
#define TESTS_RESIDENT_H
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// Bytes of memory that what is mapped of a folder's files takes; -1 where the system does not tell.
static inline long resident_of(const char *folder)
{
    FILE *maps = fopen("/proc/self/smaps", "r");
    if (!maps)
        return -1;
    char line[4096];
    bool is_of_folder = false;
    long kilobytes = 0, sum = 0;
    while (fgets(line, sizeof line, maps)) {
        if (sscanf(line, "%*x-%*x %*4s %*x %*x:%*x %ld", &kilobytes) == 1)
            is_of_folder = strstr(line, folder);
        else if (is_of_folder && sscanf(line, "Rss: %ld kB", &kilobytes) == 1)
            sum += kilobytes * 1024;
    }
    fclose(maps);
    return sum;
}

#endif
