// The command line: one table of options gives what is taken, --help and the man page's list.
#include "plain/options.h"
#include <getopt.h>
#include <string.h>
#include "base/translate.h"
#include "plain/candidates.h"
#include "plain/export.h"
#include "plain/output.h"
#include "reader/marks_export.h"

static void set_search(Options *options, const char *value)
{
    options->search = value;
}

static void set_export(Options *options, const char *value)
{
    options->export = value;
}

static void set_pack(Options *options, const char *value)
{
    (void)value;
    options->export = "report";
}

static void set_marks_form(Options *options, const char *value)
{
    options->marks_form = value;
}

static void set_marks_file(Options *options, const char *value)
{
    options->marks_file = value;
}

static void set_only(Options *options, const char *value)
{
    options->only = value;
}

static void set_new(Options *options, const char *value)
{
    options->new_report = value;
}

static void set_output(Options *options, const char *value)
{
    options->output = value;
}

static void set_force(Options *options, const char *value)
{
    (void)value;
    options->replaces = true;
}

static void set_json(Options *options, const char *value)
{
    (void)value;
    options->form = PRINT_JSON;
}

static void set_watch(Options *options, const char *value)
{
    (void)value;
    options->watches = true;
}

static void set_exact(Options *options, const char *value)
{
    (void)value;
    options->how.is_exact = true;
}

static void set_shelf(Options *options, const char *value)
{
    (void)value;
    options->is_shelf = true;
}

static void set_regex(Options *options, const char *value)
{
    (void)value;
    options->how.is_regex = true;
}

static void set_word(Options *options, const char *value)
{
    (void)value;
    options->how.is_word = true;
}

static void set_command(Options *options, const char *value)
{
    options->command = value;
}

static void set_candidates(Options *options, const char *value)
{
    options->candidates = value;
}

static void set_private(Options *options, const char *value)
{
    (void)value;
    options->is_private = true;
}

static void set_uncached(Options *options, const char *value)
{
    (void)value;
    options->is_uncached = true;
}

static void set_secure(Options *options, const char *value)
{
    (void)value;
    options->is_secure = true;
}

static void set_forgotten(Options *options, const char *value)
{
    options->forgotten = value;
}

static void set_sure(Options *options, const char *value)
{
    (void)value;
    options->is_sure = true;
}

