// --terminal-test: what the terminal says of the widths of what terminals disagree about, beside what they should be.
#ifndef SCREEN_TEST_PAGE_H
#define SCREEN_TEST_PAGE_H
#include <stdbool.h>
#include "base/error.h"

// Asks the terminal at standard input and output what answers.h has, on its second screen, and waits for the answers two seconds at most; what
// is typed meanwhile is lost. Then prints plain text, a row for each class. False and *err: there is no terminal to ask, or it did not answer.
bool test_page_print(Error *err);

#endif
