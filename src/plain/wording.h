// The few words that a document says of itself, in the language of the report: whoever reads it may have another one than who exported it. Of
// plain/ only.
#ifndef PLAIN_WORDING_H
#define PLAIN_WORDING_H

typedef enum {
    WORD_CONTENTS, WORD_NOTES, WORD_BACK, WORD_SUMMARY, WORD_TERMS, WORD_CORRECTIONS, WORD_AUTHOR, WORD_PUBLISHER, WORD_PUBLISHED, WORD_UPDATED,
    WORD_SOURCE, WORD_RIGHTS, WORD_SERIES,
    WORD_ALL,   // how many there are
} Word;

const char *wording(const char *language, Word word);       // of a BCP 47 tag; English where the language is not among them
const char *wording_language(const char *language);         // what it is in: "en" where it is English

#endif
