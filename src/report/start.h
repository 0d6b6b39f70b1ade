// The first blocks of a chapter, from the first bytes of its file.
#ifndef REPORT_START_H
#define REPORT_START_H
#include "report/load.h"

// `bytes` of the file are cut at the last item that may be whole, and read as a chapter of its own. What could still change by what follows is left
// out: the last block, and all but sections that it stands in; so every block is as chapter_load() has it, but that a section ends with the last one.
// Only a `lang` or `dir` that stands behind the body comes too late. NULL where something is wrong in them, or nothing is left. The caller frees.
// Its `words` are a guess of those of all the file, of `length` bytes.
Chapter *chapter_start(const YamlFile *bytes, size_t length, const ChapterHints *hints);

#endif
