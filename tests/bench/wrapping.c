// How fast lectern breaks a text into lines, beside ICU's own iterator over the same text: prints MB/s of both, and their ratio.
// wrapping LANGUAGE <FILE, a paragraph a line
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "text/lines.h"

enum { CELLS = 66, TURNS = 7 };

typedef struct {
    const char *text;
    size_t length;
    const char *language;
} Input;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t paragraph_length(const char *text, const char *end)
{
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    return (size_t)((stop ? stop : end) - text);
}

// Returns how many lines there were, so that nothing can be left out.
static size_t wrap(const Input *input)
{
    const char *end = input->text + input->length;
    LineBreaker *breaker = line_breaker_new();
    TextLine *lines = NULL;
    size_t count = 0;
    for (const char *at = input->text; at < end; at += paragraph_length(at, end) + 1)
        count += break_lines(breaker, at, paragraph_length(at, end), input->language, CELLS, CELLS, &lines);
    free(lines);
    line_breaker_free(breaker);
    return count;
}

// All places where a line may end, in each paragraph.
static size_t walk(const Input *input)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, input->language, NULL, 0, &status);
    UText *paragraph = NULL;
    const char *end = input->text + input->length;
    size_t count = 0;
    if (U_FAILURE(status))
        exit(1);
    for (const char *at = input->text; at < end; at += paragraph_length(at, end) + 1) {
        paragraph = utext_openUTF8(paragraph, at, (int64_t)paragraph_length(at, end), &status);
        ubrk_setUText(iterator, paragraph, &status);
        while (ubrk_next(iterator) != UBRK_DONE)
            count++;
    }
    utext_close(paragraph);
    ubrk_close(iterator);
    return count;
}

static double least_time(size_t (*work)(const Input *input), const Input *input, double before)
{
    const double begun = seconds();
    if (!work(input))
        exit(1);
    const double took = seconds() - begun;
    return took < before ? took : before;
}

int main(int count, char **arguments)
{
    Buffer text = {0};
    char bytes[65536];
    double ours = 1e9, theirs = 1e9;
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, stdin));)
        buffer_add(&text, bytes, got);
    const Input input = {buffer_text(&text), text.length, count > 1 ? arguments[1] : ""};
    for (int turn = 0; turn < TURNS; turn++) { // in turns, so that a busy machine slows both
        ours = least_time(wrap, &input, ours);
        theirs = least_time(walk, &input, theirs);
    }
    printf("%.1f %.1f %.2f\n", (double)input.length / 1e6 / ours, (double)input.length / 1e6 / theirs, theirs / ours);
    buffer_free(&text);
    return 0;
}
