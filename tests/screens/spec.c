// Reads a specification file.
#include "spec.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"

static _Noreturn void fail(const char *path, size_t line, const char *what)
{
    fprintf(stderr, "%s:%zu: %s\n", path, line + 1, what);
    exit(99); // what automake calls a hard error
}

static void read_lines(const char *path, Spec *spec)
{
    FILE *file = fopen(path, "r");
    if (!file)
        fail(path, 0, "cannot be opened");
    Buffer bytes = {0};
    char part[4096];
    for (size_t length; (length = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(&bytes, part, length);
    fclose(file);
    spec->bytes = buffer_take(&bytes);
    size_t capacity = 0;
    for (char *line = spec->bytes, *end; *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        spec->lines = memory_grow(spec->lines, spec->line_count, &capacity, sizeof *spec->lines);
        spec->lines[spec->line_count++] = line;
    }
}

static const char *value_of(const char *line, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(line, name, length) != 0 || (line[length] != ':' && line[length] != '\0'))
        return NULL;
    line += length + (line[length] == ':');
    return line + strspn(line, " ");
}

static bool read_header(Spec *spec, const char *line)
{
    const char *value;
    if ((value = value_of(line, "size")))
        return sscanf(value, "%dx%d", &spec->columns, &spec->rows) == 2;
    if ((value = value_of(line, "environment")) && spec->environment_count < SPEC_ENVIRONMENT) {
        spec->environment[spec->environment_count++] = value;
        return true;
    }
    if ((value = value_of(line, "term")))
        return (spec->term = value);
    if ((value = value_of(line, "report")))
        return (spec->report = value);
    if ((value = value_of(line, "options")))
        return (spec->options = value);
    if ((value = value_of(line, "input")))
        return (spec->input = value);
    return false;
}

static bool read_step_line(const char *line, Step *step)
{
    static const char *const names[] = {
        [STEP_OPENS] = "opens", [STEP_KEYS] = "keys", [STEP_RESIZE] = "resize", [STEP_PASTE] = "paste", [STEP_MOUSE] = "mouse", [STEP_SENDS] = "sends",
        [STEP_SIGNAL] = "signal", [STEP_STOPS] = "stops", [STEP_ENDS] = "ends", [STEP_AGAIN] = "again",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *argument = value_of(line, names[i]);
        if (!argument)
            continue;
        *step = (Step){.kind = (StepKind)i, .title = line, .argument = argument};
        return true;
    }
    return false;
}

static bool is_ruler(const char *line)
{
    return line[0] == '+' && line[1] == '-';
}

static void read_letters(const Spec *spec, Letters *letters, size_t *at)
{
    letters->is_given = true;
    letters->first = ++*at;
    while (*at < spec->line_count && strspn(spec->lines[*at], " 0123456789") && strchr(spec->lines[*at], '|'))
        ++*at;
    letters->end = *at;
}

// Takes a line that belongs to the expectation of a step; moves *at behind it.
static bool read_expectation(const char *path, Spec *spec, Step *step, size_t *at)
{
    const char *line = spec->lines[*at];
    const char *cursor = value_of(line, "cursor");
    if (is_ruler(line) && !step->has_screen) {
        step->has_screen = true;
        step->first = ++*at;
        while (*at < spec->line_count && !is_ruler(spec->lines[*at]))
            ++*at;
        if (*at == spec->line_count)
            fail(path, step->first, "the screen has no ruler below it");
        step->last = (*at)++;
    } else if (value_of(line, "looks")) {
        read_letters(spec, &step->looks, at);
    } else if (value_of(line, "colours")) {
        read_letters(spec, &step->colours, at);
    } else if (cursor) {
        step->has_cursor = true;
        step->cursor = cursor;
        ++*at;
    } else {
        return false;
    }
    step->end = *at;
    return true;
}

Spec spec_read(const char *path)
{
    Spec spec = {.rows = 24, .columns = 80, .term = "xterm-256color", .report = "content/human-trafficking-1", .options = ""};
    size_t capacity = 0, at = 0;
    read_lines(path, &spec);
    while (at < spec.line_count) {
        const char *line = spec.lines[at];
        Step step;
        if (!*line || *line == '#') {
            at++;
        } else if (read_step_line(line, &step)) {
            step.line = (int)++at;
            step.end = at;
            spec.steps = memory_grow(spec.steps, spec.step_count, &capacity, sizeof *spec.steps);
            spec.steps[spec.step_count++] = step;
        } else if (spec.step_count && read_expectation(path, &spec, &spec.steps[spec.step_count - 1], &at)) {
            continue;
        } else if (!spec.step_count && read_header(&spec, line)) {
            at++;
        } else {
            fail(path, at, "neither a header, a step, nor part of a screen");
        }
    }
    if (!spec.step_count)
        fail(path, at, "there are no steps");
    return spec;
}

void spec_free(Spec *spec)
{
    free(spec->bytes);
    free(spec->lines);
    free(spec->steps);
}
