// Text as pandoc's Markdown.
#include <ctype.h>
#include <string.h>
#include "plain/markdown.h"
#include "plain/walk.h"
#include "text/utf8.h"

// Behind these pandoc makes a blank unbreakable: the words of its list of abbreviations, those of later versions too.
static const char *const abbreviations[] = {
    "Apr", "Aug", "Bros", "Capt", "Co", "Corp", "Ct", "Dec", "Dr", "Feb", "Fr", "Gen", "Gov", "Hon", "Inc", "Jan", "Jr", "Jul", "Jun", "Lt", "Ltd",
    "M.A", "M.D", "Mar", "Mr", "Mrs", "Ms", "No", "Nov", "Oct", "Ph.D", "Pres", "Prof", "Rep", "Rev", "Sen", "Sep", "Sept", "Sgt", "Sr", "St",
    "aet", "aetat", "al", "bk", "c", "cf", "ch", "chap", "chs", "col", "cp", "d", "e.g", "ed", "eds", "esp", "f", "fasc", "ff", "fig", "fl", "fol",
    "fols", "i.e", "ill", "incl", "n", "n.b", "nn", "p", "pp", "pt", "q.v", "s.v", "s.vv", "saec", "sec", "univ", "viz", "vol", "vs",
};

static bool is_abbreviation(const InlineText *text, size_t dot)
{
    size_t begin = dot;
    while (begin > 0 && (isalpha((unsigned char)text->text[begin - 1]) || text->text[begin - 1] == '.'))
        begin--;
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
        if (strlen(abbreviations[i]) == dot - begin && !memcmp(abbreviations[i], text->text + begin, dot - begin))
            return true;
    return false;
}

static char at(const InlineText *text, size_t byte)
{
    return byte < text->length ? text->text[byte] : '\0';
}

static bool is_blank_or_end(char c)
{
    return c == ' ' || c == '\0';
}

// Where the sign stands that would make the begin of the text a step of a list ("1.", "(a)", "xiv)"), a caption ("Table:") or a footnote
// ("[^1]:"); else the length.
static size_t find_opening(const InlineText *text)
{
    const Span *first = text->span_count ? text->spans : NULL;
    if (first && first->kind == SPAN_NOTE && first->start == 0)
        return at(text, first->end) == ':' ? first->end : text->length;
    size_t begin = at(text, 0) == '(', end = begin;
    while (isalnum((unsigned char)at(text, end)))
        end++;
    const char sign = at(text, end);
    if (sign == ':' && end == 5 && !strncasecmp(text->text, "table", end))
        return end;
    const bool is_numeral = strspn(text->text + begin, "0123456789") == end - begin || strspn(text->text + begin, "ivxlcdmIVXLCDM") >= end - begin ||
                            end - begin == 1;
    return end > begin && (sign == '.' || sign == ')') && is_numeral && is_blank_or_end(at(text, end + 1)) ? end : text->length;
}

static bool is_entity(const InlineText *text, size_t byte)
{
    size_t end = byte + 1 + (at(text, byte + 1) == '#');
    while (isalnum((unsigned char)at(text, end)))
        end++;
    return at(text, end) == ';' && end > byte + 1;
}

// `to`: where the piece ends: what is behind it may be a mark.
static bool needs_backslash(const InlineText *text, size_t byte, size_t to, size_t opening)
{
    const char c = text->text[byte], next = at(text, byte + 1);
    if (byte == opening || (byte == 0 && strchr("#>+:%", c)))
        return true;
    switch (c) {
    case '\\': case '`': case '*': case '_': case '[': case ']': case '{': case '<': case '^': case '~': case '$': case '@': case '|': case '"':
    case '\'':
        return true;
    case '#': return byte + 1 == text->length;
    case '&': return is_entity(text, byte);
    case '!': return byte + 1 == to && to < text->length;
    case '-': return next == '-' || (byte == 0 && is_blank_or_end(next));
    case '.': return (next == '.' && at(text, byte + 2) == '.') || (next == ' ' && is_abbreviation(text, byte));
    default: return false;
    }
}

typedef struct {
    Buffer *out;
    MarkdownPlace place;
    size_t opening;
    int emphasis, strong;       // how many are open
    SpanKind closed;            // the mark that was closed last,
    size_t closed_at;           // and where `out` ended then; 0 = none
    Buffer target;              // of the link that is open
} Writing;

static void add_piece(void *context, const InlineText *text, size_t from, size_t to)
{
    Writing *writing = context;
    for (size_t i = from; i < to; i++) {
        if (needs_backslash(text, i, to, writing->opening))
            buffer_add_char(writing->out, '\\');
        buffer_add_char(writing->out, text->text[i]);
    }
}

// pandoc takes white space at the edges away, of any kind.
static bool has_blank_edge(const char *code, size_t length)
{
    size_t first = 0, last = length;
    return length && (utf8_is_space(utf8_next(code, length, &first)) || utf8_is_space(utf8_previous(code, &last)));
}

static void add_code(Writing *writing, const char *code, size_t length)
{
    int longest = 0;
    for (size_t i = 0, run = 0; i < length; i++) {
        run = code[i] == '`' ? run + 1 : 0;
        longest = (int)run > longest ? (int)run : longest;
    }
    const bool has_edge = length && (*code == '`' || code[length - 1] == '`');
    if (has_blank_edge(code, length))
        exporting_lose(writing->place.exporting, LOSS_CODE_BLANKS);
    buffer_add_repeated(writing->out, '`', longest + 1);
    buffer_add_text(writing->out, has_edge ? " " : "");
    buffer_add(writing->out, code, length);
    buffer_add_text(writing->out, has_edge ? " " : "");
    buffer_add_repeated(writing->out, '`', longest + 1);
}

