// No column drifts: every cell of every page of a report stands in the emulator where lectern believes it to be. The program runs under libvterm,
// and beside it a reader in this process draws the same pages into a grid, with the widths that the same emulator tells when it is asked.
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "reader/keymap_file.h"
#include "reader/reader.h"
#include "reader/records.h"
#include "screen/answers.h"
#include "screen/views.h"
#include "terminal.h"
#include "text/locale.h"
#include "text/utf8.h"

enum { QUIET_MS = 30, PATIENCE_MS = 20000, PAGES_MOST = 400, CTRL_L = 12 };

typedef struct {
    const char *report;     // from the top of the source
    int rows, columns;
    const char *option;     // a setting, as an option
} Case;

static const Case cases[] = {
    {"tests/screens/drift.yaml", 24, 60, "--probe=on"},
    {"tests/screens/drift.yaml", 24, 41, "--width-of=grapheme"},
    {"tests/screens/drift.yaml", 24, 30, "--width-of=wcwidth"},
    {"tests/screens/drift.yaml", 24, 60, "--ambiguous=2"},
    {"content/lectern-sampler", 40, 80, "--probe=on"},
    {"content/lectern-sampler", 40, 40, "--width-of=grapheme"},
};

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// The widths of libvterm

static void take_bytes(const char *bytes, size_t length, void *user)
{
    buffer_add(user, bytes, length);
}

static Widths measure(void)
{
    TerminalAnswers answers = {0};
    Buffer question = {0}, told = {0};
    VTerm *vterm = vterm_new(24, 80);
    vterm_set_utf8(vterm, 1);
    vterm_output_set_callback(vterm, take_bytes, &told);
    vterm_screen_reset(vterm_obtain_screen(vterm), 1);
    answers_ask(&question);
    vterm_input_write(vterm, question.bytes, question.length);
    for (const char *at = buffer_text(&told), *next; (at = strstr(at, "\033[")); at = next) {
        next = strstr(at + 2, "\033[");
        answers_take(&answers, at + 2, next ? (size_t)(next - at - 2) : strlen(at + 2));
        next = next ? next : at + strlen(at);
    }
    vterm_free(vterm);
    buffer_free(&question);
    buffer_free(&told);
    if (!answers.has_widths) {
        puts("Bail out! libvterm did not answer");
        exit(99);
    }
    return answers.widths;
}

// The reader in this process

typedef struct {
    Report *report;
    Keymap *keymap;
    Marks *marks;
    Reader *reader;
    Grid *grid;
} Believed;

static Believed believe(const Case *here, Widths measured)
{
    Believed believed = {0};
    Problems problems = {0};
    Error error;
    Settings settings = settings_default();
    char name[32];
    const char *value = strchr(here->option, '=') + 1;
    snprintf(name, sizeof name, "%.*s", (int)(value - here->option) - 3, here->option + 2);
    if (!settings_set(&settings, setting_find(name), value, SOURCE_OPTION, &error))
        abort();
    believed.keymap = keymap_read("default", (KeymapPath){.folders = (const char *const[]){"keymaps", NULL}}, &problems);
    believed.report = report_open(here->report, &problems);
    if (!believed.report || !believed.keymap) {
        printf("Bail out! %s can't be read\n", here->report);
        exit(99);
    }
    believed.marks = marks_new(believed.report, records_in_memory());
    believed.reader = reader_new(believed.report, &settings, believed.keymap, believed.marks);
    believed.grid = grid_new(here->rows, here->columns);
    believed.reader->is_ordered = true;
    reader_resize(believed.reader, here->rows, here->columns);
    reader_set_measured(believed.reader, measured);
    return believed;
}

static void free_believed(Believed *believed)
{
    grid_free(believed->grid);
    reader_free(believed->reader);
    marks_free(believed->marks);
    report_free(believed->report);
    keymap_free(believed->keymap);
}

static void draw(Believed *believed)
{
    while (reader_idle(believed->reader))
        continue;
    reader_set_shown(believed->reader, view_screen(believed->reader, believed->grid));
}

// What was shown

static unsigned first_of(const char *cluster)
{
    size_t at = 0;
    return *cluster ? utf8_next(cluster, strlen(cluster), &at) : ' ';
}

