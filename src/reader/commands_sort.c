// Sorting a list, whichever it is.
#include <string.h>
#include "base/buffer.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"

// What a list can be sorted by, in the order in which `sort` alone goes through them.
typedef struct {
    const char *name;       // typed
    ListOrder order;
    const char *said;
} OrderName;

static const OrderName order_names[] = {
    {"own", ORDER_GIVEN, N_("The list is in its own order.")},
    {"text", ORDER_TEXT, N_("The list is sorted by text.")},
    {"date", ORDER_DATE, N_("The list is sorted by date, the newest first.")},
};
enum { ORDER_NAMES = sizeof order_names / sizeof *order_names };

static bool has_order(const List *list, ListOrder order)
{
    bool has_dates = false;
    for (size_t i = 0; i < list->count && !has_dates; i++)
        has_dates = *list->rows[i].date;
    return order != ORDER_DATE || has_dates;
}

static const OrderName *next_order(const List *list)
{
    size_t next = 0;
    while (order_names[next].order != list->order)
        next++;
    do
        next = (next + 1) % ORDER_NAMES;
    while (!has_order(list, order_names[next].order));
    return &order_names[next];
}

static const OrderName *order_named(const List *list, const char *name, Error *err)
{
    Buffer names = {0};
    for (size_t i = 0; i < ORDER_NAMES; i++) {
        if (!has_order(list, order_names[i].order))
            continue;
        if (strcmp(order_names[i].name, name) == 0) {
            buffer_free(&names);
            return &order_names[i];
        }
        buffer_addf(&names, "%s%s", names.length ? ", " : "", order_names[i].name);
    }
    error_set(err, _("This list can't be sorted by \"%1$.40s\"; what there is: %2$s."), name, buffer_text(&names));
    buffer_free(&names);
    return NULL;
}

bool run_sort(Reader *reader, const char *argument, Error *err)
{
    List *list = list_in_focus(reader);
    const OrderName *order = *argument ? order_named(list, argument, err) : next_order(list);
    if (!order)
        return false;
    list_sort(list, order->order);
    reader_say(reader, "%s", _(order->said));
    return true;
}
