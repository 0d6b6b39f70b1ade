// What the files of the dialogue share.
#ifndef PLAIN_DIALOGUE_PARTS_H
#define PLAIN_DIALOGUE_PARTS_H
#include "plain/keyboard.h"
#include "plain/telling.h"

typedef struct {
    Reader *reader;
    int input;
    Voice voice;
    Telling telling;
    int width;              // of the settings, that the size follows from
    bool is_over;           // nothing more comes in, or nothing more goes out
    bool has_failed;        // writing did
    bool is_refused;        // the last key, by a prompt, and that is not told yet
} Dialogue;

void dialogue_resize(Dialogue *dialogue);                               // the size that gives the measure asked for; on a terminal what fits
void dialogue_send_copied(Dialogue *dialogue);                          // into the terminal's clipboard
void dialogue_answer(Dialogue *dialogue, const Command *command);       // tells what is new, and whether it is over

// Each reads until it is over.
void dialogue_read_keys(Dialogue *dialogue, Keyboard *keyboard);        // dialogue_keys.c
void dialogue_read_lines(Dialogue *dialogue);                           // dialogue_lines.c

#endif
