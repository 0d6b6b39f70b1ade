// plain/dialogue: what line mode answers to lines and to keys.
#include "session.h"
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>
#include <termios.h>
#include "plain/dialogue.h"

// One chapter with two links and a footnote, and a second one.
static const char *const files[] = {
    "report.yaml", "lectern: 1\nid: short\ntitle: A Short Report\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
    "one.yaml",
    "id: one\n"
    "title: First Chapter\n"
    "body:\n"
    "  - A lamp stands here, with a note.[^a] It leads to [the end](#two/last).\n"
    "  - section: The Middle\n"
    "    body: [Another lamp burns in the middle.]\n"
    "footnotes: {a: The note tells of lamps.}\n",
    "two.yaml",
    "id: two\n"
    "title: Second Chapter\n"
    "body:\n"
    "  - Words without light.\n"
    "  - paragraph: The last lamp, far away.\n"
    "    id: last\n",
    NULL,
};

// What is said to these lines, all of it. The caller frees.
static char *answers(Session *session, const char *lines)
{
    char *said = NULL;
    size_t length = 0;
    FILE *in = tmpfile(), *out = open_memstream(&said, &length);
    assert_true(in && out);
    fputs(lines, in);
    rewind(in);
    assert_int_equal(dialogue_read(session->reader, fileno(in), out, "Line mode, set by a test."), 0);
    fclose(in);
    fclose(out);
    return said;
}

static Session *open_short(void)
{
    char *folder = session_report(files);
    Settings settings = settings_default();
    settings.screen_reader = SCREEN_READER_LINE;
    Session *session = session_open_with(settings, path_in(folder, "report.yaml"), folder, 24, 80);
    session->reader->has_no_screen = true;
    return session;
}

static void assert_says(const char *said, const char *expected)
{
    if (!strstr(said, expected))
        fail_msg("\"%s\" is not said; what is said is:\n%s", expected, said);
}

// Everything said to the lines ends with this.
static void assert_answer(const char *lines, const char *expected)
{
    Session *session = open_short();
    char *said = answers(session, lines);
    size_t length = strlen(said), wanted = strlen(expected);
    if (length < wanted || strcmp(said + length - wanted, expected) != 0)
        fail_msg("the answer is not\n%s\nbut\n%s", expected, said);
    free(said);
    session_close(session);
}

static void the_report_is_named_and_its_first_page_told(void **state)
{
    (void)state;
    assert_answer("",
        "Line mode, set by a test. A Short Report.\n"
        "h shows the keys.\n"
        "Heading 1: First Chapter\n\n"
        "A lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\n"
        "Heading 2: The Middle\n\n"
        "Another lamp burns in the middle.\n");
}

