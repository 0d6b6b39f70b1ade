// Where the keymaps and reports that come with lectern are.
#ifndef READER_INSTALLED_H
#define READER_INSTALLED_H
#include "report/shelf.h"

// The folder `name` ("keymaps", "content") that came with lectern: in $LECTERN_DATA; else where `make install` put it; else, for a program that
// runs in the folder it was built in, in the folder above the program's. The caller frees; never NULL; it may not be there.
char *installed_folder(const char *name);
Shelf installed_shelf(void);    // with the reports that came with lectern

#endif
