// Marks as a document: to be handed in, worked on in a table, or read in by another lectern.
#ifndef READER_MARKS_EXPORT_H
#define READER_MARKS_EXPORT_H
#include "base/buffer.h"
#include "reader/marks.h"

// JSON is an AnnotationPage of the W3C's Web Annotation Data Model: a bookmark, highlight or comment each, with a TextQuoteSelector. CSV is that of
// RFC 4180 with a header; what a table would take for a formula has a ' before it.
typedef enum { MARKS_MARKDOWN, MARKS_TEXT, MARKS_JSON, MARKS_CSV } MarksForm;

extern const char *const marks_form_names[];                        // as they are typed, NULL behind the last
bool marks_form_named(const char *name, MarksForm *form);
bool marks_form_of_file(const char *path, MarksForm *form);         // by the end of its name: .md .txt .json .csv

// A highlight over several paragraphs is one; as JSON, which has one quotation each, an annotation a paragraph, with what they have in common.
// Those that `filter` means (mark_fits()), in reading order, in UTF-8; how many. Of a mark whose place is lost no citation number is told.
// Where marks_are_stopped() it is not all, and to be thrown away.
size_t marks_export(Buffer *out, Report *report, Marks *marks, MarksForm form, const char *filter);

#endif
