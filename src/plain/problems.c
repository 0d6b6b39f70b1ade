// What is wrong with a report, with the place in its file.
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/printer.h"
#include "plain/source_line.h"
#include "text/amount.h"
#include "text/json.h"

// "file:line:column: ", as much of it as is known.
static void add_where(Buffer *line, const Error *error)
{
    if (*error->file) {
        output_add(line, error->file);
        buffer_add_char(line, ':');
    }
    if (error->line > 0)
        buffer_addf(line, "%d:", error->line);
    if (error->line > 0 && error->column > 0)
        buffer_addf(line, "%d:", error->column);
    if (line->length > 0 && line->bytes[line->length - 1] == ':')
        buffer_add_char(line, ' ');
}

static void add_name(Buffer *line, PrintForm form)
{
    if (form == PRINT_FAULTS)
        buffer_add_text(line, "lectern: ");
}

static const char *gravity_name(Gravity gravity)
{
    return gravity == PROBLEM_ERROR ? "error" : "warning";
}

static void print_problem(Printer *printer, const Problem *problem)
{
    Buffer *line = &printer->line;
    add_name(line, printer->form);
    add_where(line, &problem->error);
    buffer_addf(line, "%s: ", problem->gravity == PROBLEM_ERROR ? _("error") : _("warning"));
    output_add(line, problem->error.text);
    output_line(printer->out, line);
    if (*problem->error.source)
        print_source(printer->out, &problem->error);
}

static void print_problem_as_json(Printer *printer, const Problem *problem)
{
    const Error *error = &problem->error;
    printer_start_item(printer);
    json_add_text(&printer->line, "gravity", gravity_name(problem->gravity));
    json_add_text(&printer->line, "file", error->file);
    json_add_number(&printer->line, "line", error->line);
    json_add_number(&printer->line, "column", error->column);
    json_add_text(&printer->line, "text", error->text);
    json_add_text(&printer->line, "source", error->source);
    printer_end_item(printer);
}

// Says how many more there are than were kept.
static void print_rest(Printer *printer, const Problems *problems)
{
    size_t rest = problems->errors + problems->warnings - problems->count;
    if (!rest)
        return;
    add_name(&printer->line, printer->form);
    buffer_addf(&printer->line, translate_count("%s more is not shown; put these right first.", "%s more are not shown; put these right first.", rest),
        AMOUNT(rest));
    output_line(printer->out, &printer->line);
}

int print_problems(FILE *out, const Problems *problems, PrintForm form)
{
    Printer printer = printer_start(out, form);
    for (size_t i = 0; i < problems->count && !ferror(out); i++) {
        if (form == PRINT_JSON)
            print_problem_as_json(&printer, &problems->items[i]);
        else
            print_problem(&printer, &problems->items[i]);
    }
    if (form != PRINT_JSON)
        print_rest(&printer, problems);
    int status = printer_end(&printer, "");
    return status == EXIT_WRITING ? status : problems->errors ? EXIT_NOTHING : EXIT_DONE;
}

void print_fault(FILE *out, const Error *error)
{
    Buffer line = {0};
    add_name(&line, PRINT_FAULTS);
    add_where(&line, error);
    output_add(&line, error->text);
    output_line(out, &line);
    buffer_free(&line);
}
