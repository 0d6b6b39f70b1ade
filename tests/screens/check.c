// Holds what a terminal shows against what a step expects.
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buffer.h"

// Today's date, as it stands and as it is seen in a line from right to left, and what stands for it in as many cells.
enum { DATES = 2, DATE_BYTES = 64 };
static const char *const date_holders[DATES] = {"{date____}", "{____etad}"};

static void write_today(char out[DATES][DATE_BYTES])
{
    time_t now = time(NULL);
    const struct tm *today = gmtime(&now);
    snprintf(out[0], DATE_BYTES, "%04d-%02d-%02d", today->tm_year + 1900, today->tm_mon + 1, today->tm_mday);
    snprintf(out[1], DATE_BYTES, "%02d-%02d-%04d", today->tm_mday, today->tm_mon + 1, today->tm_year + 1900);
}

// Adds a text with each `from` in it as `to`.
static void add_replaced(Buffer *out, const char *text, size_t length, const char *from, const char *to)
{
    size_t size = strlen(from);
    for (const char *at = text, *end = text + length; at < end;) {
        bool is_from = (size_t)(end - at) >= size && memcmp(at, from, size) == 0;
        if (is_from)
            buffer_add_text(out, to);
        else
            buffer_add_char(out, *at);
        at += is_from ? size : 1;
    }
}

typedef enum { DATES_IN, DATES_OUT } DatesWay;

// Adds a text with today's date where its holders are, or the other way round.
static void add_dated(Buffer *out, const char *text, size_t length, DatesWay way)
{
    char today[DATES][DATE_BYTES];
    Buffer once = {0};
    write_today(today);
    add_replaced(&once, text, length, way == DATES_IN ? date_holders[0] : today[0], way == DATES_IN ? today[0] : date_holders[0]);
    add_replaced(out, buffer_text(&once), once.length, way == DATES_IN ? date_holders[1] : today[1], way == DATES_IN ? today[1] : date_holders[1]);
    buffer_free(&once);
}

// The row that a line `|…|` stands for, as emulator_row() gives it. The caller frees.
static char *expected_row(const char *line)
{
    Buffer row = {0};
    const char *end = strrchr(line, '|');
    if (end > line)
        add_dated(&row, line + 1, (size_t)(end - line - 1), DATES_IN);
    while (row.length && row.bytes[row.length - 1] == ' ')
        buffer_cut(&row, row.length - 1);
    return buffer_take(&row);
}

static bool is_gap(const char *line)
{
    return strcmp(line, "...") == 0;
}

static bool row_matches(const char *line, const Emulator *emulator, int row)
{
    char *expected = expected_row(line), *shown = emulator_row(emulator, row);
    bool matches = strcmp(expected, shown) == 0;
    free(expected);
    free(shown);
    return matches;
}

// Rows from `row` on against lines from `line` on. A gap takes as few rows as it can; there are few gaps, and the rows behind one are tried once each.
static bool rows_match(const Spec *spec, const Step *step, size_t line, const Emulator *emulator, int row)
{
    int rows, columns;
    emulator_size(emulator, &rows, &columns);
    for (; line < step->last; line++, row++) {
        if (is_gap(spec->lines[line])) {
            for (; row <= rows; row++)
                if (rows_match(spec, step, line + 1, emulator, row))
                    return true;
            return false;
        }
        if (row >= rows || !row_matches(spec->lines[line], emulator, row))
            return false;
    }
    return row == rows;
}

static const char *expected_letters(const Spec *spec, const Letters *letters, int row)
{
    for (size_t line = letters->first; line < letters->end; line++)
        if (atoi(spec->lines[line]) == row)
            return strchr(spec->lines[line], '|') + 1;
    return "";
}

typedef char *LettersOfRow(const Emulator *emulator, int row);

static bool letters_match(const Spec *spec, const Letters *letters, LettersOfRow *of_row, const Emulator *emulator)
{
    int rows, columns;
    emulator_size(emulator, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        char *shown = of_row(emulator, row);
        bool matches = strcmp(shown, expected_letters(spec, letters, row + 1)) == 0;
        free(shown);
        if (!matches)
            return false;
    }
    return true;
}

