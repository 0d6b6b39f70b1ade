// Makes src/text/characters.c: what ICU says of each character, and its rules for line breaks, as tables. Usage: characters >FILE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucptrie.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>
#include "text/character.h"
#include "text/line_rules.h"

enum {
    CODEPOINTS = 0x110000, BLOCKS_MOST = CODEPOINTS / CHARACTER_BLOCK, CHARACTERS_MOST = 4096,
    VIRAMA = 9,     // of UAX #44's combining classes
    STATES_MOST = 256,
};

static void fail(const char *what)
{
    fprintf(stderr, "characters: %s\n", what);
    exit(1);
}

// The head of ICU's compiled rules, and of a state table in it, since ICU 68 (its rbbidata.h).
enum { RULES_MAGIC = 0xB1A0, RULES_FORMAT = 6, TABLE_BEGINS = 2, TABLE_HAS_BYTES = 4, COLUMN_END = 1, COLUMN_BEGIN = 2, STATE_START = 1 };
typedef struct {
    uint32_t magic;
    uint8_t format[4];
    uint32_t length, columns;
    uint32_t table, table_length, reverse, reverse_length, trie, trie_length;
} RulesHead;
typedef struct {
    uint32_t states, row_length, dictionary, ahead, flags;
} TableHead;

typedef struct {
    unsigned char *bytes;       // as ICU has them
    UCPTrie *columns;           // by code point; NULL: the form is not known
    const RulesHead *head;
    TableHead table;
} Rules;

static unsigned char *read_rules(const char *locale, int32_t *length)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
    if (U_FAILURE(status))
        fail("ICU has no rules for line breaks");
    *length = ubrk_getBinaryRules(iterator, NULL, 0, &status);
    status = U_ZERO_ERROR;
    unsigned char *bytes = malloc((size_t)*length);
    if (!bytes)
        fail("memory is full");
    ubrk_getBinaryRules(iterator, bytes, (uint32_t)*length, &status);
    if (U_FAILURE(status))
        fail("ICU does not tell its rules for line breaks");
    ubrk_close(iterator);
    return bytes;
}

static const unsigned char *row(const Rules *rules, uint32_t state)
{
    return rules->bytes + rules->head->table + sizeof(TableHead) + (size_t)state * rules->table.row_length;
}

// A row: what it accepts, what is ahead, its tags, and the next states.
static unsigned cell(const Rules *rules, uint32_t state, uint32_t index)
{
    uint16_t wide;
    if (rules->table.flags & TABLE_HAS_BYTES)
        return row(rules, state)[index];
    memcpy(&wide, row(rules, state) + index * sizeof wide, sizeof wide);
    return wide;
}
enum { CELL_ACCEPTS, CELL_AHEAD, CELL_TAGS, CELL_NEXT };

static bool fits(const Rules *rules)
{
    const RulesHead *head = rules->head;
    if (rules->table.states > STATES_MOST || head->columns > UINT8_MAX || rules->table.ahead > LINE_RULES_AHEAD_MOST)
        return false;
    for (uint32_t state = 0; state < rules->table.states; state++)
        for (uint32_t column = 0; column < head->columns; column++)
            if (cell(rules, state, CELL_NEXT + column) >= rules->table.states)
                return false;
    return true;
}

static Rules open_rules(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length;
    Rules rules = {.bytes = read_rules(locale, &length)};
    rules.head = (const RulesHead *)(const void *)rules.bytes;
    if (length < (int32_t)sizeof *rules.head || rules.head->magic != RULES_MAGIC || rules.head->format[0] != RULES_FORMAT)
        return rules;
    memcpy(&rules.table, rules.bytes + rules.head->table, sizeof rules.table);
    if (fits(&rules))
        rules.columns = ucptrie_openFromBinary(UCPTRIE_TYPE_ANY, UCPTRIE_VALUE_BITS_ANY, rules.bytes + rules.head->trie,
            (int32_t)rules.head->trie_length, NULL, &status);
    return rules;
}

