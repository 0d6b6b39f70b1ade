// A list: contents, hits, bookmarks, help. The selection has a ">", stands in reverse, and has the cursor on it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/translate.h"
#include "screen/draw.h"
#include "screen/views.h"
#include "text/amount.h"
#include "text/cluster.h"
#include "text/segment.h"

enum {
    NARROW_COLUMNS = 50,    // below it marks have no column of their own
    TITLE_COLUMNS = 32,     // from here on titles have room beside a chapter's minutes and "begun"
    TITLE_ROWS_LEAST = 4,   // with fewer rows there is no row for the list's title
    COLUMNS_MOST = 100,     // in a wider window the list stands in the middle, so that what is behind a title is not far from it
    TEXT_COLUMN = 2,        // behind "> "
    INDENT_MOST = 2,        // where it is heard or felt
    DETAIL_GAP = 2,         // cells between a text and what stands at its right
};

// How the rows of one list are set out at the present size.
typedef struct {
    const List *list;
    const Widths *widths;
    Focus focus;
    int left, limit;    // columns
    int mark_cells;     // column of marks, and the gap behind it; 0 = none
    int height;         // of all rows
    int rows_most;      // that one row of the list may take; but the selected one is shown whole, as nothing else shows it
    bool tells;         // what would stand in columns is told behind the text: there is no room for it, or it is heard
    bool is_heard;      // only the cursor tells the selection: what is drawn to mark it would be spoken, and what it was drawn over again
} ListShape;

static bool marks_go_before(Focus focus)
{
    return focus != FOCUS_CONTENTS; // whether a chapter was read is said behind its title
}

static ListShape set_out(const Reader *reader, Focus focus, int columns, int height)
{
    const List *list = reader_list(reader, focus);
    const bool is_heard = reader_is_heard(reader);
    bool is_short = focus == FOCUS_CONTENTS || focus == FOCUS_SHELF || focus == FOCUS_HELP; // titles; the others have sentences, with what was found in them
    int left = columns > COLUMNS_MOST && !is_heard ? (columns - COLUMNS_MOST) / 2 : 0, cells = columns - 2 * left;
    ListShape shape = {.list = list, .widths = &reader->widths, .focus = focus, .is_heard = is_heard, .left = left, .limit = left + cells, .height = height, .rows_most = columns < NARROW_COLUMNS ? 3 : is_short || height < 12 ? 2 : height / 4};
    shape.tells = is_heard || (focus == FOCUS_ELEMENTS && columns < NARROW_COLUMNS);
    if (focus == FOCUS_ABOUT || is_heard)   // what is heard must not change with the selection
        shape.rows_most = height;
    shape.rows_most = shape.rows_most < height ? shape.rows_most : height;
    if (!marks_go_before(focus) || columns < NARROW_COLUMNS || is_heard)
        return shape;
    for (size_t i = 0; i < list->count; i++) {
        int mark = text_width(shape.widths, list->rows[i].mark, strlen(list->rows[i].mark)) + 2;
        if (mark > shape.mark_cells && mark <= cells / 2)
            shape.mark_cells = mark;
    }
    return shape;
}

static int text_column(const ListShape *shape, const Row *row)
{
    if (row->is_heading)
        return shape->left + TEXT_COLUMN;
    if (shape->is_heard)
        return shape->mark_cells + (row->level ? INDENT_MOST : 0);
    bool folds = shape->focus == FOCUS_CONTENTS;
    int column = shape->left + TEXT_COLUMN + shape->mark_cells + row->level * 2 + (folds ? 2 : 0);
    int most = (shape->left + shape->limit) / 2;
    return column < most ? column : most;
}

// Without a comma behind a sentence.
static void add_part(Buffer *text, const char *part)
{
    if (!*part)
        return;
    buffer_add_text(text, sentence_is_ended(buffer_text(text), text->length) ? " " : C_("row", ", "));
    buffer_add_text(text, part);
}

// What stands in columns, or is drawn, behind the text in words, unless it stands at the right.
static void add_told(Buffer *text, const ListShape *shape, const Row *row, const char *right)
{
    const bool is_mark = *right && strcmp(right, row->mark) == 0;
    if (!*right || is_mark)
        add_part(text, row->detail);
    if (!*right && !marks_go_before(shape->focus))
        add_part(text, row->mark);
    if (shape->is_heard && row->has_children && row->is_folded)
        add_part(text, _("folded"));
}

static bool is_selected(const ListShape *shape, const Row *row)
{
    return row == &shape->list->rows[shape->list->selected];
}

// So that the text has enough room.
static int detail_cells_most(const ListShape *shape)
{
    const int cells = shape->limit - shape->left;
    if (cells < (shape->focus == FOCUS_CONTENTS ? TITLE_COLUMNS : NARROW_COLUMNS))
        return cells / 4;
    return shape->focus == FOCUS_SHELF ? cells / 2 : cells * 3 / 8;
}

