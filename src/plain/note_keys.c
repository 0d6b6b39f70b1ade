// The footnotes of a chapter as pandoc's Markdown has them.
#include "plain/note_keys.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "plain/markdown.h"

typedef struct {
    int references;
    int ordinal;        // in the chapter, from 1
} Note;

struct NoteKeys {
    const Exporting *exporting;
    const Chapter *chapter;
    Note *notes;        // by block - body_end, where a footnote begins
    int count;          // of footnotes referred to so far
    bool is_in_order;   // all are referred to, in their order
    bool is_counted;    // and their keys are running numbers
};

static void refer(NoteKeys *keys, int footnote)
{
    Note *note = &keys->notes[footnote - keys->chapter->body_end];
    char number[16];
    if (note->references++ > 0)
        return;
    snprintf(number, sizeof number, "%d", ++keys->count);
    keys->is_in_order = keys->is_in_order && note->ordinal == keys->count;
    keys->is_counted = keys->is_counted && !strcmp(number, keys->chapter->blocks[footnote].label);
}

static void count_references(NoteKeys *keys)
{
    const Chapter *chapter = keys->chapter;
    for (int i = 0; i < chapter->body_end; i++)
        for (size_t k = 0; k < chapter->blocks[i].span_count; k++) {
            const Span *span = &chapter->blocks[i].spans[k];
            const int footnote = span->kind == SPAN_NOTE ? exporting_find_note(keys->exporting, span->target) : -1;
            if (footnote >= 0)
                refer(keys, footnote);
        }
}

NoteKeys *note_keys_new(const Exporting *exporting, const Chapter *chapter)
{
    NoteKeys *keys = memory_new(1, sizeof *keys);
    int ordinal = 0;
    *keys = (NoteKeys){.exporting = exporting, .chapter = chapter, .is_in_order = true, .is_counted = true};
    keys->notes = memory_new((size_t)(chapter->count - chapter->body_end) + 1, sizeof *keys->notes);
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end)
        keys->notes[i - chapter->body_end].ordinal = ++ordinal;
    count_references(keys);
    keys->is_in_order = keys->is_in_order && keys->count == ordinal;
    return keys;
}

void note_keys_free(NoteKeys *keys)
{
    free(keys->notes);
    free(keys);
}

bool note_keys_is_referred(const NoteKeys *keys, int footnote)
{
    return keys->notes[footnote - keys->chapter->body_end].references > 0;
}

void note_keys_add_attributes(const NoteKeys *keys, int footnote, Buffer *out)
{
    const Note *note = &keys->notes[footnote - keys->chapter->body_end];
    if (keys->is_in_order && keys->is_counted && note->references < 2)
        return;
    buffer_add_text(out, "key=\"");
    markdown_add_value(out, keys->chapter->blocks[footnote].label);
    buffer_add_char(out, '"');
    if (!keys->is_in_order)
        buffer_addf(out, " order=\"%d\"", note->ordinal);
}
