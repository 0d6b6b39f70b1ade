// text/bidi, text/shape, text/visual: lines as they are seen, written here from left to right.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ushape.h>
#include "random.h"
#include "text/bidi.h"
#include "text/cluster.h"
#include "text/shape.h"
#include "text/visual.h"

static const uint32_t samples[] = {'a', 'Z', '1', ' ', '(', ')', '[', ',', '+', 0x301, 0x5D0, 0x5E9, 0x5B0, 0x644, 0x627, 0x622, 0x628, 0x64E, 0x651,
    0x661, 0x6F1, 0x200C, 0x200D, 0x2066, 0x2067, 0x2068, 0x2069, 0x4E2D, 0x1F468, 0x1F1E6, 0xAD, 0x10800, 0x1E900};

static const Widths of_joined = {.is_shaped = true};

static void assert_seen_with(const Widths *widths, const char *text, BidiBase base, const char *seen)
{
    Visual visual = {0};
    visual_set_text(&visual, widths, text, strlen(text), base);
    Buffer shown = {0};
    for (size_t i = 0; i < visual.count; i++)
        if (visual.glyphs[i].width)
            buffer_add(&shown, visual.text.bytes + visual.glyphs[i].shown, visual.glyphs[i].length);
    assert_string_equal(buffer_text(&shown), seen);
    buffer_free(&shown);
    visual_free(&visual);
}

static void assert_seen(const char *text, BidiBase base, const char *seen)
{
    assert_seen_with(&of_joined, text, base, seen);
}

static void a_line_is_seen_in_the_order_of_its_scripts(void **state)
{
    (void)state;
    assert_seen("plain words.", BIDI_LTR, "plain words.");
    assert_seen("plain words.", BIDI_RTL, ".plain words");
    assert_seen("\u05D0\u05D1\u05D2 abc 123.", BIDI_RTL, ".abc 123 \u05D2\u05D1\u05D0");
    assert_seen("abc \u05D0\u05D1\u05D2 def", BIDI_LTR, "abc \u05D2\u05D1\u05D0 def");
    assert_seen("\u05D0\u05D1 12 \u05D2\u05D3", BIDI_LTR, "\u05D3\u05D2 12 \u05D1\u05D0");
    assert_seen("", BIDI_RTL, "");
}

static void brackets_are_mirrored(void **state)
{
    (void)state;
    assert_seen("\u05D0 (\u05D1) <\u05D2", BIDI_RTL, "\u05D2> (\u05D1) \u05D0");
    assert_seen("a (\u05D1) c", BIDI_LTR, "a (\u05D1) c");
    assert_seen("2. [x]", BIDI_RTL, "[x] .2");
}

static void marks_stay_behind_their_letter(void **state)
{
    (void)state;
    assert_seen("\u05E9\u05C1\u05B8\u05DC\u05D5\u05DD", BIDI_RTL, "\u05DD\u05D5\u05DC\u05E9\u05C1\u05B8");
    assert_seen("e\u0301 \u05D0\u05B0", BIDI_LTR, "e\u0301 \u05D0\u05B0");
}

static void isolates_keep_what_is_in_them_together(void **state)
{
    (void)state;
    assert_seen("\u05D0 \u2066a, b\u2069, c", BIDI_RTL, "c ,a, b \u05D0");
    assert_seen("x \u2068\u05D0\u05D1\u2069: 3", BIDI_LTR, "x \u05D1\u05D0: 3");
    assert_seen("\u2067\u05D0", BIDI_LTR, "\u05D0");
    assert_seen("a\u2069\u2069 b", BIDI_LTR, "a b");
}

static void letters_join_as_their_neighbours_ask(void **state)
{
    (void)state;
    assert_seen("\u0643\u062A\u0628", BIDI_RTL, "\uFE90\uFE98\uFEDB");
    assert_seen("\u0648\u0631\u0642", BIDI_RTL, "\uFED5\uFEAD\uFEED");
    assert_seen("\u0645\u064F\u062D\u064E\u0645\u0651", BIDI_RTL, "\uFEE2\u0651\uFEA4\u064E\uFEE3\u064F");
    assert_seen("\u0628 \u0628", BIDI_RTL, "\uFE8F \uFE8F");
    assert_seen("\u0645\u06CC\u200C\u062E\u0648", BIDI_RTL, "\uFEEE\uFEA7\uFBFD\uFEE3");
    assert_seen("\u0647\u200D", BIDI_RTL, "\uFEEB");
    assert_seen("\u0639\u0644\u0649", BIDI_RTL, "\uFEF0\uFEE0\uFECB");
}

