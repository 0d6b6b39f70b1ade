// From key presses and command lines to commands, and what the person is told.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"
#include "text/safe.h"
#include "text/utf8.h"

enum { NUMBER_BYTES = 32, KEYS_BYTES = 160 };

static void set_message(Reader *reader, const char *text, bool is_error)
{
    buffer_cut(&reader->message, 0);
    safe_add_line(&reader->message, text, strlen(text));
    reader->message_is_error = is_error;
    reader->message_is_count = reader->message_is_welcome = reader->message_is_where = reader->message_is_about = false;
}

void reader_say(Reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = memory_format(format, arguments);
    va_end(arguments);
    set_message(reader, text, false);
    free(text);
}

void reader_say_error(Reader *reader, const Error *error)
{
    Buffer text = {0};
    if (*error->file && error->line)
        buffer_addf(&text, "%s:%d: ", error->file, error->line);
    else if (*error->file)
        buffer_addf(&text, "%s: ", error->file);
    buffer_add_text(&text, error->text);
    set_message(reader, buffer_text(&text), true);
    buffer_free(&text);
}

const char *reader_waiting_words(void)
{
    return _("Waiting for the disk that holds the report; Ctrl-C ends the wait.");
}

void reader_say_waiting(Reader *reader)
{
    reader_say(reader, reader->is_at_file ? _("Waiting for the disk that holds the file; Ctrl-C ends the wait.")
                                          : _("Waiting for the disk that keeps bookmarks; Ctrl-C ends the wait."));
}

// What was said is kept for who wants to hear it again. What was said at the start stays in its rows, so that nothing moves and is spoken again.
void hush(Reader *reader)
{
    if (reader->message.length) {
        buffer_cut(&reader->former_message, 0);
        buffer_add(&reader->former_message, reader->message.bytes, reader->message.length);
        reader->former_is_where = reader->message_is_where;
        reader->was_on_message = !reader->has_landed && !reader->message_is_welcome && reader_is_heard(reader);
    }
    if (reader->message_is_welcome && reader_is_heard(reader)) {
        buffer_cut(&reader->welcome, 0);
        buffer_add_text(&reader->welcome, buffer_text(&reader->message));
    }
    reader->message_is_welcome = reader->has_landed = reader->has_pointed = false;
    buffer_cut(&reader->message, 0);
    reader->message_is_error = reader->message_is_count = reader->message_is_about = false;
}

static void forget_keys(Reader *reader)
{
    reader->keys.count = 0;
    buffer_cut(&reader->number, 0);
}

bool times(const Command *command, const char *argument, int *count, Error *err)
{
    long number = 1;
    if (*argument && !number_read(argument, 1, TIMES_MOST, &number))
        return error_set(err, _("%1$s takes a whole number from 1 to %2$d, not \"%3$s\"."), command->name, TIMES_MOST, argument);
    *count = (int)number;
    return true;
}

const char *key_for(const Reader *reader, const char *name, char *out, size_t size)
{
    const Command *command = command_find(name);
    keymap_keys_of(reader->keymap, reader->focus, command, out, size);
    if (!*out)
        keymap_keys_of(reader->keymap, FOCUS_PAGE, command, out, size);
    if (!*out)
        snprintf(out, size, ":%s", name);
    char *comma = strstr(out + 1, ", ");
    if (comma)
        *comma = '\0';
    return out;
}

void reader_focus(Reader *reader, Focus focus)
{
    if (reader->focus == FOCUS_PROMPT)
        run_cancel(reader, "", NULL);
    if (focus != FOCUS_NOTE)
        note_close(reader);
    if (focus_is_list(reader->focus) && focus == FOCUS_PAGE)
        position_refresh(reader);
    reader->is_unopened = reader->is_unopened && focus != FOCUS_PAGE;
    reader->focus = focus;
    reader->keys.count = 0;
}

static bool fail_elsewhere(const Command *command, Error *err)
{
    if (command->for_list)
        return error_set(err, _("%s can be used only in a list."), command->name);
    if (command->for_note)
        return error_set(err, _("%s can be used only in a footnote."), command->name);
    return error_set(err, _("%s can be used only while text is typed."), command->name);
}

static bool make_fit(Reader *reader, const Command *command, Error *err)
{
    if (command_fits(command, reader->focus))
        return true;
    if (!command->for_page)
        return fail_elsewhere(command, err);
    reader_focus(reader, FOCUS_PAGE);
    return true;
}

