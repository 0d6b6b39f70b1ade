// content/lectern-tutorial: a key that it names is the key of the command that it names, with the keys that everybody begins with.
#include "session.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LITERAL_BYTES = 128, TAUGHT_MOST = 200 };

typedef struct {
    Report *report;
    Keymap *keymap;
    char taught[TAUGHT_MOST][LITERAL_BYTES];    // keys, as sequence_name() has them
    size_t count;
    int wrong;
} Lesson;

static Lesson *lesson_open(void)
{
    Lesson *lesson = calloc(1, sizeof *lesson);
    const char *source = getenv("srcdir");
    char *content = path_in(source ? source : ".", "content"), *path = path_in(content, "lectern-tutorial");
    Problems problems = {0};
    lesson->report = report_open(path, &problems);
    assert_non_null(lesson->report);
    lesson->keymap = session_keymap();
    problems_clear(&problems);
    free(path);
    free(content);
    return lesson;
}

static void lesson_close(Lesson *lesson)
{
    report_free(lesson->report);
    keymap_free(lesson->keymap);
    free(lesson);
}

// The next literal of a block from a span on; NULL: there is none.
static const char *next_literal(const Block *block, size_t *span, char *out)
{
    while (*span < block->span_count) {
        const Span *it = &block->spans[(*span)++];
        if (it->kind == SPAN_CODE && it->end - it->start < LITERAL_BYTES) {
            snprintf(out, LITERAL_BYTES, "%.*s", (int)(it->end - it->start), block->text + it->start);
            return out;
        }
    }
    return NULL;
}

// "x t", "12 Enter": keys, without the number before them. False: these words are no keys.
static bool read_keys(const char *text, Sequence *keys)
{
    *keys = (Sequence){0};
    const size_t digits = strspn(text, "0123456789.");
    for (const char *at = text[digits] == ' ' ? text + digits + 1 : text; *at;) {
        const size_t length = strcspn(at, " ");
        if (keys->count == SEQUENCE_KEYS || !key_read(at, length, &keys->keys[keys->count++]))
            return false;
        at += length + (at[length] == ' ');
    }
    return keys->count;
}

static bool runs(const Keymap *keymap, const Sequence *keys, const char *name)
{
    for (int focus = 0; focus < FOCUS_COUNT; focus++) {
        const Command *command = NULL;
        if (keymap_find(keymap, (Focus)focus, keys, &command) == KEYS_MATCH && strcmp(command->name, name) == 0)
            return true;
    }
    return false;
}

static bool is_taught(const Lesson *lesson, const char *keys)
{
    for (size_t i = 0; i < lesson->count; i++)
        if (strcmp(lesson->taught[i], keys) == 0)
            return true;
    return false;
}

static void complain(Lesson *lesson, const Chapter *chapter, const char *literal, const char *what)
{
    print_error("%s: \"%s\" %s\n", chapter->id, literal, what);
    lesson->wrong++;
}

// The name that ends the definition behind a term.
static void read_command(const Chapter *chapter, int term, char *name)
{
    const int definition = term + 1;
    char literal[LITERAL_BYTES];
    *name = '\0';
    for (int block = definition; block < chapter->blocks[definition].end; block++)
        for (size_t span = 0; next_literal(&chapter->blocks[block], &span, literal);)
            strcpy(name, literal);
}

// A term is keys, and its definition ends with their command.
static void learn(Lesson *lesson, const Chapter *chapter, int term)
{
    char name[LITERAL_BYTES], literal[LITERAL_BYTES];
    Sequence keys;
    size_t span = 0;
    read_command(chapter, term, name);
    while (next_literal(&chapter->blocks[term], &span, literal)) {
        if (!read_keys(literal, &keys) || !runs(lesson->keymap, &keys, name))
            complain(lesson, chapter, literal, "is not a key of the command named there");
        assert_true(lesson->count < TAUGHT_MOST);
        sequence_name(&keys, lesson->taught[lesson->count++], LITERAL_BYTES);
    }
}

static void learn_all(Lesson *lesson)
{
    for (int i = 0; i < report_chapter_count(lesson->report); i++) {
        const Chapter *chapter = report_chapter(lesson->report, i);
        assert_false(chapter->is_broken);
        for (int block = 0; block < chapter->count; block++)
            if (chapter->blocks[block].kind == BLOCK_TERM)
                learn(lesson, chapter, block);
    }
}

static void each_key_taught_is_a_key_of_its_command(void **state)
{
    (void)state;
    Lesson *lesson = lesson_open();
    learn_all(lesson);
    assert_int_equal(lesson->wrong, 0);
    assert_true(lesson->count > 70);
    lesson_close(lesson);
}

static void check_block(Lesson *lesson, const Chapter *chapter, const Block *block)
{
    char literal[LITERAL_BYTES], name[LITERAL_BYTES];
    Sequence keys;
    for (size_t span = 0; next_literal(block, &span, literal);)
        if (read_keys(literal, &keys) && strspn(literal, "0123456789.") != strlen(literal) && !is_taught(lesson, sequence_name(&keys, name, sizeof name)))
            complain(lesson, chapter, literal, "is a key that no chapter teaches");
}

static void each_key_in_the_text_is_one_that_is_taught(void **state)
{
    (void)state;
    Lesson *lesson = lesson_open();
    learn_all(lesson);
    for (int i = 0; i < report_chapter_count(lesson->report); i++) {
        const Chapter *chapter = report_chapter(lesson->report, i);
        for (int block = 0; block < chapter->count; block++)
            check_block(lesson, chapter, &chapter->blocks[block]);
    }
    assert_int_equal(lesson->wrong, 0);
    lesson_close(lesson);
}

// Nothing that a reader can do on the page is left out but what is another way to do it, or of use to few.
static void each_command_for_the_page_is_taught_or_left_out_on_purpose(void **state)
{
    (void)state;
    static const char *const left_out[] = {
        "start", "row-down", "row-up", "column-left", "column-right", "previous-list", "previous-table", "previous-figure", "previous-footnote", "stop", "traffic",
    };
    Lesson *lesson = lesson_open();
    learn_all(lesson);
    const Binding *binding;
    for (size_t i = 0; (binding = keymap_binding(lesson->keymap, i)); i++) {
        bool is_known = binding->focus != FOCUS_PAGE;
        for (size_t k = 0; k < sizeof left_out / sizeof *left_out && !is_known; k++)
            is_known = strcmp(left_out[k], binding_command(binding)->name) == 0;
        const Binding *other;
        for (size_t k = 0; !is_known && (other = keymap_binding(lesson->keymap, k)); k++) {
            char name[LITERAL_BYTES];
            is_known = other->command == binding->command && is_taught(lesson, sequence_name(&other->sequence, name, sizeof name));
        }
        if (!is_known)
            print_error("%s is taught nowhere\n", binding_command(binding)->name);
        lesson->wrong += !is_known;
    }
    assert_int_equal(lesson->wrong, 0);
    lesson_close(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_taught_is_a_key_of_its_command),
        cmocka_unit_test(each_key_in_the_text_is_one_that_is_taught),
        cmocka_unit_test(each_command_for_the_page_is_taught_or_left_out_on_purpose),
    };
    return cmocka_run_group_tests_name("tutorial", tests, NULL, NULL);
}
