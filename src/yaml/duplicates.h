// Keys that stand twice in one mapping.
#ifndef YAML_DUPLICATES_H
#define YAML_DUPLICATES_H
#include "yaml/node.h"

// Adds an error for each key that stood in the mapping before, in the order of the file. n log n in the number of keys.
void refuse_duplicates(const YamlFile *file, const YamlNode *mapping);

#endif
