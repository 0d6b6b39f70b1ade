// What can stand on the command line, for the completion of shells: a candidate a line, behind a tab what it is. Candidates are made of ASCII
// letters, digits, "-", "_", "." and "/" only, so that no shell can find more in them; what is called otherwise is left out.
#ifndef PLAIN_CANDIDATES_H
#define PLAIN_CANDIDATES_H
#include <stdbool.h>
#include <stdio.h>
#include "reader/keymap_path.h"
#include "report/report.h"
#include "report/shelf.h"

#define CANDIDATES "reports|places|keymaps"

typedef enum { CANDIDATE_REPORTS, CANDIDATE_PLACES, CANDIDATE_KEYMAPS } CandidateKind;

// False and *err: there is no such kind.
bool candidates_of(const char *name, CandidateKind *kind, Error *err);

// Each flushes `out` and returns the exit status: 0; 1 where there is none; 3 where writing failed.
int print_report_candidates(FILE *out, const Shelf *shelf);     // ids of installed reports
int print_place_candidates(FILE *out, Report *report);          // chapters by id, sections as chapter/id; reads all chapters
int print_keymap_candidates(FILE *out, KeymapPath path);        // names, each once

#endif
