// Blocks: the one table of their kinds, and how those are loaded that are neither list, terms nor table.
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "report/limits.h"
#include "base/translate.h"
#include "report/loader.h"

// `options` besides id, lang and dir, which every block takes. `block` is open already; an option is never named as a kind.
typedef struct {
    const char *name;
    BlockKind kind;
    const char *options;
    void (*load)(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside);
} Kind;

static const char kind_list[] = "section, paragraph, list, steps, terms, quote, table, figure, aside, verse, literal";

static void load_option(Loader *loader, const YamlNode *mapping, const char *name, BlockKind kind, const Inside *within)
{
    const YamlNode *node = yaml_get(mapping, name);
    if (node)
        add_leaf(loader, kind, within, node, TEXT_FLOWING, EMPTY_REFUSED);
}

static void load_section(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    Inside within = inside_of(inside, block);
    within.level = ++loader->blocks[block].level;
    within.takes_sections = true;
    if (!inside->takes_sections)
        fail_at(loader->file, mapping,
                _("a section can only stand in the body of a chapter or of another section; use `aside` with a `heading`"));
    else if (within.level == LEVELS_MOST + 1)
        fail_at(loader->file, mapping, _("sections nest %d levels at most; move this one up"), LEVELS_MOST);
    block_set_text(loader, block, value, TEXT_FLOWING, EMPTY_REFUSED);
    const YamlNode *body = yaml_get(mapping, "body");
    if (body)
        load_blocks(loader, body, &within);
    else
        fail_at(loader->file, mapping, _("the section has no `body`; write body: and its blocks below"));
}

static void load_paragraph(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    (void)mapping;
    block_number(loader, block, inside);
    block_set_text(loader, block, value, TEXT_FLOWING, EMPTY_REFUSED);
}

static void load_verse(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    (void)mapping;
    block_number(loader, block, inside);
    block_set_text(loader, block, value, TEXT_VERSE, EMPTY_REFUSED);
}

static void load_literal(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    (void)mapping;
    block_number(loader, block, inside);
    block_set_text(loader, block, value, TEXT_LITERAL, EMPTY_REFUSED);
}

static void load_quote(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    Inside within = inside_of(inside, block);
    load_content(loader, value, &within);
    load_option(loader, mapping, "by", BLOCK_BY, &within);
}

static void load_figure(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    Inside within = inside_of(inside, block);
    block_number(loader, block, inside);
    block_set_text(loader, block, value, TEXT_FLOWING, EMPTY_REFUSED);
    load_option(loader, mapping, "caption", BLOCK_CAPTION, &within);
    load_option(loader, mapping, "source", BLOCK_SOURCE, &within);
}

static void load_aside(Loader *loader, const YamlNode *mapping, const YamlNode *value, int block, const Inside *inside)
{
    Inside within = inside_of(inside, block);
    const YamlNode *heading = yaml_get(mapping, "heading");
    if (heading)
        block_set_text(loader, block, heading, TEXT_FLOWING, EMPTY_REFUSED);
    load_content(loader, value, &within);
}

static const Kind kinds[] = {
    {"section", BLOCK_SECTION, "body", load_section},
    {"paragraph", BLOCK_PARAGRAPH, "", load_paragraph},
    {"list", BLOCK_LIST, "", load_list},
    {"steps", BLOCK_STEPS, "start", load_list},
    {"terms", BLOCK_TERMS, "", load_terms},
    {"quote", BLOCK_QUOTE, "by", load_quote},
    {"table", BLOCK_TABLE, "header caption align", load_table},
    {"figure", BLOCK_FIGURE, "caption source", load_figure},
    {"aside", BLOCK_ASIDE, "heading", load_aside},
    {"verse", BLOCK_VERSE, "", load_verse},
    {"literal", BLOCK_LITERAL, "", load_literal},
};

static const Kind *kind_of(const YamlNode *key)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (yaml_is(key, kinds[i].name))
            return &kinds[i];
    return NULL;
}

// A name that somebody may have meant as a kind: small letters, nothing else.
static bool looks_like_kind(const char *name)
{
    size_t small = 0;
    while (islower((unsigned char)name[small]))
        small++;
    return small > 0 && !name[small];
}

