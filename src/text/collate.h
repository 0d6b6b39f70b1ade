// The order of words in the language of the messages, as a dictionary has it (UTS #10): accents and case count last, numbers by their value.
#ifndef TEXT_COLLATE_H
#define TEXT_COLLATE_H

typedef struct Collator Collator;

Collator *collator_new(void);
void collator_free(Collator *collator);                             // NULL is fine

// Bytes without a NUL that strcmp() orders as their texts are to be. The caller frees.
char *collator_key(const Collator *collator, const char *text);

#endif
