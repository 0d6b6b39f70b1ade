// A folder of its own for a test, and files in it.
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buffer.h"

// Path of the new folder; the caller frees.
static inline char *folder_new(void)
{
    const char *base = getenv("TMPDIR");
    Buffer path = {0};
    buffer_addf(&path, "%s/lectern-test-XXXXXX", base && *base == '/' ? base : "/tmp");
    if (!mkdtemp(path.bytes))
        abort();
    return buffer_take(&path);
}

// Removes the folder and all in it, and frees the path.
static inline void folder_free(char *path)
{
    chmod(path, 0700);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        Buffer name = {0};
        buffer_addf(&name, "%s/%s", path, entry->d_name);
        if (unlink(name.bytes) != 0)
            folder_free(buffer_take(&name));
        buffer_free(&name);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
    free(path);
}

// folder/name; the caller frees.
static inline char *path_in(const char *folder, const char *name)
{
    Buffer path = {0};
    buffer_addf(&path, "%s/%s", folder, name);
    return buffer_take(&path);
}

static inline void write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "w");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        abort();
}

static inline void write_text(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

// All that a file holds, whatever it is called; "" if there is none. The caller frees.
static inline char *read_text(const char *path)
{
    Buffer text = {0};
    FILE *file = fopen(path, "r");
    for (int c; file && (c = getc(file)) != EOF;)
        buffer_add_char(&text, (char)c);
    if (file)
        fclose(file);
    return buffer_take(&text);
}

static inline size_t count_files(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (folder)
        closedir(folder);
    return count;
}

#endif
