// A report of several files as one file of the same format, to be handed over.
#ifndef REPORT_PACK_H
#define REPORT_PACK_H
#include <stdbool.h>
#include "base/buffer.h"
#include "report/report.h"

// Adds the manifest with each chapter in the place of its file's name, as people wrote them: with their comments, and indented. False and *err: the
// manifest is written in a way that is not taken apart here, a chapter can't be read, or the file would be over a limit (yaml_manifest_limits).
bool report_pack(const Report *report, Buffer *out, Error *err);

#endif
