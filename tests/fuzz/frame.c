// What is sent instead of ncurses' bytes.
#include <locale.h>
#include <string.h>
#include "fuzz.h"
#include "screen/frame.h"
#include "../unit/vt.h"

enum {
    FRAME_ENDS = 0xFF,          // no byte of UTF-8
    REGION_LEFT = 16,           // bytes that may go before what is sent as it is
};

typedef struct {
    Frame *frame;
    FrameMeans means;
    Vt theirs, ours;
} Showing;

// False: it had what terminals differ in, so that nothing is promised from there on.
static bool show(Showing *showing, const char *bytes, size_t length)
{
    Buffer said = {0};
    frame_put(showing->frame, &said, bytes, length, showing->means);
    vt_show(&showing->theirs, bytes, length);
    vt_show(&showing->ours, buffer_text(&said), said.length);
    const bool is_usual = !showing->theirs.odd;
    HOLD(said.length <= length + REGION_LEFT);
    HOLD(!is_usual || (!showing->ours.odd && vt_same(&showing->theirs, &showing->ours)));
    HOLD(!showing->means.is_kept || (said.length == length && same_text(buffer_text(&said), length ? bytes : "")));
    buffer_free(&said);
    return is_usual;
}

static void show_all(Showing *showing, const char *at, const char *end)
{
    static const char blank[] = "\033[H\033[2J";
    bool goes_on = show(showing, blank, strlen(blank));
    while (goes_on && at < end) {
        const char *behind = memchr(at, FRAME_ENDS, (size_t)(end - at));
        behind = behind ? behind : end;
        Buffer bytes = {0};
        buffer_add(&bytes, at, (size_t)(behind - at));
        goes_on = show(showing, buffer_text(&bytes), bytes.length);
        buffer_free(&bytes);
        at = behind + 1;
    }
}

void fuzz_frame(const uint8_t *bytes, size_t length)
{
    Choices choices = {bytes, length};
    const int rows = choose(&choices, 1, 12), columns = choose(&choices, 2, 40), means = choose(&choices, 0, 7);
    Showing showing = {.means = {.rows = rows, .columns = columns, .has_repeat = means & 1, .leaves_region = means & 2, .is_kept = means == 7}};
    locale_t here = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(here);
    showing.frame = frame_new(means & 4);
    showing.theirs = vt_new(rows, columns, means & 4);
    showing.ours = vt_new(rows, columns, means & 4);
    show_all(&showing, (const char *)choices.bytes, (const char *)choices.bytes + choices.length);
    frame_free(showing.frame);
    vt_free(&showing.theirs);
    vt_free(&showing.ours);
    uselocale(before);
    freelocale(here);
}
