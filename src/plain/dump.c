// A report as plain text.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/layout.h"
#include "plain/edition.h"
#include "plain/output.h"
#include "plain/print.h"

enum { LINES_BETWEEN_CHAPTERS = 2 };

typedef struct {
    FILE *out;
    LineBreaker *breaker;
    LayoutOptions options;
    Buffer line;
    bool any;       // something was printed
} Dump;

static Dump dump_start(FILE *out, int cells)
{
    return (Dump){.out = out, .breaker = line_breaker_new(), .options = layout_options(cells > 0 ? cells : LAYOUT_CELLS_UNBROKEN)};
}

static int dump_end(Dump *dump)
{
    line_breaker_free(dump->breaker);
    buffer_free(&dump->line);
    return output_end(dump->out, EXIT_DONE);
}

static void print_line(Dump *dump, const Line *line)
{
    int column = 0;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        buffer_add_repeated(&dump->line, ' ', segment->column - column);
        buffer_add(&dump->line, segment->text, segment->length);
        column = segment->column + segment->width;
    }
    output_line(dump->out, &dump->line);
}

// Takes the layout.
static void print_layout(Dump *dump, Layout *layout, int lines_before)
{
    for (int i = 0; dump->any && i < lines_before; i++)
        fputc('\n', dump->out);
    for (int i = 0; i < layout_line_count(layout) && !ferror(dump->out); i++)
        print_line(dump, layout_line(layout, i));
    dump->any = true;
    layout_free(layout);
}

static void print_notes(Dump *dump, const Chapter *chapter)
{
    if (chapter->body_end < chapter->count)
        print_layout(dump, layout_block(chapter, chapter->body_end, dump->options, dump->breaker), LINES_BETWEEN_CHAPTERS);
}

static void print_chapter(Dump *dump, const Chapter *chapter)
{
    Chapter *edition = edition_of_chapter(chapter);
    print_layout(dump, layout_new(edition, dump->options, dump->breaker), LINES_BETWEEN_CHAPTERS);
    print_notes(dump, edition);
    edition_free(edition);
}

static void print_section(Dump *dump, const Chapter *chapter, int section)
{
    Chapter *edition = edition_of_section(chapter, section);
    print_layout(dump, layout_block(edition, section, dump->options, dump->breaker), LINES_BETWEEN_CHAPTERS);
    print_notes(dump, edition);
    edition_free(edition);
}

// Unless the first chapter says it.
static void print_title(Dump *dump, Report *report)
{
    const About *about = report_about(report);
    if (!strcmp(about->title, report_chapter(report, 0)->title))
        return;
    Block title = {.kind = BLOCK_TITLE, .parent = -1, .end = 1, .id = "", .label = "", .text = about->title, .length = strlen(about->title),
        .language = about->language, .direction = about->direction};
    Chapter head = {.id = "title", .title = about->title, .blocks = &title, .count = 1, .body_end = 1};
    print_layout(dump, layout_new(&head, dump->options, dump->breaker), 0);
}

int print_dump(FILE *out, Report *report, int cells)
{
    Dump dump = dump_start(out, cells);
    print_title(&dump, report);
    for (int i = 0; i < report_chapter_count(report) && !ferror(out); i++)
        print_chapter(&dump, report_chapter(report, i));
    return dump_end(&dump);
}

int print_dump_at(FILE *out, Report *report, Place place, int cells)
{
    Dump dump = dump_start(out, cells);
    const Chapter *chapter = report_chapter(report, place.chapter);
    int heading = chapter_heading_of(chapter, place.block);
    if (heading > 0)
        print_section(&dump, chapter, heading);
    else
        print_chapter(&dump, chapter);
    return dump_end(&dump);
}
