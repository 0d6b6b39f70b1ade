// The manifest.
#include "report/manifest.h"
#include <string.h>
#include "base/number.h"
#include "base/translate.h"
#include "report/limits.h"
#include "report/shapes.h"
#include "text/safe.h"

enum { FORMAT = 1, PARTS_MOST = 100000 };

static bool check_version(const YamlFile *file, const YamlNode *root)
{
    const YamlNode *node = yaml_get(root, "lectern");
    if (root->kind != YAML_MAPPING || !node)
        return fail_at(file, root, _("this is no report: it does not say \"lectern: %d\"; write that as the first line"), FORMAT);
    long format = 0;
    if (node->kind != YAML_SCALAR || !number_read(node->text, 1, 1000000, &format))
        return fail_at(file, node, _("`lectern` is the version of the format; write \"lectern: %d\""), FORMAT);
    if (format != FORMAT)
        return fail_at(file, node,
                       _("this report is in version %1$ld of the format, this lectern reads version %2$d; a newer lectern may read it"), format, FORMAT);
    return true;
}

static InlineText marked_text_of(Loader *loader, const YamlNode *mapping, const char *key, TextKind kind)
{
    const YamlNode *node = yaml_get(mapping, key);
    InlineText text = {.text = ""};
    if (node)
        load_text(loader, node, kind, EMPTY_REFUSED, &text);
    return text;
}

static const char *text_of(Loader *loader, const YamlNode *mapping, const char *key, TextKind kind)
{
    return marked_text_of(loader, mapping, key, kind).text;
}

static InlineText needed_text(Loader *loader, const YamlNode *mapping, const char *key, TextKind kind, const char *whose)
{
    if (!yaml_get(mapping, key))
        fail_at(loader->file, mapping, _("%1$s has no `%2$s`; add a line \"%3$s: ...\""), whose, key, key);
    return marked_text_of(loader, mapping, key, kind);
}

static const char *date_of(Loader *loader, const YamlNode *root, const char *key)
{
    const YamlNode *node = yaml_get(root, key);
    if (!node)
        return "";
    if (!node_is(node, is_date)) {
        fail_at(loader->file, node, _("`%s` is a date: 2021, 2021-07 or 2021-07-19"), key);
        return "";
    }
    return arena_copy_text(loader->arena, node->text);
}

static const char *id_of(Loader *loader, const YamlNode *root)
{
    const YamlNode *node = yaml_get(root, "id");
    if (!node)
        fail_at(loader->file, root, _("the report has no `id`; add a line \"id: \" with a short name: small letters a-z, digits and \"-\""));
    else if (!node_is(node, is_report_id))
        fail_at(loader->file, node, _("the id of a report has small letters a-z, digits and \"-\", %d in all"), ID_BYTES_MOST);
    else
        return arena_copy_text(loader->arena, node->text);
    return "";
}

static int count_of(Loader *loader, const YamlNode *mapping, const char *key)
{
    const YamlNode *node = yaml_get(mapping, key);
    long number = 0;
    if (node && (node->kind != YAML_SCALAR || !number_read(node->text, 1, PARTS_MOST, &number)))
        fail_at(loader->file, node, _("`%1$s` is a whole number from 1 to %2$d"), key, PARTS_MOST);
    return (int)number;
}

static void load_series(Loader *loader, const YamlNode *root, About *about)
{
    const YamlNode *series = yaml_get(root, "series");
    if (!series)
        return;
    if (series->kind != YAML_MAPPING) {
        fail_at(loader->file, series, _("`series` is a mapping: {title: ..., part: 1, of: 7}"));
        return;
    }
    check_keys(loader->file, series, "title part of", _("`series`"));
    about->marked_series = needed_text(loader, series, "title", TEXT_FLOWING, _("`series`"));
    about->series = about->marked_series.text;
    about->part = count_of(loader, series, "part");
    about->parts = count_of(loader, series, "of");
    if (about->parts && about->part > about->parts)
        fail_at(loader->file, yaml_get(series, "part"), _("part %1$d of %2$d: there are not that many"), about->part, about->parts);
}

static void load_authors(Loader *loader, const YamlNode *root, About *about)
{
    const YamlNode *node = yaml_get(root, "authors");
    if (!node)
        return;
    if (node->kind != YAML_SEQUENCE) {
        fail_at(loader->file, node, _("`authors` is a sequence: [one, another]"));
        return;
    }
    const char **authors = arena_take(loader->arena, node->count * sizeof *authors);
    for (const YamlNode *author = node->first; author; author = author->next) {
        InlineText text;
        load_text(loader, author, TEXT_PLAIN, EMPTY_REFUSED, &text);
        authors[about->author_count++] = text.text;
    }
    about->authors = authors;
}

