// How many nodes a file holds, told before any is made: a file of brackets would take thirty times its bytes in memory first.
#include "yaml/count.h"
#include <stdint.h>
#include <yaml.h>
#include "base/memory.h"
#include "base/translate.h"
#include "yaml/cursor.h"

enum { MOST_OF_MARK = 3 };

// Each node but the first two has a mark before it, or is the value behind one that has; "{a}" is three.
static size_t most_by_marks(const YamlFile *file)
{
    static const uint8_t marks[256] = {['['] = 2, ['{'] = MOST_OF_MARK, [','] = 2, ['-'] = 2, [':'] = 2, ['?'] = 2};
    size_t most = 2;
    for (size_t i = 0; i < file->length; i++)
        most += marks[(unsigned char)file->bytes[i]];
    return most;
}

static bool fail_count(const YamlFile *file, size_t index, size_t most)
{
    Cursor at = cursor_new(file->bytes, file->length);
    cursor_go(&at, index);
    const YamlNode node = {.line = at.line, .column = at.column, .offset = at.offset};
    return fail_at(file, &node, _("the file holds more than %zu texts, sequences and mappings; split it"), most);
}

typedef struct {
    size_t nodes;
    int depth;
    bool is_over;
} Count;

static void count_event(Count *count, yaml_event_type_t type)
{
    const bool opens = type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT;
    const bool closes = type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT;
    count->nodes += opens || type == YAML_SCALAR_EVENT || type == YAML_ALIAS_EVENT;
    count->depth += opens - closes;
    count->is_over = type == YAML_STREAM_END_EVENT;
}

// What is wrong otherwise is left to the reading itself, which tells it.
static bool count_events(yaml_parser_t *parser, const YamlFile *file, const YamlLimits *limits)
{
    Count count = {0};
    yaml_event_t event;
    while (!count.is_over && count.depth <= limits->depth && yaml_parser_parse(parser, &event)) {
        const size_t index = event.start_mark.index;
        count_event(&count, event.type);
        yaml_event_delete(&event);
        if (count.nodes > limits->nodes)
            return fail_count(file, index, limits->nodes);
    }
    return true;
}

bool count_nodes(const YamlFile *file, const YamlLimits *limits)
{
    yaml_parser_t parser;
    if (file->length < limits->nodes / MOST_OF_MARK || most_by_marks(file) <= limits->nodes)
        return true;
    if (!yaml_parser_initialize(&parser))
        memory_end();
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->bytes, file->length);
    const bool is_within = count_events(&parser, file, limits);
    yaml_parser_delete(&parser);
    return is_within;
}
