// screen/window: how much is sent to a terminal that answers late.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "random.h"
#include "screen/window.h"

enum { BAUD_9600 = 960 }; // bytes a second

// A line that carries so many bytes a second and is so far off; what was sent is shown one after the other.
typedef struct {
    Window window;
    long rate, delay;       // ms one way
    long now, free_at;      // ms
    long shown[WINDOW_REQUESTS];    // when answers come
    int count;
} Line;

static Line line_of(long rate, long delay)
{
    Line line = {.rate = rate, .delay = delay, .now = 1000};
    window_open(&line.window, 2 * delay + 100);
    return line;
}

static void send(Line *line, size_t bytes)
{
    line->free_at = (line->free_at > line->now ? line->free_at : line->now) + (long)bytes * 1000 / line->rate;
    line->shown[line->count++] = line->free_at + 2 * line->delay;
    window_send(&line->window, bytes, line->now);
}

static void answer_next(Line *line)
{
    line->now = line->shown[0];
    for (int i = 1; i < line->count; i++)
        line->shown[i - 1] = line->shown[i];
    line->count--;
    window_answer(&line->window, line->now);
}

static void fill(Line *line)
{
    while (window_has_room(&line->window))
        send(line, WINDOW_SLICE);
}

static void a_quick_answer_at_the_start_opens_no_window(void **state)
{
    (void)state;
    Window window = {0};
    window_open(&window, WINDOW_SLOW_MS - 1);
    assert_false(window.is_on);
    window_send(&window, 1000000, 0);
    assert_true(window_has_room(&window));
    assert_int_equal(window.owed, 0);
    window_open(&window, WINDOW_SLOW_MS);
    assert_true(window.is_on);
}

static void a_slow_line_holds_what_it_carries_and_little_more(void **state)
{
    (void)state;
    Line line = line_of(BAUD_9600, 100);
    for (int i = 0; i < 20; i++) {
        fill(&line);
        answer_next(&line);
        assert_true(line.count > 0); // it never runs dry
    }
    fill(&line);
    assert_in_range(line.window.sent - line.window.answered, WINDOW_SLICE, 3 * WINDOW_SLICE);
    assert_in_range(line.window.rate, BAUD_9600 * 9 / 10, BAUD_9600 * 11 / 10);
    assert_true(line.window.is_on);
}

static void a_quick_line_that_is_far_off_is_filled(void **state)
{
    (void)state;
    Line line = line_of(100000, 300);
    for (int i = 0; i < 40; i++) {
        fill(&line);
        answer_next(&line);
    }
    fill(&line);
    assert_true(line.window.sent - line.window.answered >= 4000); // or as many requests as there may be
    assert_true(line.window.is_on);
}

static void a_line_that_turns_out_to_be_quick_is_asked_no_more(void **state)
{
    (void)state;
    Line line = line_of(1000000, 5);
    fill(&line);
    answer_next(&line);
    assert_false(line.window.is_on);
    line = line_of(1000000, 5);
    window_force(&line.window);
    fill(&line);
    answer_next(&line);
    assert_true(line.window.is_on);
}

static void what_is_not_answered_in_time_is_given_up_for_good(void **state)
{
    (void)state;
    Window window = {0};
    window_open(&window, 300);
    assert_int_equal(window_patience_ms(&window, 0), -1);
    while (window_has_room(&window))
        window_send(&window, WINDOW_SLICE, 1000);
    const long left = window_patience_ms(&window, 1500);
    assert_in_range(left, 3000, 10000);
    window_look(&window, 1500 + left - 1);
    assert_false(window_has_room(&window));
    window_look(&window, 1500 + left);
    assert_true(window_has_room(&window) && window.has_failed);
    window_open(&window, 300);
    assert_false(window.is_on);
    assert_int_equal(window_patience_ms(&window, 9000), -1);
}

static void answers_that_nobody_asked_for_change_nothing(void **state)
{
    (void)state;
    Window window = {0};
    window_open(&window, 300);
    window_answer(&window, 5000);
    assert_int_equal(window.rate, 0);
    assert_int_equal(window.round_trip, 300);
    window_send(&window, 5000, 1000);
    assert_false(window_has_room(&window));
    window_forget(&window);
    assert_true(window_has_room(&window));
    window_answer(&window, 1100);
    assert_int_equal(window.rate, 0);
}

// Whatever is sent and answered whenever: no more is owed than there is room for, and time ends every wait.
static void any_order_of_sending_and_answering_ends(void **state)
{
    (void)state;
    Random chance = {7};
    for (int round = 0; round < 1000; round++) {
        Window window = {0};
        long now = (long)random_below(&chance, 1000);
        window_open(&window, (long)random_below(&chance, 20000));
        for (int i = 0; i < 100; i++, now += (long)random_below(&chance, 300))
            switch (random_below(&chance, 4)) {
            case 0: window_send(&window, random_below(&chance, 100000), now); break;
            case 1: window_answer(&window, now); break;
            case 2: window_look(&window, now); break;
            default: assert_in_range(window.owed, 0, WINDOW_REQUESTS);
            }
        window_look(&window, now + 60000);
        assert_int_equal(window_patience_ms(&window, now + 60000), -1);
        assert_true(window.answered <= window.sent);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quick_answer_at_the_start_opens_no_window),
        cmocka_unit_test(a_slow_line_holds_what_it_carries_and_little_more),
        cmocka_unit_test(a_quick_line_that_is_far_off_is_filled),
        cmocka_unit_test(a_line_that_turns_out_to_be_quick_is_asked_no_more),
        cmocka_unit_test(what_is_not_answered_in_time_is_given_up_for_good),
        cmocka_unit_test(answers_that_nobody_asked_for_change_nothing),
        cmocka_unit_test(any_order_of_sending_and_answering_ends),
    };
    return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
