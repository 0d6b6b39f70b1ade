// Handing a web address to the program that the person has named in BROWSER, by its convention (www.catb.org/~esr/BROWSER): commands with ":"
// between, the first that succeeds is it; in each %s stands for the address, %% for %; where there is no %s it comes last. There is no shell:
// words end at blanks, and nothing quotes them.
#ifndef READER_BROWSER_H
#define READER_BROWSER_H
#include "base/error.h"

// False and *err: an address that is not handed over. Only http and https are: others lead to files, or run what stands in them.
bool browser_takes(const char *address, Error *err);

// `input`: the terminal that keys come from. As for program_run(). False and *err: none of the commands succeeded.
bool browser_run(const char *browser, const char *address, int input, Error *err);

#endif