static bool fail_no_kind(Loader *loader, const YamlNode *mapping)
{
    const YamlNode *key = mapping->first;
    if (!key)
        return fail_at(loader->file, mapping, _("an empty mapping is no block; write text, or one of these kinds: %s"), kind_list);
    if (!looks_like_kind(key->text))
        return fail_at(loader->file, key,
                       _("\"%1$.80s\" is no kind of block: if \": \" belongs to the text, quote it, as in \"%1$.40s: ...\"; the kinds are %2$s"),
                       key->text, kind_list);
    return fail_at(loader->file, key, _("\"%1$.80s\" is no kind of block; the kinds are %2$s; if this is text, quote it"), key->text, kind_list);
}

// The kind of a mapping, and its key; NULL where it has none, or two.
static const Kind *find_kind(Loader *loader, const YamlNode *mapping, const YamlNode **kind_key)
{
    const Kind *found = NULL;
    for (const YamlNode *key = mapping->first; key; key = key->next) {
        const Kind *kind = kind_of(key);
        if (kind && found) {
            fail_at(loader->file, key,
                    _("\"%1$s\" and \"%2$s\" are both kinds of block, and a block is of one kind; begin another block with \"- %3$s:\""),
                    found->name, kind->name, kind->name);
            return NULL;
        }
        if (kind) {
            found = kind;
            *kind_key = key;
        }
    }
    if (!found)
        fail_no_kind(loader, mapping);
    return found;
}

static void check_options(const Loader *loader, const YamlNode *mapping, const Kind *kind)
{
    char allowed[80], whose[40];
    snprintf(allowed, sizeof allowed, "%s%s%s id lang dir", kind->name, *kind->options ? " " : "", kind->options);
    snprintf(whose, sizeof whose, "`%s`", kind->name);
    check_keys(loader->file, mapping, allowed, whose);
}

static void load_mapping(Loader *loader, const YamlNode *mapping, const Inside *inside)
{
    const YamlNode *key = NULL;
    const Kind *kind = find_kind(loader, mapping, &key);
    if (!kind)
        return;
    check_options(loader, mapping, kind);
    Inside manner = *inside;
    load_manner(loader, mapping, &manner);
    int block = block_open(loader, kind->kind, &manner);
    loader->blocks[block].id = load_id(loader, mapping);
    kind->load(loader, mapping, key->value, block, &manner);
    block_close(loader, block);
}

static void load_plain_paragraph(Loader *loader, const YamlNode *node, const Inside *inside)
{
    int block = add_leaf(loader, BLOCK_PARAGRAPH, inside, node, TEXT_FLOWING, EMPTY_REFUSED);
    block_number(loader, block, inside);
}

void load_block(Loader *loader, const YamlNode *node, const Inside *inside)
{
    switch (node->kind) {
    case YAML_SCALAR: load_plain_paragraph(loader, node, inside); break;
    case YAML_MAPPING: load_mapping(loader, node, inside); break;
    case YAML_SEQUENCE:
        fail_at(loader->file, node, _("a block is text or a mapping, not a sequence; write `list:` before it, or quote it if it is text"));
        break;
    }
}

void load_blocks(Loader *loader, const YamlNode *sequence, const Inside *inside)
{
    if (sequence->kind != YAML_SEQUENCE) {
        fail_at(loader->file, sequence, _("blocks are a sequence: write each on a line of its own that begins with \"- \""));
        return;
    }
    if (!loader_has_room_for(loader, sequence))
        return;
    for (const YamlNode *node = sequence->first; node && loader_has_room(loader, node); node = node->next) {
        loader_tell(loader, node, 0);
        load_block(loader, node, inside);
    }
}

void load_content(Loader *loader, const YamlNode *node, const Inside *inside)
{
    if (node->kind == YAML_MAPPING)
        fail_at(loader->file, node, _("text or a sequence of blocks is wanted here; quote it if it is text, or begin each block with \"- \""));
    else if (node->kind == YAML_SCALAR)
        load_plain_paragraph(loader, node, inside);
    else if (!node->first)
        fail_at(loader->file, node, _("there is nothing in it; write text or blocks"));
    else
        load_blocks(loader, node, inside);
}
