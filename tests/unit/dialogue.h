// A short report in line mode, and what is said to lines, for tests.
#ifndef TESTS_DIALOGUE_H
#define TESTS_DIALOGUE_H
#include "session.h"
#include <stdio.h>
#include "plain/dialogue.h"

// One chapter with two links and a footnote, and a second one.
static const char *const dialogue_files[] = {
    "report.yaml", "lectern: 1\nid: short\ntitle: A Short Report\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
    "one.yaml",
    "id: one\n"
    "title: First Chapter\n"
    "body:\n"
    "  - A lamp stands here, with a note.[^a] It leads to [the end](#two/last).\n"
    "  - section: The Middle\n"
    "    body: [Another lamp burns in the middle.]\n"
    "footnotes: {a: The note tells of lamps.}\n",
    "two.yaml",
    "id: two\n"
    "title: Second Chapter\n"
    "body:\n"
    "  - Words without light.\n"
    "  - paragraph: The last lamp, far away.\n"
    "    id: last\n",
    NULL,
};

// What is said to these lines, all of it. The caller frees.
static inline char *answers(Session *session, const char *lines)
{
    char *said = NULL;
    size_t length = 0;
    FILE *in = tmpfile(), *out = open_memstream(&said, &length);
    assert_true(in && out);
    fputs(lines, in);
    rewind(in);
    assert_int_equal(dialogue_read(session->reader, fileno(in), out, "Line mode, set by a test."), 0);
    fclose(in);
    fclose(out);
    return said;
}

static inline Session *open_short(void)
{
    char *folder = session_report(dialogue_files);
    Settings settings = settings_default();
    settings.screen_reader = SCREEN_READER_LINE;
    Session *session = session_open_with(settings, path_in(folder, "report.yaml"), folder, 24, 80);
    session->reader->has_no_screen = true;
    return session;
}

static inline void assert_says(const char *said, const char *expected)
{
    if (!strstr(said, expected))
        fail_msg("\"%s\" is not said; what is said is:\n%s", expected, said);
}

// Everything said to the lines ends with this.
static inline void assert_answer(const char *lines, const char *expected)
{
    Session *session = open_short();
    char *said = answers(session, lines);
    size_t length = strlen(said), wanted = strlen(expected);
    if (length < wanted || strcmp(said + length - wanted, expected) != 0)
        fail_msg("the answer is not\n%s\nbut\n%s", expected, said);
    free(said);
    session_close(session);
}

#endif
