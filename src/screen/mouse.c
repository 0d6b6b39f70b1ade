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

// A click is a press and a release at the same cell: who has moved away did not mean it.
void mouse_answer(Mouse *mouse, Reader *reader, const Grid *grid, MouseReport report)
{
    switch (report.kind) {
    case MOUSE_WHEEL_UP: case MOUSE_WHEEL_DOWN:
        mouse->is_down = false;
        reader_turn_wheel(reader, report.kind == MOUSE_WHEEL_UP ? WHEEL_BACK : WHEEL_ON);
        break;
    case MOUSE_PRESS:
        *mouse = (Mouse){.is_down = true, .row = report.row, .column = report.column};
        break;
    case MOUSE_DRAG:
        break;
    case MOUSE_RELEASE:
        if (mouse->is_down && mouse->row == report.row && mouse->column == report.column)
            click(reader, grid, report.row, report.column);
        mouse->is_down = false;
        break;
    }
}
