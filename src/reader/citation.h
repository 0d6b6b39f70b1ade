// Words of a report as others cite them: what they are from, which edition, and where they stand in it.
#ifndef READER_CITATION_H
#define READER_CITATION_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "report/report.h"

//   PLAIN      the words in quotation marks, then a line: authors. title. publisher, date. chapter, number
//   MARKDOWN   the words as a quote (CommonMark), the same line below them
//   BIBTEX     an entry of type techreport, or misc where the publisher is not known; the words and where they stand in its `note`
//   CSL_JSON   an array of one item (citeproc's csl-data.json); the words in its `annote`, the number in its `locator`
typedef enum { CITATION_PLAIN, CITATION_MARKDOWN, CITATION_BIBTEX, CITATION_CSL_JSON } CitationForm;

extern const char *const citation_form_names[];     // "plain", …; NULL at the end

// Adds it, without a line end behind it. `words` stand at `place`.
void citation_add(Buffer *out, Report *report, Place place, const char *words, size_t length, CitationForm form);

#endif
