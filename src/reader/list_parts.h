// What the files of lists share, and nobody else needs.
#ifndef READER_LIST_PARTS_H
#define READER_LIST_PARTS_H
#include "reader/list.h"

void list_put_in_order(List *list);     // list_order.c: the rows as list->order has them; the selection is not valid then

#endif
