// Secure mode: what stays within reach.
#include "plain/guard.h"
#include <stdlib.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "reader/installed.h"
#include "reader/paths.h"

typedef struct {
    SandboxRule *items;
    char **paths;           // the same, to be freed
    size_t count;
    size_t rule_capacity;
    size_t path_capacity;
} Rules;

static void take_rule(Rules *rules, char *path, SandboxAccess access)
{
    rules->items = memory_grow(rules->items, rules->count, &rules->rule_capacity, sizeof *rules->items);
    rules->paths = memory_grow(rules->paths, rules->count, &rules->path_capacity, sizeof *rules->paths);
    rules->items[rules->count] = (SandboxRule){.path = path, .access = access};
    rules->paths[rules->count++] = path;
}

static void add_installed(Rules *rules)
{
    static const char *const names[] = {"content", "keymaps", "../locale"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        take_rule(rules, installed_folder(names[i]), SANDBOX_READ);
    take_rule(rules, path_join(path_of_system_config(), "keymaps"), SANDBOX_READ);
    take_rule(rules, memory_copy_text(ICU_FOLDER), SANDBOX_READ);   // it is opened when it is needed
}

// The folder of a report may be a link to another place, which is on the shelf then.
static void add_shelf(Rules *rules, const Shelf *shelf)
{
    static const char *const folders[] = {"/usr/local/share/lectern", "/usr/share/lectern"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        take_rule(rules, memory_copy_text(folders[i]), SANDBOX_READ);
    for (size_t i = 0; i < shelf->count; i++)
        take_rule(rules, memory_copy_text(shelf->entries[i].path), SANDBOX_READ);
}

static void add_state(Rules *rules, StateUse use)
{
    char *state = use == STATE_NONE ? NULL : path_of_state();
    if (state && use == STATE_WRITTEN)
        file_make_folder(state, NULL);  // where it can't be made, the first record tells why
    take_rule(rules, state, use == STATE_WRITTEN ? SANDBOX_WRITE : SANDBOX_READ);
}

Sandbox guard_enter(const Shelf *shelf, StateUse use)
{
    Rules rules = {0};
    add_installed(&rules);
    add_shelf(&rules, shelf);
    add_state(&rules, use);
    const Sandbox sandbox = sandbox_enter(rules.items, rules.count);
    for (size_t i = 0; i < rules.count; i++)
        free(rules.paths[i]);
    free(rules.paths);
    free(rules.items);
    return sandbox;
}