void markdown_add_label(Buffer *out, MarkdownPlace place, int footnote)
{
    const char *key = place.chapter->blocks[footnote].label;
    exporting_add_chapter(place.exporting, out, place.chapter->index);
    if (strspn(key, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == strlen(key))
        buffer_addf(out, ".%s", key);
    else
        buffer_addf(out, "..%d", footnote);
}

void markdown_add_value(Buffer *out, const char *value)
{
    for (; *value; value++) {
        if (strchr("\"&\\", *value))
            buffer_add_char(out, '\\');
        buffer_add_char(out, *value);
    }
}

static void add_inner_note(Writing *writing, const InlineText *text, const Span *span)
{
    buffer_add_char(writing->out, '[');
    add_piece(writing, text, span->start, span->end);
    buffer_add_text(writing->out, "]{.note-ref key=\"");
    markdown_add_value(writing->out, span->target);
    buffer_add_text(writing->out, "\"}");
}

static void add_note(Writing *writing, const InlineText *text, const Span *span)
{
    const int note = writing->place.chapter ? exporting_find_note(writing->place.exporting, span->target) : -1;
    if (note >= 0 && writing->place.is_in_note) {
        add_inner_note(writing, text, span);
        return;
    }
    if (note >= 0) {
        buffer_add_text(writing->out, "[^");
        markdown_add_label(writing->out, writing->place, note);
        buffer_add_char(writing->out, ']');
        return;
    }
    exporting_lose(writing->place.exporting, LOSS_DEAD_NOTE);
    add_piece(writing, text, span->start, span->end);
}

// Right behind one of its kind a mark would not be told from the other's end: the two become one.
static bool open_mark(Writing *writing, SpanKind kind, int *depth, const char *mark)
{
    if ((*depth)++ > 0) {
        exporting_lose(writing->place.exporting, LOSS_NESTED_MARK);
    } else if (writing->closed == kind && writing->closed_at && writing->closed_at == writing->out->length) {
        exporting_lose(writing->place.exporting, LOSS_TOUCHING_MARKS);
        buffer_cut(writing->out, writing->out->length - strlen(mark));
    } else {
        buffer_add_text(writing->out, mark);
    }
    return true;
}

static void close_mark(Writing *writing, SpanKind kind, int *depth, const char *mark)
{
    if (--*depth > 0)
        return;
    buffer_add_text(writing->out, mark);
    writing->closed = kind;
    writing->closed_at = writing->out->length;
}

static void add_address(Buffer *out, const char *address)
{
    for (; *address; address++) {
        if (strchr("\\()<>&|", *address))
            buffer_add_char(out, '\\');
        if (*address == ' ')
            buffer_add_text(out, "%20");
        else
            buffer_add_char(out, *address);
    }
}

// A link that leads nowhere has no brackets.
static bool open_link(Writing *writing, const char *target)
{
    const int from = writing->place.chapter ? writing->place.chapter->index : 0;
    Place place;
    buffer_cut(&writing->target, 0);
    if (*target != '#') {
        add_address(&writing->target, target);
    } else if (exporting_find(writing->place.exporting, from, target, &place)) {
        buffer_add_char(&writing->target, '#');
        exporting_add_place(writing->place.exporting, &writing->target, place);
    }
    buffer_add_text(writing->out, writing->target.length ? "[" : "");
    return true;
}

static bool open_span(void *context, const InlineText *text, const Span *span)
{
    Writing *writing = context;
    switch (span->kind) {
    case SPAN_EMPHASIS: return open_mark(writing, SPAN_EMPHASIS, &writing->emphasis, "*");
    case SPAN_STRONG: return open_mark(writing, SPAN_STRONG, &writing->strong, "**");
    case SPAN_CODE: add_code(writing, text->text + span->start, span->end - span->start); return false;
    case SPAN_LINK: return open_link(writing, span->target);
    case SPAN_NOTE: add_note(writing, text, span); return false;
    }
    return true;
}

static void close_span(void *context, const InlineText *text, const Span *span)
{
    Writing *writing = context;
    (void)text;
    if (span->kind == SPAN_EMPHASIS)
        close_mark(writing, SPAN_EMPHASIS, &writing->emphasis, "*");
    else if (span->kind == SPAN_STRONG)
        close_mark(writing, SPAN_STRONG, &writing->strong, "**");
    else if (span->kind == SPAN_LINK && writing->target.length)
        buffer_addf(writing->out, "](%s)", writing->target.bytes);
}

void markdown_add_text(Buffer *out, MarkdownPlace place, const InlineText *text)
{
    static const TextVisitor visitor = {add_piece, open_span, close_span};
    Writing writing = {.out = out, .place = place, .opening = find_opening(text)};
    walk_text(text, &visitor, &writing);
    buffer_free(&writing.target);
}

void markdown_add_plain(Buffer *out, const char *plain)
{
    const InlineText text = {.text = plain, .length = strlen(plain)};
    markdown_add_text(out, (MarkdownPlace){0}, &text);
}
