// reader/editor.h and the command above it: a note in the person's editor leaves nothing behind, and nothing that was written is lost.
#include "session.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/signals.h"
#include "reader/editor.h"

static char folder[] = "/tmp/editor-test-XXXXXX";

static char *program(const char *name, const char *text)
{
    char *path = path_in(folder, name);
    write_text(path, text);
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    char *path = path_in(folder, "tmp");
    assert_int_equal(mkdir(path, 0700), 0);
    unsetenv("XDG_RUNTIME_DIR");
    setenv("TMPDIR", path, 1);
    free(path);
    signals_take();
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0;
}

// What is left in the folder for such files.
static int left(void)
{
    int count = 0;
    DIR *open = opendir(getenv("TMPDIR"));
    assert_non_null(open);
    while (readdir(open))
        count++;
    closedir(open);
    return count - 2;
}

static void a_text_is_edited_and_nothing_stays_behind(void **state)
{
    (void)state;
    Error error;
    char *editor = program("edit", "#!/bin/sh\ncp \"$2\" \"$2~\"\n{ echo \"$1 $(stat -c %a \"$2\")\"; cat \"$2~\"; } >\"$2\"\n");
    Buffer words = {0};
    buffer_addf(&words, "  %s  -x ", editor);
    char *edited = editor_edit(words.bytes, "one\ntwo", STDIN_FILENO, &error);
    assert_string_equal(edited, "-x 600\none\ntwo");
    assert_int_equal(left(), 0);
    free(edited);
    buffer_free(&words);
    free(editor);
}

static void an_editor_that_fails_changes_nothing(void **state)
{
    (void)state;
    Error error;
    char *editor = program("fail", "#!/bin/sh\necho x >\"$1\"\nexit 1\n");
    assert_null(editor_edit(editor, "one", STDIN_FILENO, &error));
    assert_non_null(strstr(error.text, "nothing was changed"));
    assert_null(editor_edit("/nowhere/at/all", "one", STDIN_FILENO, &error));
    assert_null(editor_edit("   ", "one", STDIN_FILENO, &error));
    assert_int_equal(left(), 0);
    free(editor);
}

static void what_is_too_long_stays_and_is_named(void **state)
{
    (void)state;
    Error error;
    char *editor = program("long", "#!/bin/sh\nhead -c 1100000 /dev/zero | tr '\\0' x >\"$1\"\n");
    assert_null(editor_edit(editor, "one", STDIN_FILENO, &error));
    assert_non_null(strstr(error.text, "what you wrote stays in this file"));
    struct stat status;
    assert_int_equal(stat(error.file, &status), 0);
    assert_int_equal(status.st_size, 1100000);
    assert_int_equal(unlink(error.file), 0);
    *strrchr(error.file, '/') = '\0';
    assert_int_equal(rmdir(error.file), 0);
    free(editor);
}

static void a_place_that_is_not_there_gives_way_to_another(void **state)
{
    (void)state;
    Error error;
    char *editor = program("where", "#!/bin/sh\necho \"$1\" >\"$1\"\n");
    setenv("XDG_RUNTIME_DIR", "/nowhere/at/all", 1);
    char *edited = editor_edit(editor, "", STDIN_FILENO, &error);
    assert_memory_equal(edited, getenv("TMPDIR"), strlen(getenv("TMPDIR")));
    unsetenv("XDG_RUNTIME_DIR");
    free(edited);
    free(editor);
}

static void visual_comes_before_editor(void **state)
{
    (void)state;
    setenv("EDITOR", "ed", 1);
    unsetenv("VISUAL");
    assert_string_equal(editor_named(), "ed");
    setenv("VISUAL", "vi -R", 1);
    assert_string_equal(editor_named(), "vi -R");
    setenv("VISUAL", " ", 1);
    assert_string_equal(editor_named(), "ed");
    unsetenv("EDITOR");
    assert_null(editor_named());
    unsetenv("VISUAL");
}

static void say(const Reader *reader, const char *expected)
{
    assert_string_equal(buffer_text(&reader->message), expected);
}

static void a_note_is_written_there_or_is_told_why_not(void **state)
{
    (void)state;
    Session *session = session_open_shipped("harbour", 20, 60);
    Reader *reader = session->reader;
    assert_false(reader_run(reader, "edit-note"));
    say(reader, "The variable EDITOR names no program to edit a note with; M takes one here.");
    char *editor = program("note", "#!/bin/sh\nprintf 'a\\nb\\n\\n' >\"$1\"\n"), *none = program("none", "#!/bin/sh\necho >\"$1\"\n");
    reader->editor = none;
    assert_true(reader_run(reader, "edit-note"));
    assert_string_equal(reader->draft, "");
    reader_edit(reader, STDIN_FILENO);
    say(reader, "The note is empty: no bookmark was set.");
    reader->editor = editor;
    reader_run(reader, "edit-note");
    reader_edit(reader, STDIN_FILENO);
    assert_null(reader->draft);
    assert_string_equal(marks_at(session->marks, 0)->note, "a\nb");
    press(session, "' m e");
    assert_string_equal(reader->draft, "a\nb");
    reader_edit(reader, STDIN_FILENO);
    say(reader, "The note is as it was.");
    reader->editor = none;
    press(session, "m e");
    reader_edit(reader, STDIN_FILENO);
    say(reader, "The note is removed.");
    reader->editor = "/nowhere/at/all";
    press(session, "m e");
    reader_edit(reader, STDIN_FILENO);
    assert_true(reader->message_is_error);
    press(session, "x m e");
    say(reader, "There is no bookmark here.");
    free(editor);
    free(none);
    session_close(session);
}

static void in_private_reading_no_file_is_written_for_a_note(void **state)
{
    (void)state;
    Session *session = session_open_shipped("harbour", 20, 60);
    Settings settings = settings_default();
    Marks *marks = marks_new(session->report, records_in_memory());
    Reader *reader = reader_new(session->report, &settings, session->keymap, marks);
    reader->editor = "ed";
    assert_false(reader_run(reader, "edit-note"));
    say(reader, "An editor writes files, and private reading writes none; M takes a note here.");
    assert_null(reader->draft);
    reader_free(reader);
    marks_free(marks);
    session_close(session);
}

static void a_note_too_long_for_the_prompt_is_not_lost_there(void **state)
{
    (void)state;
    Error error;
    Buffer note = {0};
    buffer_add_repeated(&note, 'x', PROMPT_BYTES + 1);
    Session *session = session_open_shipped("harbour", 20, 60);
    assert_true(marks_add(session->marks, (Place){0, 1, 0}, note.bytes, &error));
    press(session, "' r");
    say(session->reader, "This note is too long to be changed here; m e opens it in your editor.");
    assert_int_equal(session->reader->focus, FOCUS_BOOKMARKS);
    press(session, "q : C-n");
    say(session->reader, "Only a note has several lines.");
    buffer_free(&note);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_edited_and_nothing_stays_behind),
        cmocka_unit_test(an_editor_that_fails_changes_nothing),
        cmocka_unit_test(what_is_too_long_stays_and_is_named),
        cmocka_unit_test(a_place_that_is_not_there_gives_way_to_another),
        cmocka_unit_test(visual_comes_before_editor),
        cmocka_unit_test(a_note_is_written_there_or_is_told_why_not),
        cmocka_unit_test(in_private_reading_no_file_is_written_for_a_note),
        cmocka_unit_test(a_note_too_long_for_the_prompt_is_not_lost_there),
    };
    return cmocka_run_group_tests_name("editor", tests, make_folder, remove_folder);
}
