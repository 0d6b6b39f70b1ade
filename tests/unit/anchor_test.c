// report/anchor: places found again in a report that was revised.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "base/memory.h"
#include "report/anchor.h"
#include "report_given.h"
#include "text/cluster.h"

#define SENTENCE "The keeper lit the lamp at dusk and climbed down again."
#define OTHER "Ships far out at sea saw the light and changed their course."

// The first text of the report that begins so, or has it inside.
static Place place_of(Report *report, const char *words)
{
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        for (int block = 0; block < chapter->count; block++) {
            const char *found = strstr(chapter->blocks[block].text, words);
            if (found)
                return (Place){i, block, (size_t)(found - chapter->blocks[block].text)};
        }
    }
    fail_msg("not in the report: %s", words);
    return (Place){0};
}

// Anchors the words in one edition and looks for them in another: there they must be what is expected, or with NULL anywhere.
static void assert_revised(const char *before, const char *words, const char *after, AnchorResult result, const char *expected)
{
    char *folder, *revised_folder;
    Buffer manifest = {0}, revised_manifest = {0};
    buffer_addf(&manifest, REPORT_HEAD "chapters:\n%s", before);
    buffer_addf(&revised_manifest, REPORT_HEAD "chapters:\n%s", after);
    Report *report = open_text(&folder, manifest.bytes), *revised = open_text(&revised_folder, revised_manifest.bytes);
    Anchor anchor = anchor_new(report, place_of(report, words));
    Place place;
    assert_int_equal(anchor_find(revised, &anchor, &place), result);
    const Block *block = &report_chapter(revised, place.chapter)->blocks[place.block];
    if (strncmp(block->text + place.byte, expected, strlen(expected)) != 0)
        fail_msg("expected: %s\nfound: %s", expected, block->text + place.byte);
    assert_int_equal(cluster_start(block->text, block->length, place.byte), place.byte);
    anchor_free(&anchor);
    report_free(report);
    report_free(revised);
    folder_free(folder);
    folder_free(revised_folder);
    buffer_free(&manifest);
    buffer_free(&revised_manifest);
}

static Anchor anchor_of(const char *chapter, const char *block, const char *exact, const char *context)
{
    return (Anchor){memory_copy_text(chapter), memory_copy_text(block), memory_copy_text(exact), memory_copy_text(context), memory_copy_text(context), NULL};
}

static void an_anchor_quotes_whole_clusters(void **state)
{
    (void)state;
    char *folder;
    Buffer text = {0};
    buffer_add_text(&text, REPORT_HEAD "chapters:\n  - {id: one, title: One, body: [first, ");
    for (int i = 0; i < 200; i++)
        buffer_add_text(&text, "e\xCC\x81");
    buffer_add_text(&text, "]}\n");
    Report *report = open_text(&folder, text.bytes);
    Anchor anchor = anchor_new(report, (Place){.block = 2, .byte = 150});
    assert_string_equal(anchor.chapter, "one");
    assert_string_equal(anchor.block, "2");
    assert_int_equal(strlen(anchor.exact), 64 * 3);
    assert_int_equal(strlen(anchor.prefix), 32 * 3);
    assert_int_equal(strlen(anchor.suffix), 32 * 3);
    anchor_free(&anchor);
    anchor = anchor_new(report, (Place){.block = 0});
    assert_string_equal(anchor.block, "");
    assert_string_equal(anchor.exact, "One");
    assert_string_equal(anchor.prefix, "");
    anchor_free(&anchor);
    report_free(report);
    folder_free(folder);
    buffer_free(&text);
}

static void a_place_in_a_list_is_that_of_its_first_words(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters:\n  - {id: one, title: One, body: [{list: [a b, c], id: l}, {list: [d]}]}\n");
    Anchor anchor = anchor_new(report, (Place){.block = 1});
    assert_string_equal(anchor.block, "l");
    assert_string_equal(anchor.exact, "a b");
    Place place;
    assert_int_equal(anchor_find(report, &anchor, &place), ANCHOR_FOUND);
    assert_int_equal(place.block, 3);
    anchor_free(&anchor);
    anchor = anchor_new(report, (Place){.block = 6});
    assert_string_equal(anchor.block, "3");
    assert_string_equal(anchor.exact, "d");
    anchor_free(&anchor);
    report_free(report);
    folder_free(folder);
}

