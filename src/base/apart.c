// Work on a disk that may never answer.
#include "base/apart.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/covered.h"
#include "base/file_parts.h"
#include "base/memory.h"
#include "base/signals.h"
#include "base/status.h"

enum {
    STEP_MS = 50,           // between two looks at whether the program is to end
    TELL_MS = 500,          // after which the person is told, and Ctrl-C ends the wait
    CHILD_SECONDS = 60,     // after which a child that nobody waits for ends, if it can be ended
    READ_FIRST = 4096,      // bytes, before the length of an answer is known
    READ_MOST = 1 << 20,    // at once
    DESCRIPTORS = 256,      // the program has far fewer: where they can't all be closed at once
};

struct Apart {
    pid_t child;
    int answer;             // descriptor
    Buffer bytes;           // read so far: the length of the answer, and the answer
};

// Those between two that stay open.
static void close_between(int below, int above)
{
    if (above <= below + 1)
        return;
#ifdef HAVE_CLOSE_RANGE
    if (close_range((unsigned)below + 1, (unsigned)above - 1, 0) == 0)
        return;
#endif
    for (int descriptor = below + 1; descriptor < above && descriptor < DESCRIPTORS; descriptor++)
        close(descriptor);
}

// Whoever reads what the program writes, or waits for its terminal, must not wait for the child: it keeps nothing open, and no terminal. What is
// written to the first three descriptors makes no answer; /dev/null may be out of reach (base/sandbox.h).
static void let_go(int answer, int kept)
{
    const int low = answer < kept ? answer : kept, high = answer < kept ? kept : answer;
    setsid();
    close_between(-1, low);
    close_between(low, high);
    close_between(high, INT_MAX);
    for (int descriptor = 0; descriptor < 3; descriptor++)
        if (descriptor != kept)
            dup2(answer, descriptor);
}

void apart_take_time(void)
{
    alarm(0);
}

// The other end of the answer is closed when nobody waits for it any more.
void apart_linger(void)
{
    struct pollfd end = {.fd = STDOUT_FILENO};
    apart_take_time();
    while (poll(&end, 1, -1) < 0 && errno == EINTR)
        continue;
}

static _Noreturn void be_child(int answer, int kept, ApartWork *work, void *context)
{
    Buffer out = {0};
    size_t length = 0;
    buffer_add(&out, (const char *)&length, sizeof length); // its place
    alarm(CHILD_SECONDS);
    let_go(answer, kept);
    work(context, &out);
    length = out.length - sizeof length;
    memcpy(out.bytes, &length, sizeof length);
    const int status = file_write_all(answer, out.bytes, out.length) ? EXIT_DONE : EXIT_WRITING;
    covered_write();
    _exit(status);
}

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    return true;
}

Apart *apart_start(ApartWork *work, void *context)
{
    return apart_start_with(work, context, -1);
}

Apart *apart_start_with(ApartWork *work, void *context, int descriptor)
{
    int ends[2];
    if (!make_pipe(ends))
        return NULL;
    pid_t child = fork();
    if (child == 0)
        be_child(ends[1], descriptor, work, context);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return NULL;
    }
    Apart *apart = memory_new(1, sizeof *apart);
    *apart = (Apart){.child = child, .answer = ends[0]};
    return apart;
}

// How many bytes to make room for: those that are to come where the answer has told its length, and one that must not come.
static size_t bytes_to_come(const Buffer *bytes)
{
    size_t length;
    if (bytes->length < sizeof length)
        return READ_FIRST;
    memcpy(&length, bytes->bytes, sizeof length);
    const size_t come = bytes->length - sizeof length;
    return length < come ? 1 : length - come < READ_MOST ? length - come + 1 : READ_MOST;
}

// False: the end, or an error.
static bool read_some(Apart *apart)
{
    const size_t most = bytes_to_come(&apart->bytes);
    const ssize_t count = read(apart->answer, buffer_room(&apart->bytes, most), most);
    if (count > 0)
        buffer_fill(&apart->bytes, (size_t)count);
    return count > 0 || (count < 0 && errno == EINTR);
}

static void release(Apart *apart)
{
    close(apart->answer);
    buffer_free(&apart->bytes);
    free(apart);
}

// The bytes become the answer: there may be many, and no room for them twice.
static bool take_answer(Buffer *bytes, Buffer *answer)
{
    size_t length;
    if (bytes->length < sizeof length)
        return false;
    memcpy(&length, bytes->bytes, sizeof length);
    if (bytes->length - sizeof length != length)
        return false;
    buffer_free(answer);
    *answer = *bytes;
    *bytes = (Buffer){0};
    buffer_drop(answer, sizeof length);
    return true;
}

static ApartState finish(Apart *apart, Buffer *answer)
{
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(apart->child, &status, 0); // it has closed its end, so that it is about to end
    while (ended < 0 && errno == EINTR);
    bool is_answered = take_answer(&apart->bytes, answer);
    release(apart);
    if (!is_answered && ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MACHINE)
        memory_end();
    return is_answered ? APART_ANSWERED : APART_FAILED;
}

static void tell(ApartPatience patience)
{
    if (patience.tell)
        patience.tell(patience.context);
}

ApartState apart_wait(Apart *apart, ApartPatience patience, Buffer *answer)
{
    const long begin = clock_ms();
    Listening listening = {.terminal = -1};
    bool is_told = false, is_over = false;
    for (long waited = 0; !is_over; waited = clock_ms() - begin) {
        const long left = patience.most_ms > waited ? patience.most_ms - waited : 0;
        if (poll(&(struct pollfd){.fd = apart->answer, .events = POLLIN}, 1, (int)(left < STEP_MS ? left : STEP_MS)) > 0) {
            if (read_some(apart))
                continue;
            signals_unlisten(&listening);
            return finish(apart, answer);
        }
        is_over = left == 0 || (!patience.is_last && signals_want_end());
        if (is_over || is_told || waited < TELL_MS)
            continue;
        is_told = true;
        listening = signals_listen();
        tell(patience);
    }
    signals_unlisten(&listening);
    return APART_AWAITED;
}

ApartState apart_take(Apart *apart, int most_ms, Buffer *answer)
{
    if (poll(&(struct pollfd){.fd = apart->answer, .events = POLLIN}, 1, most_ms) <= 0)
        return APART_AWAITED;
    return read_some(apart) ? APART_COMES : finish(apart, answer);
}

void apart_leave(Apart *apart, ApartLeave how)
{
    if (!apart)
        return;
    if (how == APART_END)
        kill(apart->child, SIGKILL);
    waitpid(apart->child, NULL, WNOHANG);
    release(apart);
}

ApartState apart_ask(ApartWork *work, void *context, ApartPatience patience, Buffer *answer)
{
    Apart *apart = apart_start(work, context);
    if (!apart) {
        work(context, answer);
        return APART_ANSWERED;
    }
    const ApartState state = apart_wait(apart, patience, answer);
    if (state == APART_AWAITED)
        apart_leave(apart, APART_END);
    return state;
}
