// Breaking text into lines, and joining lines of a source.
#include "text/lines.h"
#include <unicode/uchar.h>
#include <unicode/uscript.h>

// Scripts written without spaces between words; of the signs common to all scripts, those as wide as an ideograph that are no emoji.
static bool is_written_without_spaces(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED)
        return uscript_breaksBetweenLetters(script);
    int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    bool is_wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH;
    return is_wide && !u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool line_end_vanishes(unsigned before, unsigned after)
{
    return is_written_without_spaces((UChar32)before) && is_written_without_spaces((UChar32)after);
}
