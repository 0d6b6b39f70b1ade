// base/apart.h: work done by a child process that may hang, or die.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/apart.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/signals.h"
#include "base/status.h"
#include "call_faults.h"

enum { LARGE = 300 * 1000 };    // more than a pipe holds
enum { BETWEEN = 50, KEPT = 100, ABOVE = 200 }; // descriptors; those of an answer are below, and all are closed one by one too

static void answer_much(void *context, Buffer *answer)
{
    buffer_add_repeated(answer, *(const char *)context, LARGE);
}

static void answer_nothing(void *context, Buffer *answer)
{
    (void)context, (void)answer;
}

// Until a byte comes: a disk that does not answer.
static void hang(void *context, Buffer *answer)
{
    char byte = '-';
    const int *ends = context;
    while (read(ends[0], &byte, 1) < 0)
        continue;
    buffer_add_char(answer, byte);
}

static void die(void *context, Buffer *answer)
{
    (void)context;
    buffer_add_text(answer, "half");
    raise(SIGKILL);
}

static void find_no_memory(void *context, Buffer *answer)
{
    (void)context, (void)answer;
    memory_end();
}

static void what_it_answers_comes_whole(void **state)
{
    (void)state;
    Buffer answer = {0};
    char letter = 'x';
    assert_int_equal(apart_wait(apart_start(answer_much, &letter), (ApartPatience){.most_ms = 5000}, &answer), APART_ANSWERED);
    assert_int_equal(answer.length, LARGE);
    assert_int_equal(strspn(answer.bytes, "x"), LARGE);
    buffer_cut(&answer, 0);
    assert_int_equal(apart_wait(apart_start(answer_nothing, NULL), (ApartPatience){.most_ms = 5000}, &answer), APART_ANSWERED);
    assert_int_equal(answer.length, 0);
    buffer_free(&answer);
}

static void count(void *context)
{
    ++*(int *)context;
}

// The child has no descriptor of the program's, but here one is needed to let it go on: it is opened by name.
typedef struct {
    const char *path;
} Gate;

static void hang_at_gate(void *context, Buffer *answer)
{
    const Gate *gate = context;
    int ends[2] = {open(gate->path, O_RDWR), -1};
    hang(ends, answer);
}

static char *make_gate(void)
{
    char *path = memory_copy_text("/tmp/lectern-gate-XXXXXX");
    close(mkstemp(path));
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    return path;
}

static void open_gate(const char *path, int hold)
{
    assert_int_equal(write(hold, "z", 1), 1);
    unlink(path);
}

static void one_that_hangs_is_not_waited_for_and_may_answer_later(void **state)
{
    (void)state;
    char *path = make_gate();
    int hold = open(path, O_RDWR), told = 0;
    Buffer answer = {0};
    const long begin = clock_ms();
    Apart *apart = apart_start(hang_at_gate, &(Gate){path});
    assert_int_equal(apart_wait(apart, (ApartPatience){.most_ms = 700, .tell = count, .context = &told}, &answer), APART_AWAITED);
    assert_in_range(clock_ms() - begin, 650, 3000);
    assert_int_equal(told, 1);
    assert_int_equal(apart_wait(apart, (ApartPatience){0}, &answer), APART_AWAITED);
    open_gate(path, hold);
    assert_int_equal(apart_wait(apart, (ApartPatience){.most_ms = 5000, .tell = count, .context = &told}, &answer), APART_ANSWERED);
    assert_string_equal(answer.bytes, "z");
    assert_int_equal(told, 1);
    buffer_free(&answer);
    close(hold);
    free(path);
}

static void a_signal_that_ends_the_program_ends_the_wait(void **state)
{
    (void)state;
    char *path = make_gate();
    int hold = open(path, O_RDWR);
    Buffer answer = {0};
    signals_take();
    raise(SIGTERM);
    long begin = clock_ms();
    Apart *apart = apart_start(hang_at_gate, &(Gate){path});
    assert_int_equal(apart_wait(apart, (ApartPatience){.most_ms = 5000}, &answer), APART_AWAITED);
    assert_in_range(clock_ms() - begin, 0, 2000);
    begin = clock_ms();
    assert_int_equal(apart_wait(apart, (ApartPatience){.most_ms = 300, .is_last = true}, &answer), APART_AWAITED);
    assert_in_range(clock_ms() - begin, 290, 2000);
    assert_int_equal(signals_wait(hold, 0), WAIT_HANGUP);
    signals_give_back();
    apart_leave(apart, APART_END);
    unlink(path);
    close(hold);
    free(path);
}

