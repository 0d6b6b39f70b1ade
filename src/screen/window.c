// How much may be on its way to a terminal that is far off or slow.
#include "screen/window.h"
#include <string.h>

enum {
    QUICK_MS = 40,              // a whole slice that was shown in this time needs no window
    QUEUE_MS = 150,             // what may wait in the line, beyond what fills it
    ROOM_LEAST = 2 * WINDOW_SLICE,
    ROOM_FIRST = 2048,          // a screen, while the rate is not known
    ROOM_MOST = 64 * 1024,
    PATIENCE_MS = 4000,         // for an answer, and
    PATIENCE_TIMES = 4,         // so many round trips
    ROUND_TRIP_MOST_MS = 5000,  // that are believed
    MS_OF_SECOND = 1000,
};

void window_open(Window *window, long round_trip)
{
    window->round_trip = round_trip < ROUND_TRIP_MOST_MS ? round_trip : ROUND_TRIP_MOST_MS;
    window->is_on = window->is_on || (round_trip >= WINDOW_SLOW_MS && !window->has_failed);
}

void window_force(Window *window)
{
    window->is_on = window->is_forced = true;
}

// What fills the line, and a little more, so that it never runs dry.
static size_t room_of(const Window *window)
{
    if (!window->rate)
        return ROOM_FIRST;
    const long room = window->rate * (window->round_trip + QUEUE_MS) / MS_OF_SECOND;
    return room < ROOM_LEAST ? ROOM_LEAST : room > ROOM_MOST ? ROOM_MOST : (size_t)room;
}

bool window_has_room(const Window *window)
{
    return !window->is_on || (window->owed < WINDOW_REQUESTS && window->sent - window->answered < room_of(window));
}

void window_send(Window *window, size_t bytes, long now)
{
    window->sent += bytes;
    if (window->is_on && window->owed < WINDOW_REQUESTS)
        window->requests[window->owed++] = (WindowRequest){.made = now, .sent = window->sent};
}

// The line was busy since the answer before if the request was made before that came; else since it was made.
static void measure(Window *window, const WindowRequest *request, long now)
{
    const long begun = window->answered_at > request->made ? window->answered_at : request->made;
    const long took = now > begun ? now - begun : 1, round_trip = now > request->made ? now - request->made : 1;
    const long bytes = (long)(request->sent - window->answered), rate = bytes * MS_OF_SECOND / took;
    if (!window->round_trip || round_trip < window->round_trip)
        window->round_trip = round_trip;
    if (begun != request->made)
        window->rate = window->rate ? (3 * window->rate + rate) / 4 : rate;
    else if (rate > window->rate)
        window->rate = rate;
    if (bytes >= WINDOW_SLICE && round_trip < QUICK_MS && !window->is_forced)
        window->is_on = false;
}

void window_answer(Window *window, long now)
{
    if (!window->owed)
        return;
    const WindowRequest request = window->requests[0];
    memmove(window->requests, window->requests + 1, (size_t)--window->owed * sizeof *window->requests);
    measure(window, &request, now);
    window->answered = request.sent;
    window->answered_at = now;
}

long window_patience_ms(const Window *window, long now)
{
    if (!window->owed)
        return -1;
    const long left = window->requests[0].made + PATIENCE_MS + PATIENCE_TIMES * window->round_trip - now;
    return left > 0 ? left : 0;
}

void window_forget(Window *window)
{
    window->owed = 0;
    window->answered = window->sent;
}

void window_look(Window *window, long now)
{
    if (window_patience_ms(window, now) != 0)
        return;
    window->is_on = window->is_forced = false;
    window->has_failed = true;
    window->owed = 0;
}
