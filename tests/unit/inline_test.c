// report/inline: marks in a text, shown as <e>emphasis</e> <s>strong</s> <c>code</c> <l target>link</l> <n key>[key]</n>.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buffer.h"
#include "report/inline.h"
#include "report/limits.h"

static const char *const tags[] = {[SPAN_EMPHASIS] = "e", [SPAN_STRONG] = "s", [SPAN_CODE] = "c", [SPAN_LINK] = "l", [SPAN_NOTE] = "n"};

static void close_tags(Buffer *out, const InlineText *text, size_t at)
{
    for (size_t i = text->span_count; i-- > 0;)
        if (text->spans[i].end == at)
            buffer_addf(out, "</%s>", tags[text->spans[i].kind]);
}

static void open_tags(Buffer *out, const InlineText *text, size_t at)
{
    for (size_t i = 0; i < text->span_count; i++) {
        const Span *span = &text->spans[i];
        if (span->start == at)
            buffer_addf(out, "<%s%s%s>", tags[span->kind], span->target ? " " : "", span->target ? span->target : "");
    }
}

static void assert_marks(const char *written, const char *expected)
{
    Arena *arena = arena_new();
    InlineText text = inline_read(arena, written, strlen(written));
    Buffer out = {0};
    for (size_t at = 0; at <= text.length; at++) {
        close_tags(&out, &text, at);
        open_tags(&out, &text, at);
        if (at < text.length)
            buffer_add_char(&out, text.text[at]);
    }
    assert_string_equal(buffer_text(&out), expected);
    assert_int_equal(strlen(text.text), text.length);
    buffer_free(&out);
    arena_free(arena);
}

static void each_mark_shows_its_text_only(void **state)
{
    (void)state;
    assert_marks("plain", "plain");
    assert_marks("", "");
    assert_marks("*a* _b_", "<e>a</e> <e>b</e>");
    assert_marks("**a** __b__", "<s>a</s> <s>b</s>");
    assert_marks("`a`", "<c>a</c>");
    assert_marks("[a](https://example.org)", "<l https://example.org>a</l>");
    assert_marks("word.[^1]", "word.<n 1>[1]</n>");
    assert_marks("caf\xC3\xA9 *\xC3\xA9t\xC3\xA9* x", "caf\xC3\xA9 <e>\xC3\xA9t\xC3\xA9</e> x");
}

static void marks_nest(void **state)
{
    (void)state;
    assert_marks("***a***", "<e><s>a</s></e>");
    assert_marks("*a **b** c*", "<e>a <s>b</s> c</e>");
    assert_marks("**a *b***", "<s>a <e>b</e></s>");
    assert_marks("**[a `b` *c*](#x)[^1]**", "<s><l #x>a <c>b</c> <e>c</e></l><n 1>[1]</n></s>");
    assert_marks("*a [b*](#x)", "*a <l #x>b*</l>");
    assert_marks("[a [b](#x) c](#y)", "[a <l #x>b</l> c](#y)");
    assert_marks("[a [b] c](#y)", "<l #y>a [b] c</l>");
    assert_marks("*a `b*`*", "<e>a <c>b*</c></e>");
}

// Examples of CommonMark 0.31, section 6.2, by number.
static void emphasis_follows_the_rules_of_commonmark(void **state)
{
    (void)state;
    assert_marks("a * foo bar*", "a * foo bar*");                              // 351
    assert_marks("a*\"foo\"*", "a*\"foo\"*");                                  // 352
    assert_marks("foo*bar*", "foo<e>bar</e>");                                 // 355
    assert_marks("5*6*78", "5<e>6</e>78");                                     // 356
    assert_marks("foo_bar_", "foo_bar_");                                      // 360
    assert_marks("aa_\"bb\"_cc", "aa_\"bb\"_cc");                              // 363
    assert_marks("foo-_(bar)_", "foo-<e>(bar)</e>");                           // 364
    assert_marks("_foo*", "_foo*");                                            // 365
    assert_marks("*(*foo)", "*(*foo)");                                        // 368
    assert_marks("*(*foo*)*", "<e>(<e>foo</e>)</e>");                          // 369
    assert_marks("_foo_bar_baz_", "<e>foo_bar_baz</e>");                       // 376
    assert_marks("**foo\"*bar*\"foo**", "<s>foo\"<e>bar</e>\"foo</s>");        // 395
    assert_marks("*foo**bar**baz*", "<e>foo<s>bar</s>baz</e>");                // 411
    assert_marks("*foo**bar*", "<e>foo**bar</e>");                             // 412
    assert_marks("foo***bar***baz", "foo<e><s>bar</s></e>baz");                // 416
    assert_marks("foo******bar*********baz", "foo<s><s><s>bar</s></s></s>***baz");  // 417
    assert_marks("**foo*", "*<e>foo</e>");                                     // 442
    assert_marks("*foo**", "<e>foo</e>*");                                     // 443
    assert_marks("****foo*", "***<e>foo</e>");                                 // 446
    assert_marks("*foo _bar* baz_", "<e>foo _bar</e> baz_");                   // 467
    assert_marks("**foo **bar baz**", "**foo <s>bar baz</s>");                 // 469
}

