// What languages are called.
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

enum { LANGUAGE_NAME_BYTES = 64 };

// The name of a BCP 47 language in English, as all messages are: "French" for "fr" and for "fr-CA"; of one without a name its tag, cut where it
// is longer than `out`. Returns out.
const char *language_name(const char *tag, char out[LANGUAGE_NAME_BYTES]);

#endif
