// What the process itself may do, and leave behind.
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H
#include <stdbool.h>

// Whether it was started with more rights than the person has: setuid, setgid, capabilities of the file, or another reason for which the system
// asks a program to trust nobody (AT_SECURE, getauxval(3)). lectern is not made for that.
bool process_has_lent_rights(void);

// A crash, or Ctrl-\, writes no image of the memory anywhere: for who keeps nothing, or may write nowhere else.
void process_leave_no_core(void);

#endif
