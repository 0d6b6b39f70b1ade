// Names of files.
#ifndef BASE_PATH_H
#define BASE_PATH_H

// folder/name, with one slash between; the caller frees.
char *path_join(const char *folder, const char *name);

// As realpath(3), without links, "." and ".."; the caller frees. NULL where it leads nowhere: where memory is out the program ends (memory.h).
char *path_real(const char *path);

#endif
