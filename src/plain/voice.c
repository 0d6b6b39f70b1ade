// Writes lines.
#include "plain/voice.h"
#include <stdlib.h>
#include <string.h>
#include "text/locale.h"
#include "text/utf8.h"

Voice voice_new(FILE *out, bool is_terminal, int cells)
{
    return (Voice){.out = out, .is_terminal = is_terminal, .cells = cells, .breaker = line_breaker_new()};
}

void voice_free(Voice *voice)
{
    line_breaker_free(voice->breaker);
    buffer_free(&voice->said);
    buffer_free(&voice->pending);
    voice->breaker = NULL;
}

static bool is_for_eyes(uint32_t codepoint)
{
    return codepoint == 0xad || (codepoint >= 0x2066 && codepoint <= 0x2069);
}

static void keep_for_ears(Buffer *out, const char *text, size_t length)
{
    for (size_t at = 0, next = 0; at < length; at = next)
        if (!is_for_eyes(utf8_next(text, length, &next)))
            buffer_add(out, text + at, next - at);
}

static void write_text(Voice *voice, const char *text, size_t length)
{
    Buffer kept = {0};
    keep_for_ears(&kept, text, length);
    locale_add(&voice->pending, buffer_text(&kept), kept.length);
    buffer_free(&kept);
}

static void begin_line(Voice *voice)
{
    if (voice->is_terminal && voice->lines)
        buffer_add(&voice->pending, "\r\n", 2);
    voice->lines++;
    voice->is_typing = false;
}

static void keep_line(Voice *voice, const char *text, size_t length)
{
    if (voice->is_beginning)
        buffer_cut(&voice->said, 0);
    voice->is_beginning = false;
    buffer_add(&voice->said, text, length);
    buffer_add_char(&voice->said, '\n');
}

void voice_begin(Voice *voice)
{
    voice->is_beginning = true;
}

void voice_repeat(Voice *voice)
{
    char *said = buffer_take(&voice->said);
    voice->is_beginning = true;
    for (char *line = said, *end; (end = strchr(line, '\n')); line = end + 1)
        voice_line(voice, line, (size_t)(end - line));
    free(said);
}

void voice_line(Voice *voice, const char *text, size_t length)
{
    keep_line(voice, text, length);
    begin_line(voice);
    write_text(voice, text, length);
    if (!voice->is_terminal)
        buffer_add_char(&voice->pending, '\n');
}

// Without its soft hyphens a word is not broken, and so spoken as a whole.
void voice_say(Voice *voice, const char *text)
{
    Buffer kept = {0};
    TextLine *lines = NULL;
    keep_for_ears(&kept, text, strlen(text));
    size_t count = kept.length ? break_lines(voice->breaker, kept.bytes, kept.length, NULL, voice->cells, voice->cells, &lines) : 0;
    for (size_t i = 0; i < count; i++)
        voice_line(voice, kept.bytes + lines[i].start, lines[i].end - lines[i].start);
    free(lines);
    buffer_free(&kept);
}

void voice_ask(Voice *voice, const char *label, const char *text)
{
    Buffer line = {0};
    buffer_addf(&line, "%s%s", label, text);
    if (!voice->is_terminal)
        while (line.length && line.bytes[line.length - 1] == ' ')
            buffer_cut(&line, line.length - 1);
    voice_line(voice, buffer_text(&line), line.length);
    voice->is_typing = true;
    buffer_free(&line);
}

void voice_echo(Voice *voice, const char *text, size_t length)
{
    if (voice->is_terminal)
        write_text(voice, text, length);
}

void voice_send(Voice *voice, const char *bytes, size_t length)
{
    buffer_add(&voice->pending, bytes, length);
}

bool voice_rest(Voice *voice)
{
    if (voice->is_terminal && voice->lines && !voice->is_typing)
        buffer_add_char(&voice->pending, '\r');
    fwrite(buffer_text(&voice->pending), 1, voice->pending.length, voice->out);
    buffer_cut(&voice->pending, 0);
    return fflush(voice->out) == 0 && !ferror(voice->out);
}
