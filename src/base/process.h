// What the process itself may do, and leave behind.
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

// A crash, or Ctrl-\, writes no image of the memory anywhere: for who keeps nothing, or may write nowhere else.
void process_leave_no_core(void);

#endif