static void lam_and_alef_take_one_cell(void **state)
{
    (void)state;
    assert_seen("\u0644\u0627", BIDI_RTL, "\uFEFB");
    assert_seen("\u0633\u0644\u0627\u0645", BIDI_RTL, "\uFEE1\uFEFC\uFEB3");
    assert_seen("\u0644\u0651\u064E\u0627\u064B", BIDI_RTL, "\uFEFB\u0651\u064E\u064B");
    assert_seen("\u0644\u200C\u0627", BIDI_RTL, "\uFE8D\uFEDD");
    assert_int_equal(text_width(&of_joined, "\u0633\u0644\u0627\u0645", 8), 3);
    assert_int_equal(text_width(&widths_standard, "\u0633\u0644\u0627\u0645", 8), 4);
    int used;
    assert_int_equal(text_fit(&of_joined, "\u0644\u0627\u0645", 6, 1, &used), 4);
    assert_int_equal(used, 1);
}

// A character set may have the letters, but not their forms: ISO 8859-6.
static void letters_stay_plain_where_widths_say_so(void **state)
{
    (void)state;
    assert_seen_with(&widths_standard, "\u0633\u0644\u0627\u0645 (1)", BIDI_RTL, "(1) \u0645\u0627\u0644\u0633");
}

static void the_first_strong_letter_gives_the_direction(void **state)
{
    (void)state;
    BidiBase base = BIDI_LTR;
    assert_true(bidi_first_strong("12 (\u0628 a", 8, &base));
    assert_int_equal(base, BIDI_RTL);
    assert_true(bidi_first_strong("\u2067\u05D0\u2069 a", 10, &base));
    assert_int_equal(base, BIDI_LTR);
    assert_false(bidi_first_strong("12, 34", 6, &base));
    assert_false(bidi_first_strong("\u2067\u05D0 a", 7, &base));
}

// What the bytes tell must not miss a character that ICU would order.
static void bytes_tell_what_needs_no_order(void **state)
{
    (void)state;
    assert_false(bidi_is_needed("plain", strlen("plain")));
    for (uint32_t codepoint = 1; codepoint < 0x110000; codepoint++) {
        char bytes[4];
        const size_t length = (size_t)utf8_put(bytes, codepoint);
        const UCharDirection class = u_charDirection((UChar32)codepoint);
        const bool is_plain = class == U_LEFT_TO_RIGHT || class == U_EUROPEAN_NUMBER || class == U_EUROPEAN_NUMBER_SEPARATOR
            || class == U_EUROPEAN_NUMBER_TERMINATOR || class == U_COMMON_NUMBER_SEPARATOR || class == U_BLOCK_SEPARATOR
            || class == U_SEGMENT_SEPARATOR || class == U_WHITE_SPACE_NEUTRAL || class == U_OTHER_NEUTRAL || class == U_DIR_NON_SPACING_MARK
            || class == U_BOUNDARY_NEUTRAL || class == U_POP_DIRECTIONAL_FORMAT || class == U_POP_DIRECTIONAL_ISOLATE;
        if (!is_plain && (codepoint < 0xD800 || codepoint > 0xDFFF) && u_charType((UChar32)codepoint) != U_UNASSIGNED
            && !bidi_is_needed(bytes, length))
            fail_msg("U+%04X", codepoint);
    }
    assert_false(bidi_is_needed("\u4E2D\u0E01\u0915\u0531\uFF21\U0001F468", strlen("\u4E2D\u0E01\u0915\u0531\uFF21\U0001F468")));
}

// Every presentation form of a single letter that Unicode has is reached from its letter.
static void every_form_of_a_letter_is_used(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFKDInstance(&status);
    int forms = 0;
    for (UChar32 form = 0xFB50; form <= 0xFEF4; form++) {
        UChar letter[32];
        const int kind = u_getIntPropertyValue(form, UCHAR_DECOMPOSITION_TYPE);
        const bool is_form = kind == U_DT_ISOLATED || kind == U_DT_FINAL || kind == U_DT_INITIAL || kind == U_DT_MEDIAL;
        if (!is_form || unorm2_getRawDecomposition(normalizer, form, letter, 32, &status) != 1 || letter[0] == 0x677 || letter[0] < 0x621)
            continue;
        const bool joins_before = kind == U_DT_FINAL || kind == U_DT_MEDIAL, joins_on = kind == U_DT_INITIAL || kind == U_DT_MEDIAL;
        Buffer text = {0};
        size_t joined;
        add_codepoint(&text, joins_before ? 0x628 : 'x');
        add_codepoint(&text, letter[0]);
        add_codepoint(&text, joins_on ? 0x628 : 'x');
        assert_int_equal(shape_letter(text.bytes, 0, text.length, joins_before ? 2 : 1, &joined), form);
        buffer_free(&text);
        forms++;
    }
    assert_int_equal(forms, 241);
}

