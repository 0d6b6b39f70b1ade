// What the settings make of the widths that a terminal was measured to have.
#include "reader/settings.h"
#include "text/locale.h"

static Widths chosen(WidthOf width_of, Widths measured)
{
    switch (width_of) {
    case WIDTH_OF_AUTO: return locale_is_utf8() ? measured : (Widths){.is_wcwidth = true};
    case WIDTH_OF_WCWIDTH: return (Widths){.is_wcwidth = true};
    case WIDTH_OF_GRAPHEME: break;
    }
    return widths_grapheme;
}

Widths settings_widths(const Settings *settings, Widths measured)
{
    Widths widths = chosen(settings->width_of, measured);
    if (settings->ambiguous)
        widths.cells[WIDTH_AMBIGUOUS] = widths.cells[WIDTH_FRAME] = (unsigned char)settings->ambiguous;
    return widths;
}