// The rules begin with a column of their own, as if a character stood before the text.
static unsigned start_state(const Rules *rules)
{
    return rules->table.flags & TABLE_BEGINS ? cell(rules, STATE_START, CELL_NEXT + COLUMN_BEGIN) : STATE_START;
}

static void print_bytes(const Rules *rules, const char *name, int kind, uint32_t first, uint32_t count)
{
    printf("static const unsigned char %s_%d[] = {", name, kind);
    for (uint32_t state = 0; state < rules->table.states; state++)
        for (uint32_t i = 0; i < count; i++)
            printf("%s%u,", i ? "" : "\n", cell(rules, state, first + i));
    puts("\n};");
}

static void print_rules(const Rules rules[LINE_RULES_KINDS])
{
    for (int kind = 0; kind < LINE_RULES_KINDS; kind++)
        if (rules[kind].columns) {
            print_bytes(&rules[kind], "next", kind, CELL_NEXT, rules[kind].head->columns);
            print_bytes(&rules[kind], "accepts", kind, CELL_ACCEPTS, 1);
            print_bytes(&rules[kind], "ahead", kind, CELL_AHEAD, 1);
        }
    puts("const LineRules line_rules[LINE_RULES_KINDS] = {");
    for (int kind = 0; kind < LINE_RULES_KINDS; kind++)
        if (rules[kind].columns)
            printf("    [%d] = {next_%d, accepts_%d, ahead_%d, %u, %u, %u},\n", kind, kind, kind, kind, rules[kind].head->columns,
                start_state(&rules[kind]), rules[kind].table.dictionary);
    puts("};");
}

static int property(UChar32 c, UProperty which)
{
    return u_getIntPropertyValue(c, which);
}

static bool is_new(UChar32 c)
{
    UVersionInfo age;
    u_charAge(c, age);
    return age[0] >= 15;
}

static int cells_of(UChar32 c)
{
    const uint32_t category = U_GET_GC_MASK(c);
    if (category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK))
        return 0;
    const int width = property(c, UCHAR_EAST_ASIAN_WIDTH);
    if (width == U_EA_WIDE || width == U_EA_FULLWIDTH)
        return 2;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return 0;
    return !(category & U_GC_CF_MASK) || u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
}

// Of the signs common to all scripts those as wide as an ideograph that are no emoji.
static bool is_spaceless(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED)
        return uscript_breaksBetweenLetters(script);
    int width = property(c, UCHAR_EAST_ASIAN_WIDTH);
    return (width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH) && !u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

static Character describe(UChar32 c, const Rules rules[LINE_RULES_KINDS])
{
    Character made = {
        .line_class = (unsigned char)property(c, UCHAR_LINE_BREAK),
        .cluster_class = (unsigned char)property(c, UCHAR_GRAPHEME_CLUSTER_BREAK),
        .category = (unsigned char)u_charType(c),
        .east_asian = (unsigned char)property(c, UCHAR_EAST_ASIAN_WIDTH),
        .direction = (unsigned char)u_charDirection(c),
        .cells = (unsigned char)cells_of(c),
        .is_space = u_isUWhiteSpace(c),
        .is_alphabetic = u_isUAlphabetic(c),
        .is_uppercase = u_isUUppercase(c),
        .is_ignorable = u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT),
        .is_stacking = u_getCombiningClass(c) == VIRAMA,
        .is_pictographic = u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC),
        .is_emoji = u_hasBinaryProperty(c, UCHAR_EMOJI),
        .has_emoji_presentation = u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION),
        .is_emoji_modifier = u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER),
        .is_emoji_base = u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER_BASE),
        .is_new_emoji = u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) && is_new(c),
        .is_spaceless = is_spaceless(c),
    };
    for (int kind = 0; kind < LINE_RULES_KINDS; kind++)
        made.rules[kind] = rules[kind].columns ? (unsigned char)ucptrie_get(rules[kind].columns, c) : 0;
    return made;
}

