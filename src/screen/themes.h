// The colours of each theme, by their numbers in ECMA-48, which are those of curses too.
#ifndef SCREEN_THEMES_H
#define SCREEN_THEMES_H
#include <stdbool.h>
#include "reader/settings.h"

typedef struct {
    short number;       // 0 to 7
    bool is_bright;     // where the terminal has sixteen; else a text is bold, a ground plain
} Paint;

typedef struct {
    Paint ground, text, strong, link;   // strong: headings, and, in reverse, what is chosen
} ThemePaints;

const ThemePaints *theme_paints(Theme theme);   // NULL: no colour is sent at all

#endif