static void load_glossary(Loader *loader, const YamlNode *root, About *about)
{
    const YamlNode *node = yaml_get(root, "glossary");
    if (!node)
        return;
    if (node->kind != YAML_MAPPING) {
        fail_at(loader->file, node, _("`glossary` is a mapping: write each on a line of its own as \"term: what it means\""));
        return;
    }
    GlossaryEntry *glossary = arena_take(loader->arena, node->count * sizeof *glossary);
    for (const YamlNode *key = node->first; key; key = key->next) {
        InlineText term, meaning;
        load_text(loader, key, TEXT_PLAIN, EMPTY_REFUSED, &term);
        load_text(loader, key->value, TEXT_PLAIN, EMPTY_REFUSED, &meaning);
        glossary[about->glossary_count++] = (GlossaryEntry){term.text, meaning.text};
    }
    about->glossary = glossary;
}

static void load_corrections(Loader *loader, const YamlNode *root, About *about)
{
    const YamlNode *node = yaml_get(root, "corrections");
    if (!node)
        return;
    if (node->kind != YAML_SEQUENCE) {
        fail_at(loader->file, node, _("`corrections` is a sequence: write each as \"- {was: ..., now: ...}\""));
        return;
    }
    Correction *corrections = arena_take(loader->arena, node->count * sizeof *corrections);
    for (const YamlNode *item = node->first; item; item = item->next) {
        if (item->kind != YAML_MAPPING) {
            fail_at(loader->file, item, _("a correction is a mapping: {was: ..., now: ...}"));
            continue;
        }
        check_keys(loader->file, item, "was now", _("a correction"));
        const char *was = needed_text(loader, item, "was", TEXT_PLAIN, _("a correction")).text;
        corrections[about->correction_count++] = (Correction){was, needed_text(loader, item, "now", TEXT_PLAIN, _("a correction")).text};
    }
    about->corrections = corrections;
}

static About load_about(Loader *loader, const YamlNode *root)
{
    About about = {.id = id_of(loader, root), .series = ""};
    about.marked_title = needed_text(loader, root, "title", TEXT_FLOWING, _("the report"));
    about.title = about.marked_title.text;
    about.language = load_language(loader->file, loader->arena, yaml_get(root, "language"), "");
    about.direction = load_direction(loader->file, yaml_get(root, "dir"), DIRECTION_AUTO);
    about.publisher = text_of(loader, root, "publisher", TEXT_PLAIN);
    about.published = date_of(loader, root, "published");
    about.updated = date_of(loader, root, "updated");
    about.source = text_of(loader, root, "source", TEXT_PLAIN);
    about.rights = text_of(loader, root, "rights", TEXT_PLAIN);
    about.marked_summary = marked_text_of(loader, root, "summary", TEXT_FLOWING);
    about.summary = about.marked_summary.text;
    load_series(loader, root, &about);
    load_authors(loader, root, &about);
    load_glossary(loader, root, &about);
    load_corrections(loader, root, &about);
    return about;
}

static const char *safe_name(Arena *arena, const char *name, size_t length)
{
    Buffer safe = {0};
    safe_add_line(&safe, name, length);
    const char *copy = arena_copy(arena, buffer_text(&safe), safe.length);
    buffer_free(&safe);
    return copy;
}

static const char *file_name_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash && slash[1] ? slash + 1 : path;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".yaml") == 0)
        length -= 5;
    return safe_name(arena, name, length);
}

static void load_entry(Loader *loader, const YamlNode *node, Manifest *manifest)
{
    Entry *entry = &manifest->entries[manifest->count++];
    const YamlNode *id = yaml_get(node, "id");
    *entry = (Entry){.node = node};
    if (node->kind == YAML_SCALAR && strlen(node->text) == node->length && node->length > 0) {
        entry->path = node->text;
        entry->name = file_name_of(loader->arena, node->text);
        return;
    }
    bool is_named = id && node_is(id, is_id);
    entry->name = is_named ? arena_copy_text(loader->arena, id->text) : arena_format(loader->arena, _("chapter %d"), manifest->count);
}

static bool load_entries(Loader *loader, const YamlNode *root, Manifest *manifest)
{
    const YamlNode *chapters = yaml_get(root, "chapters");
    if (!chapters)
        return fail_at(loader->file, root,
                       _("the report has no `chapters`; add a line \"chapters:\" and their files below, each as \"- name.yaml\""));
    if (chapters->kind != YAML_SEQUENCE || !chapters->first)
        return fail_at(loader->file, chapters,
                       _("`chapters` is a sequence with one chapter at least; write their files below, each as \"- name.yaml\""));
    if (chapters->count > CHAPTERS_MOST)
        return fail_at(loader->file, chapters, _("%1$zu chapters; a report has %2$d at most"), chapters->count, CHAPTERS_MOST);
    manifest->entries = arena_take(loader->arena, chapters->count * sizeof *manifest->entries);
    for (const YamlNode *node = chapters->first; node; node = node->next)
        load_entry(loader, node, manifest);
    return true;
}

bool manifest_load(Manifest *manifest, Arena *arena, const YamlFile *file, const YamlNode *root, Findings *findings)
{
    Loader loader = {.file = file, .arena = arena, .findings = findings};
    if (!check_version(file, root))
        return false;
    check_keys(file, root, "lectern id title language dir series publisher authors published updated source rights summary glossary corrections "
               "chapters", _("the manifest"));
    manifest->about = load_about(&loader, root);
    return load_entries(&loader, root, manifest);
}
