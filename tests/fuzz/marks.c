// Annotations and digests of a report that come from elsewhere: what is taken in is safe, and goes out and comes in again as it is.
#include <stdlib.h>
#include <string.h>
#include "fuzz.h"
#include "base/path.h"
#include "reader/marks_export.h"
#include "reader/marks_import.h"
#include "reader/revisions.h"

static Report *open_report(void)
{
    const char *source = getenv("srcdir");
    char *path = path_join(source ? source : ".", "tests/reports/harbour");
    Problems problems = {0};
    Report *report = report_open(path, &problems);
    HOLD(report);
    problems_clear(&problems);
    free(path);
    return report;
}

static void hold_mark(Report *report, const Mark *mark)
{
    const Block *block = &report_chapter(report, mark->place.chapter)->blocks[mark->place.block];
    hold_is_safe(mark->sentence, strlen(mark->sentence));
    hold_is_safe(mark->note, strlen(mark->note));
    hold_is_safe(mark->tags, strlen(mark->tags));
    HOLD(mark->place.byte <= block->length && mark->end >= mark->place.byte && mark->end <= block->length);
}

static void export_all(Buffer *out, Report *report, Marks *marks)
{
    for (int form = MARKS_MARKDOWN; form <= MARKS_CSV; form++)
        if (form != MARKS_JSON)
            HOLD(marks_export(out, report, marks, (MarksForm)form, "") == marks_count(marks));
    buffer_cut(out, 0);
    HOLD(marks_export(out, report, marks, MARKS_JSON, "") == marks_count(marks));
}

static void fuzz_annotations(Report *report, const Buffer *bytes)
{
    Marks *marks = marks_new(report, records_in_memory()), *again = marks_new(report, records_in_memory());
    Imported imported;
    Error error;
    Buffer out = {0};
    const bool is_taken = marks_import(marks, "any.json", bytes, &imported, &error);
    HOLD(is_taken ? marks_count(marks) == imported.taken : marks_count(marks) == 0);
    for (size_t i = 0; i < marks_count(marks); i++)
        hold_mark(report, marks_at(marks, i));
    export_all(&out, report, marks);
    HOLD(marks_import(again, "again.json", &out, &imported, &error));
    HOLD(imported.taken + imported.there + imported.left == marks_count(marks));
    marks_free(marks);
    marks_free(again);
    buffer_free(&out);
}

static void fuzz_digest(Report *report, const char *digest)
{
    Revisions revisions = revisions_find(report, digest);
    Buffer next = {0}, last = {0};
    for (size_t i = 0; i < revisions.count; i++) {
        const Revision *revision = &revisions.items[i];
        hold_is_safe(revision->title, strlen(revision->title));
        HOLD(revision->place.chapter < report_chapter_count(report));
        HOLD(revision->place.block < report_chapter(report, revision->place.chapter)->count);
    }
    digest_add(&next, report, digest);
    HOLD(!*buffer_text(&next) || !digest_add(&last, report, buffer_text(&next)));
    revisions_free(&revisions);
    buffer_free(&next);
    buffer_free(&last);
}

// What begins with "c" is a digest.
void fuzz_marks(const uint8_t *bytes, size_t length)
{
    Report *report = open_report();
    Buffer text = {0};
    buffer_add(&text, (const char *)bytes, length);
    if (length && *bytes == 'c')
        fuzz_digest(report, buffer_text(&text));
    else
        fuzz_annotations(report, &text);
    buffer_free(&text);
    report_free(report);
}
