// text/hyphenate: which words are parted, and lines that end with a hyphen. With libhyphen and Debian's dictionaries; skipped without.
#include "random.h"
#include "session.h"
#include "text/cluster.h"
#include "text/hyphenate.h"
#include "text/lines.h"

// The text with "-" where a word may be parted.
static void assert_parts(const char *language, const char *text, const char *expected)
{
    Hyphenator *hyphenator = hyphenator_new();
    const size_t length = strlen(text);
    unsigned char *breaks = calloc(length + 1, 1);
    Buffer shown = {0};
    hyphenate(hyphenator, text, length, language, breaks, 1);
    for (size_t i = 0; i < length; i++) {
        buffer_add_text(&shown, breaks[i] ? "-" : "");
        buffer_add_char(&shown, text[i]);
    }
    assert_string_equal(buffer_text(&shown), expected);
    buffer_free(&shown);
    free(breaks);
    hyphenator_free(hyphenator);
}

static void words_are_parted_as_their_language_has_it(void **state)
{
    (void)state;
    assert_parts("en", "Hyphenation of trafficking", "Hy-phen-ation of traf-fick-ing");
    assert_parts("de", "Menschenhandel, Zwangsarbeit", "Men-schen-han-del, Zwangs-ar-beit");
    assert_parts("de-CH", "Gef\u00E4ngnisstrafe", "Ge-f\u00E4ng-nis-strafe");     // its dictionary is in ISO 8859-1
    assert_parts("fr", "l\u2019exploitation humaine", "l\u2019ex-ploi-ta-tion hu-maine");
    assert_parts("ru", "\u043E\u0440\u0433\u0430\u043D\u0438\u0437\u0430\u0446\u0438\u044F", "\u043E\u0440\u0433\u0430-\u043D\u0438-\u0437\u0430-\u0446\u0438\u044F"); // KOI8-R
}

static void only_whole_words_are_parted(void **state)
{
    static const char *const whole[] = {"UNESCO", "JavaScript", "trafficking2", "2trafficking", "https://trafficking.example/trafficking",
        "www.trafficking.example", "trafficking@trafficking.example", "--trafficking", "/usr/trafficking", "trafficking_trafficking",
        "trafficking-related", "well-trafficking", "trafficking/smuggling", "only", "a", "trafficking.org", "$trafficking",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_parts("en", whole[i], whole[i]);
    assert_parts("en", "(\u201CTrafficking\u201D), trafficking!", "(\u201CTraf-fick-ing\u201D), traf-fick-ing!");
}

static void a_language_without_a_dictionary_parts_nothing(void **state)
{
    static const char *const languages[] = {"", "tlh", "th", "x", "../../../etc/passwd", "a-tag-that-is-much-longer-than-any-that-there-is"};
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        assert_parts(languages[i], "trafficking", "trafficking");
    assert_parts("en", "", "");
}

// A spelling that changes at the hyphen would show what nobody wrote: asszony is asz-szony.
static void a_word_whose_spelling_would_change_is_not_parted_there(void **state)
{
    (void)state;
    assert_parts("hu", "asszonnyal", "asszonnyal");
    assert_parts("hu", "Magyarorsz\u00E1g", "Ma-gyar-or-sz\u00E1g");
}

static char *shown_lines(LineBreaker *breaker, const char *text, int cells)
{
    TextLine *lines = NULL;
    Buffer shown = {0};
    size_t count = break_lines(breaker, text, strlen(text), "en", cells, cells, &lines);
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&shown, i ? "|" : "");
        buffer_add(&shown, text + lines[i].start, lines[i].end - lines[i].start);
        buffer_add_text(&shown, lines[i].hyphen ? "-" : "");
        assert_in_range(lines[i].width, 0, cells);
        assert_int_equal(lines[i].width, text_width(&widths_standard, text + lines[i].start, lines[i].end - lines[i].start) + lines[i].hyphen);
    }
    free(lines);
    return buffer_take(&shown);
}

static void assert_lines(LineBreaker *breaker, int cells, const char *text, const char *expected)
{
    char *shown = shown_lines(breaker, text, cells);
    assert_string_equal(shown, expected);
    free(shown);
}

static void lines_end_with_a_hyphen_only_where_it_is_asked_for(void **state)
{
    (void)state;
    LineBreaker *breaker = line_breaker_new();
    assert_lines(breaker, 16, "the word hyphenation here", "the word|hyphenation here");
    line_breaker_set_hyphenation(breaker, true);
    assert_lines(breaker, 16, "the word hyphenation here", "the word hyphen-|ation here");
    assert_lines(breaker, 15, "the word hyphenation here", "the word hy-|phenation here");
    assert_lines(breaker, 9, "the word hyphenation here", "the word|hyphen-|ation|here");     // two cells are not worth a hyphen
    assert_lines(breaker, 4, "hyphenation", "hy-|phen|atio|n");                              // no room for a hyphen
    line_breaker_set_hyphenation(breaker, false);
    assert_lines(breaker, 16, "the word hyphenation here", "the word|hyphenation here");
    line_breaker_free(breaker);
}

