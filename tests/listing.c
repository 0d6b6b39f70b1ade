// A report as a list of all that it is: what two reports are compared by. Usage: listing REPORT
//
// A line each: what the manifest says; each chapter; each block with what it stands in, its kind, id, label, language, direction and numbers;
// its text; its marks. Of marks over the same words the order does not count, and a link within the report is shown as the place it leads to.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/report.h"

static const char *const kinds[] = {
    "title", "summary", "section", "paragraph", "verse", "literal", "list", "steps", "item", "terms", "term", "definition", "quote", "by", "table",
    "caption", "row", "cell", "figure", "source", "aside", "footnote", "problem",
};
static const char *const marks[] = {"emphasis", "strong", "code", "link", "note"};

static void print_target(Report *report, const Chapter *chapter, const Span *span)
{
    Place place;
    if (span->kind == SPAN_LINK && *span->target == '#' && report_find(report, chapter->index, span->target + 1, &place))
        printf(" -> chapter %d, block %d", place.chapter + 1, place.block);
    else
        printf(" -> %s", span->target);
}

static int compare_spans(const void *a, const void *b)
{
    const Span *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->end != right->end)
        return left->end > right->end ? -1 : 1;
    return (int)left->kind - (int)right->kind;
}

static void print_spans(Report *report, const Chapter *chapter, const char *text, const Span *spans, size_t count)
{
    Span *sorted = malloc((count + 1) * sizeof *sorted);
    if (!sorted)
        exit(99);
    for (size_t i = 0; i < count; i++)
        sorted[i] = spans[i];
    qsort(sorted, count, sizeof *sorted, compare_spans);
    for (size_t i = 0; i < count; i++) {
        printf("        %s %zu-%zu \"%.*s\"", marks[sorted[i].kind], sorted[i].start, sorted[i].end, (int)(sorted[i].end - sorted[i].start),
               text + sorted[i].start);
        if (sorted[i].target && chapter)
            print_target(report, chapter, &sorted[i]);
        putchar('\n');
    }
    free(sorted);
}

static void print_block(Report *report, const Chapter *chapter, const Block *block)
{
    printf("    %s in %d level %d number %d ordinal %d%s align %d id \"%s\" label \"%s\" %s %d\n", kinds[block->kind], block->parent, block->level,
           block->number, block->ordinal, block->is_header ? " header" : "", block->align, block->id, block->label, block->language, block->direction);
    if (block->length)
        printf("        \"%s\"\n", block->text);
    print_spans(report, chapter, block->text, block->spans, block->span_count);
}

static void print_marked(Report *report, const char *name, const InlineText *text)
{
    if (text->text)
        printf("%s: %s\n", name, text->text);
    print_spans(report, NULL, text->text, text->spans, text->span_count);
}

static void print_about(Report *report)
{
    const About *about = report_about(report);
    printf("id: %s\nlanguage: %s\ndirection: %d\npart %d of %d\n", about->id, about->language, about->direction, about->part, about->parts);
    printf("publisher: %s\npublished: %s\nupdated: %s\nsource: %s\nrights: %s\n", about->publisher, about->published, about->updated, about->source,
           about->rights);
    print_marked(report, "title", &about->marked_title);
    print_marked(report, "series", &about->marked_series);
    print_marked(report, "summary", &about->marked_summary);
    for (size_t i = 0; i < about->author_count; i++)
        printf("author: %s\n", about->authors[i]);
    for (size_t i = 0; i < about->glossary_count; i++)
        printf("%s is %s\n", about->glossary[i].term, about->glossary[i].meaning);
    for (size_t i = 0; i < about->correction_count; i++)
        printf("%s was %s\n", about->corrections[i].now, about->corrections[i].was);
}

int main(int count, char **arguments)
{
    Problems problems = {0};
    Report *report = count == 2 ? report_open(arguments[1], &problems) : NULL;
    if (!report)
        return 2;
    print_about(report);
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        printf("chapter %s, %d blocks\n", chapter->id, chapter->count);
        for (int k = 0; k < chapter->count; k++)
            print_block(report, chapter, &chapter->blocks[k]);
    }
    report_free(report);
    return 0;
}