static void every_word_of_an_unchanged_report_is_found_where_it_is(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters:\n"
                               "  - {id: one, title: One, body: [a a a, a, {list: [a, a b, b a]}, a b a b a b, {section: h, body: [a]}, {section: h, body: [a]}]}\n"
                               "  - {id: two, title: a, body: [" SENTENCE ", " SENTENCE ", a]}\n");
    for (int i = 0; i < 2; i++) {
        const Chapter *chapter = report_chapter(report, i);
        for (int block = 0; block < chapter->count; block++) {
            for (size_t byte = 0; byte < chapter->blocks[block].length; byte++) {
                Place place = {i, block, byte}, found;
                Anchor anchor = anchor_new(report, place);
                assert_int_equal(anchor_find(report, &anchor, &found), ANCHOR_FOUND);
                assert_int_equal(place_compare(place, found), 0);
                anchor_free(&anchor);
            }
        }
    }
    report_free(report);
    folder_free(folder);
}

static void words_that_moved_are_found(void **state)
{
    (void)state;
    const char *before = "  - {id: one, title: One, body: [a b c, " SENTENCE " " OTHER "]}\n  - {id: two, title: Two, body: [x]}\n";
    assert_revised(before, "lamp", "  - {id: one, title: One, body: [new, more, a b c, " SENTENCE " " OTHER "]}\n", ANCHOR_FOUND, "lamp at dusk");
    assert_revised(before, "lamp", "  - {id: one, title: One, body: [new, " OTHER " In between. " SENTENCE "]}\n", ANCHOR_NEAR, "lamp at dusk");
    assert_revised(before, "lamp", "  - {id: new, title: New, body: [a]}\n" "  - {id: one, title: One, body: [a b c, " SENTENCE " " OTHER "]}\n",
                   ANCHOR_FOUND, "lamp at dusk");
    assert_revised(before, "lamp", "  - {id: one, title: One, body: [a b c]}\n  - {id: two, title: Two, body: [x, {quote: " SENTENCE " " OTHER "}]}\n",
                   ANCHOR_FOUND, "lamp at dusk");
    assert_revised(before, "lamp", "  - {id: renamed, title: One, body: [a b c, " SENTENCE " " OTHER "]}\n", ANCHOR_FOUND, "lamp at dusk");
}

static void of_two_that_say_the_same_the_words_around_decide(void **state)
{
    (void)state;
    const char *before = "  - {id: one, title: One, body: [Yes. It was in the north., No. It was in the north.]}\n";
    assert_revised(before, "No. It", "  - {id: one, title: One, body: [New., Yes. It was in the north., No. It was in the north.]}\n", ANCHOR_FOUND, "No.");
    assert_revised("  - {id: one, title: One, body: [North of it the sea begins., South of it the sea begins.]}\n", "th of it the sea begins.",
                   "  - {id: one, title: One, body: [South of it the sea begins., North of it the sea begins.]}\n", ANCHOR_FOUND, "th of it the sea begins.");
}

static void words_that_were_changed_lead_to_what_stood_around_them(void **state)
{
    (void)state;
    const char *before = "  - {id: one, title: One, body: [a b c, {section: S, id: s, body: [" SENTENCE " " OTHER "]}, {section: T, body: [z]}]}\n";
    assert_revised(before, "lit the", "  - {id: one, title: One, body: [a b c, {section: S, id: s, body: [The keeper put out the lamp. Nothing is as it was., y]}]}\n",
                   ANCHOR_NEAR, "S");
    assert_revised(before, "at dusk", "  - {id: one, title: One, body: [a b c, {section: S, id: s, body: [The keeper lit the lamp in the morning. Nobody saw it.]}]}\n",
                   ANCHOR_NEAR, "in the morning");
}

static void a_heading_that_was_changed_leads_to_the_heading_that_is_there(void **state)
{
    (void)state;
    const char *before = "  - {id: one, title: One, body: [{section: Aims, body: [a]}, {section: Ways, body: [b]}, {section: Aims, body: [c]}]}\n";
    assert_revised(before, "Ways", "  - {id: one, title: One, body: [{section: Aims, body: [a]}, {section: Means, body: [b]}, {section: Aims, body: [c]}]}\n",
                   ANCHOR_NEAR, "Means");
}