// Of words of bare letters ICU's own shaping makes the same, but for letters whose forms it does not know.
static void words_are_shaped_as_by_icu(void **state)
{
    (void)state;
    Random random = {5};
    static const uint32_t letters[] = {0x621, 0x622, 0x623, 0x624, 0x625, 0x626, 0x627, 0x628, 0x629, 0x62A, 0x62C, 0x62F, 0x631, 0x633, 0x635, 0x637,
        0x639, 0x641, 0x642, 0x643, 0x644, 0x644, 0x645, 0x646, 0x647, 0x648, 0x64A, 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC, ' '};
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0}, ours = {0}, theirs = {0};
        UChar units[12], shaped[12];
        const int32_t count = (int32_t)random_below(&random, 12) + 1;
        for (int32_t i = 0; i < count; i++)
            add_codepoint(&text, units[i] = (UChar)letters[random_below(&random, sizeof letters / sizeof *letters)]);
        UErrorCode status = U_ZERO_ERROR;
        const int32_t length = u_shapeArabic(units, count, shaped, 12, U_SHAPE_LETTERS_SHAPE | U_SHAPE_TEXT_DIRECTION_LOGICAL | U_SHAPE_LENGTH_GROW_SHRINK, &status);
        for (int32_t i = 0; i < length; i++)
            add_codepoint(&theirs, shaped[i] == 0x621 ? 0xFE80 : shaped[i]);
        for (size_t at = 0, joined; at < text.length;) {
            add_codepoint(&ours, shape_letter(text.bytes, 0, text.length, at, &joined));
            at = cluster_next(text.bytes, text.length, joined < text.length ? joined : at);
        }
        assert_string_equal(buffer_text(&ours), buffer_text(&theirs));
        buffer_free(&text);
        buffer_free(&ours);
        buffer_free(&theirs);
    }
}

static int width_of(const Visual *visual)
{
    int width = 0;
    for (size_t i = 0; i < visual->count; i++)
        width += visual->glyphs[i].width;
    return width;
}

// Each byte is shown once, in a glyph of whole clusters that is as wide as was measured; and the way back finds it.
static void any_text_is_shown_once(void **state)
{
    (void)state;
    Random random = {11};
    Visual visual = {0};
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0};
        for (uint32_t i = random_below(&random, 16) + 1; i > 0; i--)
            add_codepoint(&text, random_codepoint(&random, samples, sizeof samples / sizeof *samples));
        const BidiBase base = round % 2 ? BIDI_RTL : BIDI_LTR;
        unsigned char shown[80] = {0};
        visual_set_text(&visual, &of_joined, text.bytes, text.length, base);
        for (size_t i = 0; i < visual.count; i++) {
            const Glyph *glyph = &visual.glyphs[i];
            assert_int_equal(cluster_start(text.bytes, text.length, glyph->start), glyph->start);
            for (size_t byte = glyph->start; byte < glyph->end; byte++)
                assert_int_equal(shown[byte]++, 0);
            if (glyph->width)
                assert_in_range(visual_cell_of(&visual, glyph->start, base), 0, width_of(&visual) - 1);
        }
        for (size_t byte = 0; byte < text.length; byte++)
            if (text.bytes[byte] != '\n' && text.bytes[byte] != '\r')
                assert_int_equal(shown[byte], 1);
        assert_int_equal(width_of(&visual), text_width(&of_joined, text.bytes, text.length));
        buffer_free(&text);
    }
    visual_free(&visual);
}

static void add_random_letters(Buffer *text, Random *random, uint32_t count)
{
    static const char *const some[] = {"abc", " ", "\u05D0\u05D1\u05D2", "\u0628\u0634\u0631", "(\u05D0", "a)", ") ", "\u2067", "\u2069 ", "\u202E", "\u202Bx", "\u202C", "12%", "\u0661.",
        "\u2329a\u3009", "[", "]\u05D0", "\u2029", ", "};
    for (; count > 0; count--)
        if (random_below(random, 6))
            buffer_add_text(text, some[random_below(random, sizeof some / sizeof *some - (random_below(random, 8) ? 12 : 0))]);
        else
            add_codepoint(text, random_codepoint(random, samples, sizeof samples / sizeof *samples));
}

