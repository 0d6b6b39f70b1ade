// YAML nodes: looking into them, and saying what is wrong with them.
#include "yaml/node.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/translate.h"

enum { MEGABYTE = 1024 * 1024 };

const YamlLimits yaml_manifest_limits = {.file = 4 * MEGABYTE, .scalar = 4 * MEGABYTE, .depth = YAML_DEPTH_MOST, .nodes = 500 * 1000};
const YamlLimits yaml_chapter_limits = {.file = 32 * MEGABYTE, .scalar = 16 * MEGABYTE, .depth = YAML_DEPTH_MOST, .nodes = 2000 * 1000};
const YamlLimits yaml_small_limits = {.file = MEGABYTE, .scalar = MEGABYTE, .depth = YAML_DEPTH_MOST, .nodes = 100 * 1000};

const char *yaml_kind_name(YamlKind kind)
{
    switch (kind) {
    case YAML_SCALAR: return _("text");
    case YAML_SEQUENCE: return _("a sequence");
    case YAML_MAPPING: return _("a mapping");
    }
    return "";
}

bool yaml_is(const YamlNode *scalar, const char *text)
{
    return scalar->kind == YAML_SCALAR && scalar->length == strlen(text) && memcmp(scalar->text, text, scalar->length) == 0;
}

const YamlNode *yaml_get(const YamlNode *mapping, const char *key)
{
    if (mapping->kind != YAML_MAPPING)
        return NULL;
    for (const YamlNode *node = mapping->first; node; node = node->next)
        if (yaml_is(node, key))
            return node->value;
    return NULL;
}

__attribute__((format(printf, 4, 0)))
static void add_problem(const YamlFile *file, const YamlNode *node, Gravity gravity, const char *format, va_list arguments)
{
    char text[ERROR_TEXT_BYTES];
    vsnprintf(text, sizeof text, format, arguments);
    Error error;
    error_set_at(&error, file->name, node->line, node->column, "%s", text);
    error_show_source(&error, file->bytes, file->length, node->offset);
    problems_add(file->problems, gravity, &error);
}

bool fail_at(const YamlFile *file, const YamlNode *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(file, node, PROBLEM_ERROR, format, arguments);
    va_end(arguments);
    return false;
}

void warn_at(const YamlFile *file, const YamlNode *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(file, node, PROBLEM_WARNING, format, arguments);
    va_end(arguments);
}