// The one place to add an option. The settings (reader/settings.c) are options too, and follow these.
static const Option options_table[] = {
    {.name = "line", .help = N_("Read in line mode: a dialogue of plain lines, nothing drawn"), .face = FACE_LINE},
    {.name = "dump", .help = N_("Print the text: all, or the chapter or section of #PLACE"), .face = FACE_DUMP},
    {.name = "contents", .help = N_("Print the table of contents"), .face = FACE_CONTENTS},
    {.name = "search", .argument = N_("TEXT"), .help = N_("Print where TEXT stands, with its sentence"), .face = FACE_SEARCH, .set = set_search},
    {.name = "exact", .help = N_("With --search: case and accents count"), .set = set_exact},
    {.name = "regex", .help = N_("With --search: TEXT is a regular expression"), .set = set_regex},
    {.name = "word", .help = N_("With --search: whole words only"), .set = set_word},
    {.name = "marks", .help = N_("Print your bookmarks and notes"), .face = FACE_MARKS},
    {.name = "export-marks", .argument = "markdown|text|json|csv", .help = N_("Print them for other programs"), .face = FACE_EXPORT_MARKS,
     .set = set_marks_form, .not_secure = N_("nothing is exported there")},
    {.name = "only", .argument = N_("FILTER"), .help = N_("With these two: those with tag:T, chapter:N or a text; with --contents: read, begun or unread"), .set = set_only},
    {.name = "import-marks", .argument = N_("FILE"), .help = N_("Take in what --export-marks=json wrote"), .face = FACE_IMPORT_MARKS,
     .set = set_marks_file, .not_secure = N_("no other files are read there")},
    {.name = "merge", .argument = N_("FILE"), .help = N_("Take in the marks of another person's state file"), .face = FACE_MERGE,
     .set = set_marks_file, .not_secure = N_("no other files are read there")},
    {.name = "shelf", .help = N_("Print the installed reports; with --search, --marks, --compile: in all"), .set = set_shelf},
    {.name = "check", .help = N_("Print what is wrong with the report's files"), .face = FACE_CHECK},
    {.name = "watch", .help = N_("With --check: again whenever a file is saved, until Ctrl-C"), .set = set_watch},
    {.name = "export", .argument = "markdown|html|epub-source|text|report|brf", .help = N_("Print the report for other programs"), .face = FACE_EXPORT,
     .set = set_export, .not_secure = N_("nothing is exported there")},
    {.name = "pack", .help = N_("Print the report as one file, its chapters in place"), .face = FACE_EXPORT, .set = set_pack, .not_secure = N_("nothing is exported there")},
    {.name = "output", .argument = N_("PATH"), .help = N_("With an export: write this file; epub-source: this folder"), .set = set_output},
    {.name = "force", .help = N_("With an export: replace the file where it exists"), .set = set_force},
    {.name = "new", .argument = N_("FOLDER"), .help = N_("Make the skeleton of a report of your own there"), .face = FACE_NEW, .set = set_new,
     .not_secure = N_("nothing is written there but the state")},
    {.name = "json", .help = N_("With --contents, --search, --marks, --check: as JSON"), .set = set_json},
    {.name = "command", .argument = N_("COMMAND"), .help = N_("Run this first, as if typed behind :"), .set = set_command},
    {.name = "complete", .argument = CANDIDATES, .help = N_("Print what can stand there, for the shell"), .face = FACE_COMPLETE, .set = set_candidates},
    {.name = "private", .help = N_("Keep nothing of this reading: no place, no bookmarks"), .set = set_private},
    {.name = "no-cache", .help = N_("Keep no compiled copy of the report, and use none"), .set = set_uncached},
    {.name = "compile", .help = N_("Compile a long report for everybody on this machine, as at its installation"), .face = FACE_COMPILE,
     .not_secure = N_("nothing is written there but the state")},
    {.name = "secure", .help = N_("Nothing but the installed reports, and your own marks"), .set = set_secure},
    {.name = "forget", .argument = N_("ID"), .help = N_("Remove all that is kept of the report with that id"), .face = FACE_FORGET, .set = set_forgotten},
    {.name = "yes", .help = N_("With --forget: do not ask"), .set = set_sure},
    {.name = "terminal-test", .help = N_("Print how wide this terminal shows what terminals disagree about"), .face = FACE_TERMINAL_TEST},
    {.name = "help", .help = N_("Print this and end"), .face = FACE_HELP},
    {.name = "version", .help = N_("Print the version and end"), .face = FACE_VERSION},
};
enum { OPTIONS = sizeof options_table / sizeof *options_table };

const Option *option_at(size_t index)
{
    return index < OPTIONS ? &options_table[index] : NULL;
}

static size_t count_settings(void)
{
    size_t count = 0;
    while (setting_at(count) && count < SETTINGS_MOST)
        count++;
    return count;
}

// What getopt_long() wants: ours first, then the settings. `val` is the index and 256.
static void list_options(struct option *list)
{
    size_t settings = count_settings();
    for (size_t i = 0; i < OPTIONS + settings; i++) {
        bool is_own = i < OPTIONS;
        const char *argument = is_own ? options_table[i].argument : "VALUE";
        list[i] = (struct option){
            .name = is_own ? options_table[i].name : setting_at(i - OPTIONS)->name,
            .has_arg = argument ? required_argument : no_argument,
            .val = 256 + (int)i,
        };
    }
    list[OPTIONS + settings] = (struct option){0};
}

static const char *name_of_face(Face face)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if (options_table[i].face == face)
            return options_table[i].name;
    return "";
}

static bool take(Options *options, size_t index, const char *value, Error *err)
{
    if (index >= OPTIONS) {
        options->settings[index - OPTIONS] = value;
        return true;
    }
    const Option *option = &options_table[index];
    if (option->set)
        option->set(options, value);
    if (option->not_secure && !options->outside)
        options->outside = option;
    // --help wins over all, also over what does not go together.
    if (option->face == FACE_READ || options->face == FACE_HELP || options->face == option->face)
        return true;
    if (options->face != FACE_READ && option->face != FACE_HELP)
        return error_set(err, _("--%1$s and --%2$s cannot be asked for together: choose one"), name_of_face(options->face), option->name);
    options->face = option->face;
    return true;
}

// A file, or for an epub-source a folder.
static bool output_fits(const Options *options, bool is_folder, Error *err)
{
    if (options->output && !*options->output)
        return error_set(err, _("--output needs the name of a file, or of a folder"));
    if (is_folder && (!options->output || !strcmp(options->output, "-")))
        return error_set(err, _("an epub-source is a folder; name it: --output=FOLDER"));
    if (options->replaces && !options->output)
        return error_set(err, _("--force goes with --output"));
    return true;
}

