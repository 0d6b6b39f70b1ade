// Where a folder lies.
#include "base/disk.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/near.h"
#ifdef __linux__
#include <sys/vfs.h>
#endif

#ifdef __linux__
// statfs(2) has them; btrfs, ext2 to ext4, f2fs, jfs, overlayfs, ramfs, reiserfs, tmpfs, xfs, zfs.
static bool is_near_type(unsigned long type)
{
    static const unsigned long near[] = {0x9123683E, 0xEF53, 0xF2F52010, 0x3153464A, 0x794C7630, 0x858458F6, 0x52654973, 0x01021994, 0x58465342, 0x2FC12FC1};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (type == near[i])
            return true;
    return false;
}

bool disk_is_near(const char *folder)
{
    struct statfs disk;
    char *path = memory_copy_text(folder);
    char *slash = path + strlen(path);
    int result;
    do {
        *slash = '\0';
        result = statfs(*path ? path : "/", &disk);
        slash = strrchr(path, '/');
    } while (result != 0 && slash);
    free(path);
    return result == 0 && is_near_type((unsigned long)disk.f_type);
}
#else
bool disk_is_near(const char *folder)
{
    (void)folder;
    return false;
}
#endif

static void look(void *context, Buffer *answer)
{
    buffer_add_char(answer, disk_is_near(context) ? 'y' : 'n');
}

bool disk_is_near_apart(const char *folder, ApartPatience patience)
{
    Buffer answer = {0};
    if (near_is_disk_of(folder))
        return true;
    char *copy = memory_copy_text(folder);
    const bool is_answered = apart_ask(look, copy, patience, &answer) == APART_ANSWERED;
    const bool is_good = is_answered && strcmp(buffer_text(&answer), "y") == 0;
    buffer_free(&answer);
    free(copy);
    return is_good;
}