static void write_cursor(const Emulator *emulator, char *out, size_t size)
{
    int row, column;
    if (emulator_cursor(emulator, &row, &column))
        snprintf(out, size, "%d %d", row, column);
    else
        snprintf(out, size, "hidden");
}

static bool cursor_matches(const Step *step, const Emulator *emulator)
{
    char cursor[32];
    write_cursor(emulator, cursor, sizeof cursor);
    return strcmp(cursor, step->cursor) == 0;
}

bool screen_matches(const Spec *spec, const Step *step, const Emulator *emulator)
{
    return (!step->has_screen || rows_match(spec, step, step->first, emulator, 0))
        && (!step->looks.is_given || letters_match(spec, &step->looks, emulator_looks, emulator))
        && (!step->colours.is_given || letters_match(spec, &step->colours, emulator_colours, emulator))
        && (!step->has_cursor || cursor_matches(step, emulator));
}

static void print_ruler(const char *before, int columns)
{
    printf("%s+", before);
    for (int i = 0; i < columns; i++)
        putchar('-');
    puts("+");
}

static void print_rows(const char *before, const Emulator *emulator)
{
    int rows, columns;
    emulator_size(emulator, &rows, &columns);
    print_ruler(before, columns);
    for (int row = 0; row < rows; row++) {
        char *shown = emulator_row(emulator, row);
        Buffer text = {0};
        add_dated(&text, shown, strlen(shown), DATES_OUT);
        printf("%s|%s%*s|\n", before, buffer_text(&text), columns - emulator_cells(emulator, row), "");
        buffer_free(&text);
        free(shown);
    }
    print_ruler(before, columns);
}

static void print_letters(const char *before, const char *name, LettersOfRow *of_row, const Emulator *emulator)
{
    int rows, columns;
    emulator_size(emulator, &rows, &columns);
    printf("%s%s:\n", before, name);
    for (int row = 0; row < rows; row++) {
        char *letters = of_row(emulator, row);
        if (*letters)
            printf("%s%2d|%s\n", before, row + 1, letters);
        free(letters);
    }
}

static void explain_letters(const Spec *spec, const Letters *letters, const char *name, LettersOfRow *of_row, const Emulator *emulator)
{
    if (!letters->is_given || letters_match(spec, letters, of_row, emulator))
        return;
    printf("# expected %s:\n", name);
    for (size_t line = letters->first; line < letters->end; line++)
        printf("#   %s\n", spec->lines[line]);
    print_letters("# shown: ", name, of_row, emulator);
}

static void print_cursor(const char *before, const Emulator *emulator)
{
    char cursor[32];
    write_cursor(emulator, cursor, sizeof cursor);
    printf("%scursor: %s\n", before, cursor);
}

void screen_print(const Step *step, const Emulator *emulator)
{
    print_rows("", emulator);
    if (step->looks.is_given)
        print_letters("", "looks", emulator_looks, emulator);
    if (step->colours.is_given)
        print_letters("", "colours", emulator_colours, emulator);
    if (step->has_cursor)
        print_cursor("", emulator);
}

void screen_explain(const Spec *spec, const Step *step, const Emulator *emulator)
{
    if (step->has_screen && !rows_match(spec, step, step->first, emulator, 0)) {
        puts("# expected:");
        for (size_t line = step->first; line < step->last; line++)
            printf("#   %s\n", spec->lines[line]);
        puts("# shown:");
        print_rows("#   ", emulator);
    }
    explain_letters(spec, &step->looks, "looks", emulator_looks, emulator);
    explain_letters(spec, &step->colours, "colours", emulator_colours, emulator);
    if (step->has_cursor && !cursor_matches(step, emulator)) {
        printf("# expected cursor: %s\n", step->cursor);
        print_cursor("# shown ", emulator);
    }
}
