// How much may be on its way to a terminal that is far off or slow: a sliding window of requests and answers. Pure: bytes and times in.
#ifndef SCREEN_WINDOW_H
#define SCREEN_WINDOW_H
#include <stdbool.h>
#include <stddef.h>

enum {
    WINDOW_SLICE = 320,         // bytes that are sent and asked about at once: a third of a second at 9600 baud
    WINDOW_REQUESTS = 16,       // that may be unanswered
    WINDOW_SLOW_MS = 100,       // an answer that took so long at the start comes from a slow line
};

typedef struct {
    long made;                  // in ms
    size_t sent;                // all bytes before its answer
} WindowRequest;

// {0}: nobody is asked, and all may be sent.
typedef struct {
    bool is_on;                 // answers are asked for
    bool is_forced;             // also where they come quickly
    bool has_failed;            // one did not come in time: nobody is asked any more
    WindowRequest requests[WINDOW_REQUESTS];    // not answered yet, the oldest first
    int owed;
    size_t sent, answered;      // bytes, and those that the terminal has surely shown
    long answered_at;           // ms
    long round_trip;            // ms, the shortest seen; 0 = none was
    long rate;                  // bytes a second that were shown; 0 = not known
} Window;

// The terminal took so long to answer what it was asked at the start.
void window_open(Window *window, long round_trip);
void window_force(Window *window);              // asks from now on, however quickly answers come

bool window_has_room(const Window *window);     // another slice may be sent
void window_send(Window *window, size_t bytes, long now);   // has been sent; where it is on, with a request behind it
void window_answer(Window *window, long now);   // an answer has come; one that nobody asked for changes nothing

// ms until an answer is given up; -1: none is owed.
long window_patience_ms(const Window *window, long now);
void window_forget(Window *window);             // the answers that are owed have gone elsewhere, as after a stop
void window_look(Window *window, long now);     // gives up what has not come in time: from then on all is sent at once

#endif
