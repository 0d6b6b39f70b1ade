// What a line behind `:` can go on with.
#include "reader/completion.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "reader/command.h"
#include "reader/settings.h"

enum { WORDS_MOST = 3, WORD_BYTES = 64 };

// The line, word by word; the last is the one to be completed.
typedef struct {
    char words[WORDS_MOST][WORD_BYTES];
    size_t count;       // at least 1; more than WORDS_MOST: the others are not here
    size_t start;
} Words;

static Words words_of(const char *line, size_t length)
{
    Words words = {0};
    for (size_t at = 0; at <= length;) {
        at += strspn(line + at, " ");
        words.start = at < length ? at : length;
        const size_t all = strcspn(line + words.start, " "), rest = length - words.start, size = all < rest ? all : rest;
        if (words.count < WORDS_MOST)
            snprintf(words.words[words.count], WORD_BYTES, "%.*s", (int)(size < WORD_BYTES ? size : WORD_BYTES - 1), line + words.start);
        words.count++;
        if (words.start + size >= length)
            break;
        at = words.start + size;
    }
    return words;
}

static void try_word(Completion *found, const char *part, const char *word, size_t length)
{
    if (length < strlen(part) || strncmp(word, part, strlen(part)) != 0)
        return;
    size_t same = 0;
    while (found->count && same < found->common && same < length && word[same] == buffer_text(&found->words)[same])
        same++;
    found->common = found->count ? same : length;
    buffer_add_text(&found->words, found->count++ ? " " : "");
    buffer_add(&found->words, word, length);
}

static void try_words(Completion *found, const char *part, const char *words)
{
    for (const char *word = words; *word; word += strcspn(word, "|"), word += *word == '|')
        try_word(found, part, word, strcspn(word, "|"));
}

static void try_chapters(Completion *found, const char *part, Report *report)
{
    for (int i = 0; i < report_chapter_count(report); i++) {
        char place[WORD_BYTES];
        const char *id = report_chapter_id(report, i);
        snprintf(place, sizeof place, "#%s", id ? id : report_chapter_name(report, i));
        try_word(found, part, place, strlen(place));
    }
}

static void try_settings(Completion *found, const char *part)
{
    for (size_t i = 0; setting_at(i); i++)
        try_word(found, part, setting_at(i)->name, strlen(setting_at(i)->name));
}

static void try_value(Completion *found, const char *part, const char *name)
{
    const Setting *setting = setting_find(name);
    if (setting && strchr(setting->values, '|') && strcmp(setting->name, "keymap") != 0)
        try_words(found, part, setting->values);
    else if (setting && !strcmp(setting->name, "keymap"))
        try_words(found, part, "default|less|vi|info|one-handed");
}

// Words that are taken as they stand are in the table; those of these commands are said there by what they stand for.
static void try_argument(Completion *found, const char *part, const Command *command, Report *report)
{
    if (!strcmp(command->name, "settings"))
        try_settings(found, part);
    else if (!strcmp(command->name, "goto"))
        try_chapters(found, part, report);
    else if (!strcmp(command->name, "verbosity"))
        try_words(found, part, setting_find("verbosity")->values);
    else if (!strcmp(command->name, "copy-citation"))
        try_words(found, part, "plain|markdown|bibtex|csl-json|screen|clipboard");
    else if (!strcmp(command->name, "copy-passage"))
        try_words(found, part, "screen|clipboard");
    else if (command->argument && *command->argument >= 'a')
        try_words(found, part, command->argument);
}

static void try_commands(Completion *found, const char *part)
{
    for (size_t i = 0; command_at(i); i++)
        if (!command_at(i)->for_prompt)
            try_word(found, part, command_at(i)->name, strlen(command_at(i)->name));
}

Completion completion_of(Report *report, const char *line, size_t length)
{
    const Words words = words_of(line, length);
    Completion found = {.start = words.start};
    if (words.count > WORDS_MOST)
        return found;
    const char *part = words.words[words.count - 1];
    const Command *command = words.count > 1 ? command_find(words.words[0]) : NULL;
    if (words.count == 1 && *part == '#')
        try_chapters(&found, part, report);
    else if (words.count == 1)
        try_commands(&found, part);
    else if (command && words.count == 2)
        try_argument(&found, part, command, report);
    else if (command && !strcmp(command->name, "settings"))
        try_value(&found, part, words.words[1]);
    else if (command && !strcmp(command->name, "copy-citation"))
        try_words(&found, part, "screen|clipboard");
    return found;
}

void completion_free(Completion *completion)
{
    buffer_free(&completion->words);
}
