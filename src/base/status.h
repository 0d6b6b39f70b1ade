// The exit statuses of the program (lectern(1), EXIT STATUS).
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1,   // nothing was found, or --check found problems
    EXIT_USE = 2,       // wrong use, or what can't be read
    EXIT_WRITING = 3,   // something could not be written
    EXIT_MACHINE = 4,   // no memory, or another failure of the machine; what was saved is safe
};

#endif