static bool fits_right(const ListShape *shape, const char *detail)
{
    return text_width(shape->widths, detail, strlen(detail)) + DETAIL_GAP <= detail_cells_most(shape);
}

// What stands at the right of the text; "" where it is told, and where there is no room. The mark alone may have some: that a chapter was read says
// more than its minutes, which are told of the selected row then.
static char *detail_of(const ListShape *shape, const Row *row)
{
    Buffer detail = {0};
    const bool has_mark = *row->mark && !marks_go_before(shape->focus);
    if (shape->tells)
        return buffer_take(&detail);
    buffer_add_text(&detail, row->detail);
    if (has_mark)
        buffer_addf(&detail, "%s%s", *row->detail ? C_("row", ", ") : "", row->mark);
    if (fits_right(shape, buffer_text(&detail)))
        return buffer_take(&detail);
    buffer_cut(&detail, 0);
    if (has_mark && fits_right(shape, row->mark))
        buffer_add_text(&detail, row->mark);
    return buffer_take(&detail);
}

// The text as it is shown: with its mark before it where marks have no column; of the selected row with what has no room at the right of it.
static char *text_of(const ListShape *shape, const Row *row, const char *detail)
{
    Buffer text = {0};
    if (*row->mark && marks_go_before(shape->focus) && !shape->mark_cells)
        buffer_addf(&text, "%s: ", row->mark);
    buffer_add_text(&text, row->text);
    if (shape->tells || is_selected(shape, row))
        add_told(&text, shape, row, detail);
    return buffer_take(&text);
}

static int detail_cells(const ListShape *shape, const char *detail)
{
    return *detail ? text_width(shape->widths, detail, strlen(detail)) + DETAIL_GAP : 0;
}

// Rows that a row of the list takes, told from its length alone: a long list must not be wrapped as a whole to show a part.
static int estimate(const ListShape *shape, size_t index)
{
    const Row *row = &shape->list->rows[index];
    int cells = shape->limit - text_column(shape, row);
    size_t bytes = strlen(row->text) + strlen(row->detail) + 2 + (shape->mark_cells ? 0 : strlen(row->mark) + 2);
    int rows = (int)(bytes + bytes / 8) / (cells < 1 ? 1 : cells) + 1;
    rows = rows < shape->rows_most ? rows : shape->rows_most;
    return *row->note && rows == shape->rows_most && rows > 1 ? rows : rows + (*row->note && rows < shape->rows_most);
}

static int whole_rows(const ListShape *shape, const Row *row)
{
    const int column = text_column(shape, row);
    char *detail = detail_of(shape, row), *text = text_of(shape, row, detail);
    const int text_rows = wrap_count(shape->widths, text, shape->limit - detail_cells(shape, detail) - column);
    const int rows = text_rows + (*row->note ? wrap_count(shape->widths, row->note, shape->limit - column) : 0);
    free(text);
    free(detail);
    return rows < shape->height ? rows : shape->height;
}

static int rows_of(const ListShape *shape, size_t index)
{
    return index == shape->list->selected ? whole_rows(shape, &shape->list->rows[index]) : estimate(shape, index);
}

// The first row of the list on the page that holds the selection.
static size_t page_begin(const ListShape *shape, int height)
{
    const List *list = shape->list;
    size_t begin = 0;
    int used = 0;
    for (size_t i = 0; i < list->count && i <= list->selected; i++) {
        if (!list->shown[i])
            continue;
        int rows = rows_of(shape, i);
        if (used + rows > height) {
            begin = i;
            used = 0;
        }
        used += rows;
    }
    return begin;
}

static void draw_fold(Grid *grid, int row, int column, const Row *item, Style style)
{
    if (item->has_children)
        grid_fill(grid, row, column, column + 1, item->is_folded ? '+' : '-', style);
}

static void draw_note(const ListShape *shape, Grid *grid, int row, int rows, const Row *item, bool is_chosen)
{
    const Style style = {.is_reverse = is_chosen && !shape->is_heard, .is_italic = true};
    draw_wrapped(grid, row, rows, text_column(shape, item), shape->limit, item->note, style);
}

// Rows of the program's own go as the interface does; what others wrote goes as they say, or in its own direction.
static BidiBase base_of(const ListShape *shape, const Grid *grid, const char *text, Direction direction)
{
    if (shape->focus == FOCUS_HELP || shape->focus == FOCUS_ABOUT || shape->focus == FOCUS_SETTINGS)
        return grid->interface;
    if (direction != DIRECTION_AUTO)
        return direction == DIRECTION_RTL ? BIDI_RTL : BIDI_LTR;
    return grid_base_of(grid, text);
}

static void turn_to(const ListShape *shape, Grid *grid, BidiBase base)
{
    if (base == BIDI_RTL)
        grid_from_right(grid, shape->left, shape->limit);
}

static void draw_text(const ListShape *shape, Grid *grid, int row, int rows, int limit, const Row *item, const char *text, Style style)
{
    const BidiBase base = item->direction == DIRECTION_AUTO ? grid_base_of_message(grid, text) : base_of(shape, grid, text, item->direction);
    draw_wrapped_as(grid, row, rows, text_column(shape, item), limit, text, base, style);
}

