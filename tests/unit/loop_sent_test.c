// screen/loop.h, screen/sending.h: what of a screen is sent, where it is heard, and on a slow line.
#include "loop_given.h"
#include "screen/sending.h"

static void a_screen_that_did_not_change_is_not_sent(void **state)
{
    (void)state;
    const Event still[] = {REST, KEY(' '), REST, END}, twice[] = {REST, KEY(' '), REST, KEY('z'), REST, KEY('n'), REST, KEY('n'), REST, END};
    int least = play(still, 24, 80).shown;
    Script script = play(twice, 24, 80);
    assert_in_range(script.shown, least + 1, least + 2); // what n says once, and perhaps what is said of z
}

static Grid *page_of(const char *rows)
{
    const int count = (int)strlen(rows);
    Grid *grid = grid_new(count, 20);
    for (int row = 0; row < count; row++)
        if (rows[row] != ' ')
            grid_text(grid, row, 0, 20, rows + row, 1, (Style){0});
    return grid;
}

// Each letter is a row of text, the last is the foot; `marks` has x where the whole row is sent, a where it goes first and comes again, "all" is a
// screen afresh.
static void check_sending(const char *before, const char *now, Change change, int read_before, int read_now, const char *marks)
{
    bool is_whole[16] = {0};
    char sent[17] = "";
    Grid *one = page_of(before), *other = page_of(now);
    one->reading_row = read_before;
    other->reading_row = read_now;
    const Sending sending = sending_heard(one, other, change, is_whole);
    for (size_t i = 0; i < strlen(now); i++)
        strcat(sent, !sending.is_whole || !sending.is_whole[i] ? "." : sending.is_again && (int)i == read_now ? "a" : "x");
    assert_string_equal(sending.is_afresh ? "all" : sent, marks);
    grid_free(one);
    grid_free(other);
}

// Requirements R4 to R7 of a screen that a screen reader speaks.
static void what_is_heard_is_sent_whole_and_nothing_else(void **state)
{
    (void)state;
    check_sending("abcdef ", "ghijkl ", CHANGE_OTHER, 0, 0, "all");        // R4: a page
    check_sending("abcdef ", "abcdef ", CHANGE_PLACE, 0, 3, "...a...");    // R5: a hit that was there
    check_sending("abcdef ", "abcdef ", CHANGE_PLACE, 3, 3, "...a...");    // and once more
    check_sending("abcdef ", "abcdef ", CHANGE_OTHER, 0, 3, "...a...");    // a line on
    check_sending("abcdef ", "abcdef ", CHANGE_OTHER, 3, 3, ".......");
    check_sending("abcdef ", "abcdefM", CHANGE_OTHER, 0, 0, "......x");    // R3: a message
    check_sending("abcdefM", "abcdefN", CHANGE_PLACE, 0, 4, "....a.x");
    check_sending("abcdef ", "bcdefg ", CHANGE_OTHER, 3, 2, ".......");    // R6: a line on, a line back
    check_sending("abcdef ", "gabcde ", CHANGE_OTHER, 0, 0, ".......");
    check_sending("abcde  ", "gabcde ", CHANGE_OTHER, 0, 0, ".......");    // and where the page had ended early
    check_sending("abcdef ", "cdef g ", CHANGE_OTHER, 0, 5, ".......");    // a line on behind a blank one
    check_sending("abcdefM", "bcdefg ", CHANGE_OTHER, 0, 0, ".......");
    check_sending("abcdef ", "bcdefg ", CHANGE_PLACE, 0, 0, "all");        // R7: a heading that goes to the top row
    check_sending("abcdef ", "abcdeg ", CHANGE_OTHER, 0, 5, ".....x.");    // a footnote over the page
    check_sending("abcdef ", "abcdef ", CHANGE_CURSOR, 0, 3, ".......");   // R9: an arrow
    check_sending("abcdefS", "abcdefT", CHANGE_TYPING, 0, 0, ".......");
}

