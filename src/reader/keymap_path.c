// Looks for keymaps in folders.
#include "reader/keymap_path.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/suggest.h"

static char *real_path(const char *folder, size_t length, const char *name, const char *suffix)
{
    Buffer path = {0};
    buffer_add(&path, folder, length);
    buffer_addf(&path, "/%s%s", name, suffix);
    char *real = path_real(buffer_text(&path));
    buffer_free(&path);
    return real;
}

static void each_in_folder(const char *folder, KeymapFound found, void *context)
{
    struct dirent **items = NULL;
    int count = scandir(folder, &items, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char *dot = strrchr(items[i]->d_name, '.');
        if (dot && dot != items[i]->d_name && !strcmp(dot, ".yaml")) {
            *dot = '\0';
            found(context, items[i]->d_name);
        }
        free(items[i]);
    }
    free(items);
}

void keymap_path_each(KeymapPath path, KeymapFound found, void *context)
{
    for (size_t i = 0; path.folders && path.folders[i]; i++)
        each_in_folder(path.folders[i], found, context);
}

// The keymaps that there are, and the one that was probably meant.
typedef struct {
    Buffer all;
    Suggestion suggestion;
    char best[256];
} Known;

static void add_known(void *context, const char *name)
{
    Known *known = context;
    buffer_addf(&known->all, "%s%s", known->all.length ? ", " : "", name);
    const char *before = known->suggestion.best;
    suggestion_try(&known->suggestion, name);
    if (known->suggestion.best != before) {
        snprintf(known->best, sizeof known->best, "%s", name);
        known->suggestion.best = known->best;
    }
}

static void tell_which_there_are(const char *name, KeymapPath path, Error *err)
{
    Known known = {.suggestion.wanted = name};
    keymap_path_each(path, add_known, &known);
    if (known.all.length && known.suggestion.best)
        error_set(err, _("there is no keymap \"%1$s\"; did you mean %2$s? (there are %3$s)"), name, known.suggestion.best, buffer_text(&known.all));
    else if (known.all.length)
        error_set(err, _("there is no keymap \"%1$s\" (there are %2$s)"), name, buffer_text(&known.all));
    else
        error_set(err, _("there is no keymap \"%s\", nor any other; to use a file, write its path with a /"), name);
    buffer_free(&known.all);
}

static bool is_taken(const char *const *taken, const char *real)
{
    for (; *taken; taken++)
        if (!strcmp(*taken, real))
            return true;
    return false;
}

// The first in the folders that is not taken; *was_taken tells of one that is.
static char *find_by_name(const char *name, KeymapPath path, const char *const *taken, bool *was_taken)
{
    for (size_t i = 0; path.folders && path.folders[i]; i++) {
        char *real = real_path(path.folders[i], strlen(path.folders[i]), name, ".yaml");
        if (real && !is_taken(taken, real))
            return real;
        *was_taken = *was_taken || real;
        free(real);
    }
    return NULL;
}

static char *find_by_path(const char *name, const char *const *taken, bool *was_taken)
{
    const char *beside = NULL;
    for (size_t i = 0; taken[i]; i++)
        beside = taken[i];
    const char *slash = beside && *name != '/' ? strrchr(beside, '/') : NULL;
    char *real = slash ? real_path(beside, (size_t)(slash - beside), name, "") : path_real(name);
    *was_taken = real && is_taken(taken, real);
    if (!*was_taken)
        return real;
    free(real);
    return NULL;
}

char *keymap_path_find(const char *name, KeymapPath path, const char *const *taken, Error *err)
{
    bool is_path = strchr(name, '/'), was_taken = false;
    char *real = is_path ? find_by_path(name, taken, &was_taken) : find_by_name(name, path, taken, &was_taken);
    if (real)
        return real;
    if (was_taken)
        error_set(err, _("\"%s\" extends this keymap already, so they would go round in a circle; extend another one, or none"), name);
    else if (is_path)
        error_set(err, _("there is no keymap file %s; write the path of a file that is there, or the name of a keymap"), name);
    else
        tell_which_there_are(name, path, err);
    return NULL;
}
