// The targets without libFuzzer: all seeds and all that once crashed (TAP), or the files that are named: tests/fuzz/replay TARGET FILE…
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "fuzz.h"

enum { SECONDS_MOST = 20, BYTES_MOST = 1 << 24 };  // SECONDS_MOST: of one file; under sanitizers on a busy machine most take a millisecond

static void replay(const FuzzTarget *target, const char *path)
{
    Buffer bytes = {0};
    Error error = {0};
    if (!file_read(path, BYTES_MOST, &bytes, &error)) {
        printf("Bail out! %s: %s\n", path, error.text);
        exit(1);
    }
    printf("# %s %s\n", target->name, path);    // the last one, where it crashes
    fflush(stdout);
    alarm(SECONDS_MOST);
    target->run((const uint8_t *)buffer_text(&bytes), bytes.length);
    alarm(0);
    buffer_free(&bytes);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare_names(const struct dirent **one, const struct dirent **other)
{
    return strcmp((*one)->d_name, (*other)->d_name);
}

// How many files there were.
static int replay_folder(const FuzzTarget *target, const char *kind)
{
    const char *source = getenv("srcdir");
    Buffer folder = {0};
    struct dirent **entries = NULL;
    buffer_addf(&folder, "%s/tests/fuzz/%s/%s", source ? source : ".", kind, target->name);
    int count = scandir(folder.bytes, &entries, is_shown, compare_names);
    for (int i = 0; i < count; i++) {
        Buffer path = {0};
        buffer_addf(&path, "%s/%s", folder.bytes, entries[i]->d_name);
        replay(target, path.bytes);
        buffer_free(&path);
        free(entries[i]);
    }
    free(entries);
    buffer_free(&folder);
    return count > 0 ? count : 0;
}

static int replay_all(void)
{
    int number = 0, missing = 0;
    for (size_t i = 0; fuzz_at(i); i++) {
        const FuzzTarget *target = fuzz_at(i);
        int seeds = replay_folder(target, "seeds"), crashes = replay_folder(target, "crashes");
        missing += seeds == 0;
        printf("%s %d - %s takes its %d seeds and the %d that once crashed\n", seeds ? "ok" : "not ok", ++number, target->name, seeds, crashes);
    }
    printf("1..%d\n", number);
    return missing > 0;
}

int main(int count, char **arguments)
{
    if (count == 1)
        return replay_all();
    const FuzzTarget *target = fuzz_find(arguments[1]);
    if (!target) {
        fprintf(stderr, "%s: there is no target %s\n", arguments[0], arguments[1]);
        return 2;
    }
    for (int i = 2; i < count; i++)
        replay(target, arguments[i]);
    return 0;
}