static void one_that_dies_has_failed_whatever_it_had_to_say(void **state)
{
    (void)state;
    Buffer answer = {0};
    assert_int_equal(apart_wait(apart_start(die, NULL), (ApartPatience){.most_ms = 5000}, &answer), APART_FAILED);
    assert_int_equal(answer.length, 0);
    buffer_free(&answer);
}

// The status, as wait() has it, of a process that asks a child that finds no memory.
static int ask_without_memory(void)
{
    int status = 0;
    pid_t process = fork();
    if (process == 0) {
        Buffer answer = {0};
        close(STDERR_FILENO);
        open("/dev/null", O_WRONLY);
        apart_wait(apart_start(find_no_memory, NULL), (ApartPatience){.most_ms = 5000}, &answer);
        _exit(EXIT_DONE);
    }
    waitpid(process, &status, 0);
    return status;
}

static void one_that_finds_no_memory_ends_the_program_likewise(void **state)
{
    (void)state;
    int status = ask_without_memory();
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EXIT_MACHINE);
}

// What the program writes into a pipe ends when the program does, not when the child does: that would hold it open by descriptors below, between and
// above the two that stay open for it.
static void assert_holds_no_other(int kept)
{
    int ends[2];
    char byte, *path = make_gate();
    const int hold = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(pipe(ends), 0);
    const int copies[] = {ends[1], fcntl(ends[1], F_DUPFD, BETWEEN), fcntl(ends[1], F_DUPFD, ABOVE)};
    Apart *apart = apart_start_with(hang_at_gate, &(Gate){path}, kept);
    Buffer answer = {0};
    const ApartState outcome = apart_wait(apart, (ApartPatience){.most_ms = 100}, &answer);
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
        close(copies[i]);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    const ssize_t count = read(ends[0], &byte, 1);
    apart_leave(apart, APART_END);
    unlink(path);
    close(ends[0]);
    close(hold);
    free(path);
    assert_int_equal(outcome, APART_AWAITED);
    assert_int_equal(count, 0); // the end; -1 and EAGAIN where the child holds it open
}

static void it_holds_no_descriptor_of_the_program(void **state)
{
    (void)state;
    const int kept = fcntl(STDIN_FILENO, F_DUPFD, KEPT);
    assert_holds_no_other(-1);
    assert_holds_no_other(kept);
    close(kept);
}

// One descriptor is left to the child, be it one of the first three.
static void read_from(void *context, Buffer *answer)
{
    char byte = '-';
    if (read(*(const int *)context, &byte, 1) == 1)
        buffer_add_char(answer, byte);
}

static void it_may_be_left_one_descriptor(void **state)
{
    (void)state;
    Buffer answer = {0};
    int ends[2], before = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    const int left[] = {ends[0], STDIN_FILENO};
    for (size_t i = 0; i < 2; i++) {
        int descriptor = left[i];
        assert_int_equal(write(ends[1], "z", 1), 1);
        assert_int_equal(apart_wait(apart_start_with(read_from, &descriptor, descriptor), (ApartPatience){.most_ms = 5000}, &answer), APART_ANSWERED);
        assert_string_equal(answer.bytes, "z");
    }
    dup2(before, STDIN_FILENO);
    close(before);
    close(ends[0]);
    close(ends[1]);
    buffer_free(&answer);
}

// The system's refusals

static void one_by_one_it_closes_the_same_descriptors(void **state)
{
    let_fail(CLOSE_RANGE, 1, FOR_EVER, ENOSYS);
    it_holds_no_descriptor_of_the_program(state);
    it_may_be_left_one_descriptor(state);
    no_faults();
}

static void answer_a_letter(void *context, Buffer *answer)
{
    buffer_add_char(answer, *(const char *)context);
}

static ApartState ask_for_letter(Buffer *answer)
{
    char letter = 'x';
    buffer_cut(answer, 0);
    return apart_wait(apart_start(answer_a_letter, &letter), (ApartPatience){.most_ms = 5000}, answer);
}

static void without_a_process_or_a_pipe_there_is_none(void **state)
{
    (void)state;
    let_fail(FORK, 1, 1, EAGAIN);
    assert_null(apart_start(answer_nothing, NULL));
    let_fail(PIPE, 1, 1, EMFILE);
    assert_null(apart_start(answer_nothing, NULL));
    no_faults();
}