static void assert_same_runs(Bidi *bidi, Bidi *whole, const char *text, TextRange part, size_t start, size_t end)
{
    const BidiRun *some, *all;
    const size_t count = bidi_runs(whole, start, end, &all);
    const size_t found = bidi_runs(bidi, start - part.start, end - part.start, &some);
    if (found != count)
        fail_msg("%zu..%zu of \"%s\" in %zu..%zu: %zu runs, not %zu", start, end, text, part.start, part.end, found, count);
    for (size_t i = 0; i < count; i++)
        if (some[i].start + part.start != all[i].start || some[i].end + part.start != all[i].end || some[i].is_rtl != all[i].is_rtl)
            fail_msg("%zu..%zu of \"%s\": run %zu is %zu..%zu, not %zu..%zu", start, end, text, i, some[i].start + part.start, some[i].end + part.start, all[i].start, all[i].end);
}

// Lines of a text one behind the other, each by a part that holds it; returns how many parts there were.
static size_t check_parts(Bidi *bidi, Bidi *whole, const Buffer *text, Random *random, BidiBase base)
{
    TextRange part = {0};
    size_t parts = 0;
    bidi_set(whole, text->bytes, text->length, base);
    for (size_t start = 0, end; start < text->length; start = end) {
        end = start + 1 + random_below(random, 30);
        end = end < text->length ? cluster_start(text->bytes, text->length, end) : text->length;
        end = end > start ? end : cluster_next(text->bytes, text->length, start);
        if (end > part.end) {
            part = bidi_part(text->bytes, text->length, start >= part.end ? part.end : start >= part.start ? part.start : 0, start, end + random_below(random, 30));
            assert_true(part.start <= start && part.end >= end);
            bidi_set(bidi, text->bytes + part.start, part.end - part.start, base);
            parts++;
        }
        assert_same_runs(bidi, whole, text->bytes, part, start, end);
    }
    return parts;
}

static void a_part_is_seen_as_in_the_whole(void **state)
{
    (void)state;
    Random random = {12};
    Bidi *bidi = bidi_new(), *whole = bidi_new();
    size_t parts = 0;
    for (int round = 0; round < 5000; round++) {
        Buffer text = {0};
        add_random_letters(&text, &random, 10 + random_below(&random, 90));
        parts += check_parts(bidi, whole, &text, &random, round % 2 ? BIDI_RTL : BIDI_LTR);
        buffer_free(&text);
    }
    assert_true(parts > 5000 * 2);
    bidi_free(bidi);
    bidi_free(whole);
}

static long milliseconds_of(const char *text, size_t length)
{
    struct timespec begin, end;
    Visual visual = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    visual_set_text(&visual, &of_joined, text, length, BIDI_RTL);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    visual_free(&visual);
    return (end.tv_sec - begin.tv_sec) * 1000 + (end.tv_nsec - begin.tv_nsec) / 1000000;
}

// A megabyte of each in one line: quadratic work would take minutes.
static void a_megabyte_takes_linear_time(void **state)
{
    (void)state;
    static const char *const parts[] = {"\u0644\u0627", "\u0628\u064E", "\u2067a", "\u2069", "(\u05D0", "\u0301", "\u0644\u064E"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        Buffer text = {0};
        while (text.length < 1 << 20)
            buffer_add_text(&text, parts[i]);
        assert_in_range(milliseconds_of(text.bytes, text.length), 0, 20000);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_seen_in_the_order_of_its_scripts),
        cmocka_unit_test(brackets_are_mirrored),
        cmocka_unit_test(marks_stay_behind_their_letter),
        cmocka_unit_test(isolates_keep_what_is_in_them_together),
        cmocka_unit_test(letters_join_as_their_neighbours_ask),
        cmocka_unit_test(lam_and_alef_take_one_cell),
        cmocka_unit_test(letters_stay_plain_where_widths_say_so),
        cmocka_unit_test(the_first_strong_letter_gives_the_direction),
        cmocka_unit_test(bytes_tell_what_needs_no_order),
        cmocka_unit_test(every_form_of_a_letter_is_used),
        cmocka_unit_test(words_are_shaped_as_by_icu),
        cmocka_unit_test(any_text_is_shown_once),
        cmocka_unit_test(a_part_is_seen_as_in_the_whole),
        cmocka_unit_test(a_megabyte_takes_linear_time),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
