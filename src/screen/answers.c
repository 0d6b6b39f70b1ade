// What a terminal is asked at the start, and what it answers.
#include "screen/answers.h"
#include <stdio.h>
#include <string.h>

const char answers_status_request[] = "\033[5n";

enum {
    SEQUENCE_BYTES = 64,
    SAMPLE_ROW = 2,                 // row 1 would make of a report what some terminals send for F3
    REPORTS = WIDTH_CLASSES + 1,    // behind the widths the cells of repeat_sample
    REPEATED_CELLS = 4,
};

static const char repeat_sample[] = "\u2500\033[3b";

void answers_ask(Buffer *out)
{
    buffer_addf(out, "\033[8$p\033[?2027$p\033[%d;1H", SAMPLE_ROW);
    for (int i = 0; i < WIDTH_CLASSES; i++)
        buffer_addf(out, "\r%s\033[6n", width_sample((WidthClass)i)->sample);
    buffer_addf(out, "\r%s\033[6n\r\033[K\033[c", repeat_sample);
}

static bool take_mode(TerminalAnswers *answers, const char *sequence)
{
    unsigned state;
    int end = 0;
    TerminalMode *mode = *sequence == '?' ? &answers->clusters : &answers->bidi;
    if (sscanf(sequence, *sequence == '?' ? "?2027;%1u$y%n" : "8;%1u$y%n", &state, &end) != 1 || !end || sequence[end])
        return false;
    if (state <= MODE_ALWAYS_RESET)
        *mode = (TerminalMode)state;
    return true;
}

static bool take_report(TerminalAnswers *answers, const char *sequence)
{
    unsigned row, column;
    int end = 0;
    if (sscanf(sequence, "%4u;%4uR%n", &row, &column, &end) != 2 || !end || sequence[end] || row != SAMPLE_ROW || column < 1)
        return false;
    const int index = answers->reports++, cells = (int)column - 1;
    if (index < WIDTH_CLASSES && cells <= WIDTH_CELLS_MOST && cells != width_sample((WidthClass)index)->cells)
        answers->widths.cells[index] = (unsigned char)cells;
    answers->has_repeat = answers->has_repeat || (index == WIDTH_CLASSES && cells == REPEATED_CELLS);
    return true;
}

// DA1: "?62;22c". What it says of the terminal is of no use here.
static bool take_fence(TerminalAnswers *answers, const char *sequence, size_t length)
{
    if (sequence[0] != '?' || sequence[length - 1] != 'c' || strspn(sequence + 1, "0123456789;") != length - 2)
        return false;
    answers->is_complete = true;
    answers->has_widths = answers->reports == REPORTS;
    answers->has_repeat = answers->has_repeat && answers->has_widths;
    if (!answers->has_widths)
        answers->widths = widths_standard;
    return true;
}

bool answers_take(TerminalAnswers *answers, const char *sequence, size_t length)
{
    char text[SEQUENCE_BYTES];
    if (answers->is_complete || length < 2 || length >= sizeof text)
        return false;
    memcpy(text, sequence, length);
    text[length] = '\0';
    return strlen(text) == length && (take_report(answers, text) || take_mode(answers, text) || take_fence(answers, text, length));
}

bool answers_is_status(const char *sequence, size_t length)
{
    return length == 2 && (sequence[0] == '0' || sequence[0] == '3') && sequence[1] == 'n';
}