// Keys and numbers go from the left, or they would be mirrored.
static void draw_mark(const ListShape *shape, Grid *grid, int row, const Row *item, Style style)
{
    const int column = shape->left + TEXT_COLUMN;
    BidiBase base = BIDI_LTR;
    bidi_first_strong(item->mark, strlen(item->mark), &base);
    grid_text_as(grid, row, column, column + shape->mark_cells - 1, item->mark, strlen(item->mark), base, style);
}

// Draws one row of the list over at most `rows` rows; returns how many.
static int draw_row(const ListShape *shape, Grid *grid, int row, int rows, size_t index)
{
    const Row *item = &shape->list->rows[index];
    bool is_chosen = is_selected(shape, item), has_note = *item->note && rows > 1;
    Style style = {.is_reverse = is_chosen && !shape->is_heard, .is_bold = item->is_heading};
    int column = text_column(shape, item);
    char *detail = detail_of(shape, item), *text = text_of(shape, item, detail);
    const int limit = shape->limit - detail_cells(shape, detail);
    int text_rows = wrap_count(shape->widths, text, limit - column);
    text_rows = text_rows < rows - has_note ? text_rows : rows - has_note;
    const int note_rows = has_note && is_chosen ? rows - text_rows : has_note;
    turn_to(shape, grid, base_of(shape, grid, item->text, item->direction));
    for (int i = 0; is_chosen && i < text_rows + note_rows; i++)
        grid_fill(grid, row + i, shape->left, shape->limit, ' ', style);
    draw_text(shape, grid, row, text_rows, limit, item, text, style);
    if (shape->mark_cells)
        draw_mark(shape, grid, row, item, style);
    if (shape->focus == FOCUS_CONTENTS && !shape->is_heard)
        draw_fold(grid, row, column - 2, item, style);
    if (*detail)
        draw_right(grid, row, limit + DETAIL_GAP, shape->limit, detail, style);
    draw_note(shape, grid, row + text_rows, note_rows, item, is_chosen);
    if (is_chosen) {
        if (!shape->is_heard)
            grid_fill(grid, row, shape->left, shape->left + 1, '>', style);
        grid_cursor(grid, row, shape->left);
    }
    grid_from_left(grid);
    free(text);
    free(detail);
    return text_rows + note_rows;
}

static void draw_head(const ListShape *shape, Grid *grid, int row)
{
    const List *list = shape->list;
    Buffer title = {0};
    char count[256] = "";
    if (*list->filter)
        buffer_addf(&title, _("With \"%1$s\": %2$s"), list->filter, list->title); // TRANSLATORS: what is filtered for, and the title of a list
    else
        buffer_add_text(&title, list->title);
    size_t shown = list_shown_count(list);
    if (shown && list->selected < list->count && !shape->is_heard)
        snprintf(count, sizeof count, _("%1$s of %2$s"), AMOUNT(list_shown_before(list, list->selected) + 1), AMOUNT(shown)); // TRANSLATORS: row 3 of 12
    int end = shape->limit - text_width(shape->widths, count, strlen(count)) - 2;
    if (grid->interface == BIDI_RTL)
        grid_from_right(grid, shape->left, shape->limit);
    draw_title(grid, row, shape->left, end, buffer_text(&title), (Style){.is_bold = true});
    draw_right(grid, row, end + 2, shape->limit, count, (Style){0});
    grid_from_left(grid);
    buffer_free(&title);
}

Shown view_list(const Reader *reader, Focus focus, Grid *grid, Rows rows)
{
    const List *list = reader_list(reader, focus);
    bool has_title = rows.end - rows.first >= TITLE_ROWS_LEAST;
    int height = rows.end - rows.first - has_title, row = rows.first + has_title;
    ListShape shape = set_out(reader, focus, grid->columns, height);
    if (has_title)
        draw_head(&shape, grid, rows.first);
    grid_cursor(grid, row, shape.left);
    if (!list_shown_count(list)) {
        const char *empty = *list->filter ? _("Nothing in this list has that in it.") : list->empty;
        turn_to(&shape, grid, base_of(&shape, grid, empty, DIRECTION_AUTO));
        draw_wrapped(grid, row, height, shape.left + TEXT_COLUMN, shape.limit, empty, (Style){0});
        grid_from_left(grid);
    }
    const size_t begin = page_begin(&shape, height);
    size_t next = begin;
    for (size_t i = begin; i < list->count && row < rows.end; i++) {
        if (!list->shown[i])
            continue;
        int most = rows_of(&shape, i);
        if (most <= rows.end - row || i == begin)
            next = i + 1;
        for (int end = row + draw_row(&shape, grid, row, most < rows.end - row ? most : rows.end - row, i); row < end; row++)
            grid_tell(grid, row, (RowShows){.kind = ROW_LIST, .index = (int)i});
    }
    return (Shown){.first = begin, .next = next};
}
