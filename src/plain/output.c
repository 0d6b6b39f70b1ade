// Text in the locale's character set, and whether it was written.
#include "plain/output.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "plain/print.h"
#include "text/cluster.h"
#include "text/locale.h"
#include "text/safe.h"

static const char soft_hyphen[] = "\xC2\xAD";

static void add_without_soft_hyphens(Buffer *out, const char *text, size_t length)
{
    const char *end = text + length, *hyphen;
    for (; (hyphen = memmem(text, (size_t)(end - text), soft_hyphen, 2)); text = hyphen + 2)
        buffer_add(out, text, (size_t)(hyphen - text));
    buffer_add(out, text, (size_t)(end - text));
}

void output_text(FILE *out, const Buffer *text)
{
    Buffer shown = {0}, converted = {0};
    add_without_soft_hyphens(&shown, buffer_text(text), text->length);
    locale_add(&converted, buffer_text(&shown), shown.length);
    fwrite(buffer_text(&converted), 1, converted.length, out);
    buffer_free(&shown);
    buffer_free(&converted);
}

void output_line(FILE *out, Buffer *text)
{
    size_t length = text->length;
    while (length > 0 && text->bytes[length - 1] == ' ')
        length--;
    buffer_cut(text, length);
    output_text(out, text);
    fputc('\n', out);
    buffer_cut(text, 0);
}

static void indent_line(FILE *out, Buffer *line, int indent)
{
    int width = text_width(&widths_standard, buffer_text(line), line->length);
    if (width > 0 && width >= indent)
        output_line(out, line);
    buffer_add_repeated(line, ' ', line->length ? indent - width : indent);
}

void output_paragraph(FILE *out, LineBreaker *breaker, Buffer *line, int indent, const char *text)
{
    char language[LANGUAGE_BYTES];
    TextLine *lines = NULL;
    const int cells = PARAGRAPH_CELLS - indent;
    size_t count = break_lines(breaker, text, strlen(text), translate_language(language), cells, cells, &lines);
    for (size_t i = 0; i < count; i++) {
        indent_line(out, line, indent);
        buffer_add(line, text + lines[i].start, lines[i].end - lines[i].start);
        output_line(out, line);
    }
    free(lines);
}

void output_add(Buffer *text, const char *untrusted)
{
    safe_add_line(text, untrusted, strlen(untrusted));
}

int output_end(FILE *out, int status)
{
    errno = 0;
    bool failed = fflush(out) != 0;
    if (!failed && !ferror(out))
        return status;
    Error error;
    error_set(&error, _("writing failed: %s; the output is not complete"), errno ? strerror(errno) : _("the output could not be written"));
    print_fault(stderr, &error);
    return EXIT_WRITING;
}

void output_tell_waiting(void *context)
{
    (void)context;
    Error told;
    error_set(&told, _("waiting for the disk that holds the file; Ctrl-C ends the wait"));
    print_fault(stderr, &told);
}
