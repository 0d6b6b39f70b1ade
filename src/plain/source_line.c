// The line of a file that something is wrong in, and a caret below it.
#include "plain/source_line.h"
#include <string.h>
#include "plain/output.h"
#include "text/cluster.h"
#include "text/locale.h"
#include "text/safe.h"
#include "text/utf8.h"

#define CUT "…"
enum { CUT_CELLS = 1, CELLS_BEFORE_MOST = SOURCE_LINE_CELLS / 2 };

static bool is_control(uint32_t codepoint)
{
    return codepoint < 0x20 || codepoint == 0x7F;
}

static void add_visible(Buffer *out, const char *text, size_t length)
{
    for (size_t at = 0, next = 0; at < length; at = next) {
        const uint32_t codepoint = utf8_next(text, length, &next);
        if (is_control(codepoint) || safe_count_changes(text + at, next - at) == 0)
            safe_add_line(out, text + at, next - at);
        else if (next - at == 1)
            buffer_addf(out, "<%02X>", (unsigned char)text[at]);
        else
            buffer_addf(out, "<U+%04X>", (unsigned)codepoint);
    }
}

// Bytes of the source before the column.
static size_t bytes_before(const Error *error)
{
    size_t at = 0, length = strlen(error->source);
    for (int i = 1; i < error->source_column && at < length; i++)
        utf8_next(error->source, length, &at);
    return at;
}

// The line as it is seen, and where the caret stands in it.
typedef struct {
    Buffer text;
    size_t caret;
    bool is_cut_before, is_cut_behind;
} SourceLine;

static SourceLine make_line(const Error *error)
{
    const size_t length = strlen(error->source), before = bytes_before(error);
    Buffer visible = {0}, head = {0};
    SourceLine line = {.is_cut_before = error->column > error->source_column, .is_cut_behind = length + 4 >= ERROR_SOURCE_BYTES};
    add_visible(&visible, error->source, before);
    safe_add_line(&head, buffer_text(&visible), visible.length);        // too many marks on one letter are seen only in the whole
    add_visible(&visible, error->source + before, length - before);
    safe_add_line(&line.text, buffer_text(&visible), visible.length);
    line.caret = head.length < line.text.length ? cluster_start(line.text.bytes, line.text.length, head.length) : line.text.length;
    buffer_free(&visible);
    buffer_free(&head);
    return line;
}

static void cut_before(SourceLine *line)
{
    size_t from = 0;
    while (from < line->caret && text_width(&widths_standard, line->text.bytes + from, line->caret - from) > CELLS_BEFORE_MOST - CUT_CELLS)
        from = cluster_next(line->text.bytes, line->text.length, from);
    memmove(line->text.bytes, line->text.bytes + from, line->text.length - from);
    buffer_cut(&line->text, line->text.length - from);
    line->caret -= from;
    line->is_cut_before = true;
}

static void fit_line(SourceLine *line)
{
    const char *text = buffer_text(&line->text);
    if (text_width(&widths_standard, text, line->text.length) > SOURCE_LINE_CELLS && text_width(&widths_standard, text, line->caret) > CELLS_BEFORE_MOST)
        cut_before(line);
    const int room = SOURCE_LINE_CELLS - (line->is_cut_before ? CUT_CELLS : 0);
    if (text_width(&widths_standard, text, line->text.length) <= room - (line->is_cut_behind ? CUT_CELLS : 0))
        return;
    buffer_cut(&line->text, text_fit(&widths_standard, text, line->text.length, room - CUT_CELLS, NULL));
    line->is_cut_behind = true;
}

// Cells of a text as this locale shows it: where a character can't be shown, others stand for it, a cell each.
static int cells_shown(const Buffer *text)
{
    Buffer shown = {0};
    locale_add(&shown, buffer_text(text), text->length);
    const bool is_same = !strcmp(buffer_text(text), buffer_text(&shown));
    const int cells = is_same ? text_width(&widths_standard, buffer_text(text), text->length) : (int)shown.length;
    buffer_free(&shown);
    return cells;
}

void print_source(FILE *out, const Error *error)
{
    SourceLine line = make_line(error);
    Buffer shown = {0};
    fit_line(&line);
    buffer_add_repeated(&shown, ' ', SOURCE_LINE_INDENT);
    buffer_add_text(&shown, line.is_cut_before ? CUT : "");
    buffer_add(&shown, buffer_text(&line.text), line.caret);
    const int cells = cells_shown(&shown);
    buffer_add(&shown, buffer_text(&line.text) + line.caret, line.text.length - line.caret);
    buffer_add_text(&shown, line.is_cut_behind ? CUT : "");
    output_line(out, &shown);
    if (error->source_column > 0) {
        buffer_add_repeated(&shown, ' ', cells);
        buffer_add_char(&shown, '^');
        output_line(out, &shown);
    }
    buffer_free(&shown);
    buffer_free(&line.text);
}
