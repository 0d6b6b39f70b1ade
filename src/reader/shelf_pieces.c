// What a child process that reads a report of the shelf tells the program.
#include "reader/shelf_pieces.h"
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"

void shelf_put_text(Buffer *out, const char *text)
{
    const size_t length = strlen(text);
    buffer_add(out, (const char *)&length, sizeof length);
    buffer_add(out, text, length);
}

bool shelf_take_bytes(ShelfPieces *pieces, void *out, size_t length)
{
    if (pieces->length < length)
        return false;
    memcpy(out, pieces->bytes, length);
    pieces->bytes += length;
    pieces->length -= length;
    return true;
}

char *shelf_take_text(ShelfPieces *pieces)
{
    size_t length = 0;
    if (!shelf_take_bytes(pieces, &length, sizeof length) || pieces->length < length)
        return NULL;
    char *text = memory_copy(pieces->bytes, length);
    pieces->bytes += length;
    pieces->length -= length;
    return text;
}

ShelfChildStep shelf_child_step(ShelfChild *child, ApartWork *work, void *context, int wait_ms, long late_ms, Buffer *answer)
{
    if (!child->asked) {
        child->asked_at = clock_ms();
        child->asked = apart_start(work, context);
    }
    if (!child->asked) {
        work(context, answer);
        return SHELF_CHILD_ENDED;
    }
    const bool is_awaited = apart_wait(child->asked, (ApartPatience){.most_ms = wait_ms}, answer) == APART_AWAITED;
    if (is_awaited && clock_ms() - child->asked_at < late_ms)
        return SHELF_CHILD_WAITS;
    if (is_awaited)
        apart_leave(child->asked, APART_END);
    child->asked = NULL;
    return is_awaited ? SHELF_CHILD_LATE : SHELF_CHILD_ENDED;
}
