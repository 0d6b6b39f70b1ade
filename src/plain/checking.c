// --check, once or as often as a file is saved.
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "base/signals.h"
#include "base/translate.h"
#include "plain/desk.h"
#include "report/stamp.h"
#include "text/amount.h"

enum { LOOK_MS = 250 };     // between two looks at the files

static int check(const Desk *desk, Problems *problems)
{
    bool is_unreadable = false;
    const bool is_json = desk->options.form == PRINT_JSON;
    report_check(desk->opening.path, problems, &is_unreadable);
    const int status = is_unreadable ? EXIT_USE : problems->errors ? EXIT_NOTHING : EXIT_DONE;
    const int printed = print_problems(is_json ? stdout : stderr, problems, desk->options.form);
    return printed == EXIT_WRITING ? printed : status;
}

// What is looked at: all that the manifest names or, where it can't be read, the manifest.
typedef struct {
    const char *path;
    Report *report;     // NULL: it can't be read
    Stamp stamp;        // when it was checked
} Watch;

static Stamp look(const Watch *watch)
{
    return watch->report ? stamp_of_all(watch->report) : stamp_of_path(watch->path);
}

static void begin(Watch *watch)
{
    Problems ignored = {0};
    report_free(watch->report);
    watch->report = report_open(watch->path, &ignored);
    watch->stamp = look(watch);
    problems_clear(&ignored);
}

// False: the person wants to end.
static bool wait_a_moment(void)
{
    const WaitResult result = signals_wait(-1, LOOK_MS);
    if (result == WAIT_STOP)
        signals_stop_job();
    return result != WAIT_HANGUP;
}

// Until something has changed and nothing changes any more: a file that is being written is not read by half.
static bool wait_for_change(const Watch *watch)
{
    Stamp before = watch->stamp;
    while (wait_a_moment()) {
        const Stamp now = look(watch);
        if (now != watch->stamp && now == before)
            return true;
        before = now;
    }
    return false;
}

static void say_state(const Problems *problems)
{
    char now[16], errors[64], warnings[64];
    const time_t time_now = time(NULL);
    struct tm parts;
    Error state;
    if (!localtime_r(&time_now, &parts) || !strftime(now, sizeof now, "%H:%M:%S", &parts))
        now[0] = '\0';
    snprintf(errors, sizeof errors, translate_count("%s error", "%s errors", problems->errors), AMOUNT(problems->errors));
    snprintf(warnings, sizeof warnings, translate_count("%s warning", "%s warnings", problems->warnings), AMOUNT(problems->warnings));
    if (!problems->errors && !problems->warnings)
        error_set(&state, _("%s nothing is wrong. Waiting for a file to be saved; Ctrl-C ends."), now);
    else
        error_set(&state, _("%1$s %2$s, %3$s. Waiting for a file to be saved; Ctrl-C ends."), now, errors, warnings);
    print_fault(stderr, &state);
}

static int check_again_and_again(const Desk *desk)
{
    int status;
    Watch watch = {.path = desk->opening.path};
    signals_take();
    do {
        Problems problems = {0};
        begin(&watch);
        status = check(desk, &problems);
        if (desk->options.form == PRINT_TEXT)
            say_state(&problems);
        problems_clear(&problems);
    } while (status != EXIT_WRITING && wait_for_change(&watch));
    report_free(watch.report);
    signals_give_back();
    return status;
}

int desk_check(Desk *desk)
{
    Problems problems = {0};
    if (desk->options.watches)
        return check_again_and_again(desk);
    const int status = check(desk, &problems);
    problems_clear(&problems);
    return status;
}
