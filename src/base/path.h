// Names of files.
#ifndef BASE_PATH_H
#define BASE_PATH_H

// folder/name, with one slash between; the caller frees.
char *path_join(const char *folder, const char *name);

#endif
