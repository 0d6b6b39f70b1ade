// The window that a terminal shows.
#include "base/window.h"
#include <stdlib.h>
#include <sys/ioctl.h>
#include "base/number.h"

enum { CELLS_MOST = 10000 };

static int told_by(const char *variable)
{
    const char *value = getenv(variable);
    long number;
    return value && number_read(value, 1, CELLS_MOST, &number) ? (int)number : 0;
}

void window_size(int descriptor, int *rows, int *columns)
{
    struct winsize window = {0};
    ioctl(descriptor, TIOCGWINSZ, &window);
    *rows = window.ws_row ? window.ws_row : told_by("LINES");
    *columns = window.ws_col ? window.ws_col : told_by("COLUMNS");
}
