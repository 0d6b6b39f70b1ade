// Commands that hand on a citation or a passage: on the screen, to the terminal's clipboard, into a file.
#include <stdlib.h>
#include <string.h>
#include "base/clipboard.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/passage.h"
#include "reader/session.h"

enum { KEYS_BYTES = 160 };

// What is meant: the present unit; the hit that was gone to, if it is on the page; else what reading goes on from.
static Place place_meant(const Reader *reader)
{
    const Finding *finding = &reader->finding;
    if (!reader->unit.kind && finding->hit >= 0 && finding->is_marked) {
        const Place place = search_hit(finding->search, (size_t)finding->hit)->place;
        if (reader_shows(reader, place))
            return place;
    }
    return reader_present_place(reader);
}

typedef struct {
    Unit shown;         // what is marked on the page while it is shown
    Place from;
    Buffer words;
    bool is_selection;
} Copied;

// What is selected, else the unit of that kind. False: there is none; else its words are to be freed.
static bool find_words(Reader *reader, UnitKind kind, const char *between, Copied *copied, Error *err)
{
    Passage passage;
    size_t length;
    *copied = (Copied){.is_selection = reader_selection(reader, &passage.from, &passage.end)};
    if (!unit_at(reader->report, kind, place_meant(reader), &copied->shown))
        return error_set(err, _("There is no text here to be copied."));
    if (copied->is_selection) {
        copied->from = passage.from;
        passage_add_text(&copied->words, reader->report, passage, between);
        return true;
    }
    const char *words = unit_text(reader->report, &copied->shown, &length);
    copied->from = copied->shown.from;
    buffer_add(&copied->words, words, length);
    return true;
}

// On the screen

static bool copy_to_screen(Reader *reader, Unit unit, const Buffer *text)
{
    unit_tell(reader, unit, buffer_text(text));
    reader->card.is_verbatim = true;
    return true;
}

// To the clipboard

static bool may_use_clipboard(const Reader *reader, const Buffer *text, Error *err)
{
    if (reader->secure_by)
        return error_set(err, _("The clipboard is not there in secure mode."));
    if (!clipboard_is_reached(getenv("TERM")))
        return error_set(err, _("This terminal has no clipboard that lectern could reach; name a file instead."));
    if (text->length > CLIPBOARD_BYTES)
        return error_set(err, _("That is %1$zu bytes, and terminals may take no more than %2$d; name a file instead."), text->length, CLIPBOARD_BYTES);
    return true;
}

static bool copy_to_clipboard(Reader *reader, const Buffer *text, Error *err)
{
    if (!may_use_clipboard(reader, text, err))
        return false;
    buffer_cut(&reader->copied, 0);
    buffer_add(&reader->copied, text->bytes, text->length);
    reader->wants_clipboard = true;
    return true;
}

void reader_take_copied(Reader *reader, bool is_terminal, Buffer *out)
{
    reader->wants_clipboard = false;
    if (is_terminal)
        clipboard_add(out, buffer_text(&reader->copied), reader->copied.length);
    if (is_terminal)
        reader_say(reader, _("Handed to the terminal's clipboard, %zu bytes; a terminal does not say whether it took them."), reader->copied.length);
    else
        reader_say(reader, _("Only a terminal has a clipboard."));
}

// Into a file

static void ask_again(Reader *reader, const char *typed, bool is_there, const Error *why)
{
    char accept[KEYS_BYTES];
    prompt_open(reader, PROMPT_COPY, typed);
    if (is_there)
        reader_say(reader, _("There is a file of that name. %s once more writes over it; or type another name."), key_for(reader, "accept", accept, sizeof accept));
    else
        reader_say(reader, _("%1$s: %2$s. Name another file."), why->file, why->text);
}