static void code_stays_whole(void **state)
{
    (void)state;
    LineBreaker *breaker = line_breaker_new();
    const TextRange code = {9, 20};
    line_breaker_set_hyphenation(breaker, true);
    line_breaker_keep_whole(breaker, &code, 1);
    assert_lines(breaker, 16, "the word hyphenation here", "the word|hyphenation here");
    line_breaker_keep_whole(breaker, NULL, 0);
    assert_lines(breaker, 16, "the word hyphenation here", "the word hyphen-|ation here");
    line_breaker_free(breaker);
}

static int count_lines(Session *session, const char *expected)
{
    int count = 0;
    for (int i = 0; i < layout_line_count(session->reader->shown); i++) {
        char *text = line_text(session, i);
        count += strcmp(text, expected) == 0;
        free(text);
    }
    return count;
}

static Session *open_words(bool is_hyphenated, ScreenReader screen_reader)
{
    static const char *const files[] = {"report.yaml",
        "lectern: 1\nid: words\ntitle: Words\nlanguage: en\nchapters:\n  - id: a\n    title: Title of hyphenation\n    body:\n"
        "      - the word hyphenation here\n      - the word `hyphenation` here\n      - verse: the word hyphenation here\n"
        "      - section: the word hyphenation here\n        body: [Text.]\n", NULL};
    Settings settings = settings_default();
    char *folder = session_report(files);
    settings.is_hyphenated = is_hyphenated;
    settings.screen_reader = screen_reader;
    return session_open_with(settings, path_in(folder, "report.yaml"), folder, 24, 18);
}

// Of a paragraph only, and never for who hears it.
static void the_page_has_hyphens_where_the_setting_is_on(void **state)
{
    (void)state;
    Session *session = open_words(true, SCREEN_READER_OFF);
    assert_int_equal(count_lines(session, "the word hyphen -"), 1);
    session_close(session);
    session = open_words(false, SCREEN_READER_OFF);
    assert_int_equal(count_lines(session, "the word hyphen -"), 0);
    session_close(session);
    session = open_words(true, SCREEN_READER_PAGE);
    assert_int_equal(count_lines(session, "the word hyphen -"), 0);
    session_close(session);
}

static const uint32_t samples[] = {'a', 'b', 'e', 'n', 'r', 's', 't', 'i', 'o', 'g', 'a', 'e', 'n', 'm', 'l', 'u', 'd', 'k', 'e', 't', 'i', ' ', ' ', ' ', '-', '.', '\'', 'X', '5', '/', 0xE4, 0xDF, 0x301, 0x308, 0x2019, 0x430, 0x4E2D,
    0xAD, 0x1F468};

// Any text, in every language that has a dictionary here and some that have none.
static void random_text_is_parted_between_letters_only(void **state)
{
    static const char *const languages[] = {"en", "de", "fr", "hu", "ru", "xx"};
    (void)state;
    Random random = {77};
    Hyphenator *hyphenator = hyphenator_new();
    size_t parts = 0;
    for (int round = 0; round < 6000; round++) {
        Buffer text = {0};
        for (int i = 0; i < 80; i++)
            add_codepoint(&text, random_codepoint(&random, samples, sizeof samples / sizeof *samples));
        unsigned char *breaks = calloc(text.length + 1, 1);
        hyphenate(hyphenator, text.bytes, text.length, languages[round % 6], breaks, 1);
        for (size_t at = 0; at < text.length; at++)
            if (breaks[at]) {
                size_t before = at, behind = at;
                assert_true(at > 0 && utf8_is_word(utf8_previous(text.bytes, &before)) && utf8_is_word(utf8_next(text.bytes, text.length, &behind)));
                parts++;
            }
        free(breaks);
        buffer_free(&text);
    }
    hyphenator_free(hyphenator);
    assert_true(parts > 300);
}

static bool is_installed(void)
{
    static const char *const needed[] = {"en", "de", "fr", "hu", "ru"};
    Hyphenator *hyphenator = hyphenator_new();
    bool is_all = true;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        is_all = is_all && hyphenator_knows(hyphenator, needed[i]);
    hyphenator_free(hyphenator);
    return is_all;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_parted_as_their_language_has_it),
        cmocka_unit_test(only_whole_words_are_parted),
        cmocka_unit_test(a_language_without_a_dictionary_parts_nothing),
        cmocka_unit_test(a_word_whose_spelling_would_change_is_not_parted_there),
        cmocka_unit_test(lines_end_with_a_hyphen_only_where_it_is_asked_for),
        cmocka_unit_test(code_stays_whole),
        cmocka_unit_test(the_page_has_hyphens_where_the_setting_is_on),
        cmocka_unit_test(random_text_is_parted_between_letters_only),
    };
    if (!is_installed()) {
        puts("1..0 # SKIP libhyphen or a dictionary is not here (Debian: libhyphen0 hyphen-de hyphen-en-us hyphen-fr hyphen-hu hyphen-ru)");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
