// What the mouse does on the screen.
#include "screen/mouse.h"
#include "reader/pointing.h"
#include "screen/views.h"

static void click(Reader *reader, const Grid *grid, int row, int column)
{
    const RowShows *shows = grid_shows(grid, row);
    Place place;
    switch (shows->kind) {
    case ROW_OTHER:
        break;
    case ROW_LIST:
        reader_point_row(reader, (size_t)shows->index);
        break;
    case ROW_PAGE: case ROW_NOTE:
        if (view_place_at(reader, grid, row, column, &place) == 0)
            reader_point_text(reader, shows->kind == ROW_NOTE ? POINTED_NOTE : POINTED_PAGE, place);
        else
            reader_point_beside(reader, shows->kind == ROW_NOTE ? POINTED_NOTE : POINTED_PAGE);
        break;
    }
}

// Only the page can be selected from. Where the pointer has left it the selection stays as it was.
static void drag(const Mouse *mouse, Reader *reader, const Grid *grid, MouseReport report)
{
    Place place;
    const bool is_on_page = grid_shows(grid, report.row)->kind == ROW_PAGE && view_place_at(reader, grid, report.row, report.column, &place) >= 0;
    if (mouse->has_place && mouse->report == reader->report && is_on_page)
        reader_drag(reader, mouse->place, place);
}

static Mouse press(const Reader *reader, const Grid *grid, MouseReport report)
{
    Mouse mouse = {.is_down = true, .row = report.row, .column = report.column, .report = reader->report};
    mouse.has_place = grid_shows(grid, report.row)->kind == ROW_PAGE && view_place_at(reader, grid, report.row, report.column, &mouse.place) >= 0;
    return mouse;
}

static bool has_moved(const Mouse *mouse, MouseReport report)
{
    return mouse->is_down && (mouse->is_dragged || mouse->row != report.row || mouse->column != report.column);
}

static void release(Mouse *mouse, Reader *reader, const Grid *grid, MouseReport report)
{
    if (has_moved(mouse, report)) {
        drag(mouse, reader, grid, report);
        reader_end_drag(reader);
    } else if (mouse->is_down)
        click(reader, grid, report.row, report.column);
    *mouse = (Mouse){0};
}

// A click is a press and a release at the same cell, with no motion between.
void mouse_answer(Mouse *mouse, Reader *reader, const Grid *grid, MouseReport report)
{
    switch (report.kind) {
    case MOUSE_WHEEL_UP: case MOUSE_WHEEL_DOWN:
        *mouse = (Mouse){0};
        reader_turn_wheel(reader, report.kind == MOUSE_WHEEL_UP ? WHEEL_BACK : WHEEL_ON);
        break;
    case MOUSE_PRESS:
        *mouse = press(reader, grid, report);
        break;
    case MOUSE_DRAG:
        mouse->is_dragged = has_moved(mouse, report);
        if (mouse->is_dragged)
            drag(mouse, reader, grid, report);
        break;
    case MOUSE_RELEASE:
        release(mouse, reader, grid, report);
        break;
    }
}
