// What libyaml says about a malformed file, in plain words: where, and what to write instead.
#include "yaml/remedy.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "yaml/cursor.h"

// Where a message points: at the problem, or at the beginning of what it is in.
typedef enum { AT_PROBLEM, AT_CONTEXT } Where;

typedef struct {
    const char *problem;    // libyaml 0.2.5's words
    const char *context;    // the same; NULL = any
    Where where;
    const char *text;
} Remedy;

static const Remedy remedies[] = {
    {"mapping values are not allowed in this context", NULL, AT_PROBLEM,
     N_("a text that holds \": \" must be quoted: key: \"first: second\"; if this is a key of its own, indent it like the keys above")},
    {"block sequence entries are not allowed in this context", NULL, AT_PROBLEM,
     N_("a sequence begins on a line of its own below its key; quote the text if it begins with \"- \"")},
    {"mapping keys are not allowed in this context", NULL, AT_PROBLEM, N_("quote the text if it begins with \"? \"")},
    {"could not find expected ':'", NULL, AT_CONTEXT,
     N_("\"key: value\" is expected here; indent the line if it goes on with the text above it")},
    {"did not find expected alphabetic or numeric character", "while scanning an alias", AT_CONTEXT,
     N_("text that begins with \"*\" must be quoted: \"*like this*\"")},
    {"did not find expected alphabetic or numeric character", "while scanning an anchor", AT_CONTEXT,
     N_("text that begins with \"&\" must be quoted: \"& like this\"")},
    {NULL, "while scanning a tag", AT_CONTEXT, N_("text that begins with \"!\" must be quoted: \"! like this\"")},
    {NULL, "while parsing a tag", AT_CONTEXT, N_("text that begins with \"!\" must be quoted: \"! like this\"")},
    {"found undefined tag handle", NULL, AT_PROBLEM, N_("tags are not allowed in reports; quote the text if it begins with \"!\"")},
    {NULL, "while scanning a directive", AT_CONTEXT, N_("directives are not allowed in reports; quote the text if it begins with \"%\"")},
    {NULL, "while scanning a %YAML directive", AT_CONTEXT, N_("directives are not allowed in reports: remove this line")},
    {NULL, "while scanning a %TAG directive", AT_CONTEXT, N_("directives are not allowed in reports: remove this line")},
    {NULL, "while scanning a tag directive", AT_CONTEXT, N_("directives are not allowed in reports: remove this line")},
    {NULL, "while parsing a %TAG directive", AT_CONTEXT, N_("directives are not allowed in reports: remove this line")},
    {"found duplicate %YAML directive", NULL, AT_PROBLEM, N_("directives are not allowed in reports: remove this line")},
    {"found duplicate %TAG directive", NULL, AT_PROBLEM, N_("directives are not allowed in reports: remove this line")},
    {"found incompatible YAML document", NULL, AT_PROBLEM, N_("directives are not allowed in reports: remove this line")},
    {"did not find expected comment or line break", "while scanning a block scalar", AT_CONTEXT,
     N_("text that begins with \">\" or \"|\" must be quoted; or write it below, indented")},
    {"found an indentation indicator equal to 0", NULL, AT_CONTEXT, N_("write \"|\" or \">\" without a number, and the text below, indented")},
    {"found a tab character where an indentation space is expected", NULL, AT_PROBLEM, N_("a tab can't indent: use spaces")},
    {"found a tab character that violates indentation", NULL, AT_PROBLEM, N_("a tab can't indent: use spaces")},
    {"found unexpected end of stream", "while scanning a quoted scalar", AT_CONTEXT,
     N_("the quote that opens here is never closed; close it, or write the whole text between double quotes")},
    {"found unexpected document indicator", NULL, AT_CONTEXT,
     N_("the quote that opens here is not closed before the line \"---\" or \"...\"; close it")},
    {"found unknown escape character", NULL, AT_PROBLEM,
     N_("this escape is not known between double quotes: write \"\\\\\" for a backslash, or use single quotes")},
    {"did not find expected hexdecimal number", NULL, AT_PROBLEM, N_("hexadecimal digits are expected here: \\xNN, \\uNNNN or \\UNNNNNNNN")},
    {"found invalid Unicode character escape code", NULL, AT_PROBLEM, N_("this number stands for no character; correct or remove it")},
    {"found unexpected ':'", NULL, AT_PROBLEM, N_("text with \":\" must be quoted here")},
    {"did not find expected <document start>", NULL, AT_PROBLEM, N_("the document ended before this; remove \"...\", or what follows it")},
    {"did not find expected key", NULL, AT_PROBLEM, N_("a key is expected here: indent it like the keys above, and quote text that begins with a mark")},
    {"did not find expected '-' indicator", NULL, AT_PROBLEM, N_("\"- \" is expected here: indent it like the items above")},
};

static void add(const YamlFile *file, const Cursor *at, const char *text)
{
    YamlNode node = {.line = at->line, .column = at->column, .offset = at->offset};
    fail_at(file, &node, "%s", text);
}

static Cursor at_mark(const YamlFile *file, yaml_mark_t mark)
{
    Cursor cursor = cursor_new(file->bytes, file->length);
    cursor_go(&cursor, mark.index);
    return cursor;
}

static const Remedy *find_remedy(const yaml_parser_t *parser)
{
    const char *context = parser->context ? parser->context : "";
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++) {
        const Remedy *remedy = &remedies[i];
        if (remedy->problem && strcmp(remedy->problem, parser->problem) != 0)
            continue;
        if (remedy->context && strcmp(remedy->context, context) != 0)
            continue;
        return remedy;
    }
    return NULL;
}

