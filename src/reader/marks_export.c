// Marks as Markdown, text and CSV.
#include "reader/marks_export.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/mark_filter.h"
#include "reader/marks_export_parts.h"
#include "text/locale.h"

enum { DATE_BYTES = 64, INDENT = 4 };

const char *const marks_form_names[] = {[MARKS_MARKDOWN] = "markdown", [MARKS_TEXT] = "text", [MARKS_JSON] = "json", [MARKS_CSV] = "csv", NULL};

bool marks_form_named(const char *name, MarksForm *form)
{
    for (size_t i = 0; marks_form_names[i]; i++)
        if (strcmp(marks_form_names[i], name) == 0) {
            *form = (MarksForm)i;
            return true;
        }
    return false;
}

bool marks_form_of_file(const char *path, MarksForm *form)
{
    static const char *const ends[] = {[MARKS_MARKDOWN] = ".md", [MARKS_TEXT] = ".txt", [MARKS_JSON] = ".json", [MARKS_CSV] = ".csv"};
    const size_t length = strlen(path);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t end = strlen(ends[i]);
        if (length > end && strcmp(path + length - end, ends[i]) == 0) {
            *form = (MarksForm)i;
            return true;
        }
    }
    return false;
}

const char *marks_citation(const MarksExport *export, const Mark *mark, char *out)
{
    *out = '\0';
    return mark->found == ANCHOR_LOST ? out : report_citation(export->report, mark->place, out);
}

const char *marks_found_name(AnchorResult found)
{
    switch (found) {
    case ANCHOR_FOUND: return "found";
    case ANCHOR_NEAR: return "near";
    case ANCHOR_LOST: return "lost";
    }
    return "";
}

// The day, what it is if no bookmark, how sure its place is, and its tags.
static void add_about(Buffer *out, const Mark *mark)
{
    char date[DATE_BYTES];
    buffer_add_text(out, locale_date(mark->time, date, sizeof date));
    if (mark->kind == MARK_HIGHLIGHT)
        buffer_addf(out, "%s%s", *date ? ", " : "", C_("mark", "highlight"));
    if (mark->found == ANCHOR_NEAR)
        buffer_add_text(out, _(" (these words are gone; they stood here)"));
    if (mark->found == ANCHOR_LOST)
        buffer_add_text(out, _(" (these words are gone, and where they stood)"));
    if (*mark->tags)
        buffer_addf(out, " [%s]", mark->tags);
}

// Markdown

// Marks anywhere; at the start of a line also what begins a list, a heading or a rule.
static void add_escaped(Buffer *out, const char *text, size_t length)
{
    const size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; i < length; i++) {
        const bool begins = (i == 0 && strchr("#+-=|~:", text[0])) || (digits && i == digits && strchr(".)", text[i]));
        if (begins || strchr("\\`*_[]<>&", text[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, text[i]);
    }
}

static void add_escaped_lines(Buffer *out, const char *text)
{
    for (const char *at = text; *at;) {
        const size_t length = strcspn(at, "\n");
        at += strspn(at, " ") < length ? strspn(at, " ") : length;  // four would make it literal text
        add_escaped(out, at, strcspn(at, "\n"));
        at += strcspn(at, "\n");
        buffer_add_text(out, at[0] && at[1] && at[1] != '\n' && at[-1] != '\n' ? "\\\n" : "\n");
        at += *at == '\n';
    }
}

static void add_chapter_heading(MarksExport *export, const Mark *mark)
{
    const Chapter *chapter = report_chapter(export->report, mark->place.chapter);
    if (export->chapter == chapter->index)
        return;
    export->chapter = chapter->index;
    buffer_addf(export->out, "\n## %d ", chapter->index + 1);
    add_escaped(export->out, chapter->title, strlen(chapter->title));
    buffer_add_char(export->out, '\n');
}

// Paragraphs of one quotation.
static void add_quotation(MarksExport *export)
{
    buffer_add_char(export->out, '\n');
    for (const char *at = buffer_text(&export->words), *next; at; at = next) {
        const size_t length = strcspn(at, "\n");
        next = at[length] ? at + length + 1 : NULL;
        buffer_add_text(export->out, "> ");
        add_escaped(export->out, at, length);
        buffer_add_text(export->out, next ? "\n>\n" : "\n");
    }
}

static void add_markdown(MarksExport *export, const Mark *mark)
{
    char citation[CITATION_BYTES];
    Buffer *out = export->out, about = {0};
    add_chapter_heading(export, mark);
    add_quotation(export);
    if (*mark->note) {
        buffer_add_char(out, '\n');
        add_escaped_lines(out, mark->note);
    }
    marks_citation(export, mark, citation);
    add_about(&about, mark);
    buffer_addf(out, "\n%s%s", citation, *citation && about.length ? ", " : "");
    add_escaped(out, buffer_text(&about), about.length);
    buffer_add_char(out, '\n');
    buffer_free(&about);
}

// The numbers belong to an edition, which is told with them.
static void begin_markdown(MarksExport *export)
{
    const About *about = report_about(export->report);
    buffer_add_text(export->out, "# ");
    add_escaped(export->out, about->title, strlen(about->title));
    buffer_add_char(export->out, '\n');
    if (*report_edition(export->report)) {
        buffer_add_char(export->out, '\n');
        buffer_addf(export->out, _("Edition: %s"), report_edition(export->report));
        buffer_add_char(export->out, '\n');
    }
}

// Text

static void begin_text(MarksExport *export)
{
    const char *edition = report_edition(export->report);
    buffer_addf(export->out, "%s%s%s%s\n", report_about(export->report)->title, *edition ? " (" : "", edition, *edition ? ")" : "");
}

static void add_indented(Buffer *out, const char *text)
{
    for (const char *at = text; *at; at += *at == '\n') {
        const size_t length = strcspn(at, "\n");
        buffer_add_repeated(out, ' ', length ? INDENT : 0);
        buffer_add(out, at, length);
        buffer_add_char(out, '\n');
        at += length;
    }
}

static void add_text(MarksExport *export, const Mark *mark)
{
    char citation[CITATION_BYTES];
    Buffer *out = export->out;
    marks_citation(export, mark, citation);
    const char *words = buffer_text(&export->words);
    const size_t length = strcspn(words, "\n");
    buffer_addf(out, "\n%s%s%.*s\n", citation, *citation ? "  " : "", (int)length, words);
    if (words[length])
        add_indented(out, words + length + 1);
    buffer_add_repeated(out, ' ', INDENT);
    add_about(out, mark);
    buffer_add_char(out, '\n');
    add_indented(out, mark->note);
}

// CSV

static void add_field(Buffer *out, const char *text)
{
    buffer_add_char(out, '"');
    if (*text && strchr("=+-@\t\r", *text))
        buffer_add_char(out, '\'');
    for (const char *at = text; *at; at++)
        buffer_addf(out, *at == '"' ? "\"%c" : "%c", *at);
    buffer_add_char(out, '"');
}

static void add_row(Buffer *out, const char *const *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i ? "," : "");
        add_field(out, fields[i]);
    }
    buffer_add_text(out, "\r\n");
}