static void a_wait_that_is_interrupted_goes_on(void **state)
{
    (void)state;
    Buffer answer = {0};
    let_fail(READ, 1, 2, EINTR);
    assert_int_equal(ask_for_letter(&answer), APART_ANSWERED);
    let_fail(WAITPID, 1, 2, EINTR);
    assert_int_equal(ask_for_letter(&answer), APART_ANSWERED);
    assert_string_equal(answer.bytes, "x");
    no_faults();
    buffer_free(&answer);
}

static void an_answer_is_one_though_nobody_knows_how_the_child_ended(void **state)
{
    (void)state;
    Buffer answer = {0};
    let_fail(WAITPID, 1, 1, ECHILD);
    assert_int_equal(ask_for_letter(&answer), APART_ANSWERED);
    let_fail(READ, 1, 1, EIO);
    assert_int_equal(ask_for_letter(&answer), APART_FAILED);
    let_fail(READ, 1, 1, EIO);
    add_fault((Fault){.call = WAITPID, .from = 1, .times = 1, .error = ECHILD});
    assert_int_equal(ask_for_letter(&answer), APART_FAILED);
    no_faults();
    while (waitpid(-1, NULL, 0) > 0)
        continue;
    buffer_free(&answer);
}

static void find_the_pipe_broken(void *context, Buffer *answer)
{
    (void)context;
    buffer_add_text(answer, "lost");
    let_fail(WRITE, 1, 1, EPIPE);
}

static void what_can_not_be_answered_has_failed(void **state)
{
    (void)state;
    Buffer answer = {0};
    assert_int_equal(apart_wait(apart_start(find_the_pipe_broken, NULL), (ApartPatience){.most_ms = 5000}, &answer), APART_FAILED);
    assert_int_equal(answer.length, 0);
    buffer_free(&answer);
}

static void linger_though_interrupted(void *context, Buffer *answer)
{
    (void)context;
    let_fail(POLL, 1, 2, EINTR);
    add_fault((Fault){.call = POLL, .from = 1, .times = 1, .error = EBADF});
    apart_linger();
    no_faults();
    buffer_add_text(answer, "over");
}

static void lingering_ends_where_it_can_not_be_waited_for(void **state)
{
    (void)state;
    Buffer answer = {0};
    assert_int_equal(apart_wait(apart_start(linger_though_interrupted, NULL), (ApartPatience){.most_ms = 5000}, &answer), APART_ANSWERED);
    assert_string_equal(answer.bytes, "over");
    buffer_free(&answer);
}

static void linger(void *context, Buffer *answer)
{
    const Gate *gate = context;
    (void)answer;
    signal(SIGPIPE, SIG_IGN);
    apart_linger();
    unlink(gate->path);
}

static void lingering_ends_when_nobody_waits_any_more(void **state)
{
    (void)state;
    int status;
    char *path = make_gate();
    Apart *apart = apart_start(linger, &(Gate){path});
    Buffer answer = {0};
    assert_int_equal(apart_wait(apart, (ApartPatience){.most_ms = 100}, &answer), APART_AWAITED);
    apart_leave(apart, APART_GO_ON);
    assert_true(waitpid(-1, &status, 0) > 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(access(path, F_OK), -1);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_answers_comes_whole),
        cmocka_unit_test(one_that_hangs_is_not_waited_for_and_may_answer_later),
        cmocka_unit_test(a_signal_that_ends_the_program_ends_the_wait),
        cmocka_unit_test(one_that_dies_has_failed_whatever_it_had_to_say),
        cmocka_unit_test(one_that_finds_no_memory_ends_the_program_likewise),
        cmocka_unit_test(it_holds_no_descriptor_of_the_program),
        cmocka_unit_test(it_may_be_left_one_descriptor),
        cmocka_unit_test(one_by_one_it_closes_the_same_descriptors),
        cmocka_unit_test(without_a_process_or_a_pipe_there_is_none),
        cmocka_unit_test(a_wait_that_is_interrupted_goes_on),
        cmocka_unit_test(an_answer_is_one_though_nobody_knows_how_the_child_ended),
        cmocka_unit_test(what_can_not_be_answered_has_failed),
        cmocka_unit_test(lingering_ends_where_it_can_not_be_waited_for),
        cmocka_unit_test(lingering_ends_when_nobody_waits_any_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
