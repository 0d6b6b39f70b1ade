// What the manifest says, as YAML that pandoc reads: each value is Markdown.
#include <string.h>
#include "plain/markdown_parts.h"
#include "yaml/write.h"

static void add_meta_text(Buffer *out, Exporting *exporting, const char *key, const InlineText *text)
{
    Buffer value = {0};
    if (!text->length)
        return;
    markdown_add_text(&value, (MarkdownPlace){.exporting = exporting}, text);
    buffer_addf(out, "%s: ", key);
    yaml_write_quoted(out, value.bytes);
    buffer_add_char(out, '\n');
    buffer_free(&value);
}

static void add_meta(Buffer *out, Exporting *exporting, const char *key, const char *text)
{
    const InlineText plain = {.text = text, .length = strlen(text)};
    add_meta_text(out, exporting, key, &plain);
}

static void add_meta_number(Buffer *out, const char *key, int number)
{
    if (number > 0)
        buffer_addf(out, "%s: \"%d\"\n", key, number);
}

static void add_series(Buffer *out, Exporting *exporting)
{
    const About *about = exporting->about;
    if (!*about->series)
        return;
    buffer_add_text(out, "series:\n");
    add_meta_text(out, exporting, "  title", &about->marked_series);
    add_meta_number(out, "  part", about->part);
    add_meta_number(out, "  of", about->parts);
}

static void add_lists(Buffer *out, Exporting *exporting)
{
    const About *about = exporting->about;
    buffer_add_text(out, about->author_count ? "author:\n" : "");
    for (size_t i = 0; i < about->author_count; i++)
        add_meta(out, exporting, "- name", about->authors[i]);
    buffer_add_text(out, about->glossary_count ? "glossary:\n" : "");
    for (size_t i = 0; i < about->glossary_count; i++) {
        add_meta(out, exporting, "- term", about->glossary[i].term);
        add_meta(out, exporting, "  meaning", about->glossary[i].meaning);
    }
    buffer_add_text(out, about->correction_count ? "corrections:\n" : "");
    for (size_t i = 0; i < about->correction_count; i++) {
        add_meta(out, exporting, "- was", about->corrections[i].was);
        add_meta(out, exporting, "  now", about->corrections[i].now);
    }
}

void markdown_add_manifest(Buffer *out, Exporting *exporting)
{
    const About *about = exporting->about;
    buffer_add_text(out, "---\nlectern: \"1\"\n");
    add_meta(out, exporting, "id", about->id);
    add_meta_text(out, exporting, "title", &about->marked_title);
    add_meta(out, exporting, "lang", about->language);
    if (about->direction != DIRECTION_AUTO)
        add_meta(out, exporting, "dir", direction_name(about->direction));
    add_series(out, exporting);
    add_meta(out, exporting, "publisher", about->publisher);
    add_meta(out, exporting, "date", about->published);
    add_meta(out, exporting, "updated", about->updated);
    add_meta(out, exporting, "source", about->source);
    add_meta(out, exporting, "rights", about->rights);
    add_meta_text(out, exporting, "abstract", &about->marked_summary);
    add_lists(out, exporting);
    buffer_add_text(out, "---\n");
}
