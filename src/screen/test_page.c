// --terminal-test: what the terminal says of the widths of what terminals disagree about, beside what they should be.
#include "screen/test_page.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/translate.h"
#include "screen/answers.h"
#include "screen/draw.h"
#include "text/locale.h"

enum { ANSWERS_MS = 2000, SEQUENCE_BYTES = 64, SAMPLE_CELLS = 10, PAGE_CELLS = 78 };

// A control sequence that is on its way: from ESC [ to its final character.
typedef struct {
    char bytes[SEQUENCE_BYTES];
    size_t length;
    bool has_escape, is_open;
} Sequence;

static void take_byte(Sequence *sequence, TerminalAnswers *answers, char byte)
{
    if (!sequence->is_open) {
        sequence->is_open = sequence->has_escape && byte == '[';
        sequence->has_escape = byte == '\033';
        sequence->length = 0;
        return;
    }
    if (sequence->length < sizeof sequence->bytes)
        sequence->bytes[sequence->length++] = byte;
    if ((unsigned char)byte >= 0x40 && (unsigned char)byte <= 0x7E) {
        answers_take(answers, sequence->bytes, sequence->length);
        sequence->is_open = false;
    }
}

static void await_answers(TerminalAnswers *answers)
{
    Sequence sequence = {.length = 0};
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    const long end = clock_ms() + ANSWERS_MS;
    for (long left; !answers->is_complete && (left = end - clock_ms()) > 0 && poll(&input, 1, (int)left) > 0;) {
        char bytes[256];
        const ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
        for (ssize_t i = 0; i < count; i++)
            take_byte(&sequence, answers, bytes[i]);
        if (count <= 0)
            return;
    }
}

static void send_text(const char *text)
{
    fputs(text, stdout);
    fflush(stdout);
}

static void ask(TerminalAnswers *answers)
{
    Buffer question = {0};
    struct termios before, raw;
    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return;
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
    send_text("\033[?1049h");
    answers_ask(&question);
    send_text(buffer_text(&question));
    await_answers(answers);
    send_text("\033[?1049l");
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    buffer_free(&question);
}

static const char *mode_text(TerminalMode mode)
{
    switch (mode) {
    case MODE_UNKNOWN: case MODE_AWAITED: case MODE_UNASKED: break;
    case MODE_SET: return _("on");
    case MODE_RESET: return _("off");
    case MODE_ALWAYS_SET: return _("always on");
    case MODE_ALWAYS_RESET: return _("always off");
    }
    return _("not known to the terminal");
}

static void add_row(Buffer *page, const TerminalAnswers *answers, WidthClass class)
{
    const WidthSample *sample = width_sample(class);
    const int cells = widths_of_sample(answers->widths, class);
    buffer_addf(page, "  %s", sample->sample);
    buffer_add_repeated(page, ' ', SAMPLE_CELLS - cells);
    buffer_addf(page, "|%s %d %8d   %s\n", cells == sample->cells ? "  " : " *", cells, sample->cells, _(sample->name));
}

static void add_wrapped(Buffer *page, const char *text)
{
    const size_t length = strlen(text);
    for (size_t at = 0, next; at < length; at = next) {
        const size_t end = wrap_end(&widths_standard, text, length, at, PAGE_CELLS, &next);
        buffer_addf(page, "%.*s\n", (int)(end - at), text + at);
    }
}

static void print_page(const TerminalAnswers *answers)
{
    Buffer page = {0}, shown = {0};
    // TRANSLATORS: heads of columns, over "|   2        1   keycap"
    buffer_addf(&page, "  %s\n", _("Sign       Cells  Should be"));
    for (int i = 0; i < WIDTH_CLASSES; i++)
        add_row(&page, answers, (WidthClass)i);
    buffer_add_char(&page, '\n');
    add_wrapped(&page, _("* differs; lectern goes by what the terminal says. Where a | does not stand under the others, the terminal does not show "
        "what it says."));
    buffer_addf(&page, _("It orders Arabic and Hebrew itself (mode 8): %s"), mode_text(answers->bidi));
    buffer_addf(&page, "\n");
    buffer_addf(&page, _("It measures whole signs (mode 2027): %s"), mode_text(answers->clusters));
    buffer_addf(&page, "\n");
    locale_add(&shown, buffer_text(&page), page.length);
    send_text(buffer_text(&shown));
    buffer_free(&page);
    buffer_free(&shown);
}

// The Linux console and dumb terminals would show the question.
static bool may_be_asked(void)
{
    const char *name = getenv("TERM");
    return name && *name && strcmp(name, "dumb") != 0 && strncmp(name, "linux", 5) != 0;
}

bool test_page_print(Error *err)
{
    TerminalAnswers answers = {0};
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, _("--terminal-test asks a terminal, and standard input or output is none"));
    if (!locale_is_utf8())
        return error_set(err, _("--terminal-test needs a locale with UTF-8"));
    if (may_be_asked())
        ask(&answers);
    if (!answers.has_widths)
        return error_set(err, _("the terminal did not answer: lectern goes by the standard widths"));
    print_page(&answers);
    return true;
}
