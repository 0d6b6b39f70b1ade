// The foot of the screen: the prompt, a message, the status line, or what keys do in a list.
#include <stdio.h>
#include <string.h>
#include "base/buffer.h"
#include "base/translate.h"
#include "screen/draw.h"
#include "screen/views.h"
#include "text/amount.h"
#include "text/cluster.h"

enum { FORM_BYTES = 320, FORMS = 5 };

static const Style bar = {.is_reverse = true};

// The longest of some texts that fits into `cells`; "" where none does.
static const char *longest_fitting(const Grid *grid, char texts[][FORM_BYTES], int count, int cells)
{
    for (int i = 0; i < count; i++)
        if (text_width(&grid->widths, texts[i], strlen(texts[i])) <= cells)
            return texts[i];
    return "";
}

// Status line

// The longest first.
static void write_status(const Whereabouts *where, char forms[][FORM_BYTES])
{
    const size_t minutes = (size_t)where->minutes;
    const char *page = AMOUNT(where->page), *pages = AMOUNT(where->pages), *percent = PERCENT(where->percent), *left = AMOUNT(minutes);
    // TRANSLATORS: in the status line: page, pages, percent of the report (with its sign), minutes of reading left. At most 52 cells, better 40
    snprintf(forms[0], FORM_BYTES, where->is_about
        ? translate_count("page %1$s of about %2$s   %3$s   %4$s min left", "page %1$s of about %2$s   %3$s   %4$s min left", minutes)
        : translate_count("page %1$s of %2$s   %3$s   %4$s min left", "page %1$s of %2$s   %3$s   %4$s min left", minutes), page, pages, percent, left);
    // TRANSLATORS: the same, shorter: at most 26 cells
    snprintf(forms[1], FORM_BYTES, where->is_about
        ? translate_count("%1$s of about %2$s  %3$s  %4$s min", "%1$s of about %2$s  %3$s  %4$s min", minutes)
        : translate_count("%1$s of %2$s  %3$s  %4$s min", "%1$s of %2$s  %3$s  %4$s min", minutes), page, pages, percent, left);
    // TRANSLATORS: the same, shorter still: page, pages, percent; at most 18 cells
    snprintf(forms[2], FORM_BYTES, _("%1$s of %2$s  %3$s"), page, pages, percent);
    snprintf(forms[3], FORM_BYTES, "%s/%s  %s", page, pages, percent);
    snprintf(forms[4], FORM_BYTES, "%s", percent);
}

static void draw_status(const Reader *reader, Grid *grid, int row)
{
    enum { NARROW_COLUMNS = 40 };
    char forms[FORMS][FORM_BYTES];
    Whereabouts where = reader_where(reader);
    write_status(&where, forms);
    const char *told = longest_fitting(grid, forms, FORMS, grid->columns < NARROW_COLUMNS ? grid->columns * 11 / 20 : grid->columns * 2 / 3);
    int end = grid->columns - text_width(&grid->widths, told, strlen(told)) - 1;
    grid_turn(grid, grid->interface);
    grid_fill(grid, row, 0, grid->columns, ' ', bar);
    draw_title(grid, row, 1, end - 2, where.chapter, bar);
    draw_right(grid, row, end, grid->columns - 1, told, bar);
    grid_from_left(grid);
}

// What is typed of a number or a sequence of keys is shown at the end of the last row.
static void draw_pending(const Reader *reader, Grid *grid, int row)
{
    char keys[128] = "";
    if (reader->keys.count)
        sequence_name(&reader->keys, keys, sizeof keys);
    Buffer typed = {0};
    buffer_addf(&typed, " %s%s ", buffer_text(&reader->number), keys);
    grid_turn(grid, grid->interface);
    if (reader->number.length || reader->keys.count)
        draw_right(grid, row, 0, grid->columns, buffer_text(&typed), (Style){.is_bold = true});
    grid_from_left(grid);
    buffer_free(&typed);
}

// What keys do in a list or a note

// TRANSLATORS: beside keys in the last row of a list, six in one row: as short as can be
static const struct {
    const char *command, *does;
} hints[] = {
    {"choose", N_("go there")}, {"choose", N_("change")}, {"close", N_("close")}, {"filter", N_("filter")}, {"rename", N_("rename")}, {"delete", N_("delete")}, {"undo", N_("undo")},
};

// The settings are changed, not gone to.
static bool is_of(size_t hint, Focus focus)
{
    return strcmp(hints[hint].command, "choose") != 0 || (hint == 1) == (focus == FOCUS_SETTINGS);
}

static bool is_worth_saying(const char *command, Focus focus)
{
    if (focus == FOCUS_NOTE)
        return !strcmp(command, "close");
    bool is_edit = !strcmp(command, "rename") || !strcmp(command, "delete") || !strcmp(command, "undo");
    if (focus == FOCUS_HELP || focus == FOCUS_ABOUT)
        return !is_edit && strcmp(command, "choose") != 0;
    return !is_edit || focus == FOCUS_BOOKMARKS;
}

static void draw_hints(const Reader *reader, Grid *grid, int row)
{
    Buffer line = {0};
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        char keys[128];
        const Command *command = command_find(hints[i].command);
        if (!command || !is_of(i, reader->focus) || !is_worth_saying(hints[i].command, reader->focus))
            continue;
        keymap_keys_of(reader->keymap, reader->focus, command, keys, sizeof keys);
        keys[strcspn(keys, ",")] = '\0';
        size_t before = line.length;
        if (*keys)
            buffer_addf(&line, "%s%s %s", before ? "   " : "", keys, _(hints[i].does));
        if (text_width(&grid->widths, buffer_text(&line), line.length) > grid->columns - 2)
            buffer_cut(&line, before);
    }
    grid_turn(grid, grid_base_of_message(grid, buffer_text(&line)));
    grid_fill(grid, row, 0, grid->columns, ' ', bar);
    draw_cut(grid, row, 1, grid->columns - 1, buffer_text(&line), bar);
    grid_from_left(grid);
    buffer_free(&line);
}

