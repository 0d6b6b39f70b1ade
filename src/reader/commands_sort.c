// Sorting a list, whichever it is.
#include <string.h>
#include "base/buffer.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"

// What a list can be sorted by, in the order in which `sort` alone goes through them.
typedef struct {
    const char *name;       // typed
    int order;
    const char *said;
} OrderName;

enum { ORDER_NAMES = 3 };
static const OrderName list_orders[ORDER_NAMES] = {
    {"own", ORDER_GIVEN, N_("The list is in its own order.")},
    {"text", ORDER_TEXT, N_("The list is sorted by text.")},
    {"date", ORDER_DATE, N_("The list is sorted by date, the newest first.")},
};
static const OrderName shelf_orders[ORDER_NAMES] = {
    {"read", SHELF_BY_READ, N_("The reports read last stand first.")},
    {"title", SHELF_BY_TITLE, N_("The reports are sorted by title.")},
    {"series", SHELF_BY_SERIES, N_("The reports are sorted by series.")},
};

static const OrderName *orders_of(const Reader *reader)
{
    return reader->focus == FOCUS_SHELF ? shelf_orders : list_orders;
}

static bool has_order(Reader *reader, const OrderName *order)
{
    const List *list = list_in_focus(reader);
    bool has_dates = false;
    for (size_t i = 0; i < list->count && !has_dates; i++)
        has_dates = *list->rows[i].date;
    return has_dates || reader->focus == FOCUS_SHELF || order->order != ORDER_DATE;
}

static const OrderName *next_order(Reader *reader)
{
    const OrderName *orders = orders_of(reader);
    const int now = reader->focus == FOCUS_SHELF ? (int)reader->shelf_order : (int)list_in_focus(reader)->order;
    size_t next = 0;
    while (orders[next].order != now)
        next++;
    do
        next = (next + 1) % ORDER_NAMES;
    while (!has_order(reader, &orders[next]));
    return &orders[next];
}

static const OrderName *order_named(Reader *reader, const char *name, Error *err)
{
    const OrderName *orders = orders_of(reader);
    Buffer names = {0};
    for (size_t i = 0; i < ORDER_NAMES; i++) {
        if (!has_order(reader, &orders[i]))
            continue;
        if (strcmp(orders[i].name, name) == 0) {
            buffer_free(&names);
            return &orders[i];
        }
        buffer_addf(&names, "%s%s", names.length ? ", " : "", orders[i].name);
    }
    error_set(err, _("This list can't be sorted by \"%1$.40s\"; what there is: %2$s."), name, buffer_text(&names));
    buffer_free(&names);
    return NULL;
}

bool run_sort(Reader *reader, const char *argument, Error *err)
{
    const OrderName *order = *argument ? order_named(reader, argument, err) : next_order(reader);
    if (!order)
        return false;
    if (reader->focus == FOCUS_SHELF) {
        reader->shelf_order = (ShelfOrder)order->order;
        rows_fill_shelf(reader);
    } else
        list_sort(list_in_focus(reader), (ListOrder)order->order);
    reader_say(reader, "%s", _(order->said));
    return true;
}
