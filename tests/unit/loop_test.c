// screen/loop.h: what keys and the terminal lead to.
#include "loop_given.h"

static void the_line_that_drops_ends_it(void **state)
{
    (void)state;
    const Event events[] = {END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.shown, 1);
    assert_non_null(strstr(script.first_row, "Running"));
}

static void keys_typed_ahead_are_answered_before_anything_is_drawn(void **state)
{
    (void)state;
    const Event slowly[] = {REST, KEY(' '), REST, KEY(' '), REST, KEY('b'), REST, END}, ahead[] = {REST, KEY(' '), KEY(' '), KEY('b'), REST, END};
    Script one = play(slowly, 24, 80), other = play(ahead, 24, 80);
    assert_true(one.shown >= 4);
    assert_int_equal(other.shown - (one.shown - 2), 0);
    assert_string_equal(one.first_row, other.first_row);
    assert_non_null(strstr(other.first_row, "Inline"));
}

static void a_key_goes_on_from_what_a_message_covers_though_it_comes_with_a_size_or_an_answer(void **state)
{
    (void)state;
    const TerminalAnswers wide = {.is_complete = true, .has_widths = true, .widths = {.cells = {[WIDTH_FLAG] = 4}}};
    const Event others[] = {{.kind = EVENT_RESIZE, .rows = 7, .columns = 30}, {.kind = EVENT_ANSWERS, .answers = &wide}};
    for (size_t i = 0; i < 2; i++) {
        const Event slowly[] = {REST, KEY(' '), KEY(' '), KEY('~'), REST, others[i], REST, KEY(' '), REST, END};
        const Event at_once[] = {REST, KEY(' '), KEY(' '), KEY('~'), REST, others[i], KEY(' '), REST, END};
        const Play asked = {.is_asked = true};
        Script one = play_at(asked, slowly, 7, 30), other = play_at(asked, at_once, 7, 30);
        assert_string_equal(one.first_row, other.first_row);
        buffer_free(&one.heard);
        buffer_free(&other.heard);
    }
}

// Time stands still while it works: what changes only now and then would be shown when all is done.
static void what_was_waited_for_is_shown_before_other_work_goes_on(void **state)
{
    (void)state;
    const Event events[] = {KEY('/'), KEY('q'), KEY('z'), KEY('x'), KEY(PRESS_ENTER), REST, END};
    Script script = play_at((Play){.report = "content/lectern-sampler"}, events, 24, 80);
    assert_true(script.told_after > 0);
    assert_true(script.told_after + 2 < script.idle_steps);
    buffer_free(&script.heard);
}

static void a_redraw_and_a_resize_are_drawn_afresh(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('L' - 64), REST, {.kind = EVENT_RESIZE, .rows = 10, .columns = 40}, REST, END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.shown_afresh, 3); // the first screen too
}

// What the terminal answers has it drawn again only where that differs from what was taken for so.
static void the_terminals_own_order_is_off_before_the_first_screen(void **state)
{
    (void)state;
    const TerminalAnswers on = {.is_complete = true, .bidi = MODE_SET}, unknown = {.is_complete = true};
    const Event still[] = {REST, REST, END}, is_on[] = {REST, {.kind = EVENT_ANSWERS, .answers = &on}, REST, END},
        is_unknown[] = {REST, {.kind = EVENT_ANSWERS, .answers = &unknown}, REST, END};
    const Event *const played[] = {still, is_on, is_unknown};
    for (size_t i = 0; i < sizeof played / sizeof *played; i++) {
        Script script = play_at((Play){.is_asked = true}, played[i], 24, 80);
        assert_ptr_equal(strstr(buffer_text(&script.heard), "[order off]\n[all]\n"), buffer_text(&script.heard));
        assert_null(strstr(buffer_text(&script.heard) + 1, "[order o"));
        assert_int_equal(script.shown_afresh, 1);
        buffer_free(&script.heard);
    }
}

static void who_turns_from_hearing_to_seeing_has_vte_put_off(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('P'), REST, KEY('P'), REST, END};
    setenv("VTE_VERSION", "7006", 1);
    Script script = play_as(SCREEN_READER_PAGE, events, 24, 80);
    unsetenv("VTE_VERSION");
    const char *off = strstr(buffer_text(&script.heard), "[order off]\n[all]\n");
    assert_non_null(off);
    assert_ptr_not_equal(off, buffer_text(&script.heard));
    buffer_free(&script.heard);
}

