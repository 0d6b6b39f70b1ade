// What was typed into a prompt before, to be had again. In memory only: what a person looked for stays with the session.
#ifndef READER_TYPED_H
#define READER_TYPED_H
#include <stddef.h>
#include "base/buffer.h"

enum { TYPED_MOST = 100 };

typedef struct {
    char *lines[TYPED_MOST];    // the oldest first
    size_t count;
    size_t at;                  // the line that is shown; count = what is being typed
    Buffer draft;               // that, while an older one is shown
} Typed;

void typed_begin(Typed *typed);                     // a new line is begun
void typed_keep(Typed *typed, const char *line);    // the newest; "" and what is the newest already are not kept, and the oldest goes where there are too many
const char *typed_back(Typed *typed, const char *now);      // the one before; `now` is what stands there. NULL: there is none
const char *typed_forward(Typed *typed);                    // the one behind, at last the draft. NULL: there is none
void typed_free(Typed *typed);

#endif