// What was heard has these parts in this order.
static void assert_heard(const Script *script, const char *const *parts)
{
    const char *at = buffer_text(&script->heard);
    for (; *parts; parts++) {
        const char *found = strstr(at, *parts);
        if (!found)
            fail_msg("\"%s\" was not heard, or out of order, in:\n%s", *parts, at);
        at = found + strlen(*parts);
    }
}

// Requirement R15: one unit a key, and nothing of the page besides.
static void a_unit_is_heard_alone_and_the_page_again_behind_it(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('s'), REST, KEY('s'), REST, KEY('w'), REST, KEY('e'), REST, KEY(' '), REST, END};
    Script script = play_as(SCREEN_READER_PAGE, events, 12, 60);
    assert_heard(&script, (const char *const[]){
        "[all]\nPage mode, set by . h shows the keys.\nHeading 1: Running Text and Its Marks\nSummary", "[all]\nHeading 1: Running Text and Its Marks\n[all]\nSummary: Paragraphs, sections, and marks within a text.\n"
        "[all]\nParagraphs\n[all]\ncap P a r a g r a p h s\n[all]\n", "A plain paragraph on one line.\n", NULL});
    buffer_free(&script.heard);
}

static void what_was_heard_last_is_heard_again(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY(' '), REST, KEY('r'), REST, KEY('='), REST, KEY('r'), REST, KEY('s'), REST, KEY('r'), REST,
                            KEY('t'), REST, KEY('j'), REST, KEY('R'), REST, KEY('q'), REST, END};
    Script script = play_as(SCREEN_READER_PAGE, events, 12, 60);
    const char *heard = buffer_text(&script.heard), *page = strstr(heard + 1, "[all]"), *again = strstr(page + 1, "[all]"), *where = strstr(again, "[some]");
    assert_true(again - page == where - again && !memcmp(page, again, (size_t)(again - page)));
    assert_heard(&script, (const char *const[]){
        "[some]\nChapter 1 of 6,", "chapter.\n[some]\nChapter 1 of 6,", "chapter.\n[all]\n", "[all]\n", "Contents", "[some]\n", "[some]\n", NULL});
    const char *row = strstr(strstr(heard, "Contents"), "[some]\n"), *row_again = strstr(row + 1, "[some]\n"), *end = strchr(row_again + 8, '[');
    assert_true(row_again - row == end - row_again && !memcmp(row, row_again, (size_t)(row_again - row)));
    buffer_free(&script.heard);
}

static void reading_on_goes_over_the_ends_of_pages_and_chapters(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('R'), WAITS(70), KEY('q'), REST, KEY('='), REST, END};
    static const char *const parts[] = {
        "Heading 1: Running Text and Its Marks\n", "A folded paragraph stands", "Heading 2: Inline Marks\n[all]\nThere is emphasis", "3.14 is text",
        "Text of the chapter behind its sections.\n[all]\nHeading 1: Lists, Steps and Terms\n", "[all]\nList, 3 items.\n- one\n", "Stopped.", "Chapter 2", NULL,
    };
    now_ms = 0;
    Script script = play_as(SCREEN_READER_PAGE, events, 12, 60);
    assert_heard(&script, parts);
    assert_true(now_ms > 60000);
    buffer_free(&script.heard);
    script = play_as(SCREEN_READER_OFF, events, 12, 60);
    assert_true(script.shown > 60);
    assert_int_equal(script.events - events, 7);
    buffer_free(&script.heard);
}

#define ANSWERS(ms) {.kind = EVENT_ANSWERS, .answers = &unasked, .round_trip = (ms)}
#define SHOWN {.kind = EVENT_SHOWN}
static const TerminalAnswers unasked = {.is_complete = true};

