// A report: its manifest, and its chapters, which are read when they are first asked for.
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/apart.h"
#include "base/error.h"
#include "base/meter.h"
#include "report/chapter.h"
#include "report/inline.h"
#include "report/outline.h"
#include "report/place.h"
#include "text/segment.h"

typedef struct {
    const char *term;
    const char *meaning;
} GlossaryEntry;

typedef struct {
    const char *was;    // in the source
    const char *now;    // in the report
} Correction;

// What the manifest says of the report. All shown text is safe; "" or 0 where the manifest is silent.
typedef struct {
    const char *id, *title, *language;
    Direction direction;
    const char *series;         // its title
    int part, parts;            // part 1 of 7
    const char *publisher, *published, *updated, *source, *rights, *summary;
    const char *const *authors;
    size_t author_count;
    const GlossaryEntry *glossary;
    size_t glossary_count;
    const Correction *corrections;
    size_t correction_count;
    InlineText marked_title, marked_series, marked_summary;     // those with their marks, for exports
} About;

typedef struct Report Report;

// Opens a folder with report.yaml, or a manifest file; "-" reads a one-file report from standard input. Only the manifest is read. NULL where
// that is not a report: problems says why, all of it.
Report *report_open(const char *path, Problems *problems);
// The same, but its files, also those of chapters later, are read by a child process (base/apart.h), for a disk that may never answer: what is not
// there in the time of `patience` can't be read, and Ctrl-C ends the wait. Its `tell` must ask nothing of the report.
Report *report_open_apart(const char *path, ApartPatience patience, Problems *problems);
void report_set_patience(Report *report, ApartPatience patience);   // nothing, where it is not read apart
Report *report_open_like(const Report *report, const char *path, Problems *problems);    // apart, and with the same patience, where that one is
bool report_was_late(const Report *report);                 // something could not be read since the disk did not answer
// Who hears, from now on, how far a chapter is that is loaded: to CHAPTER_LOADED percent. Laying it out, which others do, is the rest.
enum { CHAPTER_LOADED = 65 };
void report_set_meter(Report *report, Meter meter);
Meter report_meter(const Report *report);
// Where it is stopped report_chapter() gives, of what was not read before, a chapter that has only a title, and counts as one that can't be read.
bool report_is_stopped(const Report *report);
void report_forget_stopped(Report *report);                 // those are freed, and read when they are asked for again

void report_free(Report *report);                           // NULL is fine; frees all chapters

Segmenter *report_segmenter(Report *report);                // for its texts
const About *report_about(const Report *report);
const char *report_folder(const Report *report);            // absolute path of its folder; "" for standard input
const char *report_edition(const Report *report);           // `updated`, else `published`, else "": what citation numbers belong to
int report_chapter_count(const Report *report);             // at least 1

// Borrowed until report_trim(), or for as long as the report is open. Reads the disk only the first time, and always gives the same. Never NULL: a
// chapter that can't be read comes as one with is_broken and PROBLEM blocks.
const Chapter *report_chapter(Report *report, int index);
// The first blocks, some pages, of a long chapter that was not read yet, of which only the beginning of the file was read; as they are in the chapter,
// but nothing behind them is known, nor whether something is wrong there. Borrowed until report_forget_start(). NULL: the chapter was read, or is
// short, very long, or no such start can be had: report_chapter() costs no more for this.
const Chapter *report_chapter_start(Report *report, int index);
void report_forget_start(Report *report, int index);
// For work between keys: a part of what a chapter needs of the disk, in a millisecond or two. False: more is to come, ask again. True: there is
// nothing to wait for, or it is for report_chapter() to wait.
bool report_chapter_comes(Report *report, int index);
const Chapter *report_chapter_if_loaded(const Report *report, int index);    // NULL if it is not at hand: not asked for yet, or dropped
const Chapter *report_chapter_if_known(Report *report, int index);           // NULL if report_chapter() was not asked for it yet
const char *report_chapter_id(const Report *report, int index);              // its id; NULL likewise
bool report_chapter_head(const Report *report, int index, ChapterHead *head); // false likewise; its title lives with the report; nothing is read for it
bool report_outline(Report *report, int index, Arena *arena, Outline *outline);  // false likewise; entries, and texts, live in the arena, or as the chapter does

// What was read is kept in a file of that folder, compiled: the next time nothing is parsed that has not changed, and chapters can be dropped meanwhile.
// What the folder holds is never trusted (base/store.h, report/compiled.h); where it can't be written all stays as without. Not for standard input.
void report_use_cache(Report *report, const char *folder);

const char *report_cache(const Report *report);     // that folder; NULL: none is used

// Behind it: what report_compile() has put into this folder is used too. NULL is fine.
void report_share_cache(Report *report, const char *folder);
const char *report_shared_cache(const Report *report);      // likewise

// All of it is read, and kept in that folder for everybody on this machine, as report_use_cache() and searches would keep it. For a report that uses no
// cache yet and was not read; whose files were written just now is waited for some seconds, for they could be written once more unseen.
// SHORT: it needs none. UNREAD: a chapter can't be read, the others are kept. PRIVATE, and *err: not everybody may read it; what was
// compiled of it is removed. FAILED, and *err: not done.
typedef enum { COMPILE_DONE, COMPILE_SHORT, COMPILE_UNREAD, COMPILE_PRIVATE, COMPILE_FAILED } CompileResult;
CompileResult report_compile(Report *report, const char *folder, Error *err);

// Drops chapters that have not been used for long, but for those that `stays` says, until the others take no more than some hundred KB. Without a
// cache it drops none. Where all chapters were read the file is finished.
void report_trim(Report *report, bool (*stays)(const void *context, int chapter), const void *context);

void report_rest(const Report *report);     // nobody is at work on it: the system may have the memory of what the file holds, until it is looked at

const char *report_chapter_name(const Report *report, int index);            // what the manifest says: its id, or its file name without .yaml

// Reads everything, and adds all problems: of the manifest, of every chapter, links that lead nowhere, two chapters with one id, duplicate
// ids, characters that are not shown. False where there is an error. Where the manifest can't be read at all *unreadable is true.
bool report_check(const char *path, Problems *problems, bool *unreadable);

// Where "#place" leads: "3.12" a citation number, "3" a chapter's number, "id" of a chapter or of a block in `from` (else in any chapter, in
// order), "chapter/id". Reads chapters as it must. False: there is none.
bool report_find(Report *report, int from, const char *place, Place *found);

// Of a number as "3.12" that no block has: the chapter that it names, from 1, and the last number in it. False: there is no such chapter, it
// has no numbers, or that is no number.
bool report_find_numbers(Report *report, const char *place, int *chapter, int *last);

// The chapter with an id; -1 = none. Reads chapters as it must: first those that the manifest calls by that id or by `name` (NULL = unknown).
int report_find_chapter(Report *report, const char *id, const char *name);

// "3.12" of a place (chapter_numbered_of()); of a section's heading, which has no number, that of the first text in it; "3" where there is
// none. `out` holds CITATION_BYTES.
enum { CITATION_BYTES = 32 };
const char *report_citation(Report *report, Place place, char *out);

#endif