static void stopping_goes_through_the_terminal(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('Z' - 64), REST, END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.stopped, 1);
    assert_int_equal(script.shown_afresh, 2);
}

static void quitting_ends_it_and_leaves_the_rest_untyped(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('q'), KEY(' '), KEY(' '), END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.events - events, 2);
}

static void any_size_can_be_drawn(void **state)
{
    (void)state;
    static const int rows[] = {1, 2, 3, 5, 24, 100}, columns[] = {1, 2, 9, 10, 11, 20, 40, 80, 300};
    const Event events[] = {REST, KEY('t'), REST, KEY('j'), REST, KEY('q'), REST, KEY('/'), KEY('a'), REST, KEY(13), KEY('l'), REST, KEY('q'),
                            KEY('h'), REST, KEY('q'), KEY('g'), KEY(9), KEY(13), REST, KEY(' '), KEY(9), KEY(9), KEY(9), KEY(9), KEY(9), KEY(13), REST,
                            KEY('s'), REST, KEY('a'), KEY('w'), REST, KEY('e'), REST, KEY('y'), REST, KEY('L'), REST, KEY('R'), WAITS(3), KEY('x'), REST, END};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t j = 0; j < sizeof columns / sizeof *columns; j++) {
            for (int mode = SCREEN_READER_OFF; mode <= SCREEN_READER_PAGE; mode++) {
                Script script = play_as((ScreenReader)mode, events, rows[i], columns[j]);
                assert_true(script.shown > 0);
                buffer_free(&script.heard);
            }
        }
}

#define TITLE_ON KEY(':'), KEY('s'), KEY('e'), KEY('t'), KEY('t'), KEY('i'), KEY('n'), KEY('g'), KEY('s'), KEY(' '), KEY('t'), KEY('i'), KEY('t'), KEY('l'), KEY('e'), \
    KEY(' '), KEY('o'), KEY('n'), KEY(PRESS_ENTER)

static void the_terminal_has_a_title_only_where_it_is_asked_for_and_its_own_again(void **state)
{
    (void)state;
    const Event without[] = {REST, KEY('}'), REST, END}, with[] = {REST, TITLE_ON, REST, KEY(' '), REST, KEY('}'), REST, END};
    setenv("TERM", "xterm", 1);
    assert_string_equal(play(without, 24, 80).controls, "");
    assert_string_equal(play(with, 24, 80).controls,
        "\033[22;2t\033]2;Every Block, Every Mark: Running Text and Its Marks\033\\\033]2;Every Block, Every Mark: Lists, Steps and Terms\033\\\033[23;2t");
    Script heard = play_as(SCREEN_READER_PAGE, with, 24, 80);
    assert_string_equal(heard.controls, "");
    buffer_free(&heard.heard);
    setenv("TERM", "linux", 1);     // it would show it
    assert_string_equal(play(with, 24, 80).controls, "");
    unsetenv("TERM");
}

#define SET_MOUSE KEY(':'), KEY('s'), KEY('e'), KEY('t'), KEY('t'), KEY('i'), KEY('n'), KEY('g'), KEY('s'), KEY(' '), KEY('m'), KEY('o'), KEY('u'), KEY('s'), KEY('e'), KEY(' ')
#define MOUSE(what, at_row, at_column) {.kind = EVENT_MOUSE, .mouse = {what, at_row, at_column}}

static void the_mouse_is_asked_for_only_where_it_is_wanted_and_never_where_it_is_heard(void **state)
{
    (void)state;
    const Event without[] = {REST, MOUSE(MOUSE_WHEEL_DOWN, 1, 1), REST, END}, without_any[] = {REST, REST, END};
    const Event with[] = {REST, SET_MOUSE, KEY('o'), KEY('n'), KEY(PRESS_ENTER), REST, KEY('P'), REST, KEY('P'), REST, SET_MOUSE, KEY('o'), KEY('f'), KEY('f'), KEY(PRESS_ENTER), REST, END};
    const Script script = play(without, 24, 80);
    assert_string_equal(script.controls, "");
    assert_string_equal(script.first_row, play(without_any, 24, 80).first_row);
    assert_string_equal(play(with, 24, 80).controls, "[mouse on][mouse off][mouse on][mouse off]");
}

