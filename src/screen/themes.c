// The colours of each theme.
#include "screen/themes.h"
#include <stddef.h>

enum { BLACK = 0, YELLOW = 3, BLUE = 4, MAGENTA = 5, CYAN = 6, WHITE = 7 };

const ThemePaints *theme_paints(Theme theme)
{
    static const ThemePaints dark = {.ground = {BLACK, false}, .text = {WHITE, false}, .strong = {YELLOW, false}, .link = {CYAN, false}};
    static const ThemePaints light = {.ground = {WHITE, true}, .text = {BLACK, false}, .strong = {BLUE, false}, .link = {MAGENTA, false}};
    static const ThemePaints high_contrast = {.ground = {BLACK, false}, .text = {WHITE, true}, .strong = {YELLOW, true}, .link = {CYAN, true}};
    switch (theme) {
    case THEME_TERMINAL: case THEME_NONE: break;
    case THEME_DARK: return &dark;
    case THEME_LIGHT: return &light;
    case THEME_HIGH_CONTRAST: return &high_contrast;
    }
    return NULL;
}
