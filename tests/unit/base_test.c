// base/: memory, buffers, numbers, errors.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/number.h"

static void an_arena_hands_out_zeroed_memory_of_any_size(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    for (size_t size = 1; size < 100000; size = size * 3 + 1) {
        char *memory = arena_take(arena, size);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        assert_int_equal((uintptr_t)memory % sizeof(void *), 0);
        memset(memory, 'x', size);
    }
    assert_string_equal(arena_format(arena, "%d.%d", 3, 12), "3.12");
    arena_free(arena);
}

static void a_buffer_is_written_to_where_it_has_room(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_reserve(&buffer, 3 * 1000);
    assert_string_equal(buffer_text(&buffer), "");
    const char *begin = buffer.bytes;
    buffer_add_text(&buffer, "page ");
    memcpy(buffer_room(&buffer, 1000), "3 of 41", 7);
    buffer_fill(&buffer, 7);
    assert_string_equal(buffer_text(&buffer), "page 3 of 41");
    assert_int_equal(buffer.length, 12);
    assert_ptr_equal(buffer.bytes, begin);
    memset(buffer_room(&buffer, 100000), '!', 100000);
    buffer_fill(&buffer, 100000);
    assert_int_equal(buffer.length, 100012);
    assert_int_equal(strlen(buffer_text(&buffer)), 100012);
    buffer_free(&buffer);
}

static void a_buffer_grows_and_is_cut(void **state)
{
    (void)state;
    Buffer buffer = {0};
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add_text(&buffer, "page ");
    buffer_addf(&buffer, "%d of %d", 3, 41);
    buffer_add_repeated(&buffer, '!', 100);
    assert_int_equal(buffer.length, 112);
    buffer_cut(&buffer, 12);
    assert_string_equal(buffer_text(&buffer), "page 3 of 41");
    buffer_drop(&buffer, 0);
    buffer_drop(&buffer, 5);
    assert_string_equal(buffer_text(&buffer), "3 of 41");
    char *text = buffer_take(&buffer);
    assert_string_equal(text, "3 of 41");
    assert_int_equal(buffer.length, 0);
    free(text);
}

static void a_number_is_digits_within_its_limits(void **state)
{
    (void)state;
    long number = -1;
    assert_true(number_read("0", 0, 10, &number));
    assert_int_equal(number, 0);
    assert_true(number_read("10", 0, 10, &number));
    assert_int_equal(number, 10);
    const char *const bad[] = {"", "11", "-1", "+1", " 1", "1 ", "1x", "99999999999999999999999", "0x1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(number_read(bad[i], 0, 10, &number));
    assert_int_equal(number, 10);
}

static void an_error_shows_the_line_that_it_is_about(void **state)
{
    (void)state;
    const char text[] = "first\nse\xC3\xA9" "cond: x\nthird\n";
    Error error;
    assert_false(error_set_at(&error, "report.yaml", 2, 9, "unknown key \"%s\"", "x"));
    error_show_source(&error, text, sizeof text - 1, 15);
    assert_string_equal(error.file, "report.yaml");
    assert_string_equal(error.text, "unknown key \"x\"");
    assert_string_equal(error.source, "se\xC3\xA9" "cond: x");
    assert_int_equal(error.source_column, 9);
}

static void a_long_line_is_shown_around_the_column(void **state)
{
    (void)state;
    char text[2000];
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    Error error = {0};
    error_show_source(&error, text, sizeof text, 1000);
    assert_true(strlen(error.source) < ERROR_SOURCE_BYTES);
    assert_int_equal(strlen(error.source) % 2, 0);
    assert_int_equal((unsigned char)error.source[0], 0xC3);
    assert_in_range(error.source_column, 30, 60);
}

static void bytes_that_are_no_utf_8_leave_the_rest_of_a_line(void **state)
{
    (void)state;
    char text[400];
    Error error = {0};
    memset(text, 0xBC, sizeof text);
    memcpy(text, "id: ", 4);
    error_show_source(&error, text, sizeof text, 60);
    assert_memory_equal(error.source, "id: ", 4);
    assert_int_equal(strlen(error.source), ERROR_SOURCE_BYTES - 1);
    error_show_source(&error, text, sizeof text, 300);
    assert_true(strlen(error.source) > ERROR_SOURCE_BYTES / 2);
}

static void a_long_file_name_keeps_its_end(void **state)
{
    (void)state;
    char name[2000];
    memset(name, 'd', sizeof name);
    strcpy(name + sizeof name - 6, "/a.ya");
    Error error;
    error_set_at(&error, name, 0, 0, "no such file");
    assert_memory_equal(error.file, "...", 3);
    assert_string_equal(error.file + strlen(error.file) - 5, "/a.ya");
}

static void problems_past_the_most_are_counted_only(void **state)
{
    (void)state;
    Problems problems = {0};
    Error warning = {.text = "w"}, error = {.text = "e"};
    problems_add(&problems, PROBLEM_WARNING, &warning);
    assert_null(problems_first_error(&problems));
    for (int i = 0; i < PROBLEMS_MOST + 10; i++)
        problems_add(&problems, PROBLEM_ERROR, &error);
    assert_int_equal(problems.count, PROBLEMS_MOST);
    assert_int_equal(problems.errors, PROBLEMS_MOST + 10);
    assert_string_equal(problems_first_error(&problems)->text, "e");
    problems_clear(&problems);
    assert_int_equal(problems.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_hands_out_zeroed_memory_of_any_size),
        cmocka_unit_test(a_buffer_is_written_to_where_it_has_room),
        cmocka_unit_test(a_buffer_grows_and_is_cut),
        cmocka_unit_test(a_number_is_digits_within_its_limits),
        cmocka_unit_test(an_error_shows_the_line_that_it_is_about),
        cmocka_unit_test(a_long_line_is_shown_around_the_column),
        cmocka_unit_test(bytes_that_are_no_utf_8_leave_the_rest_of_a_line),
        cmocka_unit_test(a_long_file_name_keeps_its_end),
        cmocka_unit_test(problems_past_the_most_are_counted_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
