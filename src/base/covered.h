// Of a build that counts which lines are run (configure --enable-coverage), and of no other: what a process has counted that ends by _exit().
#ifndef BASE_COVERED_H
#define BASE_COVERED_H

void covered_write(void);   // nothing, in another build

#endif