static bool export_fits(const Options *options, Error *err)
{
    ExportKind kind = EXPORT_MARKDOWN;
    MarksForm form;
    const bool is_of_marks = options->face == FACE_EXPORT_MARKS;
    if (options->face != FACE_EXPORT && !is_of_marks)
        return (!options->output && !options->replaces) || error_set(err, _("--output and --force go with --export and --export-marks"));
    if (is_of_marks ? !marks_form_named(options->marks_form, &form) : !export_find_kind(options->export, &kind))
        return error_set(err, _("there is no kind \"%s\" to export to; the kinds are %s"), is_of_marks ? options->marks_form : options->export,
            is_of_marks ? "markdown, text, json, csv" : EXPORT_KINDS);
    return output_fits(options, kind == EXPORT_EPUB_SOURCE, err);
}

static bool only_fits(const Options *options, Error *err)
{
    const bool is_of_contents = options->face == FACE_CONTENTS, is_of_marks = options->face == FACE_MARKS || options->face == FACE_EXPORT_MARKS;
    if (options->only && !is_of_marks && !is_of_contents)
        return error_set(err, _("--only goes with --contents, --marks and --export-marks"));
    if (options->only && is_of_contents && !contents_can_be_only(options->only))
        return error_set(err, _("--only takes read, begun or unread with --contents, not \"%.40s\""), options->only);
    return true;
}

static bool is_of_shelf(Face face)
{
    return face == FACE_READ || face == FACE_SEARCH || face == FACE_MARKS || face == FACE_COMPILE;
}

static bool fits_together(const Options *options, Error *err)
{
    bool lists = options->face == FACE_CONTENTS || options->face == FACE_SEARCH || options->face == FACE_MARKS || options->face == FACE_CHECK;
    if (options->face == FACE_HELP || options->face == FACE_VERSION)
        return true;
    if (options->face == FACE_NEW && (!*options->new_report || options->report))
        return error_set(err, _("--new takes the name of a folder that is not there yet, and nothing else"));
    if (options->is_shelf && (options->report || !is_of_shelf(options->face)))
        return error_set(err, _("--shelf is of all installed reports, alone or with --search, --marks or --compile"));
    if (options->face == FACE_COMPILE && (options->is_private || options->is_uncached))
        return error_set(err, _("--%1$s and --%2$s cannot be asked for together: choose one"), "compile", options->is_private ? "private" : "no-cache");
    if (!only_fits(options, err))
        return false;
    if (options->form == PRINT_JSON && ((!lists && !options->is_shelf) || options->face == FACE_COMPILE))
        return error_set(err, _("--json goes with --contents, --search, --marks or --check"));
    if (options->watches && options->face != FACE_CHECK)
        return error_set(err, _("--watch goes with --check"));
    if (options->watches && options->report && strcmp(options->report, "-") == 0)
        return error_set(err, _("--watch needs a report in files: nothing is saved to standard input"));
    if ((options->how.is_exact || options->how.is_regex || options->how.is_word) && options->face != FACE_SEARCH)
        return error_set(err, _("--exact, --regex and --word go with --search TEXT"));
    if (options->command && options->face != FACE_READ && options->face != FACE_LINE)
        return error_set(err, _("--command goes with reading, not with --%s"), name_of_face(options->face));
    if (options->is_sure && options->face != FACE_FORGET)
        return error_set(err, _("--yes goes with --forget=ID"));
    if (options->face == FACE_FORGET && options->report)
        return error_set(err, _("--forget takes the id of one report, and no report behind it; \"%s\" was named"), options->report);
    const bool wants_state = options->face == FACE_EXPORT_MARKS || options->face == FACE_IMPORT_MARKS || options->face == FACE_MERGE;
    if (options->is_private && (options->face == FACE_MARKS || (options->face == FACE_CONTENTS && options->only) || wants_state))
        return error_set(err, _("--%s works on what was kept, and --private neither reads nor keeps it: choose one"), name_of_face(options->face));
    return export_fits(options, err);
}

static bool tell_wrong(int answer, const char *argument, Error *err)
{
    if (answer == ':')
        return error_set(err, _("the option %1$s needs a value, as in %1$s=VALUE; lectern --help tells which"), argument);
    return error_set(err, _("there is no option %s, or it takes no value, or several begin so; lectern --help lists them"), argument);
}

