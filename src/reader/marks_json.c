// Marks as the W3C's Web Annotation Data Model has them (https://www.w3.org/TR/annotation-model/): a page of annotations, each with a
// TextQuoteSelector (4.2.4), bodies that comment and tag (3.2), and a motivation (3.3.5). What it has no word for is in "lectern".
#include <string.h>
#include "reader/marks_export_parts.h"
#include "text/json.h"

void marks_begin_json(MarksExport *export)
{
    const About *about = report_about(export->report);
    Buffer *out = export->out;
    json_open(out, "");
    json_add_text(out, "@context", "http://www.w3.org/ns/anno.jsonld");
    json_add_text(out, "type", "AnnotationPage");
    json_open(out, "lectern");
    json_add_number(out, "version", 1);
    json_add_text(out, "id", about->id);
    json_add_text(out, "title", about->title);
    json_add_text(out, "edition", report_edition(export->report));
    json_close(out);
    buffer_add_text(out, ", \"items\": [");
}

static void add_body(Buffer *out, const char *text, size_t length, const char *purpose)
{
    Buffer value = {0};
    buffer_add(&value, text, length);
    buffer_add_text(out, out->bytes[out->length - 1] == '[' ? "" : ", ");
    json_open(out, "");
    json_add_text(out, "type", "TextualBody");
    json_add_text(out, "purpose", purpose);
    json_add_text(out, "value", buffer_text(&value));
    json_close(out);
    buffer_free(&value);
}

static void add_bodies(Buffer *out, const Mark *mark)
{
    if (!*mark->note && !*mark->tags)
        return;
    buffer_add_text(out, ", \"body\": [");
    if (*mark->note)
        add_body(out, mark->note, strlen(mark->note), "commenting");
    for (const char *at = mark->tags; *at; at += strspn(at, ", ")) {
        const size_t length = strcspn(at, ",");
        add_body(out, at, length, "tagging");
        at += length;
    }
    buffer_add_char(out, ']');
}

static void add_text_if_any(Buffer *out, const char *key, const char *text)
{
    if (text && *text)
        json_add_text(out, key, text);
}

static void add_own(const MarksExport *export, const Mark *mark)
{
    char citation[CITATION_BYTES];
    Buffer *out = export->out;
    json_open(out, "lectern");
    add_text_if_any(out, "chapter", mark->kept.chapter);
    add_text_if_any(out, "block", mark->kept.block);
    add_text_if_any(out, "name", mark->kept.name);
    add_text_if_any(out, "citation", marks_citation(export, mark, citation));
    add_text_if_any(out, "edition", mark->edition);
    add_text_if_any(out, "group", mark->group);
    json_add_text(out, "found", marks_found_name(mark->found));
    json_close(out);
}

static void add_target(const MarksExport *export, const Mark *mark)
{
    Buffer *out = export->out, source = {0};
    buffer_addf(&source, MARKS_SOURCE "%s", report_about(export->report)->id);
    json_open(out, "target");
    json_add_text(out, "source", buffer_text(&source));
    json_open(out, "selector");
    json_add_text(out, "type", "TextQuoteSelector");
    json_add_text(out, "exact", mark->kept.exact);
    json_add_text(out, "prefix", mark->kept.prefix);
    json_add_text(out, "suffix", mark->kept.suffix);
    json_close(out);
    json_close(out);
    buffer_free(&source);
}

void marks_add_json(MarksExport *export, const Mark *mark)
{
    Buffer *out = export->out, id = {0};
    buffer_addf(&id, MARKS_ANNOTATION "%s", mark->id);
    buffer_add_text(out, export->count ? ",\n" : "\n");
    json_open(out, "");
    json_add_text(out, "id", buffer_text(&id));
    json_add_text(out, "type", "Annotation");
    json_add_text(out, "motivation", mark->kind == MARK_HIGHLIGHT ? "highlighting" : "bookmarking");
    add_text_if_any(out, "created", mark->time);
    add_bodies(out, mark);
    add_target(export, mark);
    add_own(export, mark);
    json_close(out);
    buffer_free(&id);
}

void marks_end_json(MarksExport *export)
{
    buffer_add_text(export->out, export->count ? "\n]}\n" : "]}\n");
}
