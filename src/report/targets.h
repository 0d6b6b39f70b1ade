// Where many links lead, among the chapters that are loaded: nothing is read from the disk, and each link is looked up quickly.
#ifndef REPORT_TARGETS_H
#define REPORT_TARGETS_H
#include "report/report.h"

typedef struct Targets Targets;

Targets *targets_new(Report *report);     // must not outlive the report
void targets_free(Targets *targets);            // NULL is fine

// A link's "#id" or "#chapter/id" in a chapter, as report_find() has it. False: there is none, or it may be in a chapter that is not loaded.
bool targets_find(const Targets *targets, int from, const char *target, Place *place);

#endif