static bool run_fitting(Reader *reader, const Command *command, const char *argument, Error *err)
{
    if (reader->secure_by && command->not_secure)
        return error_set(err, _("%1$s is not there in secure mode (set by %2$s): %3$s."), command->name, reader->secure_by, _(command->not_secure));
    if (*argument && !command->argument)
        return error_set(err, _("%s takes nothing behind its name."), command->name);
    return make_fit(reader, command, err) && command->run(reader, argument, err);
}

// Or a command at once, with so much behind the page that it is as if all of the chapter were there.
static bool is_near(const Reader *reader, const Command *command, const char *argument)
{
    return command->is_near && !*argument && layout_has_line(reader->shown, reader->position.end + 2 * reader_page_rows(reader));
}

// What only has begun is read to its end. False: that was stopped.
static bool have_whole(Reader *reader)
{
    report_chapter(reader->report, reader->position.place.chapter);
    if (report_is_stopped(reader->report))
        return false;
    reader_complete(reader);
    return true;
}

static bool run_stoppable(Reader *reader, const Command *command, const char *argument, Error *err)
{
    LongWork work;
    const Report *report = reader->report;
    const Standing standing = standing_now(reader);
    report_set_meter(reader->report, long_work_begin(&work, reader));
    const bool has_enough = !reader_shows_start(reader) || is_near(reader, command, argument) || have_whole(reader);
    const bool is_done = has_enough && run_fitting(reader, command, argument, err);
    long_work_end(&work);
    if (!work.is_stopped || reader->report != report)
        return is_done;
    standing_return(reader, standing);
    return error_set(err, _("Stopped; nothing has moved."));
}

// A unit that is not new is none any more where the reading has moved, and a long text about it goes with the next command.
static void forget_unit(Reader *reader, Position before, unsigned long told)
{
    const Position *now = &reader->position;
    const bool keeps_unit = reader->keeps_unit;
    reader->keeps_unit = false;
    if (reader->card.told != told || keeps_unit)
        return;
    reader->card.is_tall = false;
    if (before.place.chapter != now->place.chapter || before.top != now->top || before.reading != now->reading || before.cell != now->cell)
        unit_drop(reader);
}

bool reader_take_aside(Reader *reader, Error *told)
{
    char *path = records_take_aside(marks_records(reader->marks));
    const bool is_new = path;
    if (is_new)
        error_set_at(told, path, 0, 0, _("the damaged file of bookmarks is kept here as it was; all that could be read of it was taken over"));
    free(path);
    return is_new;
}

// Behind what the command has to say.
static void tell_aside(Reader *reader)
{
    Error told;
    if (!reader_take_aside(reader, &told))
        return;
    char *said = buffer_take(&reader->message);
    reader_say(reader, "%s%s%s: %s", said, *said ? " " : "", told.file, told.text);
    free(said);
}

// A page that is turned tells how long it was read; a line that comes in only that the page did not come as a whole.
static void learn_speed(Reader *reader, const Command *command, Position before, long words)
{
    const Position *now = &reader->position;
    const bool has_moved = before.place.chapter != now->place.chapter || before.top != now->top;
    if (reader_is_spoken(reader) || !has_moved)
        return;
    if (!strcmp(command->name, "page-down"))
        speed_learn(&reader->speed, clock_ms(), words - position_words_left(reader));
    else
        reader->speed.since = before.place.chapter != now->place.chapter || now->top >= before.end || now->end <= before.top ? clock_ms() : 0;
}

bool reader_run_command(Reader *reader, const Command *command, const char *argument)
{
    Error error = {0};
    hush(reader);
    const Position before = reader->position;
    const unsigned long told = reader->card.told;
    const long words = position_words_left(reader);
    read_on_stop(reader);
    goto_stop(reader);
    skip_stop(reader);
    if (reader->focus != FOCUS_PROMPT)
        search_stop(reader);
    const bool is_done = run_stoppable(reader, command, argument, &error);
    reader->list_first = reader->list_next = 0;
    forget_unit(reader, before, told);
    learn_speed(reader, command, before, words);
    if (!reader->wants_repeat)
        buffer_cut(&reader->former_message, 0);
    if (!is_done)
        reader_say_error(reader, &error);
    tell_aside(reader);
    return is_done;
}

