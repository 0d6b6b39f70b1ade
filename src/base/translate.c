// Texts in the reader's language.
#include "base/translate.h"
#include <stdio.h>
#include <string.h>

#if ENABLE_NLS
#include <libintl.h>

static const char domain[] = "lectern";

void translate_start(const char *folder)
{
    bindtextdomain(domain, folder);
    bind_textdomain_codeset(domain, "UTF-8"); // texts are UTF-8 until they are written
}

const char *translate(const char *text)
{
    return *text ? dgettext(domain, text) : text; // the empty text is the key of the catalogue's own header
}

const char *translate_in(const char *key, const char *text)
{
    const char *found = dgettext(domain, key);
    return found == key ? text : found;
}

const char *translate_count(const char *one, const char *other, size_t count)
{
    return dngettext(domain, one, other, count);
}

static const char *catalogue_header(void)
{
    return dgettext(domain, "");
}
#else
void translate_start(const char *folder)
{
    (void)folder;
}

const char *translate(const char *text)
{
    return text;
}

const char *translate_in(const char *key, const char *text)
{
    (void)key;
    return text;
}

const char *translate_count(const char *one, const char *other, size_t count)
{
    return count == 1 ? one : other;
}

static const char *catalogue_header(void)
{
    return "";
}
#endif

const char *translate_language(char *out)
{
    static const char field[] = "Language: ";
    const char *line = catalogue_header();
    while (*line && strncmp(line, field, sizeof field - 1) != 0)
        line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n');
    const char *name = *line ? line + sizeof field - 1 : "";
    size_t length = strcspn(name, "\n");
    snprintf(out, LANGUAGE_BYTES, "%.*s", length < LANGUAGE_BYTES ? (int)length : 0, name);
    return out;
}
