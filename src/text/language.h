// What languages are called.
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H
#include <stdbool.h>

enum { LANGUAGE_NAME_BYTES = 64 };

// The name of a BCP 47 language in that of the messages: "French" for "fr" and for "fr-CA"; of one without a name its tag, cut where it
// is longer than `out`. Returns out.
const char *language_name(const char *tag, char out[LANGUAGE_NAME_BYTES]);

// Whether the script that it is written in goes from right to left: Arabic, Hebrew, Persian, Urdu, Dhivehi, Uyghur; az-Arab.
bool language_goes_from_right(const char *tag);

// The language of the messages as BCP 47: "pt-BR"; "en" where no catalogue is in use. Borrowed: out, of base/translate.h's LANGUAGE_BYTES.
const char *messages_language(char *out);

#endif
