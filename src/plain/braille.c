// Braille files.
#include "plain/braille.h"
#include <stdint.h>
#include <string.h>
#include "base/program.h"
#include "base/translate.h"
#include "text/utf8.h"

enum { PIECE_BYTES = 600, BLANKS_MOST = 2 };   // lou_translate cuts lines of more than about 2,000 characters

const char *braille_table(const char *language)
{
    static const char *const tables[][2] = {
        {"ar", "ar-ar-g2.ctb"}, {"de", "de-g2.ctb"}, {"en", "en-ueb-g2.ctb"}, {"es", "es-g2.ctb"}, {"fr", "fr-bfu-g2.ctb"}, {"pt", "pt-pt-g2.ctb"}, {"ru", "ru-litbrl.ctb"},
    };
    const size_t length = strcspn(language, "-_");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strlen(tables[i][0]) == length && !strncmp(language, tables[i][0], length))
            return tables[i][1];
    return NULL;
}

// What rules and frames are drawn with, U+2500 to U+257F, is for eyes.
static bool is_drawn(const char *at)
{
    return (unsigned char)at[0] == 0xE2 && ((unsigned char)at[1] == 0x94 || (unsigned char)at[1] == 0x95);
}

// In pieces that end at blanks, each a line; `whole` has one byte a piece: whether its paragraph ends with it.
static void add_pieces(Buffer *pieces, Buffer *whole, const char *text, size_t length)
{
    size_t size = 0, blanks = 0;
    for (size_t i = 0; i < length; i++) {
        if (i + 2 < length && is_drawn(text + i)) {
            i += 2;
            continue;
        }
        blanks = text[i] == ' ' ? blanks + 1 : 0;
        if (text[i] == '\n' || (text[i] == ' ' && size >= PIECE_BYTES)) {
            buffer_add_char(pieces, '\n');
            buffer_add_char(whole, text[i] == '\n');
            size = 0;
        } else if (blanks <= BLANKS_MOST) {
            buffer_add_char(pieces, text[i]);
            size++;
        }
    }
}

// Unicode's braille patterns, by their dots 1 to 6, as ASCII; what is none, a blank.
static char ascii_of(uint32_t pattern)
{
    static const char ascii[] = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=";
    return pattern >= 0x2800 && pattern <= 0x28FF ? ascii[pattern & 0x3F] : ' ';
}

typedef struct {
    Buffer *out;
    int lines;          // of the page so far
    int cells;          // of the line so far
} Pages;

static void begin_line(Pages *pages)
{
    if (pages->lines == BRAILLE_LINES) {
        buffer_add_char(pages->out, '\f');
        pages->lines = 0;
    }
}

static void end_line(Pages *pages)
{
    begin_line(pages);  // an empty one
    buffer_add_text(pages->out, "\r\n");
    pages->lines++;
    pages->cells = 0;
}

static void add_word(Pages *pages, const char *word, size_t length)
{
    if (pages->cells && pages->cells + 1 + (int)length > BRAILLE_CELLS)
        end_line(pages);
    if (!pages->cells)
        begin_line(pages);
    buffer_add_text(pages->out, pages->cells ? " " : "");
    pages->cells += pages->cells ? 1 : 0;
    for (size_t i = 0; i < length; i++) {
        if (pages->cells == BRAILLE_CELLS) {
            end_line(pages);
            begin_line(pages);
        }
        buffer_add_char(pages->out, word[i]);
        pages->cells++;
    }
}

static void add_pages(Buffer *out, const Buffer *braille, const Buffer *whole)
{
    Pages pages = {.out = out};
    const char *at = buffer_text(braille), *end = at + braille->length;
    for (size_t piece = 0; at < end && piece < whole->length; piece++) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        line_end = line_end ? line_end : end;
        Buffer line = {0};
        for (size_t byte = 0, size = (size_t)(line_end - at); byte < size;)
            buffer_add_char(&line, ascii_of(utf8_next(at, size, &byte)));
        for (const char *word = buffer_text(&line); *(word += strspn(word, " ")); word += strcspn(word, " "))
            add_word(&pages, word, strcspn(word, " "));
        if (whole->bytes[piece])
            end_line(&pages);
        buffer_free(&line);
        at = line_end < end ? line_end + 1 : end;
    }
}

bool braille_add(Buffer *out, const char *text, size_t length, const char *table, Error *err)
{
    char name[] = "lou_translate", tables[64] = "unicode.dis,";
    char *words[] = {name, strncat(tables, table, sizeof tables - sizeof "unicode.dis,"), NULL};
    Buffer pieces = {0}, whole = {0}, braille = {0};
    add_pieces(&pieces, &whole, text, length);
    const bool is_done = program_filter(words, buffer_text(&pieces), pieces.length, &braille)
                      || error_set(err, _("lou_translate of liblouis is not installed, or failed (Debian: liblouis-bin)"));
    if (is_done)
        add_pages(out, &braille, &whole);
    buffer_free(&pieces);
    buffer_free(&whole);
    buffer_free(&braille);
    return is_done;
}
