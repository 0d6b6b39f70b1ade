// Texts in the reader's language: the only place that includes <libintl.h>. Without gettext (configure --disable-nls) every text is English.
// A text is a whole sentence or a label that stands alone; what is inserted has a place of its own (%1$s where there are two or more), for a
// language may turn the order round. Names of commands, settings and their values, keys and files are not translated: they are typed.
#ifndef BASE_TRANSLATE_H
#define BASE_TRANSLATE_H
#include <stddef.h>

#define _(text) translate(text)             // now
#define N_(text) text                       // in a table: found for the catalogue, translated where it is shown
#define C_(context, text) translate_in(context "\004" text, text)   // the same English word in two meanings: the context is a constant

// After setlocale(), once: messages are looked for in FOLDER/LANGUAGE/LC_MESSAGES/lectern.mo. The language is that of LANGUAGE, LC_ALL,
// LC_MESSAGES and LANG, as gettext has it. Before, or in the locale C: English.
void translate_start(const char *folder);

// UTF-8, never NULL; the text itself where no catalogue has it. What is returned lives as long as the program.
const char *translate(const char *text) __attribute__((format_arg(1)));
const char *translate_in(const char *key, const char *text) __attribute__((format_arg(2)));

// The form for a number by the catalogue's own rule (Arabic has six). Both forms take the same arguments.
const char *translate_count(const char *one, const char *other, size_t count) __attribute__((format_arg(1), format_arg(2)));

enum { LANGUAGE_BYTES = 32 };
// The language of the catalogue in use, as in "pt_BR"; "" = none is, texts are English. Borrowed: out, LANGUAGE_BYTES.
const char *translate_language(char *out);

#endif
