// Secure mode: for kiosks and accounts that several people share. What is read is the shelf of the system, what is written the state.
#ifndef READER_SECURE_H
#define READER_SECURE_H
#include <stdbool.h>

// The option or variable that asked for it: "--secure", "LESSSECURE"; NULL: nothing did. Any value of LECTERN_SECURE or LESSSECURE
// but the empty one asks for it, as in less; so does --secure within LECTERN. Nothing takes it back.
const char *secure_source(bool is_option);

// From here on no variable leads lectern or its libraries to a file (LECTERN_PATH, LECTERN_DATA, XDG_…, HOME, TERMINFO, LOCPATH, ICU_DATA and
// the like): the shelf, keymaps, locales and descriptions of terminals are the system's. Where the state is, is settled before. To be called
// before any of them is looked for.
void secure_close_environment(void);

#endif
