// The door to the terminal: what may be shown of any bytes, and the clusters and cells of it.
#include <string.h>
#include "fuzz.h"
#include "text/cluster.h"
#include "text/safe.h"
#include "text/utf8.h"

typedef void SafeFunction(Buffer *out, const char *text, size_t length);
static SafeFunction *const functions[] = {safe_add, safe_add_line, safe_add_literal};

static void hold_clusters(const char *text, size_t length)
{
    int width = 0;
    for (size_t at = 0, end; at < length; at = end) {
        end = cluster_next(text, length, at);
        HOLD(end > at && end <= length);
        HOLD(cluster_previous(text, length, end) == at);
        int cells = cluster_width(&widths_standard, text + at, end - at);
        HOLD(cells >= 0);
        width += cells;
        HOLD(cluster_start(text, length, at) == at && cluster_start(text, length, end - 1) == at);
    }
    HOLD(text_width(&widths_standard, text, length) == width);
}

static void hold_fit(const char *text, size_t length, int cells)
{
    int used = -1;
    size_t fit = text_fit(&widths_standard, text, length, cells, &used);
    HOLD(fit <= length && used <= cells && cluster_start(text, length, fit) == fit);
    HOLD(text_width(&widths_standard, text, fit) == used);
    if (fit < length)
        HOLD(used + cluster_width(&widths_standard, text + fit, cluster_next(text, length, fit) - fit) > cells);
}

void fuzz_safe(const uint8_t *bytes, size_t length)
{
    Choices choices = {bytes, length};
    int which = choose(&choices, 0, 2), cells = choose(&choices, 0, 100);
    const char *text = (const char *)choices.bytes;
    Buffer once = {0}, twice = {0};
    functions[which](&once, text, choices.length);
    hold_is_safe(buffer_text(&once), once.length);
    HOLD(strlen(buffer_text(&once)) == once.length);
    HOLD(which == 0 || !strchr(buffer_text(&once), '\t'));
    HOLD(which != 1 || !strchr(buffer_text(&once), '\n'));
    functions[which](&twice, buffer_text(&once), once.length);
    HOLD(twice.length == once.length && same_text(buffer_text(&once), buffer_text(&twice)));
    if (which == 0 && safe_count_changes(text, choices.length) == 0)
        HOLD(once.length == choices.length && !memcmp(buffer_text(&once), text, once.length));
    hold_clusters(buffer_text(&once), once.length);
    hold_fit(buffer_text(&once), once.length, cells);
    buffer_free(&once);
    buffer_free(&twice);
}
