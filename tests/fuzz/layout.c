// A chapter of any blocks with any text, laid out at any width: what must hold of every layout (tests/unit/layout_check.h).
#include "layout/layout.h"
#include <string.h>
#include "../unit/chapter_maker.h"
#include "../unit/layout_check.h"
#include "fuzz.h"
#include "report/inline.h"
#include "text/safe.h"
#include "text/utf8.h"

enum { BLOCKS = 60, DEPTH = 8 };

typedef struct {
    Choices choices;
    Maker maker;
    Arena *arena;
    const char *language;
} Making;

typedef void SafeFunction(Buffer *out, const char *text, size_t length);

static InlineText next_text(Making *making, SafeFunction *make)
{
    Buffer safe = {0};
    size_t length = (size_t)choose(&making->choices, 0, 60);
    length = length < making->choices.length ? length : making->choices.length;
    make(&safe, (const char *)making->choices.bytes, length);
    making->choices.bytes += length;
    making->choices.length -= length;
    InlineText text = make == safe_add_line ? inline_read(making->arena, buffer_text(&safe), safe.length)
                                            : inline_plain(making->arena, buffer_text(&safe), safe.length);
    buffer_free(&safe);
    return text;
}

// Of which something is seen, as a chapter's title that was loaded has it.
static InlineText next_title(Making *making)
{
    InlineText title = next_text(making, safe_add_line);
    return utf8_is_seen(title.text, title.length) ? title : (InlineText){.text = "Title", .length = strlen("Title")};
}

static void set(const Making *making, Block *block, InlineText text)
{
    block->text = text.text;
    block->length = text.length;
    block->spans = text.spans;
    block->span_count = text.span_count;
    block->language = making->language;
}

static void add(Making *making, BlockKind kind)
{
    bool is_set = kind == BLOCK_VERSE || kind == BLOCK_LITERAL;
    set(making, maker_add(&making->maker, kind, ""), next_text(making, is_set ? safe_add_literal : safe_add_line));
}

static void open(Making *making, BlockKind kind)
{
    maker_open(&making->maker, kind, "");
    if (kind == BLOCK_SECTION || kind == BLOCK_ASIDE || kind == BLOCK_FIGURE)
        set(making, &making->maker.blocks[making->maker.count - 1], next_text(making, safe_add_line));
}

// The last of the items is left open: what comes next may stand in it.
static void add_items(Making *making, BlockKind kind)
{
    open(making, kind);
    for (int i = choose(&making->choices, 1, 3); i > 0; i--) {
        if (kind == BLOCK_TERMS)
            add(making, BLOCK_TERM);
        open(making, kind == BLOCK_TERMS ? BLOCK_DEFINITION : BLOCK_ITEM);
        add(making, BLOCK_PARAGRAPH);
        if (i > 1)
            maker_close(&making->maker);
    }
}

static void add_table(Making *making)
{
    int columns = choose(&making->choices, 1, 4), rows = choose(&making->choices, 1, 3), header = choose(&making->choices, 0, 1);
    open(making, BLOCK_TABLE);
    making->maker.blocks[making->maker.count - 1].ordinal = columns;
    if (choose(&making->choices, 0, 1))
        add(making, BLOCK_CAPTION);
    for (int row = 0; row < rows; row++) {
        open(making, BLOCK_ROW);
        making->maker.blocks[making->maker.count - 1].ordinal = row;
        making->maker.blocks[making->maker.count - 1].is_header = header && row == 0;
        for (int column = 0; column < columns; column++) {
            add(making, BLOCK_CELL);
            Block *cell = &making->maker.blocks[making->maker.count - 1];
            cell->align = (Align)choose(&making->choices, 0, 2);
            cell->is_header = header && row == 0;
        }
        maker_close(&making->maker);
    }
    maker_close(&making->maker);
}

static void add_figure(Making *making)
{
    open(making, BLOCK_FIGURE);
    for (int which = choose(&making->choices, 0, 3); which > 0; which -= which & 2 ? 2 : 1)
        add(making, which & 2 ? BLOCK_CAPTION : BLOCK_SOURCE);
    maker_close(&making->maker);
}

// Sections stand only in the body and in sections.
static bool takes_sections(const Making *making)
{
    const Maker *maker = &making->maker;
    return maker->depth == 0 || maker->blocks[maker->open[maker->depth - 1]].kind == BLOCK_SECTION;
}

// An item that is left open is closed with its list.
static void close(Maker *maker)
{
    if (maker->depth == 0)
        return;
    BlockKind kind = maker->blocks[maker->open[maker->depth - 1]].kind;
    maker_close(maker);
    if (kind == BLOCK_ITEM || kind == BLOCK_DEFINITION)
        maker_close(maker);
}

static void add_next(Making *making)
{
    static const BlockKind nested[] = {BLOCK_QUOTE, BLOCK_ASIDE, BLOCK_SECTION};
    static const BlockKind lists[] = {BLOCK_LIST, BLOCK_STEPS, BLOCK_TERMS};
    int what = choose(&making->choices, 0, 11);
    if (what < 3)
        add(making, (BlockKind)(BLOCK_PARAGRAPH + what));
    else if (what == 3)
        add_table(making);
    else if (what == 4)
        add_figure(making);
    else if (what >= 11 || making->maker.depth >= DEPTH)
        close(&making->maker);
    else if (what < 8)
        add_items(making, lists[what - 5]);
    else if (what < 10 || takes_sections(making))
        open(making, nested[what - 8]);
}

static LayoutOptions next_options(Making *making)
{
    int flags = choose(&making->choices, 0, 255);
    return (LayoutOptions){
        .cells = flags >= 248 ? LAYOUT_CELLS_UNBROKEN : choose(&making->choices, LAYOUT_CELLS_LEAST, 100),
        .is_ascii = flags & 1, .is_told = flags & 2, .is_dense = flags & 4, .spacing = flags >> 3 & 3,
        .roles = {(Verbosity)(flags % 3), (HeadingLevel)(flags / 3 % 3), "en"},
    };
}

static void hold_layout(const Chapter *chapter, LayoutOptions options)
{
    static LineBreaker *breaker;
    if (!breaker)
        breaker = line_breaker_new();
    Layout *layout = layout_new(chapter, options, breaker);
    layout_check(layout, options.cells);
    layout_free(layout);
}

void fuzz_layout(const uint8_t *bytes, size_t length)
{
    static const char *const languages[] = {"en", "th", "ja", "ko", "ar", "zh-Hant", "", "fr"};
    static Making making;
    making.choices = (Choices){bytes, length};
    making.arena = arena_new();
    LayoutOptions options = next_options(&making);
    making.language = languages[choose(&making.choices, 0, 7)];
    maker_start(&making.maker, "");
    set(&making, &making.maker.blocks[0], next_title(&making));
    while (making.choices.length && making.maker.count < BLOCKS)
        add_next(&making);
    while (making.maker.depth)
        close(&making.maker);
    hold_layout(maker_chapter(&making.maker), options);
    arena_free(making.arena);
}
