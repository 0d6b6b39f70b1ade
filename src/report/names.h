// Names with the chapter they stand in, to be looked up among very many.
#ifndef REPORT_NAMES_H
#define REPORT_NAMES_H
#include "base/arena.h"

typedef struct {
    const char *name;
    int chapter;
} Name;

// {0} is an empty one, but for the arena that the names are copied into.
typedef struct {
    Arena *arena;
    Name *items;
    size_t count, capacity;
} Names;

void names_add(Names *names, const char *name, int chapter);
void names_sort(Names *names);                                  // before the first look-up
int names_find(const Names *names, const char *name);           // the first chapter that has it; -1 = none
void names_clear(Names *names);                                 // the arena stays

#endif
