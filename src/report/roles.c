// What is said of a block beside its text.
#include "report/roles.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/translate.h"
#include "text/amount.h"
#include "text/language.h"

enum { WORDS_BYTES = 512 };

typedef struct {
    const char *label;
    const char *closing;
    bool is_brief;          // the label is said at the lowest verbosity too
} Role;

static const Role roles[] = {
    [BLOCK_SUMMARY] = {N_("Summary:"), NULL, false},
    [BLOCK_VERSE] = {N_("Verse:"), N_("End of verse."), false},
    [BLOCK_LITERAL] = {N_("Literal text:"), N_("End of literal text."), false},
    [BLOCK_LIST] = {NULL, N_("End of list."), false},
    [BLOCK_STEPS] = {NULL, N_("End of list."), false},
    [BLOCK_TERMS] = {NULL, N_("End of list."), false},
    [BLOCK_QUOTE] = {N_("Quote:"), N_("End of quote."), false},
    // TRANSLATORS: before who is quoted
    [BLOCK_BY] = {N_("By"), NULL, true},
    [BLOCK_TABLE] = {NULL, N_("End of table."), false},
    [BLOCK_FIGURE] = {N_("Figure:"), NULL, true},
    [BLOCK_CAPTION] = {N_("Caption:"), NULL, false},
    [BLOCK_SOURCE] = {N_("Source:"), NULL, true},
    [BLOCK_ASIDE] = {N_("Aside:"), N_("End of aside."), false},
    [BLOCK_PROBLEM] = {0},
};

// What is added, word by word, behind a text that may be there already.
typedef struct {
    Buffer *out;
    size_t start;
    const Chapter *chapter;
    const Block *block;
    int index;
    RoleOptions options;
} Saying;

static void add_space(Saying *saying)
{
    if (saying->out->length > saying->start)
        buffer_add_char(saying->out, ' ');
}

