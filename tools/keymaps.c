// Writes keymaps as C, in the form in which they are in force: reader/keymap_compiled.h. Usage: keymaps FOLDER/NAME.yaml… >compiled.c
// All are of one folder; what one extends must be there too, and given before it where it is given at all.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "reader/keymap_compiled.h"
#include "reader/keymap_file.h"

// The library has keymaps that are compiled in from the program that it is linked to: this one has none.
const CompiledKeymap *const compiled_keymaps[] = {NULL};

// "one_handed" of "keymaps/one-handed.yaml": a name for C, and with hyphens that of the keymap. The caller frees.
static char *name_of(const char *path, char hyphen)
{
    const char *slash = strrchr(path, '/');
    char *name = strdup(slash ? slash + 1 : path);
    if (!name)
        abort();
    name[strcspn(name, ".")] = '\0';
    for (char *at = name; (at = strchr(at, '-')); at++)
        *at = hyphen;
    return name;
}

static void print_string(const char *bytes, size_t length)
{
    fputs("    \"", stdout);
    for (size_t i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)bytes[i];
        if (c == '\n')
            fputs(i + 1 < length ? "\\n\"\n    \"" : "\\n", stdout);
        else if (c < ' ' || c >= 0x7F || strchr("\"\\?", c))
            printf("\\%03o", c);
        else
            putchar(c);
    }
    putchar('"');
}

static size_t print_bindings(const Keymap *keymap, const char *c_name)
{
    size_t count = 0;
    printf("\nstatic const Binding %s_bindings[] = {\n", c_name);
    for (const Binding *binding; (binding = keymap_binding(keymap, count)); count++) {
        printf("    {%u, %u, {{", (unsigned)binding->focus, (unsigned)binding->command);
        for (int i = 0; i < binding->sequence.count; i++)
            printf("%s0x%x", i ? ", " : "", (unsigned)binding->sequence.keys[i]);
        printf("}, %d}},\n", binding->sequence.count);
    }
    printf("};\nstatic const uint32_t %s_sorted[] = {", c_name);
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i % 16 ? " " : "\n    ", (unsigned)keymap_sorted(keymap, i));
    puts("\n};");
    return count;
}

static void print_files(const KeymapFiles *files, const char *c_name)
{
    printf("\nstatic const CompiledFile *const %s_files[] = {", c_name);
    for (int i = 0; i < files->file_count; i++) {
        char *other = name_of(files->files[i].path, '_');
        printf("&%s_file, ", other);
        free(other);
    }
    puts("NULL};");
}

static void print_keymap(const Keymap *keymap, const KeymapFiles *files, const char *c_name)
{
    const Buffer *bytes = &files->files[0].bytes;
    printf("\nstatic const CompiledFile %s_file = {\"%s\",\n", c_name, keymap_name(keymap));
    print_string(buffer_text(bytes), bytes->length);
    printf(", %zu};\n", bytes->length);
    print_files(files, c_name);
    const size_t count = print_bindings(keymap, c_name);
    printf("static const CompiledKeymap keymap_%s = {\"%s\", %s_files, %s_bindings, %s_sorted, %zu};\n", c_name, keymap_name(keymap), c_name, c_name, c_name, count);
}

static bool compile(const char *path)
{
    char *folder = strndup(path, (size_t)(strrchr(path, '/') - path)), *name = name_of(path, '-'), *c_name = name_of(path, '_');
    const KeymapPath folders = {.folders = (const char *const[]){folder, NULL}};
    Problems problems = {0};
    KeymapFiles files;
    Keymap *keymap = keymap_read(name, folders, &problems);
    const bool is_read = keymap && keymap_files_read(&files, name, folders, &problems);
    if (is_read) {
        print_keymap(keymap, &files, c_name);
        keymap_files_free(&files);
    } else {
        const Error *error = problems_first_error(&problems);
        fprintf(stderr, "%s:%d:%d: %s\n", error->file, error->line, error->column, error->text);
    }
    keymap_free(keymap);
    problems_clear(&problems);
    free(folder);
    free(name);
    free(c_name);
    return is_read;
}

int main(int count, char **paths)
{
    puts("// Made by tools/keymaps of keymaps/*.yaml.\n#include \"reader/keymap_compiled.h\"");
    for (int i = 1; i < count; i++)
        if (!strchr(paths[i], '/') || !compile(paths[i]))
            return EXIT_FAILURE;
    puts("\nconst CompiledKeymap *const compiled_keymaps[] = {");
    for (int i = 1; i < count; i++) {
        char *c_name = name_of(paths[i], '_');
        printf("    &keymap_%s,\n", c_name);
        free(c_name);
    }
    puts("    NULL,\n};");
    return ferror(stdout) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
