// The skeleton of a new report: a folder with a manifest and a chapter that --check finds nothing in.
#ifndef PLAIN_SKELETON_H
#define PLAIN_SKELETON_H

// Makes it where there is nothing, or an empty folder; else refuses (2). Title and id come from the folder's name, the language from the locale.
// The files name the installed schemas for editors. Says on standard output what to do next. Returns the exit status; 3 where writing failed.
int skeleton_new(const char *path);

#endif
