// Where lines may end in one paragraph.
#include "text/breaks.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "text/breaks_judge.h"
#include "text/character.h"
#include "text/dictionary.h"
#include "text/hyphenate.h"
#include "text/icu.h"
#include "text/line_rules.h"
#include "text/utf8.h"

// The text at hand.
typedef struct {
    const char *text;
    size_t length;
    const char *language;
    const LineRules *rules;     // NULL: ICU is asked
    size_t found;               // what is before this byte needs not be found any more
} Task;

struct LineBreaker {
    IteratorCache iterators;
    Task task;
    unsigned char *breaks;  // of the text at hand
    size_t capacity;
    Stretches stretches;    // of the text at hand: those in scripts written without spaces
    Widths widths;
    Hyphenator *hyphenator; // NULL: not needed yet
    bool hyphenates;
    const TextRange *whole; // in the next text: not to be hyphenated
    size_t whole_count;
};

LineBreaker *line_breaker_new(void)
{
    return memory_new(1, sizeof(LineBreaker));
}

void line_breaker_free(LineBreaker *breaker)
{
    if (!breaker)
        return;
    iterator_cache_close(&breaker->iterators);
    hyphenator_free(breaker->hyphenator);
    stretches_free(&breaker->stretches);
    free(breaker->breaks);
    free(breaker);
}

void line_breaker_set_widths(LineBreaker *breaker, Widths widths)
{
    breaker->widths = widths;
}

const Widths *line_breaker_widths(const LineBreaker *breaker)
{
    return &breaker->widths;
}

void line_breaker_set_hyphenation(LineBreaker *breaker, bool is_on)
{
    breaker->hyphenates = is_on;
}

void line_breaker_keep_whole(LineBreaker *breaker, const TextRange *ranges, size_t count)
{
    breaker->whole = ranges;
    breaker->whole_count = count;
}

static bool is_language(const char *tag, const char *language)
{
    size_t length = strlen(language);
    return strncmp(tag, language, length) == 0 && (tag[length] == '\0' || tag[length] == '-');
}

// Japanese by default lets a line begin with small kana and the long-vowel mark; everybody else is strict anyhow.
static UBreakIterator *open_iterator(const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    bool is_japanese = is_language(language, "ja");
    icu_locale_name(locale, language, is_japanese ? "lb" : NULL, "strict");
    return icu_breaks_open(UBRK_LINE, locale);
}

// A script and a region, no more: "-Hant-TW".
static bool are_plain_subtags(const char *rest)
{
    while (*rest == '-') {
        const size_t length = strcspn(++rest, "-");
        if (length != 2 && length != 4)
            return false;
        rest += length;
    }
    return *rest == '\0';
}

// Which of the tables holds for a language; NULL: none does. ICU takes more from a tag than its language: "en-u-lb-loose", and old tags such as
// "zh-min-nan", which is not Chinese to it.
static const LineRules *rules_for(const char *language)
{
    size_t letters = 0;
    while (language[letters] >= 'a' && language[letters] <= 'z')
        letters++;
    if (!line_rules->columns || letters == 1 || letters > 3 || !are_plain_subtags(language + letters))
        return NULL;
    return &line_rules[is_language(language, "ja") || is_language(language, "zh") ? LINE_RULES_CHINESE_JAPANESE : LINE_RULES_COMMON];
}

// Returns behind the next break of the rules, from one of them on.
static size_t add_rule_break(LineBreaker *breaker, size_t at, bool *has_dictionary)
{
    const Task *task = &breaker->task;
    const size_t end = line_rules_next(task->rules, task->text, task->length, at, has_dictionary);
    if (end < task->length)
        breaker->breaks[end] = BREAK_GOOD;
    return end;
}

