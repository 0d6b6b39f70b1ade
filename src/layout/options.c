// What the locale lets a layout draw.
#include "layout/layout.h"
#include "text/locale.h"

LayoutOptions layout_options(int cells)
{
    static const unsigned drawn[] = {0x2022, 0x2013, 0x25E6, 0x2014, 0x2500, 0x2550, 0x2026, 0xBB};
    LayoutOptions options = {.cells = cells};
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        options.is_ascii |= !locale_shows(drawn[i]);
    return options;
}
