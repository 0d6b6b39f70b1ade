// YAML as small nodes that keep their line and column. The only door to libyaml; every limit on hostile input is here.
//
// Taken: YAML 1.1 as libyaml reads it, one document, UTF-8 (a BOM is fine). Refused with a position: aliases, anchors, tags, directives, a
// second document, duplicate keys, keys that are not scalars, NUL and other bytes that are not UTF-8, control characters, anything over a limit;
// and U+0085, U+2028, U+2029 and CR without LF, at which libyaml would end a line, unless they are written as escapes.
// All scalars are text: no implicit types.
#ifndef YAML_NODE_H
#define YAML_NODE_H
#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/meter.h"

enum { YAML_DEPTH_MOST = 64 };

typedef enum { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING } YamlKind;
typedef enum { YAML_PLAIN, YAML_QUOTED, YAML_BLOCK } YamlStyle; // of a scalar

typedef struct YamlNode YamlNode;
struct YamlNode {
    YamlKind kind;
    YamlStyle style;
    int line, column;        // from 1; only LF ends a line; columns count code points
    size_t offset;           // byte in the file, for the source line
    const char *text;        // scalar: UTF-8 and a NUL; else NULL
    size_t length;           // of text in bytes (text may hold a NUL written as "\0")
    bool comment_follows;    // a plain scalar behind which a comment begins on the same line: `see #x`
    size_t count;            // children: items of a sequence, keys of a mapping
    const YamlNode *first;   // first item, or first key
    const YamlNode *next;    // next item, or next key, of the parent
    const YamlNode *value;   // of a key in a mapping; else NULL
};

// A file in memory while it is read: messages need its name and its lines. All of it must outlive the reading; nodes do not point into it.
typedef struct {
    const char *name;   // as messages show it
    const char *bytes;
    size_t length;
    Problems *problems; // where what is wrong is added
    Meter meter;        // of the reading, moved every some thousand bytes; where it is stopped the file is none that is well-formed
} YamlFile;

// The limits, all in one place. Bytes of a file and of a scalar; levels of nesting (YAML_DEPTH_MOST at most); nodes in all.
typedef struct {
    size_t file;
    size_t scalar;
    int depth;
    size_t nodes;
} YamlLimits;
extern const YamlLimits yaml_manifest_limits; // 4 MB, 500,000 nodes, depth 64
extern const YamlLimits yaml_chapter_limits;  // 32 MB, scalar 16 MB, 2,000,000 nodes, depth 64
extern const YamlLimits yaml_small_limits;    // 1 MB: keymap, configuration, a record of state

// Reads the one document of a file into nodes that live in `arena`. NULL where it is not well-formed, empty or over a limit: the reason is the
// last error added. Duplicate keys, aliases (read as the text "*"), tags, anchors and directives are added too, and the reading goes on, so that
// all are told at once; the caller must look at file->problems->errors. Messages name the mend ("quote it") where libyaml's would not: `: ` inside a value, text that begins with a mark.
const YamlNode *yaml_read(Arena *arena, const YamlFile *file, const YamlLimits *limits);

// The same, but that a line at which libyaml can't go on is told and passed over, as often as it makes sense: what is wrong behind it is told
// too. Those lines are added to `passed_over`; where it is not empty, the nodes are good only to look for what else is wrong.
const YamlNode *yaml_read_on(Arena *arena, const YamlFile *file, const YamlLimits *limits, Buffer *passed_over);

const char *yaml_kind_name(YamlKind kind);                                    // "text", "a sequence", "a mapping"
const YamlNode *yaml_get(const YamlNode *mapping, const char *key);           // the value; NULL = absent or no mapping
bool yaml_is(const YamlNode *scalar, const char *text);                       // a scalar with just this text

// Adds a problem at a node, with its source line. fail_at always returns false.
bool fail_at(const YamlFile *file, const YamlNode *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
void warn_at(const YamlFile *file, const YamlNode *node, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
