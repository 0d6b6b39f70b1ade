// What segment.c and sentence.c share.
#ifndef TEXT_SEGMENTER_H
#define TEXT_SEGMENTER_H
#include "text/icu.h"
#include "text/segment.h"

struct Segmenter {
    IteratorCache iterators;
};

#endif