// libyaml points at the trailing byte that is missing; an editor shows the character from its first.
static size_t first_byte(const YamlFile *file, const yaml_parser_t *parser)
{
    size_t offset = parser->problem_offset;
    if (strcmp(parser->problem, "invalid trailing UTF-8 octet") != 0)
        return offset;
    for (int back = 0; back < 3 && offset > 0; back++)
        if ((unsigned char)file->bytes[--offset] >= 0xC0)
            return offset;
    return parser->problem_offset;
}

static void add_encoding(const YamlFile *file, const yaml_parser_t *parser)
{
    Cursor cursor = cursor_new(file->bytes, file->length);
    cursor_go_byte(&cursor, first_byte(file, parser));
    bool is_control = strcmp(parser->problem, "control characters are not allowed") == 0;
    add(file, &cursor, is_control ? _("a control character stands here, which a report can't hold; remove it")
                                  : _("this is not UTF-8; save the file as UTF-8"));
}

// `"quoted" and more`, `[a link](there)`, `{braces} and more`: libyaml trips over what follows.
static bool add_opened(const YamlFile *file, const LastNode *last, int line)
{
    if (last->node.line == 0 || last->end_line != line || last->node.offset >= file->length) // an empty text may stand behind the last byte
        return false;
    char mark = file->bytes[last->node.offset];
    if (!memchr("\"'[{", mark, 4))
        return false;
    if (mark == '"')
        fail_at(file, &last->node, _("text that begins with \" and goes on behind its end must be quoted as a whole, between single quotes"));
    else
        fail_at(file, &last->node, _("text that begins with %c and goes on behind its end must be quoted as a whole, between double quotes"), mark);
    return true;
}

static bool is_unexpected(const char *problem)
{
    return strncmp(problem, "did not find expected", strlen("did not find expected")) == 0;
}

static void add_unclosed(const YamlFile *file, const yaml_parser_t *parser, const Cursor *at)
{
    Cursor begin = at_mark(file, parser->context_mark);
    bool is_mapping = strstr(parser->context, "mapping") != NULL;
    char open = is_mapping ? '{' : '[', close = is_mapping ? '}' : ']';
    char text[ERROR_TEXT_BYTES];
    snprintf(text, sizeof text, _("\",\" or \"%1$c\" is expected here, to go on with the \"%2$c\" of line %3$d, column %4$d; if that is text, quote it"),
             close, open, begin.line, begin.column);
    add(file, at, text);
}

// A character that begins no text: named, where it is one that can be seen.
static void add_bad_begin(const YamlFile *file, const Cursor *at)
{
    char c = at->offset < file->length ? file->bytes[at->offset] : '\n';
    char text[ERROR_TEXT_BYTES];
    if (c == '\t')
        snprintf(text, sizeof text, "%s", _("a tab can't indent: use spaces"));
    else if (c > ' ' && c < 127)
        snprintf(text, sizeof text, _("text that begins with \"%c\" must be quoted"), c);
    else
        snprintf(text, sizeof text, "%s", _("a text, a sequence or a mapping is expected here"));
    add(file, at, text);
}

// "D83D": four hexadecimal digits of UTF-16; -1 = something else.
static long utf16_unit(const YamlFile *file, size_t offset)
{
    char digits[5] = "";
    if (offset + 4 > file->length)
        return -1;
    memcpy(digits, file->bytes + offset, 4);
    return strspn(digits, "0123456789ABCDEFabcdef") == 4 ? strtol(digits, NULL, 16) : -1;
}

// "\uD83D\uDE00", as JSON writes what needs more than four digits; the mark is behind the first "\u".
static bool add_halves(const YamlFile *file, const Cursor *at)
{
    const size_t second = at->offset + 4;
    const long high = utf16_unit(file, at->offset), low = utf16_unit(file, second + 2);
    if (high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF || memcmp(file->bytes + second, "\\u", 2) != 0)
        return false;
    char text[ERROR_TEXT_BYTES];
    snprintf(text, sizeof text, _("these are two halves of one character, as JSON has it; write \\U%08lX"), 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    add(file, at, text);
    return true;
}

static void add_syntax(const YamlFile *file, const yaml_parser_t *parser, const LastNode *last)
{
    Cursor at = at_mark(file, parser->problem_mark);
    const char *context = parser->context ? parser->context : "";
    if (is_unexpected(parser->problem) && parser->error == YAML_PARSER_ERROR && add_opened(file, last, at.line))
        return;
    if (strcmp(parser->problem, "found invalid Unicode character escape code") == 0 && add_halves(file, &at))
        return;
    const Remedy *remedy = find_remedy(parser);
    if (remedy) {
        Cursor begin = remedy->where == AT_CONTEXT ? at_mark(file, parser->context_mark) : at;
        add(file, &begin, _(remedy->text));
    } else if (strncmp(context, "while parsing a flow ", strlen("while parsing a flow ")) == 0 && strstr(parser->problem, "','"))
        add_unclosed(file, parser, &at);
    else
        add_bad_begin(file, &at);
}

void remedy_add(const YamlFile *file, const yaml_parser_t *parser, const LastNode *last)
{
    if (parser->error == YAML_READER_ERROR)
        add_encoding(file, parser);
    else
        add_syntax(file, parser, last);
}
