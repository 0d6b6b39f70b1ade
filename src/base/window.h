// The window that a terminal shows.
#ifndef BASE_WINDOW_H
#define BASE_WINDOW_H

// As the terminal says; where it says nothing (a serial line), as LINES and COLUMNS do; 0 = nobody knows.
void window_size(int descriptor, int *rows, int *columns);

#endif
