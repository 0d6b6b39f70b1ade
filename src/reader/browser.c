// Handing a web address to the program that the person has named in BROWSER.
#include "reader/browser.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/program.h"
#include "base/translate.h"

static bool is_web(const char *address)
{
    return strncasecmp(address, "https://", 8) == 0 || strncasecmp(address, "http://", 7) == 0;
}

bool browser_takes(const char *address, Error *err)
{
    if (!is_web(address))
        return error_set(err, _("Only http and https addresses are handed to a browser, not %s"), address);
    for (const char *at = address; *at; at++)
        if ((unsigned char)*at <= ' ' || *at == 0x7f)
            return error_set(err, _("There is a blank or a control character in the address %s"), address);
    return true;
}

typedef struct {
    char **words;       // NULL behind the last
    size_t count, capacity;
    bool has_address;
} Line;

static void add_word(Line *line, char *word)
{
    line->words = memory_grow(line->words, line->count, &line->capacity, sizeof *line->words);
    line->words[line->count++] = word;
}

static char *fill_in(Line *line, const char *word, size_t length, const char *address)
{
    Buffer filled = {0};
    for (size_t i = 0; i < length; i++)
        if (word[i] != '%' || i + 1 == length || (word[i + 1] != 's' && word[i + 1] != '%'))
            buffer_add_char(&filled, word[i]);
        else if (word[++i] == '%')
            buffer_add_char(&filled, '%');
        else {
            buffer_add_text(&filled, address);
            line->has_address = true;
        }
    return buffer_take(&filled);
}

static Line line_of(const char *command, size_t length, const char *address)
{
    static const char blanks[] = " \t\n";
    Line line = {0};
    const char *end = command + length;
    for (const char *at = command; at < end;) {
        at += strspn(at, blanks);
        const size_t word = at < end ? strcspn(at, " \t\n:") : 0;
        if (word)
            add_word(&line, fill_in(&line, at, word, address));
        at += word;
    }
    if (line.count && !line.has_address)
        add_word(&line, memory_copy_text(address));
    add_word(&line, NULL);
    return line;
}

static void free_line(Line *line)
{
    for (size_t i = 0; i < line->count; i++)
        free(line->words[i]);
    free(line->words);
}

bool browser_run(const char *browser, const char *address, int input, Error *err)
{
    bool is_done = false;
    if (!browser_takes(address, err))
        return false;
    for (const char *at = browser; *at && !is_done;) {
        const size_t length = strcspn(at, ":");
        Line line = line_of(at, length, address);
        is_done = line.words[0] && program_run(line.words, input);
        free_line(&line);
        at += length + (at[length] == ':');
    }
    return is_done || error_set(err, _("BROWSER is \"%1$s\", and that could not open %2$s"), browser, address);
}
