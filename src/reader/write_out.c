// Files that a person names while reading.
#include "reader/write_out.h"
#include <stdlib.h>
#include <string.h>
#include "base/apart.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/reader.h"

// The disk may never answer: a child process asks it (base/apart.h).
typedef struct {
    const char *path, *bytes;
    size_t length;
    WriteOver over;
} Writing;

typedef struct {
    bool is_done, is_there;
    Error why;
} Written;

static void write_apart(void *context, Buffer *out)
{
    const Writing *writing = context;
    Written written = {0};
    if (writing->over == WRITE_OVER)
        written.is_done = file_replace(writing->path, writing->bytes, writing->length, &written.why);
    else
        written.is_done = file_create(writing->path, writing->bytes, writing->length, &written.is_there, &written.why);
    buffer_add(out, (const char *)&written, sizeof written);
}

bool write_out(const char *path, const char *bytes, size_t length, WriteOver over, bool *is_there, Error *err)
{
    Writing writing = {path, bytes, length, over};
    Written written = {0};
    Buffer out = {0};
    apart_ask(write_apart, &writing, (ApartPatience){.most_ms = READER_WAIT_MS}, &out);
    if (out.length == sizeof written)
        memcpy(&written, out.bytes, sizeof written);
    else
        error_set_at(&written.why, path, 0, 0, _("the disk or network that holds it does not answer"));
    buffer_free(&out);
    *is_there = written.is_there;
    *err = written.why;
    return written.is_done;
}
