// A line of text being typed.
#ifndef READER_PROMPT_H
#define READER_PROMPT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"

typedef enum { PROMPT_SEARCH, PROMPT_SEARCH_BACK, PROMPT_COMMAND, PROMPT_NOTE, PROMPT_RENAME, PROMPT_FILTER, PROMPT_EXPORT, PROMPT_TAGS, PROMPT_MARKS_EXPORT, PROMPT_MARKS_IMPORT, PROMPT_COPY,
    PROMPT_SETTING, PROMPT_SEARCH_SHELF } PromptKind;

typedef struct {
    PromptKind kind;
    Buffer text;
    size_t cursor;      // byte, on a grapheme boundary
} Prompt;

enum { PROMPT_BYTES = 4096 }; // more is refused

const char *prompt_label(PromptKind kind);              // "Search: "
void prompt_start(Prompt *prompt, PromptKind kind, const char *text);
bool prompt_insert(Prompt *prompt, const char *text, size_t length);    // made safe; false: full
void prompt_delete_back(Prompt *prompt);                // the cluster before the cursor
void prompt_delete(Prompt *prompt);                     // the cluster at the cursor
void prompt_delete_word(Prompt *prompt);
void prompt_delete_all(Prompt *prompt);
void prompt_move(Prompt *prompt, int clusters);
void prompt_move_end(Prompt *prompt, bool is_end);      // to the end, or the start
void prompt_free(Prompt *prompt);

#endif