// The breaks of the rules, and those of dictionaries within.
static void add_rule_breaks(LineBreaker *breaker)
{
    const Task *task = &breaker->task;
    Stretches *stretches = &breaker->stretches;
    for (size_t at = 0, end; at < task->length; at = end) {
        bool has_dictionary = false;
        end = add_rule_break(breaker, at, &has_dictionary);
        if (has_dictionary)
            stretches_add(stretches, task->text, at, end);
    }
    UBreakIterator *iterator = stretches->count ? iterator_cached(&breaker->iterators, open_iterator, "") : NULL;
    if (iterator)
        stretches_find(stretches, iterator, STRETCHES_BY_DICTIONARY, breaker->breaks, BREAK_GOOD);
}

static void add_icu_breaks(LineBreaker *breaker)
{
    const Task *task = &breaker->task;
    UBreakIterator *iterator = iterator_cached(&breaker->iterators, open_iterator, task->language);
    if (!iterator)
        return;
    stretches_add(&breaker->stretches, task->text, 0, task->length);
    stretches_find(&breaker->stretches, iterator, STRETCHES_BY_RULES, breaker->breaks, BREAK_GOOD);
}

// From a break on, up to the next word.
static void judge_found(const LineBreaker *breaker, size_t from, size_t to)
{
    const Task *task = &breaker->task;
    breaks_judge(breaker->breaks + from, task->text + from, to - from, is_language(task->language, "fr"));
}

static void add_hyphens(LineBreaker *breaker)
{
    const Task *task = &breaker->task;
    if (!breaker->hyphenates)
        return;
    if (!breaker->hyphenator)
        breaker->hyphenator = hyphenator_new();
    hyphenate(breaker->hyphenator, task->text, task->length, task->language, breaker->breaks, BREAK_HYPHEN);
    for (size_t i = 0; i < breaker->whole_count; i++)
        for (size_t at = breaker->whole[i].start; at < breaker->whole[i].end && at < task->length; at++)
            if (breaker->breaks[at] == BREAK_HYPHEN)
                breaker->breaks[at] = BREAK_NONE;
}