// Message

static void draw_words(Grid *grid, int row, int end, const char *words, Style style)
{
    for (int i = row; i < end; i++)
        grid_fill(grid, i, 0, grid->columns, ' ', (Style){0});
    grid_turn(grid, grid_base_of_message(grid, words));
    draw_wrapped(grid, row, end - row, 0, grid->columns, words, style);
    grid_from_left(grid);
}

void view_notice(Grid *grid, const char *words)
{
    draw_words(grid, grid->rows - 1, grid->rows, words, (Style){0});
}

// Above row `end`, over as many rows as it needs. Returns the first of them.
static int draw_message(const Reader *reader, Grid *grid, int end)
{
    const char *message = buffer_text(&reader->message);
    Style style = {.is_bold = reader->message_is_error};
    int rows = wrap_count(&grid->widths, message, grid->columns), most = end - 1;
    rows = rows < most ? rows : most;
    draw_words(grid, end - rows, end, message, style);
    if (reader_is_heard(reader) && !reader->has_landed) // then it stands on the hit or the link
        grid_cursor(grid, end - rows, 0);
    return end - rows;
}

// Prompt

static bool is_search(PromptKind kind)
{
    return kind == PROMPT_SEARCH || kind == PROMPT_SEARCH_BACK;
}

static const char *exact_text(bool is_on)
{
    // TRANSLATORS: these six stand in one row behind what is searched for: as short as can be; exact, regex and word are commands
    return is_on ? _("exact on") : _("exact off");
}

static const char *regex_text(bool is_on)
{
    return is_on ? _("regex on") : _("regex off");
}

static const char *word_text(bool is_on)
{
    return is_on ? _("word on") : _("word off");
}

// What stands at the right of a prompt, the longest first: the message ("Hit 3 of 41."), and the toggles of a search with their state.
static const char *prompt_side(const Reader *reader, const Grid *grid, const char *message, char forms[][FORM_BYTES], int cells)
{
    const SearchOptions *options = &reader->options;
    const char *gap = *message ? "  " : "";
    bool has_some = options->is_exact || options->is_regex || options->is_word;
    snprintf(forms[2], sizeof *forms, "%s", message);
    if (!is_search(reader->prompt.kind) || reader_is_heard(reader))
        return longest_fitting(grid, forms + 2, 1, cells);
    snprintf(forms[0], sizeof *forms, "%s%s%s, %s, %s", message, gap, exact_text(options->is_exact), regex_text(options->is_regex), word_text(options->is_word));
    snprintf(forms[1], sizeof *forms, "%s%s%s%s%s", message, has_some ? gap : "", options->is_exact ? "exact " : "",
             options->is_regex ? "regex " : "", options->is_word ? "word" : "");
    return longest_fitting(grid, forms, 3, cells);
}

// What is typed, from `column` on: as much of what stands before the cursor as fits; the cursor itself takes a cell.
static void draw_typed(const Prompt *prompt, Grid *grid, int row, int column, int limit)
{
    const char *text = buffer_text(&prompt->text);
    size_t begin = 0;
    while (begin < prompt->cursor && text_width(&grid->widths, text + begin, prompt->cursor - begin) >= limit - column)
        begin = cluster_next(text, prompt->text.length, begin);
    grid_text(grid, row, column, limit, text + begin, prompt->text.length - begin, (Style){0});
    grid_cursor(grid, row, column + grid_cells_before(grid, text + begin, prompt->text.length - begin, prompt->cursor - begin));
}

// A message that has no room beside what is typed stands above it.
static int draw_prompt(const Reader *reader, Grid *grid, int row)
{
    char forms[3][FORM_BYTES];
    const Prompt *prompt = &reader->prompt;
    const char *label = prompt_label(prompt->kind), *text = buffer_text(&prompt->text), *message = buffer_text(&reader->message);
    grid_turn(grid, grid_base_of(grid, text));
    grid_fill(grid, row, 0, grid->columns, ' ', (Style){0});
    int column = draw_cut(grid, row, 0, grid->columns / 2, label, (Style){.is_bold = true});
    int cells = grid->columns - column - grid->columns / 3, limit = grid->columns, first = row;
    if (row > 0 && text_width(&grid->widths, message, strlen(message)) > cells) {
        first = draw_message(reader, grid, row);
        grid_turn(grid, grid_base_of(grid, text));
        message = "";
    }
    const char *side = prompt_side(reader, grid, message, forms, cells);
    if (*side)
        limit = draw_right(grid, row, column, grid->columns, side, (Style){0}) - 1;
    draw_typed(prompt, grid, row, column, limit);
    grid_from_left(grid);
    return first;
}

int view_foot(const Reader *reader, Grid *grid)
{
    int last = grid->rows - 1, first = last;
    if (reader->focus == FOCUS_PROMPT)
        first = draw_prompt(reader, grid, last);
    else if (reader->message.length && !(reader->message_is_welcome && reader_is_heard(reader)))
        first = draw_message(reader, grid, grid->rows);
    else if (!reader->settings.has_status)
        first = grid->rows;
    else if (reader->focus != FOCUS_PAGE)
        draw_hints(reader, grid, last);
    else
        draw_status(reader, grid, last);
    if (reader->focus != FOCUS_PROMPT)
        draw_pending(reader, grid, last);
    return first;
}
