// base/meter.h: how far work is that takes long; and what beats while a chapter is loaded and laid out.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/meter.h"
#include "reader/pager.h"
#include "report_given.h"

enum { WORDS = 50000, BLOCKS = 5000 };

typedef struct {
    int count;
    int last;           // percent
    int tenths[11];     // beats by percent / 10
    bool has_fallen;
} Heard;

static bool hear(void *context, int percent)
{
    Heard *heard = context;
    assert_in_range(percent, 0, 100);
    heard->has_fallen = heard->has_fallen || percent < heard->last;
    heard->last = percent;
    heard->tenths[percent / 10]++;
    heard->count++;
    return true;
}

static bool refuse(void *context, int percent)
{
    *(int *)context = percent;
    return false;
}

static void a_part_beats_in_percent_of_the_whole(void **state)
{
    (void)state;
    int percent = -1;
    const Meter whole = {.tell = refuse, .context = &percent}, part = meter_part(whole, 40, 60), half = meter_part(part, 50, 100);
    const struct {
        Meter meter;
        size_t done, all;
        int percent;
    } cases[] = {{whole, 0, 7, 0}, {whole, 7, 7, 100}, {whole, 1, 4, 25}, {part, 0, 9, 40}, {part, 1, 2, 50}, {part, 3, 2, 60}, {half, 0, 1, 50}, {half, 1, 2, 55},
        {part, 0, 0, 60}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(meter_move(cases[i].meter, cases[i].done, cases[i].all));
        assert_int_equal(percent, cases[i].percent);
    }
}

static void where_nobody_listens_the_work_goes_on(void **state)
{
    (void)state;
    assert_true(meter_move((Meter){0}, 1, 2));
    assert_true(meter_move(meter_part((Meter){0}, 10, 20), 1, 2));
}

static Heard hear_chapter(const char *chapter, bool is_told)
{
    Heard heard = {0};
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters: [one.yaml]\n");
    put(folder, "one.yaml", chapter);
    report_set_meter(report, (Meter){.tell = hear, .context = &heard});
    Pager *pager = pager_new(report);
    LayoutOptions options = layout_options(60, &widths_standard);
    options.is_told = is_told;
    pager_resize(pager, options, 20, 1);
    assert_true(layout_line_count(pager_layout(pager, 0)) > BLOCKS);
    assert_false(report_chapter(report, 0)->is_broken);
    pager_free(pager);
    report_free(report);
    folder_free(folder);
    return heard;
}

static void assert_steady(Heard heard)
{
    assert_false(heard.has_fallen);
    for (int i = 0; i < 10; i++)
        if (!heard.tenths[i])
            fail_msg("nothing is heard from %d to %d percent", i * 10, i * 10 + 9);
}

static void a_chapter_of_many_blocks_is_heard_all_along(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_add_text(&text, "id: one\ntitle: One\nbody:\n");
    for (int i = 0; i < BLOCKS; i++)
        buffer_addf(&text, "  - Paragraph %d of those that there are, and long enough to be set in more than one line of text.\n", i);
    for (int is_told = 0; is_told < 2; is_told++)
        assert_steady(hear_chapter(text.bytes, is_told));
    buffer_free(&text);
}

static void a_chapter_of_one_paragraph_is_heard_too(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_add_text(&text, "id: one\ntitle: One\nbody:\n  - A");
    for (int i = 0; i < WORDS; i++)
        buffer_addf(&text, " word%d", i);
    buffer_add_text(&text, "\n");
    for (int is_told = 0; is_told < 2; is_told++) {
        const Heard heard = hear_chapter(text.bytes, is_told);
        assert_false(heard.has_fallen);
        assert_true(heard.tenths[0] && heard.tenths[1] && heard.tenths[2]);             // its bytes
        assert_true(heard.tenths[4] && heard.tenths[5]);                                // its text
        assert_true(heard.tenths[6] && heard.tenths[7] && heard.tenths[8] && heard.tenths[9]);  // its lines
    }
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_beats_in_percent_of_the_whole),
        cmocka_unit_test(where_nobody_listens_the_work_goes_on),
        cmocka_unit_test(a_chapter_of_many_blocks_is_heard_all_along),
        cmocka_unit_test(a_chapter_of_one_paragraph_is_heard_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
