// What tests of work that is stopped share: when it stops, and a report with a chapter that takes long.
#ifndef TESTS_STOPPED_GIVEN_H
#define TESTS_STOPPED_GIVEN_H
#include "session.h"
#include <signal.h>
#include <string.h>
#include <time.h>

enum { PARAGRAPHS = 400, LATE_MOST = 8 };

typedef struct {
    int left;           // beats until it stops
    bool is_stopped;
    int late;           // that were heard behind it
} Stopping;

static inline bool stop(void *context, int percent)
{
    Stopping *stopping = context;
    (void)percent;
    stopping->late += stopping->is_stopped;
    stopping->is_stopped = stopping->is_stopped || stopping->left-- <= 0;
    return !stopping->is_stopped;
}

static inline bool has_stopped(void *context)
{
    const Stopping *stopping = context;
    return stopping->is_stopped;
}

static inline Meter meter_of(Stopping *stopping)
{
    return (Meter){.tell = stop, .context = stopping, .is_stopped = has_stopped};
}

// Of each kind that is laid out in a loop of its own: paragraphs, one of which is long, literal text, verse and a table.
static inline char *long_chapter(void)
{
    Buffer text = {0};
    buffer_add_text(&text, "id: two\ntitle: Two\nbody:\n  - section: A section\n    id: far\n    body:\n");
    for (int i = 0; i < PARAGRAPHS * 4; i++)
        buffer_addf(&text, "      - Paragraph %d with some words.\n", i);
    buffer_add_text(&text, "  - ");
    for (int i = 0; i < PARAGRAPHS * 100; i++)
        buffer_addf(&text, "word%d ", i);
    buffer_add_text(&text, "\n  - literal: |\n");
    for (int i = 0; i < PARAGRAPHS * 4; i++)
        buffer_addf(&text, "      line %d of them\n", i);
    buffer_add_text(&text, "     ");
    for (int i = 0; i < PARAGRAPHS * 10; i++)
        buffer_addf(&text, " word%d", i);
    buffer_add_text(&text, "\n");
    buffer_add_text(&text, "  - verse: |\n");
    for (int i = 0; i < PARAGRAPHS; i++)
        buffer_addf(&text, "      line %d of them\n", i);
    buffer_add_text(&text, "  - table:\n");
    for (int i = 0; i < PARAGRAPHS; i++)
        buffer_addf(&text, "      - [a%d, b]\n", i);
    buffer_add_text(&text, "  - The needle.\n");
    return buffer_take(&text);
}

static inline Session *open_long(void)
{
    char *two = long_chapter();
    char *folder = session_report((const char *const[]){
        "report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [one.yaml, two.yaml, three.yaml]\n",
        "one.yaml", "id: one\ntitle: One\nbody:\n  - The [first](#two/far) text.\n", "two.yaml", two,
        "three.yaml", "id: three\ntitle: Three\nbody:\n  - The last text.\n", NULL});
    free(two);
    return session_open(folder, 10, 30);
}

static inline bool is_awaited(void *context)
{
    return --*(int *)context >= 0;
}

static inline void show(void *context, const char *words)
{
    (void)context;
    fail_msg("said: %s", words);
}

// As Ctrl-C comes while no keys are read: held back, and not answered yet.
static inline sigset_t interrupt(void)
{
    sigset_t set, before;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, &before);
    raise(SIGINT);
    return before;
}

static inline void answer_interrupt(sigset_t before)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigtimedwait(&set, NULL, &(struct timespec){0});
    sigprocmask(SIG_SETMASK, &before, NULL);
}

static inline bool run_stopped(Session *session, const char *command)
{
    const sigset_t before = interrupt();
    const bool is_done = reader_run(session->reader, command);
    answer_interrupt(before);
    return is_done;
}

#endif
