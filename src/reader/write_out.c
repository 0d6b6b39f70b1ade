// Files that a person names.
#include "reader/write_out.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/signals.h"
#include "base/translate.h"

// The disk may never answer: a child process asks it (base/apart.h).
typedef struct {
    const char *path, *bytes;
    size_t length;
    WriteOver over;
} Writing;

typedef struct {
    WriteResult result;
    Error why;
} Written;

typedef struct {
    const char *path;
    size_t most;
} Reading;

static void fail_waiting(const char *path, Error *err)
{
    error_set_at(err, path, 0, 0, _("the disk or network that holds it does not answer"));
}

static WriteResult write_now(const Writing *writing, Error *err)
{
    struct stat status;
    bool is_there = false;
    if (lstat(writing->path, &status) == 0 && !S_ISREG(status.st_mode)) {
        error_set_at(err, writing->path, 0, 0, _("this is no regular file; name another one"));
        return WRITE_IS_ODD;
    }
    if (writing->over == WRITE_OVER)
        return file_replace(writing->path, writing->bytes, writing->length, err) ? WRITE_DONE : WRITE_FAILED;
    if (file_create(writing->path, writing->bytes, writing->length, &is_there, err))
        return WRITE_DONE;
    return is_there ? WRITE_IS_THERE : WRITE_FAILED;
}

static void write_apart(void *context, Buffer *out)
{
    Written written = {.result = WRITE_FAILED};
    written.result = write_now(context, &written.why);
    buffer_add(out, (const char *)&written, sizeof written);
}

WriteResult write_out(const char *path, const char *bytes, size_t length, WriteOver over, ApartPatience patience, Error *err)
{
    Writing writing = {path, bytes, length, over};
    Written written = {.result = WRITE_FAILED};
    Buffer out = {0};
    apart_ask(write_apart, &writing, patience, &out);
    if (out.length == sizeof written)
        memcpy(&written, out.bytes, sizeof written);
    else
        fail_waiting(path, &written.why);
    buffer_free(&out);
    *err = written.why;
    return written.result;
}

typedef struct {
    FileWork *work;
    void *context;
} Doing;

typedef struct {
    bool is_done;
    Error why;
} Done;

static void do_work(void *context, Buffer *out)
{
    const Doing *doing = context;
    Done done = {0};
    apart_take_time();
    done.is_done = doing->work(doing->context, &done.why);
    buffer_add(out, (const char *)&done, sizeof done);
}

// The signals are held back, so that the child ends with the wait.
bool do_apart(FileWork *work, void *context, const char *path, void (*tell)(void *context), Error *err)
{
    Doing doing = {work, context};
    Done done = {0};
    Buffer out = {0};
    signals_take();
    apart_ask(do_work, &doing, (ApartPatience){.most_ms = INT_MAX, .tell = tell}, &out);
    signals_give_back();
    if (out.length == sizeof done)
        memcpy(&done, out.bytes, sizeof done);
    else
        fail_waiting(path, &done.why);
    buffer_free(&out);
    *err = done.why;
    return done.is_done;
}

// The reason, which is empty where there is none, then the bytes.
static void read_apart(void *context, Buffer *out)
{
    const Reading *reading = context;
    Error why = {0};
    Buffer bytes = {0};
    if (!file_read(reading->path, reading->most, &bytes, &why))
        buffer_cut(&bytes, 0);
    buffer_add(out, (const char *)&why, sizeof why);
    buffer_add(out, buffer_text(&bytes), bytes.length);
    buffer_free(&bytes);
}

bool read_in(const char *path, size_t most, ApartPatience patience, Buffer *out, Error *err)
{
    Reading reading = {path, most};
    Buffer answer = {0};
    Error why = {0};
    apart_ask(read_apart, &reading, patience, &answer);
    if (answer.length < sizeof why)
        fail_waiting(path, &why);
    else
        memcpy(&why, answer.bytes, sizeof why);
    if (!*why.text)
        buffer_add(out, answer.bytes + sizeof why, answer.length - sizeof why);
    buffer_free(&answer);
    *err = why;
    return !*why.text;
}