// --screen-reader=line on the command line asks for that face, also on a pipe; a setting elsewhere only prefers it where there is a terminal.
static void ask_for_line_mode(Options *options)
{
    for (size_t i = 0; setting_at(i) && i < SETTINGS_MOST; i++)
        if (options->face == FACE_READ && options->settings[i] && !strcmp(setting_at(i)->name, "screen-reader") && !strcmp(options->settings[i], "line"))
            options->face = FACE_LINE;
}

bool options_read(int count, char **arguments, Options *options, Error *err)
{
    struct option list[OPTIONS + SETTINGS_MOST + 1];
    list_options(list);
    *options = (Options){.face = FACE_READ};
    opterr = 0;
    optind = 1;
    for (int answer, before = 1; (answer = getopt_long(count, arguments, ":", list, NULL)) != -1; before = optind) {
        if (answer == ':' || answer == '?')
            return tell_wrong(answer, arguments[optind > before ? optind - 1 : before], err);
        if (!take(options, (size_t)answer - 256, optarg, err))
            return false;
    }
    if (count - optind > 1)
        return error_set(err, _("one report at a time: \"%1$s\" and \"%2$s\" were named"), arguments[optind], arguments[optind + 1]);
    options->report = optind < count ? arguments[optind] : NULL;
    ask_for_line_mode(options);
    return fits_together(options, err);
}

bool options_are_secure(const Options *options, const char *secure_by, Error *err)
{
    const Option *option = options->outside;
    if (!secure_by || !option)
        return true;
    return error_set(err, _("--%1$s is not there in secure mode (set by %2$s): %3$s"), option->name, secure_by, _(option->not_secure));
}

bool options_apply(const Options *options, Settings *settings, Error *err)
{
    bool is_good = true;
    for (size_t i = 0; setting_at(i) && i < SETTINGS_MOST; i++) {
        Error why;
        if (options->settings[i] && !settings_set(settings, setting_at(i), options->settings[i], SOURCE_OPTION, &why))
            is_good = is_good && error_set(err, "--%s: %s", setting_at(i)->name, why.text);
    }
    return is_good;
}

// What stands beside a column of names.
typedef struct {
    FILE *out;
    LineBreaker *breaker;
    Buffer line;
} Help;

static void print_paragraph(Help *help, const char *text)
{
    output_paragraph(help->out, help->breaker, &help->line, 0, text);
}

static void print_option(Help *help, const char *name, const char *argument, const char *text)
{
    enum { HELP_COLUMN = 32 };
    buffer_addf(&help->line, "  --%s%s%s", name, argument ? "=" : "", argument ? _(argument) : "");
    output_paragraph(help->out, help->breaker, &help->line, HELP_COLUMN, _(text));
}

static void print_use(Help *help)
{
    print_paragraph(help, _("lectern reads long reports in a terminal: pages, contents, search, bookmarks, and your place kept for next time."));
    print_paragraph(help, _("By ear or by touch: lectern --screen-reader=page keeps the cursor where the reading is; lectern --line speaks plain "
        "lines and draws nothing."));
    print_paragraph(help, "");
    // TRANSLATORS: REPORT and PLACE are translated here as in the text below
    print_paragraph(help, _("Usage: lectern [OPTION]... [REPORT[#PLACE]]"));
    print_paragraph(help, "");
    print_paragraph(help, _("REPORT is a folder with report.yaml, a one-file report, - for standard input, or the id of an installed report; "
        "none: the only one that is installed beside tutorial and sampler, else the shelf."));
    print_paragraph(help, _("PLACE is a citation number (3.2), a chapter's number, an id, or chapter/id."));
    print_paragraph(help, _("While reading, h shows all keys, q quits. To learn them step by step, read the tutorial: lectern lectern-tutorial"));
    print_paragraph(help, "");
}

void options_print_help(FILE *out)
{
    Help help = {.out = out, .breaker = line_breaker_new()};
    print_use(&help);
    for (size_t i = 0; i < OPTIONS; i++)
        print_option(&help, options_table[i].name, options_table[i].argument, options_table[i].help);
    print_paragraph(&help, "");
    print_paragraph(&help, _("Settings (also LECTERN_NAME=VALUE in the environment, and name: value in config.yaml):"));
    for (size_t i = 0; setting_at(i); i++)
        print_option(&help, setting_at(i)->name, setting_at(i)->values, setting_at(i)->help);
    print_paragraph(&help, "");
    print_paragraph(&help, _("Exit status: 0 done; 1 nothing found, or problems found; 2 wrong use, or no report; 3 writing failed; "
        "4 out of memory or another failure of the machine."));
    line_breaker_free(help.breaker);
    buffer_free(&help.line);
}
