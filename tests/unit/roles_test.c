// What is said of blocks beside their text (R16, R17, R18, languages), and the numbers of links (R19).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "chapter_given.h"
#include "report/links.h"
#include "report/roles.h"
#include "text/language.h"

static const RoleOptions low = {.verbosity = VERBOSITY_LOW}, medium = {.verbosity = VERBOSITY_MEDIUM}, high = {.verbosity = VERBOSITY_HIGH};

static void add_part(Buffer *out, const Chapter *chapter, int block, RolePart part, RoleOptions options)
{
    const size_t start = out->length;
    buffer_add_text(out, part == ROLE_TAIL ? "" : "[");
    role_add(out, chapter, block, part, options);
    if (part == ROLE_TAIL)
        return;
    if (out->length == start + 1)
        buffer_cut(out, start);
    else
        buffer_add_text(out, "] ");
}

static void add_said(Buffer *out, const Chapter *chapter, int block, RoleOptions options);

static void add_children(Buffer *out, const Chapter *chapter, int begin, int end, RoleOptions options)
{
    for (int i = begin; i < end; i = chapter->blocks[i].end)
        add_said(out, chapter, i, options);
}

// Roles in brackets, texts as they are.
static void add_said(Buffer *out, const Chapter *chapter, int block, RoleOptions options)
{
    const Block *it = &chapter->blocks[block];
    add_part(out, chapter, block, ROLE_LABEL, options);
    buffer_add(out, it->text, it->length);
    add_part(out, chapter, block, ROLE_TAIL, options);
    buffer_add_text(out, it->length ? " " : "");
    add_part(out, chapter, block, ROLE_OPENING, options);
    add_children(out, chapter, block + 1, it->end, options);
    add_part(out, chapter, block, ROLE_CLOSING, options);
}

static void assert_said(const char *body, RoleOptions options, const char *expected)
{
    Given given = given_body(body);
    Buffer out = {0};
    assert_int_equal(given.problems.errors, 0);
    add_children(&out, given.chapter, 1, given.chapter->count, options);
    buffer_cut(&out, out.length - 1);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
    given_clear(&given);
}

static void headings_say_their_level_first_or_last_or_not_R16(void **state)
{
    (void)state;
    const char *body = "  - section: Prosecution\n    body:\n      - {section: Courts, body: [words]}\n";
    assert_said(body, medium, "[Heading 2:] Prosecution [Heading 3:] Courts words");
    assert_said(body, low, "[Heading 2:] Prosecution [Heading 3:] Courts words");
    assert_said(body, (RoleOptions){.verbosity = VERBOSITY_LOW, .heading_level = HEADING_LEVEL_LAST},
                "Prosecution, heading 2 Courts, heading 3 words");
    assert_said(body, (RoleOptions){.verbosity = VERBOSITY_MEDIUM, .heading_level = HEADING_LEVEL_OFF}, "Prosecution Courts words");
}

static void the_title_of_a_chapter_is_a_heading_of_level_1_R16(void **state)
{
    (void)state;
    Given given = given_body("  - words\n");
    Buffer out = {0};
    add_said(&out, given.chapter, 0, medium);
    assert_string_equal(buffer_text(&out), "[Heading 1:] One ");
    buffer_free(&out);
    given_clear(&given);
}

static void lists_say_how_much_they_hold_and_where_they_end_R17(void **state)
{
    (void)state;
    const char *body = "  - list: [one, two]\n  - steps:\n      - three\n      - list: [four]\n    start: 3\n";
    assert_said(body, medium, "[List, 2 items.] [-] one [-] two [End of list.] "
                              "[List, 1 item.] [3.] three [List, 1 item.] [-] four [End of list.] [End of list.]");
    assert_said(body, low, "[-] one [-] two [3.] three [-] four");
    assert_said("  - terms: {a: b, c: d}\n", medium, "[List, 2 terms.] a: b c: d [End of list.]");
}

static void tables_say_their_size_and_cells_their_headers_R18(void **state)
{
    (void)state;
    const char *body = "  - table: [[a, b], [c, d], [e, f]]\n    header: [One, Two]\n    caption: Letters\n";
    assert_said(body, medium, "[Table, 3 rows, 2 columns.] Letters [Column 1:] One [Column 2:] Two [Row 1.] [One:] a [Two:] b "
                              "[Row 2.] [One:] c [Two:] d [Row 3.] [One:] e [Two:] f [End of table.]");
    assert_said("  - table: [[a, b]]\n", medium, "[Table, 1 row, 2 columns.] [Row 1.] [Column 1:] a [Column 2:] b [End of table.]");
    assert_said("  - table: [[a, b]]\n", low, "[Column 1:] a [Column 2:] b");
}

static void quotes_asides_and_figures_say_what_they_are(void **state)
{
    (void)state;
    const char *body = "  - {quote: words, by: Her}\n  - {aside: text, heading: Note}\n  - {figure: a tower, caption: Tall, source: us}\n";
    assert_said(body, medium, "[Quote:] words [By] Her [End of quote.] [Aside:] Note text [End of aside.] [Figure:] a tower [Caption:] Tall [Source:] us");
    assert_said(body, low, "words [By] Her Note text [Figure:] a tower Tall [Source:] us");
}

