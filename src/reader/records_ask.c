// What is asked of the disk, and what is made of its answer. A child process does it (base/apart.h), which the program waits for only so long: a
// network that is down must not take the reader with it.
#include <string.h>
#include "base/clock.h"
#include "base/translate.h"
#include "reader/records_parts.h"

static ApartPatience patience(const Records *records, int most_ms)
{
    const long left = records->deadline - clock_ms();
    if (records->deadline && records->is_cut_off)
        return (ApartPatience){.most_ms = (int)left, .is_last = true};
    return (ApartPatience){.most_ms = records->deadline ? (int)left : most_ms, .tell = records->tell, .context = records->context};
}

// The bytes that were read become the records. *told: damage.
static LoadResult take_bytes(Records *records, const Answer *answer, const Buffer *bytes, Error *told)
{
    if (answer->is_compacted && answer->is_done)
        record_file_forget_saved(&records->file);
    records->file.meter = records->meter;   // only here: a child tells nobody
    LoadResult result = record_file_load_bytes(&records->file, records->path, bytes, answer->is_locked ? FILE_LOCKED : FILE_SHARED, told);
    records->file.meter = (Meter){0};
    if (result == LOAD_TORN) {
        error_set_at(told, records->path, 0, 0, _("the last line is torn, or another session is still writing it; all others are read"));
        return LOAD_MORE;
    }
    records->is_known = records->is_known || result != LOAD_FAILED;
    return result;
}

LoadResult records_take_answer(Records *records, Buffer *out, Answer *answer, Error *told)
{
    *told = (Error){0};
    if (out->length < sizeof *answer) {
        *answer = (Answer){0};
        error_set_at(&answer->why, records->path, 0, 0, _("the process that works on it was ended from outside; try again"));
        return LOAD_FAILED;
    }
    memcpy(answer, out->bytes, sizeof *answer);
    records->lacks_locks = records->lacks_locks || answer->lacks_locks;
    if (answer->aside && answer->aside != records->aside) {
        records->aside = answer->aside;
        records->is_aside_told = false;
    }
    const Buffer bytes = {.bytes = out->bytes + sizeof *answer, .length = out->length - sizeof *answer};
    return answer->has_bytes ? take_bytes(records, answer, &bytes, told) : LOAD_FAILED;
}

static void fail_waiting(const Records *records, Error *err)
{
    error_set_at(err, records->path, 0, 0, _("the disk or network that holds it does not answer"));
}

// False: what was asked before is not answered yet. Where the program ends, that is waited for; else it was, long enough.
static bool settle_late(Records *records)
{
    Buffer out = {0};
    Answer answer;
    Error told;
    if (!records->late)
        return true;
    if (apart_wait(records->late, patience(records, 0), &out) == APART_AWAITED)
        return false;
    records->late = NULL;
    records_take_answer(records, &out, &answer, &told);
    buffer_free(&out);
    return true;
}

// Where no process can be made the work is done here. False: it is not answered in time.
static bool do_apart(Records *records, ApartWork *work, void *context, Buffer *out)
{
    Apart *apart = apart_start(work, context);
    if (!apart) {
        work(context, out);
        return true;
    }
    if (apart_wait(apart, patience(records, RECORDS_WAIT_MS), out) != APART_AWAITED)
        return true;
    records->late = apart;
    records->is_late_write = work != disk_read;
    return false;
}

Asked records_ask(Records *records, ApartWork *work, void *context)
{
    Asked asked = {.result = LOAD_FAILED};
    Buffer out = {0};
    fail_waiting(records, &asked.answer.why);
    if (!settle_late(records))
        return asked;
    const bool is_near = work == disk_read && disk_read_near(records, &out);
    if (!is_near && !do_apart(records, work, context, &out))
        return asked;
    asked.is_answered = true;
    asked.result = records_take_answer(records, &out, &asked.answer, &asked.told);
    buffer_free(&out);
    return asked;
}
