// Continuous reading: sentence after sentence, at the pace of speech.
#include "base/clock.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"
#include "reader/speaker.h"
#include "text/segment.h"

enum { MINUTE_MS = 60000, LOOK_MS = 50 };

// Of all that is told, also what is said beside the text.
static long time_of_card(const Reader *reader)
{
    WordCounter counter = {0};
    const size_t words = words_count(&counter, buffer_text(&reader->card.text), reader->card.text.length);
    word_counter_close(&counter);
    return (long)(words ? words : 1) * MINUTE_MS / reader->settings.pace;
}

static void read_sentence(Reader *reader, Unit sentence)
{
    Error error = {0};
    const bool is_aloud = reader->reading_on.is_aloud;
    const bool is_kept = unit_keep_read(reader, sentence, &error);
    reader_say(reader, "%s", "");
    unit_show(reader, sentence);
    reader->reading_on = (ReadingOn){.is_on = true, .is_aloud = is_aloud, .due = clock_ms() + (is_aloud ? LOOK_MS : time_of_card(reader))};
    if (!is_kept)
        reader_say_error(reader, &error);
    if (is_aloud && !speaker_start(reader, &error)) {
        reader->reading_on = (ReadingOn){.is_on = false};
        reader_say_error(reader, &error);
    }
}

static bool find_following(Reader *reader, Unit *next)
{
    Place from = reader->unit.from;
    from.byte++;
    return unit_from(reader->report, UNIT_SENTENCE, from, next);
}

static void end_whole(Reader *reader)
{
    reader->reading_on = (ReadingOn){.is_whole = true};
}

// Who stopped in a sentence hears it again from its start.
static bool begin(Reader *reader, bool is_aloud)
{
    Unit first;
    const bool is_behind = reader->unit.kind && reader->reading_on.is_whole;
    if (is_behind ? find_following(reader, &first) : unit_at(reader->report, UNIT_SENTENCE, reader_present_place(reader), &first)) {
        history_push(reader);
        reader->reading_on.is_aloud = is_aloud;
        read_sentence(reader, first);
    } else
        series_say_end(reader);
    return true;
}

bool run_read_on(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return begin(reader, false);
}

bool run_speak(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return begin(reader, true);
}

// The program is to be waited for, or did not do what it should: then it is over.
static bool waits_for_speaker(Reader *reader)
{
    Error error = {0};
    const ProgramState state = speaker_state(reader);
    if (state == PROGRAM_RUNS)
        reader->reading_on.due = clock_ms() + LOOK_MS;
    if (state == PROGRAM_FAILED) {
        reader->reading_on = (ReadingOn){.is_on = false};
        speaker_fail(reader, &error);
        reader_say_error(reader, &error);
    }
    return state != PROGRAM_DID;
}

bool read_on_idle(Reader *reader)
{
    Unit next;
    if (!reader->reading_on.is_on || clock_ms() < reader->reading_on.due)
        return false;
    if (reader->reading_on.is_aloud && waits_for_speaker(reader))
        return false;
    if (find_following(reader, &next))
        read_sentence(reader, next);
    else {
        end_whole(reader);
        series_say_end(reader);
    }
    return true;
}

bool read_on_stop(Reader *reader)
{
    const bool was_on = reader->reading_on.is_on;
    reader->reading_on.is_on = false;
    speaker_stop(reader);
    return was_on;
}

bool reader_read_on(Reader *reader)
{
    Unit next;
    if (!reader->reading_on.is_on)
        return false;
    if (reader->reading_on.is_aloud) {  // through a pipe: nobody could stop it
        read_on_stop(reader);
        reader_say(reader, _("Only on a terminal it is read aloud."));
        return false;
    }
    const bool is_more = find_following(reader, &next);
    if (is_more && next.from.chapter == reader->unit.from.chapter) {
        read_sentence(reader, next);
        return true;
    }
    end_whole(reader);
    if (!is_more)
        series_say_end(reader);
    return false;
}

int reader_wait_ms(const Reader *reader)
{
    if (!reader->reading_on.is_on)
        return watch_wait_ms(reader);
    const long left = reader->reading_on.due - clock_ms();
    return left > 0 ? (int)left : 0;
}
