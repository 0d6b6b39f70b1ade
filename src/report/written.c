// A text as it stands in the file, line by line.
#include "report/written.h"
#include <string.h>
#include "base/eight.h"
#include "text/lines.h"
#include "text/utf8.h"

// Value and source side by side. Both have the same words; between them stands white space, which YAML may have folded.
typedef struct {
    const char *value;
    size_t length, at;
    const char *source;
    size_t source_length, source_at;
    char quote;             // of the scalar: ', ", or 0
    bool is_block;
} Walk;

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char style_of(const YamlFile *file, const YamlNode *scalar)
{
    return scalar->offset < file->length && scalar->style != YAML_PLAIN ? file->bytes[scalar->offset] : 0;
}

static bool may_be_folded(const YamlFile *file, const YamlNode *scalar)
{
    if (scalar->style == YAML_BLOCK)
        return style_of(file, scalar) == '>';
    return memchr(scalar->text, '\n', scalar->length) || memchr(scalar->text, ' ', scalar->length);
}

static Walk walk_start(const YamlFile *file, const YamlNode *scalar)
{
    Walk walk = {.value = scalar->text, .length = scalar->length, .source = file->bytes, .source_length = file->length,
                 .source_at = scalar->offset, .is_block = scalar->style == YAML_BLOCK};
    if (scalar->style == YAML_QUOTED) {
        walk.quote = file->bytes[scalar->offset];
        walk.source_at++;
    }
    while (walk.is_block && walk.source_at < walk.source_length && walk.source[walk.source_at] != '\n')
        walk.source_at++;
    return walk;
}

// Length of the escape that begins at a backslash between double quotes.
static size_t escape_length(const Walk *walk)
{
    if (walk->source_at + 1 >= walk->source_length)
        return 1;
    switch (walk->source[walk->source_at + 1]) {
    case 'x': return 4;
    case 'u': return 6;
    case 'U': return 10;
    default: return 2;
    }
}

static bool at_escape(const Walk *walk)
{
    return walk->quote == '"' && walk->source_at < walk->source_length && walk->source[walk->source_at] == '\\';
}

// White space of the source from here on; returns how many line ends are in it.
static size_t skip_source_white(Walk *walk)
{
    size_t ends = 0;
    for (; walk->source_at < walk->source_length && is_white(walk->source[walk->source_at]); walk->source_at++)
        ends += walk->source[walk->source_at] == '\n';
    return ends;
}

// An escaped line end stands for nothing, and so does the white space behind it.
static bool skip_continuation(Walk *walk)
{
    if (!at_escape(walk) || walk->source_at + 1 >= walk->source_length || !strchr("\r\n", walk->source[walk->source_at + 1]))
        return false;
    walk->source_at++;
    skip_source_white(walk);
    return true;
}

// Whether one space stands between two words there.
static bool is_single_space(const char *text, size_t length, size_t at)
{
    return text[at] == ' ' && at + 1 < length && !is_white(text[at + 1]);
}

// Of eight bytes those that are not certain to be a part of words with single spaces between them: it takes the next byte to tell of the last.
static Eight uncertain(Eight eight)
{
    const Eight spaces = eight_equal(eight, ' '), ends = eight_range(eight, '\t', '\r');
    return ends | (spaces & eight_behind(spaces | ends, true));
}

static size_t same_eights(const char *value, const char *source, size_t most, char special)
{
    size_t length = 0;
    while (most - length >= EIGHT_BYTES) {
        const Eight of_source = eight_at(source + length), of_value = eight_at(value + length);
        const size_t same = eight_first(eight_differs(of_source, of_value) | uncertain(of_source) | eight_equal(of_source, special));
        length += same;
        if (same < EIGHT_BYTES)
            break;
    }
    return length;
}

// What stands in both as it is, from here on: words, and single spaces between them.
static size_t same_length(const Walk *walk)
{
    const size_t value_left = walk->length - walk->at, source_left = walk->source_length - walk->source_at;
    const size_t most = value_left < source_left ? value_left : source_left;
    const char *value = walk->value + walk->at, *source = walk->source + walk->source_at, special = walk->quote == '"' ? '\\' : walk->quote;
    size_t length = 0;
    for (;; length++) {
        length += same_eights(value + length, source + length, most - length, special);
        const bool is_same = length < most && value[length] == source[length] && source[length] != special;
        if (!is_same || (is_white(source[length]) && !(is_single_space(source, most, length) && is_single_space(value, most, length))))
            return length;
    }
}

