// A report as plain text.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/layout.h"
#include "plain/edition.h"
#include "plain/matter.h"
#include "plain/output.h"
#include "plain/print.h"
#include "plain/wording.h"

enum { LINES_BETWEEN_CHAPTERS = 2 };

typedef struct {
    FILE *out;
    LineBreaker *breaker;
    LayoutOptions options;
    Buffer line;
    bool any;           // something was printed
    int number_cells;   // of the margin with citation numbers; 0 = there is none
    int numbered;       // block whose number was printed last; -1 = none
} Dump;

static Dump dump_start(FILE *out, PrintMeasure measure)
{
    const int cells = measure.cells > 0 ? measure.cells : LAYOUT_CELLS_UNBROKEN;
    return (Dump){.out = out, .numbered = -1, .breaker = line_breaker_new(), .options = layout_options(cells, &measure.widths)};
}

static int dump_end(Dump *dump)
{
    line_breaker_free(dump->breaker);
    buffer_free(&dump->line);
    return output_end(dump->out, EXIT_DONE);
}

// The number of a block stands before its first line that is not blank.
static void add_number(Dump *dump, const Layout *layout, const Line *line)
{
    const Chapter *chapter = layout_chapter(layout);
    const size_t start = dump->line.length;
    if (!dump->number_cells || !line->count)
        return;
    const int block = line_is_read(line) ? chapter_numbered_of(chapter, line->block) : -1;
    if (block >= 0 && block != dump->numbered && line->block < chapter->body_end && chapter->blocks[line->block].kind != BLOCK_BY) {
        buffer_addf(&dump->line, "%d.%d", chapter->index + 1, chapter->blocks[block].number);
        dump->numbered = block;
    }
    buffer_add_repeated(&dump->line, ' ', dump->number_cells - (int)(dump->line.length - start));
}

static void print_line(Dump *dump, const Layout *layout, const Line *line)
{
    int column = 0;
    add_number(dump, layout, line);
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
        print_line(dump, layout, layout_line(layout, i));
    dump->numbered = -1;
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
    Block title = {.kind = BLOCK_TITLE, .parent = -1, .end = 1, .id = "", .label = "", .text = about->title, .length = (unsigned)strlen(about->title),
        .language = about->language, .direction = about->direction};
    Chapter head = {.id = "title", .title = about->title, .blocks = &title, .count = 1, .body_end = 1};
    print_layout(dump, layout_new(&head, dump->options, dump->breaker), 0);
}

int print_dump(FILE *out, Report *report, PrintMeasure measure)
{
    Dump dump = dump_start(out, measure);
    print_title(&dump, report);
    for (int i = 0; i < report_chapter_count(report) && !ferror(out); i++)
        print_chapter(&dump, report_chapter(report, i));
    return dump_end(&dump);
}

static void print_matter(Dump *dump, Chapter *matter)
{
    if (matter)
        print_layout(dump, layout_new(matter, dump->options, dump->breaker), LINES_BETWEEN_CHAPTERS);
    matter_free(matter);
}

// Wide enough for the number of the last block of any chapter, and two cells behind it.
static int cells_of_numbers(Report *report)
{
    int widest = 0;
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        int last = 0;
        for (int k = 0; k < chapter->body_end; k++)
            last = chapter->blocks[k].number > last ? chapter->blocks[k].number : last;
        const int cells = snprintf(NULL, 0, "%d.%d  ", i + 1, last);
        widest = cells > widest ? cells : widest;
    }
    return widest;
}

int print_document(FILE *out, Report *report, PrintMeasure measure)
{
    Dump dump = dump_start(out, measure);
    print_matter(&dump, matter_of_front(report_about(report)));
    fprintf(out, "\n\n");
    buffer_add_text(&dump.line, wording(report_about(report)->language, WORD_CONTENTS));
    output_line(out, &dump.line);
    fputc('\n', out);
    print_contents(out, report, NULL, PRINT_TEXT, NULL);
    dump.number_cells = cells_of_numbers(report);
    for (int i = 0; i < report_chapter_count(report) && !ferror(out); i++)
        print_chapter(&dump, report_chapter(report, i));
    dump.number_cells = 0;
    print_matter(&dump, matter_of_terms(report_about(report)));
    return dump_end(&dump);
}

int print_dump_at(FILE *out, Report *report, Place place, PrintMeasure measure)
{
    Dump dump = dump_start(out, measure);
    const Chapter *chapter = report_chapter(report, place.chapter);
    int heading = chapter_heading_of(chapter, place.block);
    if (heading > 0)
        print_section(&dump, chapter, heading);
    else
        print_chapter(&dump, chapter);
    return dump_end(&dump);
}