// The commands that begin so, with commas between; "" where none does.
static void add_likely(Buffer *names, const char *begin)
{
    const Command *command;
    for (size_t i = 0; (command = command_at(i)); i++)
        if (strncmp(command->name, begin, strlen(begin)) == 0)
            buffer_addf(names, "%s%s", names->length ? ", " : "", command->name);
}

static bool unknown_command(Reader *reader, const char *name)
{
    Error error = {0};
    Buffer names = {0};
    char help[KEYS_BYTES];
    add_likely(&names, name);
    if (names.length)
        error_set(&error, _("Several commands begin with \"%1$s\": %2$s."), name, buffer_text(&names));
    else
        error_set(&error, _("There is no command \"%1$s\"; %2$s lists them."), name, key_for(reader, "help", help, sizeof help));
    reader_say_error(reader, &error);
    buffer_free(&names);
    return false;
}

static bool is_place(const char *name)
{
    return *name == '#' || (*name >= '0' && *name <= '9');
}

static bool run_line(Reader *reader, char *line)
{
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = '\0';
    rest += strspn(rest, " ");
    if (is_place(line) && !*rest)
        return reader_run_command(reader, command_find("goto"), line);
    const Command *command = command_find(line);
    return command ? reader_run_command(reader, command, rest) : unknown_command(reader, line);
}

bool reader_run(Reader *reader, const char *line)
{
    hush(reader);
    line += strspn(line, " ");
    if (!*line)
        return true;
    char *copy = memory_copy_text(line);
    for (size_t length = strlen(copy); length && copy[length - 1] == ' '; length--)
        copy[length - 1] = '\0';
    const bool is_done = run_line(reader, copy);
    free(copy);
    return is_done;
}

static void not_bound(Reader *reader)
{
    Error error = {0};
    char keys[KEYS_BYTES], known[KEYS_BYTES];
    sequence_name(&reader->keys, keys, sizeof keys);
    if (reader->focus == FOCUS_PROMPT) // where a letter is text, also that of the help
        error_set(&error, _("%1$s does nothing while text is typed; %2$s leaves it."), keys, key_for(reader, "cancel", known, sizeof known));
    else
        error_set(&error, _("%1$s does nothing here; %2$s shows the keys."), keys, key_for(reader, "help", known, sizeof known));
    reader_say_error(reader, &error);
}

static void say_keys_forgotten(Reader *reader)
{
    reader_say(reader, _("The keys typed so far are forgotten."));
}

static void type_key(Reader *reader, Key key)
{
    char bytes[4];
    if (prompt_insert(&reader->prompt, bytes, (size_t)utf8_put(bytes, key)))
        prompt_changed(reader);
    else
        reader_say(reader, _("No more than %d bytes can be typed here."), PROMPT_BYTES);
}

static bool is_number_key(const Reader *reader, Key key)
{
    if (reader->number.length >= NUMBER_BYTES)
        return false;
    return (key >= '0' && key <= '9') || (key == '.' && reader->number.length);
}

// A key alone that is bound to nothing: text, a digit of a number, or a mistake.
static void take_free_key(Reader *reader, Key key)
{
    if (reader->focus == FOCUS_PROMPT && reader->keys.count == 1 && key_is_text(key))
        type_key(reader, key);
    else if (reader->focus != FOCUS_PROMPT && reader->keys.count == 1 && is_number_key(reader, key)) {
        buffer_add_char(&reader->number, (char)key);
        reader->keys.count = 0;
        return;
    } else if (key == PRESS_ESC && reader->number.length)
        say_keys_forgotten(reader);
    else
        not_bound(reader);
    forget_keys(reader);
}

// A number goes with what takes a number or a place; it is no text to search for, and no note.
static bool takes_number(const Command *command)
{
    return command->argument && (strcmp(command->argument, "N") == 0 || strcmp(command->argument, "PLACE") == 0);
}

static void run_bound(Reader *reader, const Command *command)
{
    Error error;
    char *number = memory_copy_text(buffer_text(&reader->number));
    forget_keys(reader);
    const bool is_refused = *number && !takes_number(command);
    if (is_refused)
        error_set(&error, _("This key takes no number before it; nothing was done."));
    if (is_refused)
        reader_say_error(reader, &error);
    else
        reader_run_command(reader, command, number);
    free(number);
}