// Of 200 KB; `behind` comes at its end.
static char *long_report(const char *behind)
{
    Buffer text = {0};
    char *folder = folder_new(), *manifest = path_in(folder, "report.yaml"), *one = path_in(folder, "one.yaml");
    buffer_add_text(&text, "id: one\ntitle: The first\nbody:\n");
    while (text.length < 200000)
        buffer_add_text(&text, "  - A paragraph of some words, which takes more than one line on a screen that is as wide as most of them are.\n");
    buffer_add_text(&text, behind);
    write_text(manifest, "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [one.yaml]\n");
    write_text(one, text.bytes);
    buffer_free(&text);
    free(manifest);
    free(one);
    return folder;
}

static Script play_long(const char *behind, bool is_early, const Event *events)
{
    char *folder = long_report(behind);
    Script script = play_at((Play){.report = folder, .is_early = is_early}, events, 24, 80);
    folder_free(folder);
    buffer_free(&script.heard);
    return script;
}

static void the_first_page_of_a_long_chapter_is_sent_before_the_rest_is_read_and_once(void **state)
{
    (void)state;
    const Event events[] = {REST, END}, on[] = {KEY(' '), REST, END};
    const Script early = play_long("", true, events), whole = play_long("", false, events);
    assert_false(early.is_read);
    assert_true(whole.is_read);
    assert_int_equal(early.shown, 1);
    assert_string_equal(early.page_end, whole.page_end);
    assert_string_equal(early.last_row, whole.last_row);
    const Script early_on = play_long("", true, on), whole_on = play_long("", false, on);
    assert_int_equal(early_on.shown, whole_on.shown);
    assert_string_equal(early_on.page_end, whole_on.page_end);
    assert_string_equal(early_on.last_row, whole_on.last_row);
}

static void at_rest_nothing_of_a_compiled_chapter_takes_memory_and_the_page_is_the_same(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY(' '), REST, KEY('z'), REST, END};
    char *folder = long_report(""), *cache = path_in(folder, "cache");
    for (int i = 0; i < 2; i++) {       // what the first one kept the second one finds
        Script script = play_at((Play){.report = folder, .cache = cache}, events, 24, 80);
        assert_int_equal(script.most_at_rest, 0);
        assert_non_null(strstr(script.page_end, "screen"));
        buffer_free(&script.heard);
    }
    free(cache);
    folder_free(folder);
}

static void where_the_rest_is_wrong_it_says_so_in_the_place_of_the_page(void **state)
{
    (void)state;
    const Event events[] = {REST, REST, END};
    const Script early = play_long("  - of: no kind\n", true, events);
    assert_false(early.is_read);
    assert_int_equal(early.shown, 2);
    assert_string_equal(early.page_end, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_that_drops_ends_it),
        cmocka_unit_test(keys_typed_ahead_are_answered_before_anything_is_drawn),
        cmocka_unit_test(a_key_goes_on_from_what_a_message_covers_though_it_comes_with_a_size_or_an_answer),
        cmocka_unit_test(what_was_waited_for_is_shown_before_other_work_goes_on),
        cmocka_unit_test(the_terminals_own_order_is_off_before_the_first_screen),
        cmocka_unit_test(who_turns_from_hearing_to_seeing_has_vte_put_off),
        cmocka_unit_test(a_redraw_and_a_resize_are_drawn_afresh),
        cmocka_unit_test(stopping_goes_through_the_terminal),
        cmocka_unit_test(quitting_ends_it_and_leaves_the_rest_untyped),
        cmocka_unit_test(any_size_can_be_drawn),
        cmocka_unit_test(the_first_page_of_a_long_chapter_is_sent_before_the_rest_is_read_and_once),
        cmocka_unit_test(at_rest_nothing_of_a_compiled_chapter_takes_memory_and_the_page_is_the_same),
        cmocka_unit_test(where_the_rest_is_wrong_it_says_so_in_the_place_of_the_page),
        cmocka_unit_test(the_mouse_is_asked_for_only_where_it_is_wanted_and_never_where_it_is_heard),
        cmocka_unit_test(the_terminal_has_a_title_only_where_it_is_asked_for_and_its_own_again),
    };
    return cmocka_run_group_tests(tests, use_utf8, NULL);
}
