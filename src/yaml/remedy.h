// What libyaml says about a malformed file, in plain words: where, and what to write instead.
#ifndef YAML_REMEDY_H
#define YAML_REMEDY_H
#include <yaml.h>
#include "yaml/node.h"

// The node that was read last: an error right behind a closed quote or bracket is text that begins with a mark.
typedef struct {
    YamlNode node;      // kind 0 and line 0 where there is none
    int end_line;
} LastNode;

// Adds the error that the parser stopped at.
void remedy_add(const YamlFile *file, const yaml_parser_t *parser, const LastNode *last);

#endif