static void verse_and_literal_text_of_one_line_have_no_end(void **state)
{
    (void)state;
    assert_said("  - verse: one\n  - literal: two\n", medium, "[Verse:] one [Literal text:] two");
    assert_said("  - verse: |\n      a\n      b\n  - literal: |\n      c\n      d\n", medium,
                "[Verse:] a\nb [End of verse.] c\nd [Literal text:] [End of literal text.]");
}

static void a_passage_in_another_language_says_so_and_its_end(void **state)
{
    (void)state;
    const char *body = "  - {paragraph: oui, lang: fr}\n  - {paragraph: colour, lang: en-GB}\n"
                       "  - quote:\n      - ja\n      - {quote: si, lang: it}\n    lang: de\n  - {list: [un], lang: fr-CA}\n";
    assert_said(body, medium, "[French:] oui [End of French.] colour [German: Quote:] ja [Italian: Quote:] si [End of quote. End of Italian.] "
                              "[End of quote. End of German.] [French:] [List, 1 item.] [-] un [End of list. End of French.]");
    assert_said(body, low, "[French:] oui [End of French.] colour [German:] ja [Italian:] si [End of Italian.] [End of German.] "
                           "[French:] [-] un [End of French.]");
}

static void a_chapter_in_another_language_than_the_report_says_so(void **state)
{
    (void)state;
    Given given = given_text("id: one\ntitle: Un\nlang: fr\nbody: [deux, trois]\n");
    Buffer out = {0};
    add_children(&out, given.chapter, 0, given.chapter->count, (RoleOptions){.verbosity = VERBOSITY_MEDIUM, .language = "en"});
    assert_string_equal(buffer_text(&out), "[French: Heading 1:] Un deux trois [End of French.] ");
    buffer_free(&out);
    given_clear(&given);
}

static void the_highest_verbosity_says_citation_numbers(void **state)
{
    (void)state;
    assert_said("  - words\n  - list: [one]\n  - table: [[a]]\n  - {quote: said, lang: fr}\n", high,
                "[3.1.] words [List, 1 item.] [-] [3.2.] one [End of list.] [3.3. Table, 1 row, 1 column.] [Row 1.] [Column 1:] a "
                "[End of table.] [French: Quote:] [3.4.] said [End of quote. End of French.]");
}

static void languages_are_called_by_their_names(void **state)
{
    (void)state;
    char name[LANGUAGE_NAME_BYTES];
    assert_string_equal(language_name("fr", name), "French");
    assert_string_equal(language_name("zh-Hans", name), "Chinese");
    assert_string_equal(language_name("pt-BR", name), "Portuguese");
    assert_string_equal(language_name("qqx", name), "qqx");
    assert_string_equal(language_name("x-mine", name), "x-mine");
    assert_string_equal(language_name("", name), "");
}

static void links_are_numbered_through_the_chapter_R19(void **state)
{
    (void)state;
    Given given = given_text("id: one\ntitle: One\nbody:\n  - a [b](#x) and[^n] [c](#x)\n  - \"[d](#x)\"\nfootnotes: {n: \"[e](#x)\"}\n");
    const Chapter *chapter = given.chapter;
    int block;
    size_t span;
    assert_int_equal(chapter_link_number(chapter, 1, 0), 1);
    assert_int_equal(chapter_link_number(chapter, 1, 1), 0);
    assert_int_equal(chapter_link_number(chapter, 1, 2), 2);
    assert_int_equal(chapter_link_number(chapter, 2, 0), 3);
    assert_int_equal(chapter_link_number(chapter, 2, 1), 0);
    assert_int_equal(chapter_links_before(chapter, 2), 2);
    assert_true(chapter_find_link(chapter, 4, &block, &span));
    assert_int_equal(chapter_link_number(chapter, block, span), 4);
    assert_false(chapter_find_link(chapter, 5, &block, &span));
    assert_false(chapter_find_link(chapter, 0, &block, &span));
    given_clear(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_say_their_level_first_or_last_or_not_R16),
        cmocka_unit_test(the_title_of_a_chapter_is_a_heading_of_level_1_R16),
        cmocka_unit_test(lists_say_how_much_they_hold_and_where_they_end_R17),
        cmocka_unit_test(tables_say_their_size_and_cells_their_headers_R18),
        cmocka_unit_test(quotes_asides_and_figures_say_what_they_are),
        cmocka_unit_test(verse_and_literal_text_of_one_line_have_no_end),
        cmocka_unit_test(a_passage_in_another_language_says_so_and_its_end),
        cmocka_unit_test(a_chapter_in_another_language_than_the_report_says_so),
        cmocka_unit_test(the_highest_verbosity_says_citation_numbers),
        cmocka_unit_test(languages_are_called_by_their_names),
        cmocka_unit_test(links_are_numbered_through_the_chapter_R19),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
