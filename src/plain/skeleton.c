// The skeleton of a new report.
#include "plain/skeleton.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/status.h"
#include "base/translate.h"
#include "plain/output.h"
#include "plain/print.h"
#include "reader/installed.h"
#include "reader/write_out.h"
#include "report/limits.h"
#include "report/shapes.h"
#include "text/fold.h"
#include "text/locale.h"
#include "text/safe.h"
#include "yaml/write.h"

// What is made of the name.
typedef struct {
    char *path;         // without slashes at its end
    Buffer title;
    Buffer id;
    char language[LOCALE_LANGUAGE_BYTES];
} Skeleton;

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

// "my-first_report" is "My first report".
static void make_title(Buffer *title, const char *name)
{
    safe_add_line(title, name, strlen(name));
    for (size_t i = 0; i < title->length; i++)
        if (strchr("-_", title->bytes[i]))
            title->bytes[i] = ' ';
    if (strspn(buffer_text(title), " ") == title->length) {
        buffer_cut(title, 0);
        buffer_add_text(title, "Report");
    }
    title->bytes[0] = (char)toupper((unsigned char)title->bytes[0]);
}

// Letters without accents and digits, with "-" for what is between.
static void make_id(Buffer *id, const char *name)
{
    Folded folded = fold_text(name, strlen(name), FOLD_ALL);
    for (size_t i = 0; i < folded.length && id->length < ID_BYTES_MOST; i++) {
        const char c = folded.text[i];
        if (c > 0 && isalnum((unsigned char)c))
            buffer_add_char(id, c);
        else if (id->length && id->bytes[id->length - 1] != '-')
            buffer_add_char(id, '-');
    }
    while (id->length && id->bytes[id->length - 1] == '-')
        buffer_cut(id, id->length - 1);
    if (!id->length)
        buffer_add_text(id, "report");
    folded_free(&folded);
}

// The disk may never answer: a child process asks it, and another one writes.
static bool is_free(void *context, Error *err)
{
    const char *path = context;
    DIR *folder = opendir(path);
    int names = 0;
    if (!folder)
        return errno == ENOENT || error_set_at(err, path, 0, 0, _("there is something of that name already, and no folder; name another one"));
    while (readdir(folder))
        names++;
    closedir(folder);
    return names <= 2 || error_set_at(err, path, 0, 0, _("this folder is not empty; name one that is not there yet"));
}

// For editors with yaml-language-server: what can stand where, and what it is for.
static void add_schema(Buffer *out, const char *name)
{
    char *folder = installed_folder("content"), *path = path_join(folder, name);
    if (access(path, R_OK) == 0 && !strpbrk(path, "\n\r"))
        buffer_addf(out, "# yaml-language-server: $schema=%s\n", path);
    free(folder);
    free(path);
}

static void add_manifest(Buffer *out, const Skeleton *skeleton)
{
    add_schema(out, "report.schema.json");
    buffer_addf(out, "# The manifest: what the report is, and where its chapters are. What may stand here: man 5 lectern\n"
                     "lectern: 1\nid: %s\ntitle: ", skeleton->id.bytes);
    yaml_write_quoted(out, skeleton->title.bytes);
    buffer_addf(out, "\nlanguage: %s\n"
                     "# authors: [Your Name]\n"
                     "# published: 2026-01\n"
                     "# summary: What it is about, in some sentences.\n"
                     "chapters:\n"
                     "  - introduction.yaml\n", skeleton->language);
}

static void add_chapter(Buffer *out)
{
    add_schema(out, "chapter.schema.json");
    buffer_add_text(out,
        "# A chapter. Write over what stands here; for another one copy this file, give it an id of its own, and name it in report.yaml.\n"
        "id: introduction\n"
        "title: Introduction\n"
        "body:\n"
        "  - >-\n"
        "    A paragraph may stand on several lines. It can have *emphasis*, **strong words**, `literal text`,\n"
        "    [a link](https://example.org), [a place in the report](#how-to-go-on) and a footnote.[^1]\n"
        "  - section: How to Go On\n"
        "    id: how-to-go-on\n"
        "    body:\n"
        "      - A section holds blocks, and sections of its own.\n"
        "      - list:\n"
        "          - an item\n"
        "          - \"another: quoted, since it has a colon in it\"\n"
        "      - table:\n"
        "          - [Cordouan, \"1611\"]\n"
        "          - [Bell Rock, \"1810\"]\n"
        "        header: [Light, Year]\n"
        "        caption: Two lights.\n"
        "footnotes:\n"
        "  1: The text of the note.\n");
}

static bool write_skeleton(void *context, Error *err)
{
    const Skeleton *skeleton = context;
    Buffer manifest = {0}, chapter = {0};
    add_manifest(&manifest, skeleton);
    add_chapter(&chapter);
    const FileOfTree files[] = {{"report.yaml", manifest.bytes, manifest.length}, {"introduction.yaml", chapter.bytes, chapter.length}};
    const bool is_written = file_make_tree(skeleton->path, files, sizeof files / sizeof *files, err);
    buffer_free(&manifest);
    buffer_free(&chapter);
    return is_written;
}

static int tell_next(const Skeleton *skeleton)
{
    Buffer line = {0}, path = {0};
    output_add(&path, skeleton->path);
    buffer_addf(&line, _("The report is in %s: report.yaml, and a chapter, introduction.yaml."), path.bytes);
    output_line(stdout, &line);
    buffer_addf(&line, _("Write:  %s/introduction.yaml, with any editor; man 5 lectern has the format"), path.bytes);
    output_line(stdout, &line);
    buffer_addf(&line, _("Check:  lectern --check %s"), path.bytes);
    output_line(stdout, &line);
    buffer_addf(&line, _("Read:   lectern %s"), path.bytes);
    output_line(stdout, &line);
    buffer_free(&line);
    buffer_free(&path);
    return output_end(stdout, EXIT_DONE);
}

static char *without_slashes(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return memory_copy(path, length);
}

// "." and ".." have the name of the folder that they are.
static Skeleton make_skeleton(char *path)
{
    Skeleton skeleton = {.path = path};
    char *real = path_real(skeleton.path);
    const char *name = name_of(real ? real : skeleton.path);
    make_title(&skeleton.title, name);
    make_id(&skeleton.id, name);
    locale_language(skeleton.language);
    if (!is_language(skeleton.language))
        strcpy(skeleton.language, "en");
    free(real);
    return skeleton;
}

int skeleton_new(const char *path)
{
    Error error;
    char *folder = without_slashes(path);
    if (!do_apart(is_free, folder, folder, output_tell_waiting, &error)) {
        print_fault(stderr, &error);
        free(folder);
        return EXIT_USE;
    }
    Skeleton skeleton = make_skeleton(folder);
    const bool is_written = do_apart(write_skeleton, &skeleton, folder, output_tell_waiting, &error);
    if (!is_written)
        print_fault(stderr, &error);
    const int status = is_written ? tell_next(&skeleton) : EXIT_WRITING;
    free(folder);
    buffer_free(&skeleton.title);
    buffer_free(&skeleton.id);
    return status;
}