static void a_slow_line_gets_no_more_than_it_carries_and_the_newest_at_last(void **state)
{
    (void)state;
    const Event plain[] = {REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, END};
    const Event held[] = {REST, ANSWERS(300), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, END};
    const Event answered[] = {REST, ANSWERS(300), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, SHOWN, REST, SHOWN, REST, SHOWN, REST,
                              SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, END};
    const Event silent[] = {REST, ANSWERS(300), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), WAITS(3), END};
    Script wanted = play(plain, 24, 80), script = play(held, 24, 80);
    assert_int_equal(wanted.asked, 0);
    assert_in_range(script.asked, 3, 6); // 2048 bytes
    assert_string_not_equal(script.first_row, wanted.first_row);
    script = play(answered, 24, 80);
    assert_string_equal(script.last_row, wanted.last_row);
    script = play(silent, 24, 80);
    assert_string_equal(script.last_row, wanted.last_row);
}

static void on_a_slow_line_the_page_before_goes_at_once(void **state)
{
    (void)state;
    const Event replaced[] = {REST, ANSWERS(300), REST, KEY(' '), REST, END};
    Script script = play_at((Play){.report = "content/human-trafficking-1"}, replaced, 36, 80);
    assert_string_equal(script.page_end, "");
    buffer_free(&script.heard);
}

static void a_page_that_comes_to_be_marked_is_the_same_page(void **state)
{
    (void)state;
    Grid *before = grid_new(4, 20), *now = grid_new(4, 20);
    grid_text(before, 1, 0, 20, "a word", 6, (Style){0});
    assert_false(sending_replaces(before, now));
    grid_text(now, 1, 0, 20, "a word", 6, (Style){.is_reverse = true});
    assert_false(sending_replaces(before, now));
    grid_text(now, 1, 0, 20, "another", 7, (Style){0});
    assert_true(sending_replaces(before, now));
    grid_free(before);
    grid_free(now);
}

// Each slice draws the whole screen: as many as its bytes ask for would be work with the square of its size.
static void a_huge_screen_is_sent_in_few_slices(void **state)
{
    (void)state;
    Event events[400] = {REST, KEY('}'), REST, KEY('}'), REST, KEY('}'), [399] = END};
    for (size_t i = 6; i < 399; i++)
        events[i] = i % 2 ? (Event)SHOWN : (Event)REST;
    Script script = play_at((Play){.report = "content/human-trafficking-1", .slow = SLOW_ON}, events, 400, 200);
    assert_in_range(script.asked, 4, 40);
    buffer_free(&script.heard);
}

static void a_quick_line_and_one_that_is_heard_are_not_asked(void **state)
{
    (void)state;
    const Event quick[] = {REST, ANSWERS(20), REST, KEY(' '), REST, END}, slow[] = {REST, ANSWERS(2000), REST, KEY(' '), REST, KEY(' '), REST, END};
    assert_int_equal(play(quick, 24, 80).asked, 0);
    assert_true(play(slow, 24, 80).asked > 0);
    Script script = play_as(SCREEN_READER_PAGE, slow, 24, 80);
    assert_int_equal(script.asked, 0);
    buffer_free(&script.heard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_that_did_not_change_is_not_sent),
        cmocka_unit_test(what_is_heard_is_sent_whole_and_nothing_else),
        cmocka_unit_test(a_unit_is_heard_alone_and_the_page_again_behind_it),
        cmocka_unit_test(what_was_heard_last_is_heard_again),
        cmocka_unit_test(reading_on_goes_over_the_ends_of_pages_and_chapters),
        cmocka_unit_test(a_slow_line_gets_no_more_than_it_carries_and_the_newest_at_last),
        cmocka_unit_test(on_a_slow_line_the_page_before_goes_at_once),
        cmocka_unit_test(a_page_that_comes_to_be_marked_is_the_same_page),
        cmocka_unit_test(a_huge_screen_is_sent_in_few_slices),
        cmocka_unit_test(a_quick_line_and_one_that_is_heard_are_not_asked),
    };
    return cmocka_run_group_tests(tests, use_utf8, NULL);
}
