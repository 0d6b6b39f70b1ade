// What Unicode says of each character, without a call of ICU: tools/characters asks the ICU that lectern is built with, and writes the tables
// while building. Its numbers are those of <unicode/uchar.h>. Only for this folder.
#ifndef TEXT_CHARACTER_H
#define TEXT_CHARACTER_H
#include <stdbool.h>
#include <stdint.h>
#include <unicode/uchar.h>

// Many characters share one: all that is the same of them.
typedef struct {
    unsigned char rules[2];         // columns in the two tables of text/line_rules.h
    unsigned char line_class;       // ULineBreak (UAX #14)
    unsigned char cluster_class;    // UGraphemeClusterBreak (UAX #29)
    unsigned char category;         // UCharCategory, of which U_MASK() makes what U_GC_…_MASK is compared with
    unsigned char east_asian;       // UEastAsianWidth (UAX #11)
    unsigned char direction;        // UCharDirection (UAX #9)
    unsigned char cells;            // 0 where it stands alone and shows nothing: controls, marks, what is ignorable; 2 if wide or full width; else 1
    bool is_space;                  // White_Space
    bool is_alphabetic;
    bool is_uppercase;
    bool is_ignorable;              // Default_Ignorable_Code_Point
    bool is_stacking;               // its combining class is Virama
    bool is_pictographic;           // Extended_Pictographic
    bool is_emoji;                  // the next five are those of UTS #51
    bool has_emoji_presentation;
    bool is_emoji_modifier;
    bool is_emoji_base;             // Emoji_Modifier_Base
    bool is_new_emoji;              // has_emoji_presentation, since Unicode 15.0
    bool is_spaceless;              // of a script written without spaces between words
} Character;

enum { CHARACTER_BLOCK = 64 };      // code points

extern const Character characters[];
extern const uint16_t character_blocks[][CHARACTER_BLOCK];  // indices of `characters`
extern const uint16_t character_block_of[];                 // code point / CHARACTER_BLOCK -> index of `character_blocks`

// Of a code point up to U+10FFFF.
static inline const Character *character(uint32_t codepoint)
{
    return &characters[character_blocks[character_block_of[codepoint / CHARACTER_BLOCK]][codepoint % CHARACTER_BLOCK]];
}

#endif
