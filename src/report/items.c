// Lists, steps and terms.
#include "base/number.h"
#include "base/translate.h"
#include "report/loader.h"

enum { ORDINAL_MOST = 1000000000 }; // of the first step

// A list in a list: a mapping with just that kind belongs to the text item before it.
static bool is_nested_list(const YamlNode *node)
{
    return yaml_get(node, "list") || yaml_get(node, "steps");
}

static bool fail_no_item(Loader *loader, const YamlNode *node)
{
    if (is_nested_list(node))
        return fail_at(loader->file, node, _("a list in a list belongs to the text item before it, and there is none; write that item first"));
    return fail_at(loader->file, node, _("an item is text or a sequence of blocks, not a mapping; quote it if it is text, or write \"- - \" "
                   "to make it a block in an item"));
}

// The lists behind a text item, one after the other. Returns the last node taken.
static const YamlNode *load_nested_lists(Loader *loader, const YamlNode *text, const Inside *within)
{
    const YamlNode *last = text;
    while (last->next && is_nested_list(last->next)) {
        last = last->next;
        load_block(loader, last, within);
    }
    return last;
}

// Loads one item with all that belongs to it; returns the last node taken.
static const YamlNode *load_item(Loader *loader, const YamlNode *node, int ordinal, const Inside *inside)
{
    if (node->kind == YAML_MAPPING) {
        fail_no_item(loader, node);
        return node;
    }
    int item = block_open(loader, BLOCK_ITEM, inside);
    loader->blocks[item].ordinal = ordinal;
    Inside within = inside_of(inside, item);
    load_content(loader, node, &within);
    if (node->kind == YAML_SCALAR)
        node = load_nested_lists(loader, node, &within);
    block_close(loader, item);
    return node;
}

static int load_start(Loader *loader, const YamlNode *mapping)
{
    const YamlNode *node = yaml_get(mapping, "start");
    long start = 1;
    if (node && !(node->kind == YAML_SCALAR && number_read(node->text, 0, ORDINAL_MOST, &start)))
        fail_at(loader->file, node, _("`start` is the number of the first step: a whole number up to %d"), ORDINAL_MOST);
    return (int)start;
}

void load_list(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    Inside within = inside_of(inside, block);
    int ordinal = load_start(loader, mapping);
    if (value->kind != YAML_SEQUENCE || !value->first) {
        fail_at(loader->file, value, _("a list is a sequence of items: write each on a line of its own that begins with \"- \""));
        return;
    }
    for (const YamlNode *node = value->first; node && loader_has_room(loader, node); node = node->next)
        node = load_item(loader, node, ordinal++, &within);
}

// A definition given as text is read with its term, so it has no number beside that of the term.
static void load_definition(Loader *loader, const YamlNode *node, const Inside *inside)
{
    int definition = block_open(loader, BLOCK_DEFINITION, inside);
    Inside within = inside_of(inside, definition);
    within.is_numbered = inside->is_numbered && node->kind != YAML_SCALAR;
    load_content(loader, node, &within);
    block_close(loader, definition);
}

void load_terms(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    (void)mapping;
    Inside within = inside_of(inside, block);
    if (value->kind != YAML_MAPPING || !value->first) {
        fail_at(loader->file, value, _("`terms` is a mapping: write each on a line of its own as \"term: what it means\""));
        return;
    }
    for (const YamlNode *key = value->first; key && loader_has_room(loader, key); key = key->next) {
        int term = add_leaf(loader, BLOCK_TERM, &within, key, TEXT_FLOWING, EMPTY_REFUSED);
        block_number(loader, term, &within);
        load_definition(loader, key->value, &within);
    }
}