static void what_is_not_closed_is_plain(void **state)
{
    (void)state;
    assert_marks("2 * 3 * 4", "2 * 3 * 4");
    assert_marks("*a **b _c `d [e [^f ]", "*a **b _c `d [e [^f ]");
    assert_marks("[a] (b) [c]", "[a] (b) [c]");
    assert_marks("[a](b c) [a]() [](b) [ ](b) [a](b", "[a](b c) [a]() [](b) [ ](b) [a](b");
    assert_marks("snake_case_name", "snake_case_name");
    assert_marks("**** ____ ``", "**** ____ ``");
    assert_marks("[^] [^a b] [^\xE2\x80\xA6]", "[^] [^a b] <n \xE2\x80\xA6>[\xE2\x80\xA6]</n>");
}

static void a_backslash_makes_punctuation_plain(void **state)
{
    (void)state;
    assert_marks("\\*a\\* \\[b\\](c) \\`d\\` \\\\", "*a* [b](c) `d` \\");
    assert_marks("C:\\folder \\", "C:\\folder \\");
    assert_marks("`a\\`", "<c>a\\</c>");
    assert_marks("[a\\]](b)", "<l b>a]</l>");
    assert_marks("\\[^1]", "[^1]");
}

static void code_keeps_everything_but_one_space_at_both_ends(void **state)
{
    (void)state;
    assert_marks("`` a ` b ``", "<c>a ` b</c>");
    assert_marks("`  a  `", "<c> a </c>");
    assert_marks("` `", "<c> </c>");
    assert_marks("` a`", "<c> a</c>");
    assert_marks("`a``b`", "<c>a``b</c>");
    assert_marks("``a`b", "``a`b");
    assert_marks("`*a* [b](c) [^1]`", "<c>*a* [b](c) [^1]</c>");
}

static void a_target_may_have_parentheses_or_stand_in_angles(void **state)
{
    (void)state;
    assert_marks("[a](b(c)d)", "<l b(c)d>a</l>");
    assert_marks("[a](b\\)c)", "<l b)c>a</l>");
    assert_marks("[a](<b c)d>)", "<l b c)d>a</l>");
    assert_marks("[a]( b )", "<l b>a</l>");
    assert_marks("[a](<b)", "[a](<b)");
    assert_marks("[a](b\"t\")", "<l b\"t\">a</l>");
    assert_marks("[a](b \"t\")", "[a](b \"t\")");
    assert_marks("([a](b))", "(<l b>a</l>)");
}

static InlineText read_repeated(Arena *arena, const char *piece, size_t times)
{
    Buffer text = {0};
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&text, piece);
    InlineText result = inline_read(arena, buffer_text(&text), text.length);
    buffer_free(&text);
    return result;
}

static void spans_know_the_one_around_them_to_a_limit(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    InlineText text = inline_read(arena, "*a **b `c`** d* _e_", 19);
    assert_int_equal(text.span_count, 4);
    const int outer[] = {-1, 0, 1, -1};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(text.spans[i].outer, outer[i]);
    Buffer deep = {0};
    for (int i = 0; i < 100; i++)
        buffer_add_text(&deep, i % 2 ? "*a " : "_a ");
    for (int i = 0; i < 100; i++)
        buffer_add_text(&deep, i % 2 ? " a_" : " a*");
    text = inline_read(arena, deep.bytes, deep.length);
    assert_int_equal(text.span_count, MARKS_DEPTH);
    assert_null(memchr(text.text, '*', text.length));
    buffer_free(&deep);
    arena_free(arena);
}

static double seconds(const char *piece, size_t times)
{
    Arena *arena = arena_new();
    clock_t start = clock();
    InlineText text = read_repeated(arena, piece, times);
    double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_true(text.length <= strlen(piece) * times);
    arena_free(arena);
    return taken;
}

// Quadratic, four times the length takes sixteen times as long, and a million bytes take minutes.
static void hostile_marks_take_linear_time(void **state)
{
    (void)state;
    const char *const pieces[] = {
        "*", "_", "[", "]", "`", "\\", "*a", "*a ", "a* ", "*a_ ", "_a *b", "a**b c* ", "**a *b", "[a](", "[a](<b", "[a](b", "[a](b) ", "[*a", "*[a](b)",
        "](", "[^", "[^a", "[^a]", "`a", "``a`", "\\``", "* ", "*a*", "***a**b", "[](", "[ ](b)",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t times = 1000000 / strlen(pieces[i]);
        double quarter = seconds(pieces[i], times / 4), whole = seconds(pieces[i], times);
        if (whole > 8 * quarter + 0.5)
            fail_msg("\"%s\": %f s for a quarter, %f s for the whole", pieces[i], quarter, whole);
    }
}

static void tick_runs_of_all_lengths_take_linear_time(void **state)
{
    (void)state;
    Buffer text = {0};
    for (int length = 1; text.length < 4000000; length++) {
        buffer_add_repeated(&text, '`', length);
        buffer_add_char(&text, 'a');
    }
    Arena *arena = arena_new();
    clock_t start = clock();
    InlineText result = inline_read(arena, text.bytes, text.length);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);
    assert_int_equal(result.length, text.length);
    arena_free(arena);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mark_shows_its_text_only),
        cmocka_unit_test(marks_nest),
        cmocka_unit_test(emphasis_follows_the_rules_of_commonmark),
        cmocka_unit_test(what_is_not_closed_is_plain),
        cmocka_unit_test(a_backslash_makes_punctuation_plain),
        cmocka_unit_test(code_keeps_everything_but_one_space_at_both_ends),
        cmocka_unit_test(a_target_may_have_parentheses_or_stand_in_angles),
        cmocka_unit_test(spans_know_the_one_around_them_to_a_limit),
        cmocka_unit_test(hostile_marks_take_linear_time),
        cmocka_unit_test(tick_runs_of_all_lengths_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