// Backspace takes back the last digit of a number.
static bool take_back_digit(Reader *reader, Key key)
{
    if (key != PRESS_BACKSPACE || !reader->number.length || reader->keys.count)
        return false;
    buffer_cut(&reader->number, reader->number.length - 1);
    return true;
}

// R9: a braille display types arrows to bring the cursor to a cell. In a list it comes to the row; what they do to the side for eyes, hiding and
// showing what is below, would change the screen. Other keys do that too.
static bool is_routing_in_list(const Reader *reader, Key key)
{
    return reader_is_heard(reader) && focus_is_list(reader->focus) && !reader->explains_keys && (key == PRESS_LEFT || key == PRESS_RIGHT);
}

static bool is_routing_in_note(Reader *reader, Key key)
{
    return reader_is_heard(reader) && reader->focus == FOCUS_NOTE && !reader->explains_keys && !reader->keys.count && route_in_note(reader, key);
}

void reader_press(Reader *reader, Key key)
{
    const Command *command = NULL;
    reader->was_on_message = false;
    hush(reader);
    if (read_on_stop(reader)) {
        reader_say(reader, _("Stopped."));
        return;
    }
    if (take_back_digit(reader, key) || is_routing_in_list(reader, key) || is_routing_in_note(reader, key))
        return;
    if (reader->keys.count == SEQUENCE_KEYS)
        reader->keys.count = 0;
    reader->keys.keys[reader->keys.count++] = key;
    if (key_help_press(reader, key))
        return;
    switch (keymap_find(reader->keymap, reader->focus, &reader->keys, &command)) {
    case KEYS_PREFIX: break;
    case KEYS_MATCH: run_bound(reader, command); break;
    case KEYS_NONE: take_free_key(reader, key); break;
    }
}

// What is copied from a page has line ends, and blanks around them, where the text has spaces.
static bool paste_text(Reader *reader, const char *text, size_t length)
{
    Buffer line = {0};
    bool is_after_space = true;
    for (size_t i = 0; i < length; i++) {
        const bool is_space = text[i] && strchr(" \t\r\n", text[i]);
        if (!is_space || !is_after_space)
            buffer_add_char(&line, is_space ? ' ' : text[i]);
        is_after_space = is_space;
    }
    if (line.length && line.bytes[line.length - 1] == ' ')
        buffer_cut(&line, line.length - 1);
    const bool fits = prompt_insert(&reader->prompt, buffer_text(&line), line.length);
    buffer_free(&line);
    return fits;
}

void reader_paste(Reader *reader, const char *text, size_t length)
{
    hush(reader);
    forget_keys(reader);
    if (read_on_stop(reader))
        reader_say(reader, _("Stopped."));
    else if (reader->focus != FOCUS_PROMPT)
        reader_say(reader, _("What is pasted is taken only where text is typed; nothing was done."));
    else if (paste_text(reader, text, length))
        prompt_changed(reader);
    else
        reader_say(reader, _("That is too long: no more than %d bytes can be typed here."), PROMPT_BYTES);
}

// Ctrl-C ends most programs, and who presses it may want that.
static void say_nothing_to_stop(Reader *reader, bool had_keys)
{
    char key[KEYS_BYTES];
    if (had_keys)
        say_keys_forgotten(reader);
    else if (reader->focus == FOCUS_PAGE)
        reader_say(reader, _("There is nothing to stop; %s leaves lectern."), key_for(reader, "quit", key, sizeof key));
    else
        reader_say(reader, _("There is nothing to stop; %s goes back to the page."), key_for(reader, "close", key, sizeof key));
}

void reader_interrupt(Reader *reader)
{
    const bool had_keys = reader->keys.count || reader->number.length;
    hush(reader);
    forget_keys(reader);
    if (reader->explains_keys)
        run_key_help(reader, "", NULL);
    else if (read_on_stop(reader))
        reader_say(reader, _("Stopped."));
    else if (reader->focus == FOCUS_PROMPT)
        reader_run_command(reader, command_find("cancel"), "");
    else if (search_stop(reader))
        reader_say(reader, _("The search was stopped: no hit was found so far."));
    else if (goto_stop(reader))
        reader_say(reader, _("Counting was stopped: the page was not reached."));
    else if (found_stop(reader))
        reader_say(reader, _("The search was stopped; shown again, the list goes on with it."));
    else if (skip_stop(reader))
        reader_say(reader, _("Looking was stopped: nothing was found so far."));
    else
        say_nothing_to_stop(reader, had_keys);
}
