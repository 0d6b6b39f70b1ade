// A program in a pseudo-terminal under a terminal emulator: keys go in, cells come out.
#ifndef SCREENS_TERMINAL_H
#define SCREENS_TERMINAL_H
#include <stdbool.h>
#include <stddef.h>

typedef struct Emulator Emulator;

Emulator *emulator_new(int rows, int columns);      // its main screen says "$ lectern", as a shell would have left it
void emulator_free(Emulator *emulator);             // ends the program, if it runs

// `input`: a file that is its standard input; NULL = the terminal.
void emulator_run(Emulator *emulator, char *const *arguments, char *const *environment, const char *input);
void emulator_resize(Emulator *emulator, int rows, int columns);
bool emulator_type(Emulator *emulator, const char *key, size_t length);   // a key's name, or one character; false: no such key
void emulator_type_text(Emulator *emulator, const char *text, size_t length);
void emulator_paste(Emulator *emulator, const char *text, size_t length);
void emulator_send(Emulator *emulator, const char *bytes, size_t length); // as if a terminal or a line did it
void emulator_mouse(Emulator *emulator, int row, int column);               // from 0: it is moved there
void emulator_button(Emulator *emulator, int button, bool is_down);       // of the mouse: 1 the left one, 4 and 5 the wheel up and down
void emulator_signal(Emulator *emulator, int number);
bool emulator_has_stopped(Emulator *emulator);                            // waits for it; false: it goes on
void emulator_continue(Emulator *emulator);                               // after it has stopped

// Reads what the program writes until it has been quiet for so long.
void emulator_settle(Emulator *emulator, int quiet_ms);
bool emulator_has_ended(Emulator *emulator, int *status);                 // its exit status; 128 + the signal that killed it
bool emulator_is_restored(const Emulator *emulator, const char **why);    // modes as before, main screen, visible cursor, no mouse

void emulator_size(const Emulator *emulator, int *rows, int *columns);
char *emulator_row(const Emulator *emulator, int row);                    // its text without trailing blanks; the caller frees
unsigned emulator_first(const Emulator *emulator, int row, int column);   // code point of a cell, a blank's if there is none; 0: the second cell of a wide one
int emulator_cells(const Emulator *emulator, int row);                    // that this text takes
char *emulator_looks(const Emulator *emulator, int row);                  // a letter a cell, without trailing blanks; the caller frees
char *emulator_colours(const Emulator *emulator, int row);                // likewise
bool emulator_cursor(const Emulator *emulator, int *row, int *column);    // from 1; false: hidden

#endif