static void an_empty_line_goes_on(void **state)
{
    (void)state;
    assert_answer("\n", "burns in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("\n\n", "far away.\nEnd of the report.\n");
}

static void a_line_is_a_key_keys_or_a_command(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "}\n", "Space\n", "1 Space\n", "1Space\n", "next-chapter\n", "next-ch\n", ":next-chapter\n", ": next-chapter\n", "goto #two\n", "#two\n", "2\n",
        "2g\n", "2 g\n", ":\nnext-chapter\n", "PgDn\r\n", "g\n}\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_answer(lines[i], "\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
}

static void keys_in_a_row_come_in_one_line_or_in_two(void **state)
{
    (void)state;
    assert_answer("o x\n", "Exact matching on.\n");
    assert_answer("ox\n", "Exact matching on.\n");
    assert_answer("o\n", "o waits for another key.\n");
    assert_answer("o\nx\n", "o waits for another key.\nExact matching on.\n");
}

static void a_mistake_is_told(void **state)
{
    (void)state;
    assert_answer("frobnicate\n", "There is no command \"frobnicate\"; h lists them.\n");
    assert_answer("fold\n", "fold can be used only in a list.\n");
    assert_answer("99\n", "There is no page 99; the last one is 2.\n");
    assert_answer("stop\n", "Only on a terminal lectern can be stopped; quit ends it.\n");
}

static void a_search_is_typed_in_one_line_or_when_it_is_asked_for(void **state)
{
    (void)state;
    assert_answer("/burns\n", "Hit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("search burns\n", "Hit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("/\nburns\n", "Search:\nHit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("/\n:word\nmid\n", "Search:\nWhole words on.\nSearch:\nNot found: \"mid\".\n");
    assert_answer("/\n\033\n", "Search:\nHeading 1: First Chapter\n");
    assert_answer("/\n:cancel\n", "Search:\nHeading 1: First Chapter\n");
}

static void a_hit_elsewhere_begins_the_page(void **state)
{
    (void)state;
    assert_answer("/far\n", "Hit 1 of 1.\nThe last lamp, far away.\n");
    assert_answer("/far\nk\n", "Hit 1 of 1.\nThe last lamp, far away.\nWords without light.\n");
}

static void a_list_is_numbered_and_a_number_chooses(void **state)
{
    (void)state;
    assert_answer("t\n",
        "Contents of A Short Report.\n"
        "> 1. First Chapter, 1 min\n"
        "2. The Middle, 1 min, level 2\n"
        "3. Second Chapter, 1 min\n");
    assert_answer("t\nj\n", "> 2. The Middle, 1 min, level 2\n");
    assert_answer("t\n3\n", "3. Second Chapter, 1 min\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("t\n4\n", "There is no row 4 here.\n");
    assert_answer("t\n/second\n", "Contents of A Short Report, 1 row with \"second\".\n> 1. Second Chapter, 1 min\n");
    assert_answer("t\nq\n", "3. Second Chapter, 1 min\nHeading 1: First Chapter\n");
    assert_answer("'\n", "There are no bookmarks yet; m on the page sets one.\n");
}

static void a_footnote_is_told_and_left(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "Tab\nEnter\n\n");
    assert_says(said, "Note a.\nA lamp stands here, with a note. [note a] It leads to the end\n");
    assert_says(said, "Note a: The note tells of lamps.\nA lamp stands here");
    free(said);
    session_close(session);
}

static void a_link_is_followed_and_come_back_from(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "Tab\nTab\nEnter\nBackspace\n");
    assert_says(said, "Link to 2.2, in \"Second Chapter\".\nA lamp stands here");
    assert_says(said, "The last lamp, far away.\nBack at 1.1.\nA lamp stands here"); // R19
    free(said);
    session_close(session);
}

static void who_goes_to_the_start_of_the_page_leaves_the_chosen_link(void **state)
{
    (void)state;
    assert_answer("Tab\nTab\n#one\nTab\n", "in \"Second Chapter\".\nA lamp stands here, with a note. [note a] It leads to the end\n"
                  "Heading 1: First Chapter\nNote a.\nA lamp stands here, with a note. [note a] It leads to the end\n");
}

static void a_link_is_followed_by_its_number(void **state)
{
    (void)state;
    static const char *const lines[] = {"1 Enter\n", "1Enter\n", "follow 1\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_answer(lines[i], "in the middle.\nThe last lamp, far away.\n");
    assert_answer("2\n", "in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("2 Enter\n", "in the middle.\nThere is no link 2 in this chapter; the last one is 1.\n");
    assert_answer("follow 1\nfollow 1\n", "There is no link in this chapter.\n");
    assert_answer("follow 1\nBackspace\n", "The last lamp, far away.\nBack at 1.1.\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\n"
                  "Heading 2: The Middle\n\nAnother lamp burns in the middle.\n");
}

static void headings_links_and_footnotes_are_listed_and_gone_to(void **state)
{
    (void)state;
    assert_answer("v h\n", "3 headings in A Short Report.\n> 1. First Chapter, level 1\n2. The Middle, level 2\n3. Second Chapter, level 1\n");
    assert_answer("headings\n2\n", "3. Second Chapter, level 1\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("v k\n", "1 link in A Short Report.\n> 1. 1.1: the end, to 2.2, in \"Second Chapter\", link 1\n");
    assert_answer("v k\n1\nEnter\n", "The last lamp, far away.\n");
    assert_answer("v n\n", "1 footnote in A Short Report.\n> 1. 1.1: The note tells of lamps. note a\n");
    assert_answer("v n\n1\n", "lamps. note a\nNote a: The note tells of lamps.\n");
    assert_answer("v t\n", "There are no tables in this report.\n");
    assert_answer("v t\nv f\n", "There are no figures in this report.\n");
}

static void a_skip_tells_from_there_on(void **state)
{
    (void)state;
    assert_answer("x n\n", "in the middle.\nNote a.\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\n"
                  "Another lamp burns in the middle.\n");
    assert_answer("x n\nEnter\n", "in the middle.\nNote a: The note tells of lamps.\n");
    assert_answer("next-same-heading\n", "in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("x t\n", "in the middle.\nThere is no table further on in this report.\n");
    assert_answer("X h\n", "in the middle.\nThere is no heading of this level before this in the report.\n");
}

static void a_bookmark_gets_a_note_and_another(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "bookmark check this\n'\nr\nseen\nx\nu\n");
    assert_says(said, "Bookmark set at 1.");
    assert_says(said, "> 1. 1: First Chapter, ");
    assert_says(said, ". Note: check this\n");
    assert_says(said, "New note: check this\nThe note is changed.\nBookmarks.\n> 1. ");
    assert_says(said, "Note: seen\nBookmark deleted; u brings it back.\nThere are no bookmarks yet");
    assert_says(said, "The bookmark is back.\nBookmarks.\n> 1. ");
    free(said);
    session_close(session);
}

static void what_follows_a_sentence_adds_no_comma(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "/burns\nbookmark\n'\n");
    assert_says(said, "> 1. 1.2: Another lamp burns in the middle. ");
    free(said);
    session_close(session);
}

static void what_is_asked_for_again_is_told_again(void **state)
{
    (void)state;
    assert_answer("redraw\n", "in the middle.\nHeading 1: First Chapter\n\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("status-line\n}\n", "The last lamp, far away.\nPage 2 of 2, 100 percent, 1 minute left.\n");
}

// Reading on, a page at a time and a line at a time, tells each line of the report once and in order.
static void assert_tells_all(const char *order)
{
    Session *session = three_chapters_at(24, 80);
    Buffer orders = {0}, expected = {0};
    for (int i = 0; i < 400; i++)
        buffer_add_text(&orders, order);
    char *said = answers(session, buffer_text(&orders));
    for (int chapter = 0; chapter < 3; chapter++) {
        const Layout *layout = pager_layout(session->reader->pager, chapter);
        for (int i = 0; i < layout_line_count(layout); i++) {
            const Line *line = layout_line(layout, i);
            if (line->count && line->segments[0].kind == SEGMENT_TEXT)
                buffer_addf(&expected, "%.*s\n", (int)line->segments[0].length, line->segments[0].text);
        }
    }
    char *at = said;
    for (char *line = strtok(expected.bytes, "\n"); line; line = strtok(NULL, "\n")) {
        char *found = strstr(at, line);
        if (!found)
            fail_msg("\"%s\" is missing or out of order", line);
        at = found + strlen(line);
    }
    assert_null(strstr(at, "Paragraph"));
    free(said);
    buffer_free(&orders);
    buffer_free(&expected);
    session_close(session);
}

static void reading_on_tells_every_line_once(void **state)
{
    (void)state;
    assert_tells_all("\n");
    assert_tells_all("j\n");
    assert_tells_all("d\n");
}

// Lines that lead to where a command can be used, and behind it what must be there for it to do something.
static const char *way_to(const Command *command)
{
    if (command_fits(command, FOCUS_PAGE))
        return "/lamp\n";
    if (command_fits(command, FOCUS_BOOKMARKS))
        return "bookmark x\nnext-chapter\nbookmark y\nbookmarks\n";
    return command_fits(command, FOCUS_NOTE) ? "Tab\nEnter\n" : "/\n";
}

static void units_are_told_one_by_one(void **state)
{
    (void)state;
    assert_answer("s\ns\ns\n", "middle.\nHeading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\n");
    assert_answer("s\ns\nw\nw\nw\ne\nE\n", "[link 1].\nA\nlamp\nstands\ns t a n d s\nSierra Tango Alfa November Delta Sierra\n");
    assert_answer("4 a\nS\n", "burns in the middle.\nAnother lamp burns in the middle.\nHeading 2: The Middle\n");
    assert_answer("S\n", "burns in the middle.\nStart of the report.\n");
    assert_answer("s\nS\n", "Heading 1: First Chapter\nStart of the report.\n");
    assert_answer("spell Ab\n", "cap A b\n");
    assert_answer("H\n", "There is no table here; x t goes to the next one.\n");
}

static void a_page_behind_a_unit_begins_with_what_follows(void **state)
{
    (void)state;
    assert_answer("s\n\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("s\ns\n=\n\n", "chapter.\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("4 s\n\n", "Another lamp burns in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
}

static void a_line_behind_a_unit_comes_alone(void **state)
{
    (void)state;
    assert_answer("s\nj\nj\nj\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\n");
    assert_answer("s\n=\nj\nj\nj\nj\n", "chapter.\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\nAnother lamp burns in the middle.\n");
    assert_answer("s\n5 j\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("}\n9 s\nj\n", "The last lamp, far away.\nEnd of the report.\n");
}

static void a_line_on_and_a_line_back_lead_to_the_lines_beside_the_one_told_last(void **state)
{
    (void)state;
    assert_answer("s\nj\nk\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\nHeading 1: First Chapter\n");
    assert_answer("s\n3 j\nk\nj\n", "[link 1].\n\nHeading 2: The Middle\nHeading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n");
    assert_answer("j\nj\nk\nk\nk\nj\n", "Heading 1: Second Chapter\nWords without light.\nHeading 1: Second Chapter\nAnother lamp burns in the middle.\nHeading 2: The Middle\n"
                  "Another lamp burns in the middle.\n");
    assert_answer("j\n2 k\nj\n", "Heading 1: Second Chapter\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\nHeading 1: Second Chapter\n");
    assert_answer("j\nb\nj\n", "Another lamp burns in the middle.\nHeading 1: Second Chapter\n");
    assert_answer("g\nk\n", "First Chapter\nStart of the report.\n");
}

// Other words beside the text, a list or a search that is left: what follows is what has not been told.
static void nothing_is_passed_over_when_lines_come_to_be_others(void **state)
{
    (void)state;
    assert_answer("s\nj\nt\nq\nj\n", "A lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n");
    assert_answer("s\nj\n/\n:cancel\nj\n", "Search:\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n");
    assert_answer("s\nj\n/\nzebra\nj\n", "Not found: \"zebra\".\n[link 1].\n");
    assert_answer("s\nj\no v\no v\nj\n", "Verbosity low.\n[link 1].\n");
}

// The terminal became wider or narrower, and each line another one.
static void nothing_is_passed_over_after_a_resize(void **state)
{
    (void)state;
    static const int columns[] = {10, 30, 200};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        Session *session = open_short();
        Reader *reader = session->reader;
        reader_resize(reader, 20, 80);
        reader->has_told = true;
        press(session, "s j");
        const Place told = reader->position.place;
        reader_resize(reader, 20, columns[i]);
        press(session, "j");
        assert_int_equal(reader->position.place.block, told.block);
        const Segment *line = &layout_line(reader->shown, reader->position.top)->segments[0];
        assert_true(line->byte <= strlen("A lamp stands here, with a note. It leads to the end"));
        assert_int_equal(reader->position.end, reader->position.top + 1);
        session_close(session);
    }
}

static void what_was_told_last_is_told_again(void **state)
{
    (void)state;
    assert_answer("s\nr\nr\n", "middle.\nHeading 1: First Chapter\nHeading 1: First Chapter\nHeading 1: First Chapter\n");
    assert_answer("/burns\nr\n", "Hit 1 of 1.\nAnother lamp burns in the middle.\nHit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("t\nj\nR\n", "> 2. The Middle, 1 min, level 2\n> 2. The Middle, 1 min, level 2\n");
    assert_answer("99\nr\n", "There is no page 99; the last one is 2.\nThere is no page 99; the last one is 2.\n");
    assert_answer("Tab\nEnter\nr\n", "Note a: The note tells of lamps.\nNote a: The note tells of lamps.\n");
}

static void through_a_pipe_reading_on_ends_with_the_chapter(void **state)
{
    (void)state;
    assert_answer("R\n", "middle.\nHeading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\n"
                  "Another lamp burns in the middle.\n");
    assert_answer("R\nR\n", "in the middle.\nHeading 1: Second Chapter\nWords without light.\nThe last lamp, far away.\nEnd of the report.\n");
    assert_answer("R\nR\nR\n", "far away.\nEnd of the report.\nEnd of the report.\n");
    assert_answer("R\n\n", "burns in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
}

static void every_command_works_by_its_name(void **state)
{
    (void)state;
    size_t count = 0;
    for (; command_at(count); count++) {
        const Command *command = command_at(count);
        Buffer lines = {0};
        Session *before = open_short(), *after = open_short();
        buffer_addf(&lines, "%s", way_to(command));
        char *without = answers(before, buffer_text(&lines));
        buffer_addf(&lines, "%s%s\n", command_fits(command, FOCUS_PAGE) || !command_fits(command, FOCUS_PROMPT) ? "" : ":", command->name);
        char *with = answers(after, buffer_text(&lines));
        const char *answer = with + strlen(without);
        if (!strncmp(with, without, strlen(without)) && !*answer && strcmp(command->name, "quit") != 0)
            fail_msg("%s answers nothing", command->name);
        if (strstr(answer, "There is no command") || strstr(answer, "can be used only"))
            fail_msg("%s can't be used: %s", command->name, answer);
        assert_int_equal(after->reader->is_over, !strcmp(command->name, "quit"));
        free(without);
        free(with);
        buffer_free(&lines);
        session_close(before);
        session_close(after);
    }
    assert_true(count > 50);
}

static void nothing_but_text_and_line_ends_is_written(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "\n\nt\nh\nq\nq\n/\x1b[2Jlamp\nm\xff\x07\n'\n\x9b\n\x1b\n\x01\n");
    for (const char *at = said; *at; at++)
        assert_true(*at == '\n' || (unsigned char)*at >= ' ');
    assert_null(strchr(said, 0x7f));
    free(said);
    session_close(session);
}

static void a_line_without_end_is_passed_over(void **state)
{
    (void)state;
    Session *session = open_short();
    Buffer lines = {0};
    buffer_add_repeated(&lines, 'x', 100000);
    buffer_add_text(&lines, "\n}");
    char *said = answers(session, buffer_text(&lines));
    assert_says(said, "That line is longer than 16384 bytes, and was passed over.\nHeading 1: Second Chapter\n");
    free(said);
    buffer_free(&lines);
    session_close(session);
}

static void a_full_disk_is_told_by_the_exit_status(void **state)
{
    (void)state;
    Session *session = open_short();
    FILE *in = fopen("/dev/null", "r"), *out = fopen("/dev/full", "w");
    if (!in || !out)
        skip();
    assert_int_equal(dialogue_read(session->reader, fileno(in), out, "Line mode, set by a test."), 3);
    fclose(in);
    fclose(out);
    session_close(session);
}

// On a terminal

// A child reads the report on the terminal that it is given, and ends with the dialogue's status.
static pid_t read_on(Session *session, int terminal)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    alarm(20);
    FILE *out = fdopen(dup(terminal), "w");
    int status = out ? dialogue_read(session->reader, terminal, out, "Line mode, set by a test.") : 99;
    _exit(status);
}

// All that the terminal gets until the child has ended. Each of `keys`, ended by NULL, is typed once nothing more has come for a while.
static char *talk(int master, const char *const *keys)
{
    enum { QUIET_MS = 400 };
    Buffer said = {0};
    char bytes[512];
    ssize_t count = 1;
    while (count > 0) {
        struct pollfd wait = {.fd = master, .events = POLLIN};
        if (*keys && said.length && poll(&wait, 1, QUIET_MS) == 0) {
            assert_int_equal(write(master, *keys, strlen(*keys)), strlen(*keys));
            keys++;
        }
        count = read(master, bytes, sizeof bytes);
        if (count > 0)
            buffer_add(&said, bytes, (size_t)count);
    }
    return buffer_take(&said);
}

static char *say_on_terminal_at(int pace, const char *const *keys, int *status)
{
    Session *session = open_short();
    session->reader->settings.pace = pace;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    struct termios before = {0}, after = {0};
    tcgetattr(slave, &before);
    pid_t child = read_on(session, slave);
    close(slave);
    char *said = talk(master, keys);
    waitpid(child, status, 0);
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    tcgetattr(slave, &after);
    assert_memory_equal(&before, &after, sizeof before);
    close(slave);
    close(master);
    session_close(session);
    return said;
}

static char *say_on_terminal(const char *const *keys, int *status)
{
    return say_on_terminal_at(PACE_WORDS, keys, status);
}

static void on_a_terminal_lines_begin_with_cr_lf_and_the_cursor_rests_on_the_last(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal((const char *const[]){"}q", NULL}, &status);
    assert_string_equal(said,
        "Line mode, set by a test. A Short Report.\r\nh shows the keys.\r\nHeading 1: First Chapter\r\n\r\n"
        "A lamp stands here, with a note. [note a] It leads to the end\r\n[link 1].\r\n\r\n"
        "Heading 2: The Middle\r\n\r\nAnother lamp burns in the middle.\r"
        "\r\nHeading 1: Second Chapter\r\n\r\nWords without light.\r\n\r\nThe last lamp, far away.\r"
        "\r\r\n\r");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    free(said);
}

static void on_a_terminal_what_is_typed_is_echoed(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal((const char *const[]){"/mif\177ddle\r/abc\003q", NULL}, &status);
    assert_says(said, "\r\nSearch: mif\r\nSearch: middle\r\nHit 1 of 2");
    assert_says(said, "\r\nSearch: abc\r\nHeading 1: First Chapter\r");
    free(said);
}

static void on_a_terminal_esc_and_arrows_are_told_apart(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal((const char *const[]){"t\033[B\033", "q", NULL}, &status);
    assert_says(said, "> 2. The Middle, 1 min, level 2\r\r\nHeading 1: First Chapter\r");
    free(said);
}

static void on_a_terminal_reading_on_goes_through_the_chapters_and_a_key_stops_it(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal_at(60000, (const char *const[]){"R", "q", NULL}, &status);
    assert_says(said,
        "in the middle.\r\r\nHeading 1: First Chapter\r\r\nA lamp stands here, with a note. [note a] It leads to the end\r\n[link 1].\r\r\n"
        "Heading 2: The Middle\r\r\nAnother lamp burns in the middle.\r\r\nHeading 1: Second Chapter\r\r\nWords without light.\r\r\n"
        "The last lamp, far away.\r\r\nEnd of the report.\r");
    free(said);
    said = say_on_terminal_at(PACE_LEAST, (const char *const[]){"R", "q", "q", NULL}, &status);
    assert_says(said, "Heading 1: First Chapter\r\r\nStopped.\r");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    free(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_is_named_and_its_first_page_told),
        cmocka_unit_test(an_empty_line_goes_on),
        cmocka_unit_test(a_line_is_a_key_keys_or_a_command),
        cmocka_unit_test(keys_in_a_row_come_in_one_line_or_in_two),
        cmocka_unit_test(a_mistake_is_told),
        cmocka_unit_test(a_search_is_typed_in_one_line_or_when_it_is_asked_for),
        cmocka_unit_test(a_hit_elsewhere_begins_the_page),
        cmocka_unit_test(a_list_is_numbered_and_a_number_chooses),
        cmocka_unit_test(a_footnote_is_told_and_left),
        cmocka_unit_test(a_link_is_followed_and_come_back_from),
        cmocka_unit_test(who_goes_to_the_start_of_the_page_leaves_the_chosen_link),
        cmocka_unit_test(a_link_is_followed_by_its_number),
        cmocka_unit_test(headings_links_and_footnotes_are_listed_and_gone_to),
        cmocka_unit_test(a_skip_tells_from_there_on),
        cmocka_unit_test(a_bookmark_gets_a_note_and_another),
        cmocka_unit_test(what_follows_a_sentence_adds_no_comma),
        cmocka_unit_test(what_is_asked_for_again_is_told_again),
        cmocka_unit_test(reading_on_tells_every_line_once),
        cmocka_unit_test(units_are_told_one_by_one),
        cmocka_unit_test(a_page_behind_a_unit_begins_with_what_follows),
        cmocka_unit_test(a_line_behind_a_unit_comes_alone),
        cmocka_unit_test(a_line_on_and_a_line_back_lead_to_the_lines_beside_the_one_told_last),
        cmocka_unit_test(nothing_is_passed_over_when_lines_come_to_be_others),
        cmocka_unit_test(nothing_is_passed_over_after_a_resize),
        cmocka_unit_test(what_was_told_last_is_told_again),
        cmocka_unit_test(through_a_pipe_reading_on_ends_with_the_chapter),
        cmocka_unit_test(every_command_works_by_its_name),
        cmocka_unit_test(nothing_but_text_and_line_ends_is_written),
        cmocka_unit_test(a_line_without_end_is_passed_over),
        cmocka_unit_test(a_full_disk_is_told_by_the_exit_status),
        cmocka_unit_test(on_a_terminal_lines_begin_with_cr_lf_and_the_cursor_rests_on_the_last),
        cmocka_unit_test(on_a_terminal_what_is_typed_is_echoed),
        cmocka_unit_test(on_a_terminal_esc_and_arrows_are_told_apart),
        cmocka_unit_test(on_a_terminal_reading_on_goes_through_the_chapters_and_a_key_stops_it),
    };
    return cmocka_run_group_tests_name("dialogue", tests, NULL, NULL);
}