// What both have of words, at least one code point; false where they differ.
static bool step_words(Walk *walk, Buffer *out)
{
    const size_t from = walk->at, same = same_length(walk);
    walk->at += same;
    walk->source_at += same;
    if (same) {
        buffer_add(out, walk->value + from, same);
        return true;
    }
    if (at_escape(walk)) {
        utf8_next(walk->value, walk->length, &walk->at);
        walk->source_at += escape_length(walk);
    } else {
        if (walk->source_at >= walk->source_length || walk->source[walk->source_at] != walk->value[walk->at])
            return false;
        walk->source_at += walk->quote == '\'' && walk->value[walk->at] == '\'' ? 2 : 1;
        walk->at++;
    }
    buffer_add(out, walk->value + from, walk->at - from);
    return true;
}

// A run of white space: what YAML made of it in the value is as long as it was, or folded.
static bool step_white(Walk *walk, Buffer *out)
{
    size_t source_from = walk->source_at, ends = skip_source_white(walk);
    size_t run = ends == 0 ? walk->source_at - source_from : ends == 1 ? 1 : ends - 1;
    size_t from = walk->at;
    while (walk->at < walk->length && is_white(walk->value[walk->at]) && (walk->is_block || walk->at - from < run))
        walk->at++;
    if (walk->at == from || source_from == walk->source_at)
        return false;
    if (ends)
        buffer_add_repeated(out, '\n', (int)ends);
    else
        buffer_add(out, walk->value + from, walk->at - from);
    return true;
}

static bool walk_all(Walk *walk, Buffer *out)
{
    if (walk->is_block) {
        skip_source_white(walk);
        while (walk->at < walk->length && is_white(walk->value[walk->at]))
            walk->at++;
    }
    while (walk->at < walk->length) {
        if (skip_continuation(walk))
            continue;
        bool is_gap = is_white(walk->value[walk->at]) && !at_escape(walk);
        if (!(is_gap ? step_white(walk, out) : step_words(walk, out)))
            return false;
    }
    return true;
}

void written_add(Buffer *out, const YamlFile *file, const YamlNode *scalar)
{
    size_t before = out->length;
    buffer_reserve(out, scalar->length);
    if (may_be_folded(file, scalar)) {
        Walk walk = walk_start(file, scalar);
        if (walk_all(&walk, out))
            return;
        buffer_cut(out, before);
    }
    buffer_add(out, scalar->text, scalar->length);
}

static size_t white_end(const char *text, size_t length, size_t at)
{
    while (at < length && is_white(text[at]))
        at++;
    return at;
}

int written_blank_line(const Buffer *written, const YamlNode *scalar)
{
    const char *text = buffer_text(written), *behind = text + written->length;
    int line = scalar->style == YAML_BLOCK;
    bool has_text = false;
    for (const char *at = text, *end; (end = memchr(at, '\n', (size_t)(behind - at))); at = end + 1) {
        has_text = has_text || white_end(at, (size_t)(end - at), 0) < (size_t)(end - at);
        line++;
        const char *gap = end + 1 + strspn(end + 1, " \t");
        if (has_text && *gap == '\n')
            return gap[strspn(gap, " \t\n")] ? line : -1;
    }
    return -1;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

// Whether nothing takes the place of the white space between two words.
static bool vanishes(const char *text, size_t length, size_t at, size_t word)
{
    if (!memchr(text + at, '\n', word - at))
        return false;
    const uint32_t before = utf8_previous(text, &at);
    return line_end_vanishes(before, utf8_next(text, length, &word));
}

// Behind the words from `at` on that have single spaces between them.
static size_t words_end(const char *text, size_t length, size_t at)
{
    for (;; at++) {
        size_t certain = EIGHT_BYTES;
        while (certain == EIGHT_BYTES && length - at >= EIGHT_BYTES) {
            certain = eight_first(uncertain(eight_at(text + at)));
            at += certain;
        }
        if (at == length || (is_gap(text[at]) && !is_single_space(text, length, at)))
            return at;
    }
}

void written_join(Buffer *out, const char *text, size_t length)
{
    const size_t begin = out->length;
    buffer_reserve(out, length);
    for (size_t at = 0, end; at < length; at = end) {
        size_t word = at;
        while (word < length && is_gap(text[word]))
            word++;
        end = words_end(text, length, word);
        if (word > at && word < length && out->length > begin && !vanishes(text, length, at, word))
            buffer_add_char(out, ' ');
        buffer_add(out, text + word, end - word);
    }
}
