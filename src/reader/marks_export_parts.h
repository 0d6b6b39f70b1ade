// What the files of the export of marks share, and nobody else needs.
#ifndef READER_MARKS_EXPORT_PARTS_H
#define READER_MARKS_EXPORT_PARTS_H
#include "base/buffer.h"
#include "reader/marks.h"

#define MARKS_ANNOTATION "urn:x-lectern:mark:"      // before the id of a record: that of the annotation
#define MARKS_SOURCE "urn:x-lectern:report:"        // before the id of a report: what is annotated

typedef struct {
    Buffer *out;
    Report *report;
    size_t count;       // of marks added so far
    int chapter;        // of the last one; -1 = none
    Buffer words;       // of the present one: a line for each of its paragraphs
} MarksExport;

const char *marks_citation(const MarksExport *export, const Mark *mark, char *out);     // "" where its place is lost; CITATION_BYTES
const char *marks_found_name(AnchorResult found);

// marks_json.c
void marks_begin_json(MarksExport *export);
void marks_add_json(MarksExport *export, const Mark *mark);
void marks_end_json(MarksExport *export);

#endif