static void add(Saying *saying, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(Saying *saying, const char *format, ...)
{
    char text[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    add_space(saying);
    buffer_add_text(saying->out, text);
}

static const Block *parent_of(const Saying *saying)
{
    return saying->block->parent < 0 ? NULL : &saying->chapter->blocks[saying->block->parent];
}

// Languages

static bool is_another(const char *language, const char *around)
{
    char name[LANGUAGE_NAME_BYTES], other[LANGUAGE_NAME_BYTES];
    if (!strcmp(language, around))
        return false;
    return strcmp(language_name(language, name), language_name(around, other)) != 0;
}

static const char *language_around(const Saying *saying)
{
    const Block *parent = parent_of(saying), *title = &saying->chapter->blocks[0];
    assert(title); // each chapter has one: for clang's analyser
    if (parent)
        return parent->language;
    if (saying->index > 0)
        return title->language;
    return saying->options.language ? saying->options.language : title->language;
}

static bool is_in_another_language(const Saying *saying)
{
    return is_another(saying->block->language, language_around(saying));
}

static void add_language(Saying *saying, const char *language)
{
    char name[LANGUAGE_NAME_BYTES];
    // TRANSLATORS: before a text in another language, which is named: "French:"
    add(saying, C_("language", "%s:"), language_name(language, name));
}

static void end_language(Saying *saying, const char *language)
{
    char name[LANGUAGE_NAME_BYTES];
    // TRANSLATORS: a language is named, as in "End of French."
    add(saying, _("End of %s."), language_name(language, name));
}

// A chapter in another language ends with its last block.
static bool ends_chapter_in_another_language(const Saying *saying)
{
    const char *report = saying->options.language;
    bool is_last = saying->block->parent < 0 && saying->block->end == saying->chapter->body_end && saying->index > 0;
    return is_last && report && is_another(saying->chapter->blocks[0].language, report);
}

static void end_languages(Saying *saying)
{
    if (saying->index > 0 && is_in_another_language(saying))
        end_language(saying, saying->block->language);
    if (ends_chapter_in_another_language(saying))
        end_language(saying, saying->chapter->blocks[0].language);
}

// Labels

static bool is_full(const Saying *saying)
{
    return saying->options.verbosity >= VERBOSITY_MEDIUM;
}

static void add_number(Saying *saying)
{
    if (saying->options.verbosity < VERBOSITY_HIGH || !saying->block->number)
        return;
    add_space(saying);
    buffer_addf(saying->out, "%d.%d.", saying->chapter->index + 1, saying->block->number);
}

int heading_level(const Block *block)
{
    return block->kind == BLOCK_TITLE ? 1 : block->kind == BLOCK_SECTION ? block->level + 1 : 0;
}

static void label_heading(Saying *saying)
{
    if (saying->options.heading_level != HEADING_LEVEL_FIRST)
        return;
    // TRANSLATORS: its level, from 1
    add(saying, _("Heading %d:"), heading_level(saying->block));
}

// A hyphen is silent in most voices, and one cell of a braille display: enough to tell where an item begins that goes over several lines.
static void label_item(Saying *saying)
{
    const Block *list = parent_of(saying);
    add_space(saying);
    if (list && list->kind == BLOCK_STEPS)
        buffer_addf(saying->out, "%d.", saying->block->ordinal);
    else
        buffer_add_char(saying->out, '-');
    add_number(saying);
}

static const Block *header_of(const Saying *saying)
{
    const Block *blocks = saying->chapter->blocks;
    const int table = saying->block->parent < 0 ? -1 : blocks[saying->block->parent].parent;
    for (int i = table + 1; table >= 0 && i < blocks[table].end; i = blocks[i].end)
        for (int cell = i + 1; blocks[i].is_header && cell < blocks[i].end; cell++)
            if (blocks[cell].ordinal == saying->block->ordinal)
                return &blocks[cell];
    return NULL;
}

static void label_cell(Saying *saying)
{
    const Block *header = saying->block->is_header ? NULL : header_of(saying);
    add_space(saying);
    if (header && header->length)
        buffer_addf(saying->out, "%s:", header->text);
    else
        buffer_addf(saying->out, _("Column %d:"), saying->block->ordinal + 1);
}

static bool has_header(const Saying *saying, int table)
{
    const Block *blocks = saying->chapter->blocks;
    for (int i = table + 1; i < blocks[table].end; i = blocks[i].end)
        if (blocks[i].is_header)
            return true;
    return false;
}

static void label_row(Saying *saying)
{
    if (!is_full(saying) || saying->block->is_header || saying->block->parent < 0)
        return;
    add(saying, _("Row %d."), saying->block->ordinal + !has_header(saying, saying->block->parent));
}

// Verse or literal text of one line needs no line of its own to say so, and no end.
static bool is_one_line(const Block *block)
{
    return block->length == 0 || !memchr(block->text, '\n', block->length - 1);
}

static bool is_opened(const Saying *saying)
{
    return saying->block->kind == BLOCK_LITERAL && !is_one_line(saying->block);
}

static void label_by_table(Saying *saying)
{
    const Role *role = &roles[saying->block->kind];
    const Block *parent = parent_of(saying);
    const bool is_of_table = saying->block->kind == BLOCK_CAPTION && parent && parent->kind == BLOCK_TABLE;
    if (saying->block->kind != BLOCK_TABLE)
        add_number(saying);
    if (role->label && (is_full(saying) || role->is_brief) && !is_of_table && !is_opened(saying))
        add(saying, "%s", _(role->label));
}

static void add_label(Saying *saying)
{
    if (is_in_another_language(saying))
        add_language(saying, saying->block->language);
    switch (saying->block->kind) {
    case BLOCK_TITLE: case BLOCK_SECTION: label_heading(saying); break;
    case BLOCK_ITEM: label_item(saying); break;
    case BLOCK_ROW: label_row(saying); break;
    case BLOCK_CELL: label_cell(saying); break;
    case BLOCK_FOOTNOTE:
        // TRANSLATORS: a footnote, by its number or sign
        add(saying, _("Note %s:"), saying->block->label);
        break;
    case BLOCK_SUMMARY: case BLOCK_PARAGRAPH: case BLOCK_VERSE: case BLOCK_LITERAL: case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_TERMS:
    case BLOCK_TERM: case BLOCK_DEFINITION: case BLOCK_QUOTE: case BLOCK_BY: case BLOCK_TABLE: case BLOCK_CAPTION: case BLOCK_FIGURE:
    case BLOCK_SOURCE: case BLOCK_ASIDE: case BLOCK_PROBLEM:
        label_by_table(saying);
        break;
    }
}

// Openings

static int count_in(const Saying *saying, BlockKind kind)
{
    const Block *blocks = saying->chapter->blocks;
    int count = 0;
    for (int i = saying->index + 1; i < saying->block->end; i = blocks[i].end)
        count += blocks[i].kind == kind && !blocks[i].is_header;
    return count;
}

// Two counts that stand in one sentence: each has a form of its own.
static void open_table(Saying *saying)
{
    char rows_text[WORDS_BYTES], columns_text[WORDS_BYTES];
    const size_t rows = (size_t)count_in(saying, BLOCK_ROW), columns = (size_t)saying->block->ordinal;
    add_number(saying);
    snprintf(rows_text, sizeof rows_text, translate_count("%s row", "%s rows", rows), AMOUNT(rows));
    snprintf(columns_text, sizeof columns_text, translate_count("%s column", "%s columns", columns), AMOUNT(columns));
    // TRANSLATORS: "3 rows" and "2 columns" are inserted
    add(saying, _("Table, %1$s, %2$s."), rows_text, columns_text);
}

static void open_list(Saying *saying, size_t items)
{
    add(saying, translate_count("List, %s item.", "List, %s items.", items), AMOUNT(items));
}

static void open_terms(Saying *saying, size_t terms)
{
    add(saying, translate_count("List, %s term.", "List, %s terms.", terms), AMOUNT(terms));
}

static void add_opening(Saying *saying)
{
    const BlockKind kind = saying->block->kind;
    if (!is_full(saying))
        return;
    if (kind == BLOCK_LIST || kind == BLOCK_STEPS)
        open_list(saying, (size_t)count_in(saying, BLOCK_ITEM));
    else if (kind == BLOCK_TERMS)
        open_terms(saying, (size_t)count_in(saying, BLOCK_TERM));
    else if (kind == BLOCK_TABLE)
        open_table(saying);
    else if (is_opened(saying))
        add(saying, "%s", _(roles[kind].label));
}

// Tails and closings

static void add_tail(Saying *saying)
{
    if (block_is_heading(saying->block) && saying->options.heading_level == HEADING_LEVEL_LAST)
        // TRANSLATORS: close behind the text of a heading
        buffer_addf(saying->out, _(", heading %d"), heading_level(saying->block));
    else if (saying->block->kind == BLOCK_TERM)
        buffer_add_char(saying->out, ':');
}

static bool is_closed(const Saying *saying)
{
    const BlockKind kind = saying->block->kind;
    return (kind != BLOCK_VERSE && kind != BLOCK_LITERAL) || !is_one_line(saying->block);
}

static void add_closing(Saying *saying)
{
    const char *closing = roles[saying->block->kind].closing;
    if (is_full(saying) && closing && is_closed(saying))
        add(saying, "%s", _(closing));
    end_languages(saying);
}

void role_add(Buffer *out, const Chapter *chapter, int block, RolePart part, RoleOptions options)
{
    Saying saying = {.out = out, .start = out->length, .chapter = chapter, .block = &chapter->blocks[block], .index = block, .options = options};
    switch (part) {
    case ROLE_LABEL: add_label(&saying); break;
    case ROLE_OPENING: add_opening(&saying); break;
    case ROLE_TAIL: add_tail(&saying); break;
    case ROLE_CLOSING: add_closing(&saying); break;
    }
}
