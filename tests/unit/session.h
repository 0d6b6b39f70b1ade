// A reader at work in a test: a report in a folder of its own with its state, and the default keys.
#ifndef TESTS_SESSION_H
#define TESTS_SESSION_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "folder.h"
#include "reader/reader.h"

typedef struct {
    char *folder;
    Report *report;
    Keymap *keymap;
    Marks *marks;
    Reader *reader;
} Session;

// The files of a report: names and texts in turn, ended by NULL; the first is report.yaml.
static inline char *session_report(const char *const *files)
{
    char *folder = folder_new();
    for (; *files; files += 2) {
        char *path = path_in(folder, files[0]);
        write_text(path, files[1]);
        free(path);
    }
    return folder;
}

static inline Keymap *session_keymap(void)
{
    const char *source = getenv("srcdir");
    char *keymaps = path_in(source ? source : ".", "keymaps");
    const char *const folders[] = {keymaps, NULL};
    Problems problems = {0};
    Keymap *keymap = keymap_read("default", (KeymapPath){.folders = folders}, &problems);
    if (!keymap)
        fail_msg("%s", problems_first_error(&problems)->text);
    problems_clear(&problems);
    free(keymaps);
    return keymap;
}

// What is installed on the machine, and kept there, is no part of a test.
static inline void session_close_off(const char *folder)
{
    static const char *const variables[] = {"XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "LECTERN_DATA", "LECTERN_PATH"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        setenv(variables[i], folder, 1);
}

typedef Reader *NewReader(Report *report, const Settings *settings, Keymap *keymap, Marks *marks);

// Opens a report at a size; its state is in a folder. Takes both paths.
static inline Session *session_open_by(NewReader *new_reader, Settings settings, char *path, char *folder, int rows, int columns)
{
    Session *session = calloc(1, sizeof *session);
    Problems problems = {0};
    Error error = {0};
    char *state = path_in(folder, "state");
    session_close_off(folder);
    session->folder = folder;
    session->report = report_open(path, &problems);
    if (!session->report)
        fail_msg("%s", problems_first_error(&problems)->text);
    session->keymap = session_keymap();
    Records *records = records_open(state, report_about(session->report)->id, report_about(session->report)->title, folder, &error);
    assert_string_equal(error.text, "");
    session->marks = marks_new(session->report, records);
    session->reader = new_reader(session->report, &settings, session->keymap, session->marks);
    reader_resize(session->reader, rows, columns);
    problems_clear(&problems);
    free(state);
    free(path);
    return session;
}

static inline Session *session_open_with(Settings settings, char *path, char *folder, int rows, int columns)
{
    return session_open_by(reader_new, settings, path, folder, rows, columns);
}

static inline Session *session_open_at(char *path, char *folder, int rows, int columns)
{
    return session_open_with(settings_default(), path, folder, rows, columns);
}

// Opens the report in a folder, with its state there too. Takes the path.
static inline Session *session_open(char *folder, int rows, int columns)
{
    return session_open_at(path_in(folder, "report.yaml"), folder, rows, columns);
}

// A report that comes with the tests.
static inline Session *session_open_shipped(const char *name, int rows, int columns)
{
    const char *source = getenv("srcdir");
    char *reports = path_in(source ? source : ".", "tests/reports");
    char *path = path_in(reports, name);
    free(reports);
    return session_open_at(path, folder_new(), rows, columns);
}

// Leaves the reader, and gives back the folder.
static inline char *session_leave(Session *session)
{
    char *folder = session->folder;
    Report *report = session->reader->report;   // another may have been opened
    Marks *marks = session->reader->marks;
    reader_free(session->reader);
    marks_free(marks);
    keymap_free(session->keymap);
    report_free(report);
    free(session);
    return folder;
}

static inline void session_close(Session *session)
{
    folder_free(session_leave(session));
}

// Presses keys by their names, with spaces between: "Space C-l 1 2 g".
static inline void press(Session *session, const char *keys)
{
    while (*keys) {
        const size_t length = strcspn(keys, " ");
        Key key;
        if (!key_read(keys, length, &key))
            fail_msg("no key \"%s\"", keys);
        reader_press(session->reader, key);
        keys += length + strspn(keys + length, " ");
    }
}

// Presses the keys of a text in ASCII.
static inline void type(Session *session, const char *text)
{
    for (; *text; text++)
        reader_press(session->reader, (Key)*text);
}

// All that can wait is done.
static inline void finish(Session *session)
{
    while (reader_idle(session->reader))
        ;
}

static inline const char *message(const Session *session)
{
    return buffer_text(&session->reader->message);
}

// The text of a line of the chapter that is shown; the caller frees.
static inline char *line_text(const Session *session, int line)
{
    Buffer text = {0};
    const Line *shown = layout_line(session->reader->shown, line);
    for (int i = 0; i < shown->count; i++) {
        if (i)
            buffer_add_char(&text, ' ');
        buffer_add(&text, shown->segments[i].text, shown->segments[i].length);
    }
    return buffer_take(&text);
}

static inline void assert_top(const Session *session, const char *expected)
{
    char *text = line_text(session, session->reader->position.top);
    if (strncmp(text, expected, strlen(expected)) != 0)
        fail_msg("the first line is \"%s\", not \"%s\"", text, expected);
    free(text);
}

// What is on the page now has this text in one of its lines.
static inline bool shows(const Session *session, const char *part)
{
    bool found = false;
    for (int i = session->reader->position.top; i < session->reader->position.end && !found; i++) {
        char *text = line_text(session, i);
        found = strstr(text, part);
        free(text);
    }
    return found;
}

// A chapter of so many paragraphs in two sections, each with its number and words enough for some lines. Adds to `out`.
static inline void add_chapter(Buffer *out, int number, int paragraphs)
{
    buffer_addf(out, "id: c%d\ntitle: Chapter %d\nbody:\n  - Opening words of chapter %d.\n", number, number, number);
    for (int i = 1; i <= paragraphs; i++) {
        if (i % (paragraphs / 2 + 1) == 1)
            buffer_addf(out, "  - section: Part %d of chapter %d\n    id: part%d\n    body:\n", i == 1 ? 1 : 2, number, i == 1 ? 1 : 2);
        buffer_addf(out, "      - Paragraph %d of chapter %d says one thing in a sentence of its own. It says another, longer thing so that it takes "
                    "more than a line or two on any screen that people read on; and then it ends.\n", i, number);
    }
}

// A report of three chapters, of 12 paragraphs and 1 each.
static inline char *three_chapters(void)
{
    Buffer one = {0}, two = {0}, three = {0};
    add_chapter(&one, 1, 12);
    add_chapter(&two, 2, 12);
    add_chapter(&three, 3, 12);
    const char *const files[] = {
        "report.yaml", "lectern: 1\nid: three\ntitle: Three chapters\nlanguage: en\nchapters: [c1.yaml, c2.yaml, c3.yaml]\n",
        "c1.yaml", one.bytes, "c2.yaml", two.bytes, "c3.yaml", three.bytes, NULL,
    };
    char *folder = session_report(files);
    buffer_free(&one);
    buffer_free(&two);
    buffer_free(&three);
    return folder;
}

static inline Session *three_chapters_at(int rows, int columns)
{
    return session_open(three_chapters(), rows, columns);
}

#endif
