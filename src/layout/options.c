// How a layout is to be made, and what the locale lets it draw.
#include "layout/layout.h"
#include <string.h>
#include "text/cluster.h"
#include "text/locale.h"
#include "text/utf8.h"

// Frames, rules and markers are set by the glyph.
static bool is_drawn(unsigned codepoint, const Widths *widths)
{
    char bytes[4];
    return locale_shows(codepoint) && cluster_width(widths, bytes, (size_t)utf8_put(bytes, codepoint)) == 1;
}

LayoutOptions layout_options(int cells, const Widths *widths)
{
    static const unsigned drawn[] = {0x2022, 0x2013, 0x25E6, 0x2014, 0x2500, 0x2550, 0x2026, 0xBB};
    LayoutOptions options = {.cells = cells, .widths = *widths};
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        options.is_ascii |= !is_drawn(drawn[i], widths);
    return options;
}

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool are_same_roles(RoleOptions a, RoleOptions b)
{
    return a.verbosity == b.verbosity && a.heading_level == b.heading_level && is_same_text(a.language, b.language);
}

bool layout_options_equal(LayoutOptions a, LayoutOptions b)
{
    if (a.lit != b.lit || a.lit_context != b.lit_context || a.lit_version != b.lit_version)
        return false;
    return a.cells == b.cells && widths_equal(a.widths, b.widths) && a.is_ordered == b.is_ordered && a.is_ascii == b.is_ascii && a.is_told == b.is_told && are_same_roles(a.roles, b.roles)
        && a.is_dense == b.is_dense && a.is_hyphenated == b.is_hyphenated && a.is_justified == b.is_justified && a.spacing == b.spacing;
}
