// A state file in a folder of its own, for tests of reader/records.h.
#ifndef TESTS_STATE_GIVEN_H
#define TESTS_STATE_GIVEN_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/file.h"
#include "base/memory.h"
#include "folder.h"
#include "reader/records.h"

typedef struct {
    char *base;         // the test's folder
    char *folder;       // base/lectern: not there yet
    char *file;         // folder/report.yaml
    Error error;
} Given;

static inline int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->base = folder_new();
    given->folder = path_in(given->base, "lectern");
    given->file = path_in(given->folder, "report.yaml");
    *state = given;
    return 0;
}

static inline int free_given(void **state)
{
    Given *given = *state;
    folder_free(given->base);
    free(given->folder);
    free(given->file);
    free(given);
    return 0;
}

static inline Records *open_titled(Given *given, const char *title, const char *report_folder)
{
    return records_open(given->folder, "report", title, report_folder, &given->error);
}

static inline Records *open_state(Given *given)
{
    return open_titled(given, "A Title", "/reports/a");
}

static inline Record bookmark(const char *text)
{
    return (Record){.op = OP_ADD, .kind = memory_copy_text("bookmark"), .text = memory_copy_text(text)};
}

static inline bool add(Records *records, const char *text, Error *err)
{
    Record record = bookmark(text);
    return records_append(records, &record, err);
}

static inline void add_saved(Given *given, Records *records, const char *text)
{
    given->error = (Error){0};
    assert_true(add(records, text, &given->error));
    assert_string_equal(given->error.text, "");
}

// The texts of all bookmarks in their order, each with a space behind it.
static inline void assert_texts(const Records *records, const char *expected)
{
    Buffer texts = {0};
    for (size_t i = 0; i < records_count(records); i++) {
        const Record *record = records_at(records, i);
        if (!record->is_foreign && strcmp(record->kind, "bookmark") == 0 && record->text)
            buffer_addf(&texts, "%s ", record->text);
    }
    assert_string_equal(buffer_text(&texts), expected);
    buffer_free(&texts);
}

static inline void assert_next_session_reads(Given *given, const char *expected)
{
    Records *records = open_state(given);
    assert_texts(records, expected);
    records_free(records);
}

static inline void write_state(Given *given, const char *text)
{
    mkdir(given->folder, 0700);
    write_text(given->file, text);
    assert_int_equal(chmod(given->file, 0600), 0);
}

#define LINE(seq, id, text) "{v: \"1\", op: \"add\", seq: \"" seq "\", id: \"" id "\", kind: \"bookmark\", text: \"" text "\"}\n"

#define STATE_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

#endif