static void words_that_are_gone_lead_to_the_block_or_heading(void **state)
{
    (void)state;
    const char *before = "  - {id: one, title: One, body: [a b c, {section: S, body: [" SENTENCE ", {quote: " OTHER ", id: q}]}, {section: T, body: [z]}]}\n";
    assert_revised(before, "The keeper", "  - {id: one, title: One, body: [a b c, {section: S, body: [quite, different]}]}\n", ANCHOR_NEAR, "S");
    assert_revised(before, "z", "  - {id: one, title: One, body: [a b c, {section: S, body: [d]}]}\n", ANCHOR_NEAR, "S");
    assert_revised(before, "The keeper", "  - {id: one, title: One, body: [all, is, new]}\n", ANCHOR_LOST, "One");
    assert_revised(before, "The keeper", "  - {id: other, title: Other, body: [all, is, new]}\n", ANCHOR_LOST, "Other");
}

static void a_block_with_an_id_is_near_where_its_words_are_gone(void **state)
{
    (void)state;
    assert_revised("  - {id: one, title: One, body: [a, {paragraph: " SENTENCE ", id: p}]}\n", "The keeper",
                   "  - {id: one, title: One, body: [{paragraph: All new here., id: p}, b, c]}\n", ANCHOR_NEAR, "All new here.");
}

static void short_words_elsewhere_are_not_taken_for_the_place(void **state)
{
    (void)state;
    assert_revised("  - {id: one, title: One, body: [{section: S, body: [Alpha ends here]}]}\n", "here",
                   "  - {id: one, title: One, body: [{section: S, body: [quite new, over here]}]}\n  - {id: two, title: Two, body: [and here]}\n",
                   ANCHOR_NEAR, "S");
    assert_revised("  - {id: one, title: One, body: [{section: S, body: [Yes]}]}\n", "Yes",
                   "  - {id: one, title: One, body: [{section: S, body: [No]}]}\n  - {id: two, title: Two, body: [Yes]}\n", ANCHOR_NEAR, "S");
}

static void a_chapter_that_cant_be_read_keeps_its_place_at_its_start(void **state)
{
    (void)state;
    char *folder = folder_new();
    put(folder, "report.yaml", REPORT_HEAD "chapters: [one.yaml, {id: two, title: Two, body: [" SENTENCE "]}]\n");
    Report *report = open_folder(folder);
    Anchor anchor = anchor_of("one", "4", SENTENCE, "");
    Place place;
    assert_int_equal(anchor_find(report, &anchor, &place), ANCHOR_LOST);
    assert_int_equal(place.chapter, 0);
    assert_int_equal(place.block, 0);
    anchor_free(&anchor);
    report_free(report);
    folder_free(folder);
}

static void anchors_that_say_nothing_or_nonsense_are_lost_not_fatal(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters:\n  - {id: one, title: One, body: [a, aaaaaaaaaaaaaaaaaaaaaaaaaaaaa]}\n");
    const char *const none[][4] = {{"", "", "", ""}, {"one", "99999999999999999999", "", ""}, {"one", "\xFF", "\xFF\xFE", "\xFF"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        Anchor anchor = anchor_of(none[i][0], none[i][1], none[i][2], none[i][3]);
        Place place;
        assert_int_equal(anchor_find(report, &anchor, &place), ANCHOR_LOST);
        assert_int_equal(place_compare(place, (Place){0}), 0);
        anchor_free(&anchor);
    }
    report_free(report);
    folder_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_anchor_quotes_whole_clusters),
        cmocka_unit_test(a_place_in_a_list_is_that_of_its_first_words),
        cmocka_unit_test(every_word_of_an_unchanged_report_is_found_where_it_is),
        cmocka_unit_test(words_that_moved_are_found),
        cmocka_unit_test(of_two_that_say_the_same_the_words_around_decide),
        cmocka_unit_test(words_that_were_changed_lead_to_what_stood_around_them),
        cmocka_unit_test(a_heading_that_was_changed_leads_to_the_heading_that_is_there),
        cmocka_unit_test(words_that_are_gone_lead_to_the_block_or_heading),
        cmocka_unit_test(a_block_with_an_id_is_near_where_its_words_are_gone),
        cmocka_unit_test(short_words_elsewhere_are_not_taken_for_the_place),
        cmocka_unit_test(a_chapter_that_cant_be_read_keeps_its_place_at_its_start),
        cmocka_unit_test(anchors_that_say_nothing_or_nonsense_are_lost_not_fatal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
