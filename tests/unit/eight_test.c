// base/eight.h: what is told of eight bytes at once is what is told of each.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/eight.h"
#include "random.h"

enum { ROUNDS = 200000 };

static bool says(Eight mask, int byte)
{
    return mask >> (8 * byte + 7) & 1;
}

// Of those between the ends of all ranges there are many.
static unsigned char near_ascii(Random *random)
{
    static const unsigned char near[] = {0, '\t', '\n', '\r', ' ', '!', '0', '9', 'A', 'Z', 'a', 'z', 0x7E, 0x7F, 0x80, 0x81, 0xFF};
    return random_below(random, 2) ? near[random_below(random, sizeof near)] : (unsigned char)random_below(random, 256);
}

static void fill(Random *random, char bytes[EIGHT_BYTES])
{
    for (int i = 0; i < EIGHT_BYTES; i++)
        bytes[i] = (char)near_ascii(random);
}

static void ranges_are_those_of_each_byte(void **state)
{
    (void)state;
    Random random = {31};
    for (int round = 0; round < ROUNDS; round++) {
        char bytes[EIGHT_BYTES];
        fill(&random, bytes);
        const unsigned char one = near_ascii(&random) & 0x7F, other = near_ascii(&random) & 0x7F, first = one < other ? one : other, last = one < other ? other : one;
        const Eight inside = eight_range(eight_at(bytes), first, last), same = eight_equal(eight_at(bytes), (char)one);
        assert_int_equal((inside | same) & ~EIGHT_TOPS, 0);
        for (int i = 0; i < EIGHT_BYTES; i++) {
            const unsigned char byte = (unsigned char)bytes[i];
            assert_int_equal(says(inside, i), byte >= first && byte <= last);
            assert_int_equal(says(same, i), byte == one);
        }
    }
}

static void differences_are_those_of_each_byte(void **state)
{
    (void)state;
    Random random = {32};
    for (int round = 0; round < ROUNDS; round++) {
        char one[EIGHT_BYTES], other[EIGHT_BYTES];
        fill(&random, one);
        memcpy(other, one, sizeof other);
        for (uint32_t i = random_below(&random, 4); i > 0; i--)
            other[random_below(&random, EIGHT_BYTES)] = (char)near_ascii(&random);
        const Eight differs = eight_differs(eight_at(one), eight_at(other));
        assert_int_equal(differs & ~EIGHT_TOPS, 0);
        for (int i = 0; i < EIGHT_BYTES; i++)
            assert_int_equal(says(differs, i), one[i] != other[i]);
    }
}

static void masks_are_moved_counted_and_looked_through_byte_by_byte(void **state)
{
    (void)state;
    Random random = {33};
    for (int round = 0; round < ROUNDS; round++) {
        char bytes[EIGHT_BYTES];
        fill(&random, bytes);
        const Eight mask = eight_at(bytes) & EIGHT_TOPS;
        const bool is_beyond = random_below(&random, 2);
        const Eight before = eight_before(mask, is_beyond), behind = eight_behind(mask, is_beyond);
        size_t count = 0, first = EIGHT_BYTES;
        int last = -1;
        for (int i = EIGHT_BYTES - 1; i >= 0; i--) {
            assert_int_equal(says(before, i), i > 0 ? says(mask, i - 1) : is_beyond);
            assert_int_equal(says(behind, i), i + 1 < EIGHT_BYTES ? says(mask, i + 1) : is_beyond);
            count += says(mask, i);
            first = says(mask, i) ? (size_t)i : first;
            last = says(mask, i) && last < 0 ? i : last;
        }
        assert_int_equal(eight_count(mask), count);
        assert_int_equal(eight_first(mask), first);
        assert_int_equal(eight_last(mask), says(mask, EIGHT_BYTES - 1));
        if (mask)
            assert_int_equal(eight_last_at(mask), last);
    }
}

static void bytes_go_in_and_out_in_their_order(void **state)
{
    (void)state;
    const char bytes[EIGHT_BYTES] = {1, 2, 3, 4, 5, 6, 7, 8};
    char out[EIGHT_BYTES];
    assert_int_equal(eight_at(bytes) & 0xFF, 1);
    eight_put(out, eight_at(bytes));
    assert_memory_equal(out, bytes, sizeof out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_those_of_each_byte),
        cmocka_unit_test(differences_are_those_of_each_byte),
        cmocka_unit_test(masks_are_moved_counted_and_looked_through_byte_by_byte),
        cmocka_unit_test(bytes_go_in_and_out_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
