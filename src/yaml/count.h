// How many nodes a file holds, told before any is made.
#ifndef YAML_COUNT_H
#define YAML_COUNT_H
#include "yaml/node.h"

// False, and the error added at the first node that is one too many. A file that could never hold that many, by its bytes, is not read for it.
bool count_nodes(const YamlFile *file, const YamlLimits *limits);

#endif
