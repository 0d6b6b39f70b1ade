// What the files of the desk share.
#ifndef PLAIN_DESK_PARTS_H
#define PLAIN_DESK_PARTS_H
#include "plain/desk.h"

int desk_refuse_all(Problems *problems);    // says them on standard error, and clears them; EXIT_USE
char *desk_cache(const Desk *desk);         // the caller frees; NULL: what is compiled is neither kept nor used

#endif
