// A text in the person's editor.
#include "reader/editor.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/program.h"
#include "base/translate.h"

enum { WORDS_MOST = 32 };

static bool is_named(const char *program)
{
    return program && program[strspn(program, " ")];
}

const char *editor_named(void)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    return is_named(visual) ? visual : is_named(editor) ? editor : NULL;
}

// A folder that is the session's own comes first: it is gone at its end.
static char *make_folder(void)
{
    const char *const places[] = {getenv("XDG_RUNTIME_DIR"), getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *path = places[i] && *places[i] == '/' ? path_join(places[i], "lectern-XXXXXX") : NULL;
        if (path && mkdtemp(path))
            return path;
        free(path);
    }
    return NULL;
}

// What is left there too: editors keep copies beside what they write.
static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

static bool run(const char *editor, char *path, int input)
{
    char *line = memory_copy_text(editor), *words[WORDS_MOST + 2], *rest;
    size_t count = 0;
    for (char *word = strtok_r(line, " ", &rest); word && count < WORDS_MOST; word = strtok_r(NULL, " ", &rest))
        words[count++] = word;
    words[count++] = path;
    words[count] = NULL;
    const bool is_done = count > 1 && program_run(words, input);
    free(line);
    return is_done;
}

// What a person has written is not thrown away.
static char *read_back(const char *path, bool *stays, Error *err)
{
    Buffer out = {0};
    Error why;
    *stays = !file_read(path, EDITED_BYTES, &out, &why);
    if (!*stays)
        return buffer_take(&out);
    buffer_free(&out);
    error_set_at(err, path, 0, 0, _("what you wrote stays in this file, as it can't be taken: %s"), why.text);
    return NULL;
}

char *editor_edit(const char *editor, const char *text, int input, Error *err)
{
    char *folder = make_folder(), *edited = NULL;
    bool stays = false;
    if (!folder) {
        error_set(err, _("There is no folder for the note while it is edited: %s"), strerror(errno));
        return NULL;
    }
    char *path = path_join(folder, "note.txt");
    if (file_create(path, text, strlen(text), NULL, err)) {
        if (run(editor, path, input))
            edited = read_back(path, &stays, err);
        else
            error_set(err, _("\"%s\" (from VISUAL or EDITOR) could not be run, or did not end well; nothing was changed"), editor);
    }
    if (!stays)
        remove_folder(folder);
    free(path);
    free(folder);
    return edited;
}
