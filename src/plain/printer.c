// One list on its way out.
#include "plain/printer.h"
#include "plain/output.h"
#include "text/json.h"

enum { JSON_VERSION = 1 };

Printer printer_start(FILE *out, PrintForm form)
{
    Printer printer = {.out = out, .form = form};
    if (form == PRINT_JSON) {
        json_open(&printer.line, "");
        json_add_number(&printer.line, "version", JSON_VERSION);
    }
    return printer;
}

static void write_line(Printer *printer)
{
    fwrite(buffer_text(&printer->line), 1, printer->line.length, printer->out);
    buffer_cut(&printer->line, 0);
}

void printer_start_item(Printer *printer)
{
    buffer_add_text(&printer->line, printer->count++ ? ",\n" : ", \"items\": [\n");
    write_line(printer);
    json_open(&printer->line, "");
}

void printer_end_item(Printer *printer)
{
    json_close(&printer->line);
    write_line(printer);
}

int printer_end(Printer *printer, const char *empty)
{
    if (printer->form == PRINT_JSON) {
        buffer_add_text(&printer->line, printer->count ? "\n]}\n" : ", \"items\": []}\n");
        write_line(printer);
    } else if (!printer->count && *empty) {
        buffer_add_text(&printer->line, empty);
        output_line(printer->out, &printer->line);
    }
    buffer_free(&printer->line);
    return output_end(printer->out, printer->count ? EXIT_DONE : EXIT_NOTHING);
}
