// What must hold of every chapter, for the targets that load one.
#ifndef TESTS_FUZZ_CHAPTER_H
#define TESTS_FUZZ_CHAPTER_H
#include "report/load.h"

void hold_chapter(const Chapter *chapter);                              // as report/chapter.h says it is
void hold_problems(const Problems *problems, const YamlFile *file);     // each says something, at a place that the file has
#endif
