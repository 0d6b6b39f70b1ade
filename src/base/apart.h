// Work on a disk that may never answer (a network that is down, a device that fails), done by a child process. A process that waits for a disk
// can't be woken, not even by a signal, and a thread of it would keep it from ending: so it is the child that waits, and the program goes on.
#ifndef BASE_APART_H
#define BASE_APART_H
#include <stdbool.h>
#include "base/buffer.h"

typedef struct Apart Apart;

// Runs in the child, which has all of the program's memory but nothing open: no terminal, no descriptor. What it puts into `answer` is the
// program's; all else that it changes in memory is lost.
typedef void ApartWork(void *context, Buffer *answer);

// NULL where no process can be made. The second leaves the child one descriptor of the program's: >= 0.
Apart *apart_start(ApartWork *work, void *context);
Apart *apart_start_with(ApartWork *work, void *context, int descriptor);

// In the child: it may take longer than a minute, as long as somebody waits.
void apart_take_time(void);

// In the child: waits until the program has ended, or left it.
void apart_linger(void);

typedef enum {
    APART_ANSWERED, // *answer holds all that it answered, and nothing else
    APART_AWAITED,  // not yet, or not ever: ask again, or apart_leave()
    APART_FAILED,   // it ended without an answer
    APART_COMES,    // a part of it has come; of apart_take() only
} ApartState;

typedef struct {
    int most_ms;
    bool is_last;                   // else the wait is over as soon as the program is asked to end (signals_want_end()), or Ctrl-C is typed
    void (*tell)(void *context);    // called once, when it has lasted for half a second: a person is to know what is waited for; NULL: nobody
    void *context;
} ApartPatience;

// A child that found no memory ends this process too, as memory_end() does. After ANSWERED or FAILED it is freed.
ApartState apart_wait(Apart *apart, ApartPatience patience, Buffer *answer);

// Takes what has come of the answer, some 64 KB at most, and where nothing has waits so long for it; for work that goes on in steps between keys.
ApartState apart_take(Apart *apart, int most_ms, Buffer *answer);

// Nobody waits for it any more. It goes on to its end, but no longer than a minute where it can be ended at all; APART_END: it ends now, if it can.
typedef enum { APART_GO_ON, APART_END } ApartLeave;
void apart_leave(Apart *apart, ApartLeave how);     // NULL is fine; frees it

// All of it for what is asked once: starts, waits, and ends what has not answered in time. Where no process can be made the work is done here.
ApartState apart_ask(ApartWork *work, void *context, ApartPatience patience, Buffer *answer);

#endif
