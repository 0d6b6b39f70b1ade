// A manifest, and the chapters that stand in it.
#include "report/manifest.h"
#include <string.h>
#include "chapter.h"
#include "fuzz.h"
#include "report/limits.h"
#include "report/shapes.h"

// One line that is safe to show; never NULL.
static void hold_line(const char *text)
{
    HOLD(text);
    hold_is_safe(text, strlen(text));
    HOLD(!strpbrk(text, "\n\t"));
}

static void hold_about(const About *about)
{
    const char *const lines[] = {about->title, about->series, about->publisher, about->source, about->rights, about->summary};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        hold_line(lines[i]);
    for (size_t i = 0; i < about->author_count; i++)
        hold_line(about->authors[i]);
    for (size_t i = 0; i < about->glossary_count; i++) {
        hold_line(about->glossary[i].term);
        hold_line(about->glossary[i].meaning);
    }
    for (size_t i = 0; i < about->correction_count; i++) {
        hold_line(about->corrections[i].was);
        hold_line(about->corrections[i].now);
    }
    HOLD(!*about->id || is_report_id(about->id));
    HOLD(!*about->published || is_date(about->published));
    HOLD(!*about->updated || is_date(about->updated));
    HOLD(about->part >= 0 && about->parts >= 0 && about->language);
}

static void hold_entries(const Manifest *manifest, const YamlFile *file)
{
    HOLD(manifest->count >= 1 && manifest->count <= CHAPTERS_MOST);
    for (int i = 0; i < manifest->count; i++) {
        const Entry *entry = &manifest->entries[i];
        const ChapterHints hints = {.index = i, .name = entry->name, .language = manifest->about.language, .direction = manifest->about.direction};
        HOLD(entry->node && !entry->chapter);
        hold_line(entry->name);
        if (entry->path)
            continue;
        Chapter *chapter = chapter_load(file, entry->node, &hints, NULL);
        hold_chapter(chapter);
        chapter_free(chapter);
    }
}

void fuzz_manifest(const uint8_t *bytes, size_t length)
{
    Problems problems = {0};
    Buffer text = {0};
    Arena *arena = arena_new();
    Findings findings = {0};
    Manifest manifest = {0};
    buffer_add(&text, (const char *)bytes, length);
    const YamlFile file = {.name = "report.yaml", .bytes = buffer_text(&text), .length = length, .problems = &problems};
    const YamlNode *root = yaml_read(arena, &file, &yaml_manifest_limits);
    if (root && manifest_load(&manifest, arena, &file, root, &findings)) {
        hold_about(&manifest.about);
        hold_entries(&manifest, &file);
    } else {
        HOLD(problems.errors);
    }
    hold_problems(&problems, &file);
    findings_clear(&findings);
    problems_clear(&problems);
    arena_free(arena);
    buffer_free(&text);
}
