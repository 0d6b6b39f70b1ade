// What a terminal tells of its mouse: xterm's control sequences, tracking of buttons and of motion while one is down (modes 1000 and 1002), told in the
// SGR form (mode 1006). Pure.
#ifndef SCREEN_MOUSE_REPORT_H
#define SCREEN_MOUSE_REPORT_H
#include <stdbool.h>
#include <stddef.h>

// PRESS, DRAG and RELEASE are the first button's; which button is let go the report tells, so that others change nothing.
typedef enum { MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } MouseKind;

typedef struct {
    MouseKind kind;
    int row, column;    // of the cell, from 0
} MouseReport;

// What stands behind CSI <, with its last byte: "0;12;3M". False: it is none, or tells of what means nothing here, as another button or a motion
// without any.
bool mouse_report_read(const char *bytes, size_t length, MouseReport *report);

#endif
