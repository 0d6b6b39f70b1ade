// One list on its way out: an item a line, as text or JSON. Of plain/ only.
#ifndef PLAIN_PRINTER_H
#define PLAIN_PRINTER_H
#include <stdio.h>
#include "base/buffer.h"
#include "plain/print.h"

typedef struct {
    FILE *out;
    PrintForm form;
    Buffer line;
    size_t count;       // of items so far
} Printer;

Printer printer_start(FILE *out, PrintForm form);       // JSON: printer->line takes more pairs of the list itself
void printer_start_item(Printer *printer);      // JSON: printer->line takes its pairs
void printer_end_item(Printer *printer);

// Returns the exit status. `empty` is safe text that says that there is nothing; "" = nothing is said.
int printer_end(Printer *printer, const char *empty);

#endif
