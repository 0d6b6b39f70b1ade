// What must hold of every layout, whatever the chapter and the measure.
#ifndef TESTS_LAYOUT_CHECK_H
#define TESTS_LAYOUT_CHECK_H
#include "layout/layout.h"

void layout_check(const Layout *layout, int cells);
void layout_check_same(const Layout *one, const Layout *other);     // line for line, segment for segment
void layout_check_widths(const Chapter *chapter);   // the body and each footnote at 10 to 120 cells and unbroken, in both character sets

#endif