typedef struct {
    Character characters[CHARACTERS_MOST];
    size_t character_count;
    uint16_t blocks[BLOCKS_MOST][CHARACTER_BLOCK];
    size_t block_count;
    uint16_t block_of[BLOCKS_MOST];
} Tables;

static uint16_t number_of_character(Tables *tables, const Character *wanted)
{
    size_t i = 0;
    while (i < tables->character_count && memcmp(&tables->characters[i], wanted, sizeof *wanted) != 0)
        i++;
    if (i == CHARACTERS_MOST)
        fail("there are too many kinds of characters");
    if (i == tables->character_count)
        tables->characters[tables->character_count++] = *wanted;
    return (uint16_t)i;
}

static uint16_t number_of_block(Tables *tables, const uint16_t block[CHARACTER_BLOCK])
{
    size_t i = 0;
    while (i < tables->block_count && memcmp(tables->blocks[i], block, sizeof tables->blocks[i]) != 0)
        i++;
    if (i == tables->block_count)
        memcpy(tables->blocks[tables->block_count++], block, sizeof tables->blocks[i]);
    return (uint16_t)i;
}

static void fill_tables(Tables *tables, const Rules rules[LINE_RULES_KINDS])
{
    for (UChar32 first = 0; first < CODEPOINTS; first += CHARACTER_BLOCK) {
        uint16_t block[CHARACTER_BLOCK];
        for (UChar32 i = 0; i < CHARACTER_BLOCK; i++) {
            const Character made = describe(first + i, rules);
            block[i] = number_of_character(tables, &made);
        }
        tables->block_of[first / CHARACTER_BLOCK] = number_of_block(tables, block);
    }
}

static void print_numbers(const uint16_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i && i % CHARACTER_BLOCK == 0 ? "\n" : "", numbers[i]);
    puts("");
}

static void print_characters(const Tables *tables)
{
    puts("const Character characters[] = {");
    for (size_t i = 0; i < tables->character_count; i++) {
        const Character *c = &tables->characters[i];
        printf("{{%u, %u}, %u, %u, %u, %u, %u, %u, ", c->rules[0], c->rules[1], c->line_class, c->cluster_class, c->category, c->east_asian,
            c->direction, c->cells);
        printf("%d, %d, %d, %d, %d, %d, ", c->is_space, c->is_alphabetic, c->is_uppercase, c->is_ignorable, c->is_stacking, c->is_pictographic);
        printf("%d, %d, %d, %d, %d, %d},\n", c->is_emoji, c->has_emoji_presentation, c->is_emoji_modifier, c->is_emoji_base, c->is_new_emoji,
            c->is_spaceless);
    }
    puts("};\nconst uint16_t character_blocks[][CHARACTER_BLOCK] = {");
    for (size_t i = 0; i < tables->block_count; i++) {
        putchar('{');
        print_numbers(tables->blocks[i], CHARACTER_BLOCK);
        puts("},");
    }
    puts("};\nconst uint16_t character_block_of[] = {");
    print_numbers(tables->block_of, BLOCKS_MOST);
    puts("};");
}

int main(void)
{
    const Rules rules[LINE_RULES_KINDS] = {[LINE_RULES_COMMON] = open_rules(""), [LINE_RULES_CHINESE_JAPANESE] = open_rules("ja@lb=strict")};
    Tables *tables = calloc(1, sizeof *tables);
    if (!tables)
        fail("memory is full");
    fill_tables(tables, rules);
    printf("// Made by tools/characters of ICU %s.\n#include \"text/character.h\"\n#include \"text/line_rules.h\"\n", U_ICU_VERSION);
    print_rules(rules);
    print_characters(tables);
    for (int kind = 0; kind < LINE_RULES_KINDS; kind++) {
        ucptrie_close(rules[kind].columns);
        free(rules[kind].bytes);
    }
    free(tables);
    return ferror(stdout) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
