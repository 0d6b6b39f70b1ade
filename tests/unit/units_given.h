// A report that is read by ear, by sentences, words and cells. Time is the test's own.
#ifndef TESTS_UNITS_GIVEN_H
#define TESTS_UNITS_GIVEN_H
#include "session.h"
#include "base/clock.h"
#include "reader/session.h"

static long now_ms;

// In place of the one in the library.
long clock_ms(void)
{
    return now_ms;
}

static const char *const files[] = {
    "report.yaml", "lectern: 1\nid: ear\ntitle: Ear\nlanguage: en\nglossary: {IOM: International Organization for Migration, UN: United Nations}\n"
                   "chapters: [one.yaml, two.yaml]\n",
    "one.yaml",
    "id: one\n"
    "title: First Chapter\n"
    "body:\n"
    "  - The IOM speaks. It says COVID-19 is here; and more.\n"
    "  - table: [[Cordouan, \"1611\"], [Bell Rock, \"\"]]\n"
    "    header: [Light, Year]\n"
    "    caption: Lights\n"
    "  - Behind the table. Last words.\n",
    "two.yaml", "id: two\ntitle: Second Chapter\nbody:\n  - The end comes. Here it is.\n", NULL,
};

static inline Session *open_as(ScreenReader mode, int rows, int columns)
{
    Session *session = session_open(session_report(files), rows, columns);
    session->reader->settings.screen_reader = mode;
    reader_resize(session->reader, rows, columns);
    return session;
}

static inline const char *card(const Session *session)
{
    return buffer_text(&session->reader->card.text);
}

// Presses the keys; the card is as expected behind the last of them.
static inline void assert_card(Session *session, const char *keys, const char *expected)
{
    press(session, keys);
    assert_string_equal(card(session), expected);
}

static inline void assert_message(Session *session, const char *keys, const char *expected)
{
    press(session, keys);
    assert_string_equal(message(session), expected);
}

#endif
