// Removes all that lectern keeps of a report.
#ifndef PLAIN_FORGET_H
#define PLAIN_FORGET_H

typedef enum { FORGET_IF_AGREED, FORGET_AT_ONCE } ForgetHow;

// Lists on standard output what is kept of the report with that id, and what lectern can't reach; asks on the terminal unless it is told not to;
// removes. Returns the exit status: 0; 1 where nothing is kept of that id, or the answer is not yes; 2 where the id is none, a session has the
// report open, or there is no terminal to ask on; 3 where something could not be removed.
int forget(const char *id, ForgetHow how);

#endif
