// What one can jump to in a chapter beside its text: headings, links, lists, tables, figures, footnotes.
#ifndef REPORT_ELEMENTS_H
#define REPORT_ELEMENTS_H
#include "report/chapter.h"

typedef enum { ELEMENT_HEADING, ELEMENT_LINK, ELEMENT_LIST, ELEMENT_TABLE, ELEMENT_FIGURE, ELEMENT_NOTE } ElementKind;

// LIST stands for steps and terms too; NOTE is a reference to a footnote.
typedef struct {
    ElementKind kind;
    int block;              // itself; of LINK and NOTE the leaf that it stands in
    size_t span;            // LINK, NOTE: index in the block's spans
    int number;             // LINK: as chapter_link_number() has it; HEADING: heading_level(); else 0
} Element;


// Goes on to the next one in reading order, also in footnotes. Begin with element_none(). False: there is no other in the chapter.
Element element_none(ElementKind kind);
bool element_next(const Chapter *chapter, Element *element);

const Span *element_span(const Chapter *chapter, const Element *element);   // of LINK and NOTE

#endif
