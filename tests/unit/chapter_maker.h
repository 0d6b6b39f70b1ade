// Chapters made by hand, for tests of what lies above the report layer.
#ifndef TESTS_CHAPTER_MAKER_H
#define TESTS_CHAPTER_MAKER_H
#include "report/chapter.h"

enum { MAKER_BLOCKS = 512, MAKER_DEPTH = 64 };

typedef struct {
    Block blocks[MAKER_BLOCKS];
    int count;
    int open[MAKER_DEPTH];
    int depth;
    int level;
    Chapter chapter;
} Maker;

void maker_start(Maker *maker, const char *title);                          // a chapter with its title
Block *maker_add(Maker *maker, BlockKind kind, const char *text);           // a leaf, or a block that holds what is added until maker_close()
void maker_open(Maker *maker, BlockKind kind, const char *text);
void maker_close(Maker *maker);
void maker_items(Maker *maker, BlockKind kind, const char *const *texts);   // a list or steps of plain texts, NULL at the end
void maker_rows(Maker *maker, bool has_header, int columns, const char *const *cells); // fills an open TABLE, NULL at the end
const Chapter *maker_chapter(Maker *maker);

int make_maker(void **state);   // of a test that has one as its state
int free_maker(void **state);

#endif