static void begin_csv(MarksExport *export)
{
    static const char *const names[] = {"citation", "edition", "chapter", "kind", "quotation", "note", "tags", "time", "found"};
    add_row(export->out, names, sizeof names / sizeof *names);
}

static void add_csv(MarksExport *export, const Mark *mark)
{
    char citation[CITATION_BYTES];
    const char *chapter = report_chapter(export->report, mark->place.chapter)->title;
    const char *const fields[] = {marks_citation(export, mark, citation), report_edition(export->report), mark->found == ANCHOR_LOST ? "" : chapter,
        mark->kind == MARK_HIGHLIGHT ? "highlight" : "bookmark", buffer_text(&export->words), mark->note, mark->tags, mark->time, marks_found_name(mark->found)};
    add_row(export->out, fields, sizeof fields / sizeof *fields);
}

static void nothing(MarksExport *export)
{
    (void)export;
}

static const struct {
    void (*begin)(MarksExport *export), (*add)(MarksExport *export, const Mark *mark), (*end)(MarksExport *export);
} forms[] = {
    [MARKS_MARKDOWN] = {begin_markdown, add_markdown, nothing},
    [MARKS_TEXT] = {begin_text, add_text, nothing},
    [MARKS_JSON] = {marks_begin_json, marks_add_json, marks_end_json},
    [MARKS_CSV] = {begin_csv, add_csv, nothing},
};

static bool *find_wanted(const MarksExport *export, Marks *marks, const char *filter)
{
    const size_t count = marks_count(marks);
    bool *is_wanted = memory_new(count + 1, sizeof *is_wanted);
    for (size_t i = 0; i < count; i++)
        if (mark_is_told(marks, i, export->report, filter))
            is_wanted[marks_at(marks, i)->first] = true;
    return is_wanted;
}

size_t marks_export(Buffer *out, Report *report, Marks *marks, MarksForm form, const char *filter)
{
    MarksExport export = {.out = out, .report = report, .chapter = -1};
    forms[form].begin(&export);
    bool *is_wanted = find_wanted(&export, marks, filter);
    const size_t count = marks_count(marks);
    for (size_t i = 0; i < count && !marks_are_stopped(marks); i++) {
        const Mark *mark = marks_at(marks, i);
        if (!is_wanted[mark->first] || (!mark->parts && form != MARKS_JSON))
            continue;
        buffer_cut(&export.words, 0);
        marks_add_words(&export.words, marks, i);
        forms[form].add(&export, mark);
        export.count++;
    }
    forms[form].end(&export);
    buffer_free(&export.words);
    free(is_wanted);
    return export.count;
}