static void write_copied(Reader *reader, const char *typed)
{
    Error why = {0};
    char *path = path_of_typed(typed);
    const WriteOver over = reader->copied_path.length && strcmp(buffer_text(&reader->copied_path), path) == 0 ? WRITE_OVER : WRITE_NEW;
    const WriteResult result = reader_write_file(reader, path, &reader->copied, over, &why);
    buffer_cut(&reader->copied_path, 0);
    if (result == WRITE_DONE)
        reader_say(reader, _("Written to %s."), typed);
    else
        ask_again(reader, typed, result == WRITE_IS_THERE, &why);
    if (result == WRITE_IS_THERE)
        buffer_add_text(&reader->copied_path, path);
    free(path);
}

static bool copy_to_file(Reader *reader, const Buffer *text, const char *typed, Error *err)
{
    if (reader->secure_by)
        return error_set(err, _("No file is written in secure mode."));
    if (marks_are_private(reader->marks))
        return error_set(err, _("No file is written in private reading."));
    if (!strpbrk(typed, "./"))  // a slip must not make a file
        return error_set(err, _("\"%s\" is neither screen nor clipboard, nor the name of a file, which has a \".\" or \"/\" in it."), typed);
    buffer_cut(&reader->copied, 0);
    buffer_cut(&reader->copied_path, 0);
    buffer_add(&reader->copied, text->bytes, text->length);
    buffer_add_char(&reader->copied, '\n');
    write_copied(reader, typed);
    return true;
}

void copy_accept(Reader *reader, const char *typed)
{
    if (*typed)
        write_copied(reader, typed);
    else
        copy_cancel(reader);
}

void copy_cancel(Reader *reader)
{
    buffer_cut(&reader->copied_path, 0);
    reader_say(reader, _("Nothing was written."));
}

// Whether the first word of *argument is this one, which is then passed over.
static bool take_word(const char **argument, const char *word)
{
    const size_t length = strlen(word);
    if (strncmp(*argument, word, length) != 0 || ((*argument)[length] && (*argument)[length] != ' '))
        return false;
    *argument += length;
    *argument += strspn(*argument, " ");
    return true;
}

// The setting asks for the clipboard where a person sees what happens, and leaves nothing of private reading in it.
static bool prefers_clipboard(const Reader *reader)
{
    return reader->settings.copy == COPY_CLIPBOARD && !reader_is_spoken(reader) && !marks_are_private(reader->marks) && !reader->secure_by;
}

static bool hand_on(Reader *reader, Unit unit, const Buffer *text, const char *target, Error *err)
{
    const char *rest = target;
    if (!*target)
        return prefers_clipboard(reader) ? copy_to_clipboard(reader, text, err) : copy_to_screen(reader, unit, text);
    if (take_word(&rest, "screen") && !*rest)
        return copy_to_screen(reader, unit, text);
    rest = target;
    if (take_word(&rest, "clipboard") && !*rest)
        return copy_to_clipboard(reader, text, err);
    return copy_to_file(reader, text, target, err);
}

// As with a highlight, that was what one selected for.
static bool hand_on_words(Reader *reader, Copied *copied, const Buffer *text, const char *target, Error *err)
{
    const bool is_done = hand_on(reader, copied->shown, text, target, err);
    if (is_done && copied->is_selection)
        reader->selected = (Unit){.kind = UNIT_NONE};
    buffer_free(&copied->words);
    return is_done;
}

bool run_copy_citation(Reader *reader, const char *argument, Error *err)
{
    Copied copied;
    Buffer text = {0};
    CitationForm form = reader->settings.citation;
    for (int i = 0; citation_form_names[i]; i++)
        if (take_word(&argument, citation_form_names[i])) {
            form = (CitationForm)i;
            break;
        }
    if (!find_words(reader, UNIT_SENTENCE, " ", &copied, err))
        return false;
    citation_add(&text, reader->report, copied.from, buffer_text(&copied.words), copied.words.length, form);
    const bool is_done = hand_on_words(reader, &copied, &text, argument, err);
    buffer_free(&text);
    return is_done;
}

bool run_copy_passage(Reader *reader, const char *argument, Error *err)
{
    Copied copied;
    if (!find_words(reader, UNIT_PARAGRAPH, "\n\n", &copied, err))
        return false;
    const Buffer text = copied.words;
    return hand_on_words(reader, &copied, &text, argument, err);
}