static bool is_letter_or_digit(char c)
{
    const char small = (char)(c | ' ');
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9');
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

// Of a script whose words dictionaries find; not one that joins what is before it, nor one that says a word again.
static bool is_letter_of_dictionary(const Character *of)
{
    return of->line_class == U_LB_COMPLEX_CONTEXT && of->category == U_OTHER_LETTER && of->cluster_class == U_GCB_OTHER;
}

// A letter of an alphabet, an ideograph, a syllable of Korean or a digit.
static bool begins_certainly(const char *text, size_t length, size_t at)
{
    if (is_ascii(text[at]))
        return is_letter_or_digit(text[at]);
    const Character *of = character(utf8_next(text, length, &at));
    switch ((ULineBreak)of->line_class) {
    case U_LB_ALPHABETIC: case U_LB_HEBREW_LETTER: case U_LB_IDEOGRAPHIC: case U_LB_H2: case U_LB_H3: return true;
    default: return is_letter_of_dictionary(of);
    }
}

static bool is_mark_of_dictionary(const Character *of)
{
    return of->line_class == U_LB_COMPLEX_CONTEXT && U_MASK(of->category) & U_GC_M_MASK;
}

// Behind what the marks at the end of a Thai word stand on: many end with one. 0: there is nothing, or more marks than a word has.
static size_t behind_base(const char *text, size_t at)
{
    enum { MARKS_MOST = 4 };
    for (int marks = 0; at && marks <= MARKS_MOST; marks++) {
        size_t begin = at;
        if (is_ascii(text[at - 1]) || !is_mark_of_dictionary(character(utf8_previous(text, &begin))))
            return at;
        at = begin;
    }
    return 0;
}

// No space, bracket or quotation mark that opens, with marks on it or without, nor another mark, which may stand on one.
static bool ends_certainly(const char *text, size_t at)
{
    at = behind_base(text, at);
    if (!at)
        return false;
    const char last = text[at - 1];
    if (is_ascii(last))
        return last > ' ' && last != '(' && last != '[' && last != '{';
    const Character *of = character(utf8_previous(text, &at));
    return !of->is_space && of->line_class != U_LB_OPEN_PUNCTUATION && of->line_class != U_LB_QUOTATION && of->line_class != U_LB_COMBINING_MARK &&
        of->line_class != U_LB_ZWJ;
}

static bool is_between_ideographs(const char *text, size_t length, size_t at)
{
    size_t begin = at, end = at;
    return ((unsigned char)text[at] & 0xC0) == 0xC0 && !is_ascii(text[at - 1]) && are_ideographs(utf8_previous(text, &begin), utf8_next(text, length, &end));
}

// Between words, behind one space, or between two ideographs: a good break whatever else stands there. What is before it and what is behind it can be
// found apart.
static bool is_certain(const char *text, size_t length, size_t at)
{
    if (at < 2 || at >= length)
        return false;
    if (text[at - 1] == ' ')
        return begins_certainly(text, length, at) && ends_certainly(text, at - 1);
    return is_between_ideographs(text, length, at);
}

static const char *tag_of(const char *language)
{
    return language && strlen(language) < ITERATOR_LANGUAGE_BYTES ? language : "";
}

static void start_task(LineBreaker *breaker, const char *text, size_t length, const char *language)
{
    language = tag_of(language);
    breaker->task = (Task){.text = text, .length = length, .language = language, .rules = rules_for(language)};
    if (length > breaker->capacity) {
        breaker->capacity = length * 2;
        breaker->breaks = memory_resize(breaker->breaks, breaker->capacity, 1);
    }
    if (length)
        memset(breaker->breaks, BREAK_NONE, length);
}

const unsigned char *breaks_find(LineBreaker *breaker, const char *text, size_t length, const char *language)
{
    start_task(breaker, text, length, language);
    if (!length)
        return breaker->breaks;
    if (breaker->task.rules)
        add_rule_breaks(breaker);
    else
        add_icu_breaks(breaker);
    judge_found(breaker, 0, length);
    add_hyphens(breaker);
    breaker->task.found = length;
    return breaker->breaks;
}

const unsigned char *breaks_begin(LineBreaker *breaker, const char *text, size_t length, const char *language)
{
    start_task(breaker, text, length, language);
    if (!breaker->task.rules || breaker->hyphenates)
        return breaks_find(breaker, text, length, language);
    return breaker->breaks;
}

// Within a word of letters and digits nothing breaks: where `at` is in one that begins at a certain break, that is all there is to find.
static size_t short_word_start(const Task *task, size_t at)
{
    enum { BYTES_MOST = 32 };   // so that all lines of a word without end are linear
    const size_t least = at > task->found + BYTES_MOST ? at - BYTES_MOST : task->found;
    size_t start = at;
    while (start > least && is_letter_or_digit(task->text[start]))
        start--;
    return start + 1;
}

static bool reach_by_rules(LineBreaker *breaker, size_t at)
{
    Task *task = &breaker->task;
    size_t begin = at, end = at;
    bool has_dictionary = false;
    while (begin > task->found && !is_certain(task->text, task->length, begin))
        begin--;
    while (end < task->length && !is_certain(task->text, task->length, end))
        end++;
    if (begin)
        breaker->breaks[begin] = BREAK_GOOD;
    for (size_t next = begin; next < end && !has_dictionary;)
        next = add_rule_break(breaker, next, &has_dictionary);
    judge_found(breaker, begin, end);
    task->found = end;
    return !has_dictionary;
}

bool breaks_reach(LineBreaker *breaker, size_t at)
{
    Task *task = &breaker->task;
    if (at < task->found)
        return true;
    const size_t start = short_word_start(task, at);
    if (start > at || !is_certain(task->text, task->length, start))
        return reach_by_rules(breaker, at);
    breaker->breaks[start] = BREAK_GOOD;
    task->found = start;
    return true;
}

size_t breaks_apart(const char *text, size_t length, const char *language, size_t at)
{
    if (!rules_for(tag_of(language)))
        return length;
    while (at < length && !is_certain(text, length, at))
        at++;
    return at < length ? at : length;
}

size_t breaks_apart_before(const char *text, size_t length, const char *language, size_t at, size_t least)
{
    if (!rules_for(tag_of(language)))
        return least;
    while (at > least && !is_certain(text, length, at))
        at--;
    return at;
}
