// Where a line of plain ASCII may end, told without ICU.
#include "text/ascii.h"

// The classes of UAX #14 that printable ASCII and Tab have. XX: no such character.
typedef enum { XX, AL, NU, OP, CL, CP, EX, IS, SY, QU, PR, PO, HY, BA, SP } Class;

static const unsigned char classes[128] = {
    ['\t'] = BA, [' '] = SP, ['!'] = EX, ['"'] = QU, ['#'] = AL, ['$'] = PR, ['%'] = PO, ['&'] = AL, ['\''] = QU, ['('] = OP, [')'] = CP,
    ['*'] = AL, ['+'] = PR, [','] = IS, ['-'] = HY, ['.'] = IS, ['/'] = SY,
    ['0'] = NU, ['1'] = NU, ['2'] = NU, ['3'] = NU, ['4'] = NU, ['5'] = NU, ['6'] = NU, ['7'] = NU, ['8'] = NU, ['9'] = NU,
    [':'] = IS, [';'] = IS, ['<'] = AL, ['='] = AL, ['>'] = AL, ['?'] = EX, ['@'] = AL,
    ['A'] = AL, ['B'] = AL, ['C'] = AL, ['D'] = AL, ['E'] = AL, ['F'] = AL, ['G'] = AL, ['H'] = AL, ['I'] = AL, ['J'] = AL, ['K'] = AL,
    ['L'] = AL, ['M'] = AL, ['N'] = AL, ['O'] = AL, ['P'] = AL, ['Q'] = AL, ['R'] = AL, ['S'] = AL, ['T'] = AL, ['U'] = AL, ['V'] = AL,
    ['W'] = AL, ['X'] = AL, ['Y'] = AL, ['Z'] = AL,
    ['['] = OP, ['\\'] = PR, [']'] = CP, ['^'] = AL, ['_'] = AL, ['`'] = AL,
    ['a'] = AL, ['b'] = AL, ['c'] = AL, ['d'] = AL, ['e'] = AL, ['f'] = AL, ['g'] = AL, ['h'] = AL, ['i'] = AL, ['j'] = AL, ['k'] = AL,
    ['l'] = AL, ['m'] = AL, ['n'] = AL, ['o'] = AL, ['p'] = AL, ['q'] = AL, ['r'] = AL, ['s'] = AL, ['t'] = AL, ['u'] = AL, ['v'] = AL,
    ['w'] = AL, ['x'] = AL, ['y'] = AL, ['z'] = AL,
    ['{'] = OP, ['|'] = BA, ['}'] = CL, ['~'] = AL,
};

// What the rules know of the text before a byte.
typedef struct {
    Class before;           // of the last byte that is no space; SP: there is none
    bool has_space;         // spaces stand behind that
    bool is_number;         // NU (NU | SY | IS)*
    bool is_closed;         // the same with a closing bracket behind it
    bool begins_hyphen;     // the last byte is a hyphen, and a line may end before it
} State;

static Class class_at(const char *text, size_t length, size_t at)
{
    return at < length ? (Class)classes[(unsigned char)text[at]] : XX;
}

// LB25: a sign before an amount stays with its bracket if a digit follows: "$(5".
static bool begins_amount(const char *text, size_t length, size_t at)
{
    at += class_at(text, length, at) == OP;
    at += class_at(text, length, at) == IS;
    return class_at(text, length, at) == NU;
}

// LB13 to LB18: spaces lie between.
static bool breaks_behind_space(const State *state, Class after, bool is_amount)
{
    if (state->before == OP || (state->before == QU && after == OP))
        return false;
    if (after == IS)
        return is_amount;
    return after != CL && after != CP && after != EX && after != SY;
}

// LB23 to LB30, but what must not be parted from a letter or a digit before it.
static bool joins_word(const State *state, Class after)
{
    switch ((int)state->before) {
    case AL: return after == AL || after == NU || after == PR || after == PO || after == OP;
    case NU: return after == AL || after == NU || after == OP;
    case CP: return after == AL || after == NU;
    case IS: return after == AL || after == NU;
    case PR:
    case PO: return after == AL || after == NU;
    case HY: return after == NU || (after == AL && state->begins_hyphen);
    }
    return false;
}

static bool joins(const State *state, Class after, bool is_amount)
{
    if (after == CL || after == CP || after == EX || after == IS || after == SY || after == QU || after == BA || after == HY)
        return true; // LB13, LB19, LB21
    if (state->before == OP || state->before == QU)
        return true; // LB14, LB19
    if ((state->is_number && after == NU) || ((state->is_number || state->is_closed) && (after == PR || after == PO)))
        return true; // LB25
    return joins_word(state, after) || (after == OP && is_amount && (state->before == PR || state->before == PO));
}

static void state_add(State *state, Class class, bool is_break)
{
    const bool was_number = state->is_number && !state->has_space;
    state->begins_hyphen = class == HY && is_break;
    state->is_closed = was_number && (class == CL || class == CP);
    state->is_number = class == NU || (was_number && (class == SY || class == IS));
    state->has_space = false;
    state->before = class;
}

static bool is_known(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= sizeof classes || classes[(unsigned char)text[i]] == XX)
            return false;
    return true;
}

bool ascii_breaks(const char *text, size_t length, unsigned char *breaks, unsigned char mark)
{
    State state = {.before = SP};
    if (!is_known(text, length))
        return false;
    for (size_t at = 0; at < length; at++) {
        Class after = (Class)classes[(unsigned char)text[at]];
        if (after == SP) {
            state.has_space = true;
            continue;
        }
        bool is_amount = (after == OP || after == IS) && begins_amount(text, length, at), is_break = at == 0;
        if (at > 0)
            is_break = state.has_space ? breaks_behind_space(&state, after, is_amount) : !joins(&state, after, is_amount);
        if (is_break && at > 0)
            breaks[at] = mark;
        state_add(&state, after, is_break);
    }
    return true;
}
