// text/fold against Unicode's NormalizationTest: what is the same in another normalization form is the same to a search.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "text/fold.h"
#include "unicode_rows.h"

enum { COLUMNS = 5, CANONICAL_COLUMNS = 3 };    // the row itself, NFC, NFD, NFKC, NFKD

static const char zipped_rows[] = "NormalizationTest.txt.bz2";

// What is kept apart from its NFKC and NFKD: a quote or an accent by itself is one sign to who types it.
static const uint32_t kept_apart[] = {0xB4, 0x1FFD, 0x2033, 0x2036};
enum { KEPT_APART = sizeof kept_apart / sizeof *kept_apart };

static FILE *open_zipped_rows(void)
{
    char path[ROW_BYTES], command[ROW_BYTES + 20];
    unicode_path(zipped_rows, path);
    snprintf(command, sizeof command, "bzip2 -dc '%s'", path);
    FILE *file = popen(command, "r");
    assert_non_null(file);
    return file;
}

static const char *fold_column(const char *at, FoldKind kind, Folded *folded, uint32_t *first)
{
    Buffer text = {0};
    for (char *end; *at != ';'; at = end + strspn(end, " ")) {
        uint32_t codepoint = (uint32_t)strtoul(at, &end, 16);
        assert_true(end > at);
        if (!text.length)
            *first = codepoint;
        add_codepoint(&text, codepoint);
    }
    *folded = fold_text(text.bytes, text.length, kind);
    buffer_free(&text);
    return at + 1;
}

static bool is_same(const Folded *one, const Folded *other)
{
    return one->length == other->length && memcmp(one->text, other->text, one->length) == 0;
}

static bool is_kept_apart(uint32_t codepoint)
{
    for (size_t i = 0; i < KEPT_APART; i++)
        if (kept_apart[i] == codepoint)
            return true;
    return false;
}

static void compare_columns(const char *row, FoldKind kind, int *apart)
{
    Folded columns[COLUMNS];
    uint32_t first = 0, other;
    const char *at = row;
    for (int i = 0; i < COLUMNS; i++)
        at = fold_column(at, kind, &columns[i], i ? &other : &first);
    const int most = kind == FOLD_EXACT || is_kept_apart(first) ? CANONICAL_COLUMNS : COLUMNS;
    for (int i = 1; i < COLUMNS; i++) {
        if (i < most && !is_same(&columns[0], &columns[i]))
            fail_msg("column %d is another in \"%s\": \"%s\", not \"%s\"", i + 1, row, columns[i].text, columns[0].text);
        *apart += i == COLUMNS - 1 && i >= most && !is_same(&columns[0], &columns[i]);
    }
    for (int i = 0; i < COLUMNS; i++)
        folded_free(&columns[i]);
}

static void compare_rows(FoldKind kind, int *apart)
{
    FILE *file = open_zipped_rows();
    char row[ROW_BYTES];
    int count = 0;
    while (fgets(row, sizeof row, file))
        if (*row != '#' && *row != '@') {
            compare_columns(row, kind, apart);
            count++;
        }
    assert_int_equal(pclose(file), 0);
    assert_true(count > 18000);
}

static void all_normalization_forms_are_the_same_to_a_search(void **state)
{
    (void)state;
    int apart = 0;
    compare_rows(FOLD_ALL, &apart);
    assert_int_equal(apart, KEPT_APART);
}

static void canonical_forms_are_the_same_to_an_exact_search(void **state)
{
    (void)state;
    int apart = 0;
    compare_rows(FOLD_EXACT, &apart);
    assert_true(apart > 3000); // compatibility forms, as U+FB01, are not
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_normalization_forms_are_the_same_to_a_search),
        cmocka_unit_test(canonical_forms_are_the_same_to_an_exact_search),
    };
    return rows_are_here(zipped_rows) ? cmocka_run_group_tests(tests, NULL, NULL) : 0;
}