// The last row tells time. False, and where: a cluster stands elsewhere. What is behind the first cell of one that the terminal gives more cells
// than it was believed to have is not looked at.
static bool is_shown(const Grid *grid, const Emulator *emulator, int *row, int *column)
{
    for (*row = 0; *row < grid->rows - 1; ++*row)
        for (*column = 0; *column < grid->columns; ++*column) {
            const unsigned first = first_of(grid_cluster(grid, *row, *column));
            if (grid_cell(grid, *row, *column)->width && emulator_first(emulator, *row, *column) != first)
                return false;
        }
    return true;
}

static bool comes_to_be_shown(const Grid *grid, Emulator *emulator, int *row, int *column)
{
    for (long end = now_ms() + PATIENCE_MS; !is_shown(grid, emulator, row, column); emulator_settle(emulator, QUIET_MS)) {
        int status;
        if (now_ms() > end || emulator_has_ended(emulator, &status))
            return false;
    }
    return true;
}

static void tell_row(const Grid *grid, const Emulator *emulator, int row, int column)
{
    char *shown = emulator_row(emulator, row);
    printf("# U+%04X instead of U+%04X\n", emulator_first(emulator, row, column), first_of(grid_cluster(grid, row, column)));
    printf("# row %d, from column %d: shown: %s\n# believed: ", row + 1, column + 1, shown);
    for (int i = 0; i < grid->columns; i++)
        if (grid_cell(grid, row, i)->width)
            printf("%s", *grid_cluster(grid, row, i) ? grid_cluster(grid, row, i) : " ");
    puts("");
    free(shown);
}

// All pages from here on, one after the other by a key: " " or "b". The number of those that were as they should be; less than *pages: one was not.
static int read_through(Believed *believed, Emulator *emulator, char key, int *pages)
{
    int row, column;
    for (*pages = 1; *pages <= PAGES_MOST; ++*pages) {
        draw(believed);
        if (!comes_to_be_shown(believed->grid, emulator, &row, &column)) {
            tell_row(believed->grid, emulator, row, column);
            return *pages - 1;
        }
        const Position before = believed->reader->position;
        reader_press(believed->reader, (Key)key);
        if (before.top == believed->reader->position.top && before.place.chapter == believed->reader->position.place.chapter)
            return *pages;
        emulator_type_text(emulator, &key, 1);
    }
    return *pages = PAGES_MOST;
}

static void start(Emulator *emulator, const Case *here, const char *program, const char *home)
{
    const char *const arguments[] = {program, "--private", here->option, here->report, NULL};
    char variables[2][512];
    snprintf(variables[0], sizeof variables[0], "HOME=%s", home);
    snprintf(variables[1], sizeof variables[1], "ASAN_OPTIONS=%s", getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
    const char *const environment[] = {variables[0], variables[1], "LECTERN_DATA=.", "TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC", NULL};
    emulator_run(emulator, (char *const *)arguments, (char *const *)environment, NULL);
}

static bool play(const Case *here, Widths measured, const char *program, const char *home, int number)
{
    Believed believed = believe(here, measured);
    Emulator *emulator = emulator_new(here->rows, here->columns);
    int pages;
    start(emulator, here, program, home);
    emulator_settle(emulator, 10 * QUIET_MS);
    emulator_type(emulator, "C-l", 3); // what is said at the start goes
    reader_press(believed.reader, CTRL_L);
    int good = read_through(&believed, emulator, ' ', &pages), back = 0;
    const int all = reader_where(believed.reader).pages;
    good += good == pages ? read_through(&believed, emulator, 'b', &back) : 0;
    const bool is_good = pages == all && good == pages + back;
    printf("%sok %d - %s in %d columns, %s: %d pages of %d, and %d back\n", is_good ? "" : "not ", number, here->report, here->columns, here->option, pages, all, back);
    fflush(stdout);
    emulator_free(emulator);
    free_believed(&believed);
    return is_good;
}

static char *real_path(const char *variable, const char *otherwise)
{
    char *path = realpath(getenv(variable) ? getenv(variable) : otherwise, NULL);
    if (!path) {
        printf("Bail out! %s is not there\n", otherwise);
        exit(99);
    }
    return path;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

int main(void)
{
    enum { CASES = sizeof cases / sizeof *cases };
    char *program = real_path("LECTERN", "./lectern"), *source = real_path("srcdir", "."), home[] = "/tmp/lectern-drift-XXXXXX";
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    if (chdir(source) != 0 || !mkdtemp(home))
        return 99;
    bool is_good = true;
    const Widths measured = measure();
    printf("1..%d\n", CASES);
    for (int i = 0; i < CASES; i++)
        is_good = play(&cases[i], measured, program, home, i + 1) && is_good;
    nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(program);
    free(source);
    return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
