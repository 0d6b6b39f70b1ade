// base/near.h: what is read without waiting for a disk, and what is not.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/vfs.h>
#include "base/file.h"
#include "base/near.h"
#include "dropped.h"
#include "folder.h"

enum { BYTES = 400000, DROPPED = 256 * 1024, MOST = 1 << 20, MEMORY_ITSELF = 0x01021994 };   // tmpfs, as statfs(2) has it

typedef struct {
    char *folder, *file;
    bool is_told;       // here
} Fixture;

static Fixture begin(void)
{
    static const char bytes[BYTES];
    Fixture fixture = {.folder = folder_new()};
    fixture.file = path_in(fixture.folder, "file");
    write_bytes(fixture.file, bytes, sizeof bytes);
    fixture.is_told = near_look(fixture.file, MOST) == NEAR_WHOLE;
    return fixture;
}

static void end(Fixture *fixture)
{
    free(fixture->file);
    folder_free(fixture->folder);
}

static void assert_near(const Fixture *fixture, const char *name, size_t most, Near expected)
{
    char *path = path_in(fixture->folder, name);
    const int folder = open(fixture->folder, O_PATH | O_DIRECTORY);
    access(path, F_OK);     // so that memory has the name, and that there is none
    if (!fixture->is_told)
        expected = NEAR_UNKNOWN;
    assert_int_equal(near_look(path, most), expected);
    assert_int_equal(near_look_below(folder, name, most), expected);
    close(folder);
    free(path);
}

// Linux has told it since 5.12, of the disks that most have.
static void what_was_just_written_is_in_memory(void **state)
{
    (void)state;
    Fixture fixture = begin();
    assert_near(&fixture, "file", MOST, NEAR_WHOLE);
    assert_near(&fixture, "file", BYTES, NEAR_WHOLE);
    assert_near(&fixture, "file", BYTES - 1, NEAR_START);
    assert_near(&fixture, "file", 0, NEAR_START);
    assert_int_equal(near_is_disk_of(fixture.folder) || !fixture.is_told, true);
    end(&fixture);
}

static void of_what_is_not_there_that_is_known(void **state)
{
    (void)state;
    Fixture fixture = begin();
    assert_near(&fixture, "none", MOST, NEAR_NOT_THERE);
    assert_near(&fixture, "no/folder", MOST, NEAR_NOT_THERE);
    end(&fixture);
}

static void only_a_regular_file_by_a_plain_path_is_near(void **state)
{
    (void)state;
    Fixture fixture = begin();
    char *link = path_in(fixture.folder, "link"), *pipe = path_in(fixture.folder, "pipe");
    assert_int_equal(symlink("file", link), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_near(&fixture, "link", MOST, NEAR_UNKNOWN);
    assert_near(&fixture, "pipe", MOST, NEAR_UNKNOWN);
    assert_near(&fixture, ".", MOST, NEAR_UNKNOWN);
    const int folder = open(fixture.folder, O_PATH | O_DIRECTORY);
    char *above = path_in("..", strrchr(fixture.folder, '/') + 1), *around = path_in(above, "file");
    assert_int_equal(near_look_below(folder, around, MOST), NEAR_UNKNOWN);
    free(above);
    free(around);
    assert_int_equal(near_look_below(folder, fixture.file, MOST), NEAR_UNKNOWN);
    close(folder);
    free(link);
    free(pipe);
    end(&fixture);
}

static void what_was_dropped_has_to_be_waited_for(void **state)
{
    (void)state;
    Fixture fixture = begin();
    const bool is_dropped = drop_from_memory(fixture.file, DROPPED);
    struct statfs disk;
    assert_int_equal(statfs(fixture.folder, &disk), 0);
    assert_int_equal(is_dropped, disk.f_type != MEMORY_ITSELF);
    if (is_dropped)
        assert_int_equal(near_look(fixture.file, MOST), fixture.is_told ? NEAR_SOON : NEAR_UNKNOWN);
    assert_int_equal(near_look(fixture.file, DROPPED / 2) == NEAR_START, fixture.is_told);
    end(&fixture);
}

static void what_the_system_is_to_read_soon_is_there_soon(void **state)
{
    (void)state;
    Fixture fixture = begin();
    const int folder = open(fixture.folder, O_PATH | O_DIRECTORY);
    char *link = path_in(fixture.folder, "link");
    assert_int_equal(symlink("file", link), 0);
    drop_from_memory(fixture.file, 0);
    assert_int_equal(file_read_soon_below(folder, "file"), BYTES);
    for (int i = 0; i < 500 && fixture.is_told && near_look(fixture.file, MOST) != NEAR_WHOLE; i++)
        usleep(10000);
    assert_int_equal(near_look(fixture.file, MOST) == NEAR_WHOLE, fixture.is_told);
    assert_int_equal(file_read_soon_below(folder, "link"), 0);
    assert_int_equal(file_read_soon_below(folder, "none"), 0);
    assert_int_equal(file_read_soon_below(folder, "../file"), 0);
    close(folder);
    free(link);
    end(&fixture);
}

// A program plays it, as it does those that may hang.
static void another_kind_of_disk_is_not_near(void **state)
{
    (void)state;
    const int root = open("/", O_PATH | O_DIRECTORY), proc = open("/proc", O_PATH | O_DIRECTORY);
    access("/proc/version", R_OK);
    assert_false(near_is_disk(proc));
    assert_false(near_is_disk_of("/proc/self"));
    assert_false(near_is_disk(-1));
    assert_int_equal(near_look("/proc/version", MOST), NEAR_UNKNOWN);
    assert_int_equal(near_look_below(root, "proc/version", MOST), NEAR_UNKNOWN);
    close(root);
    close(proc);
}

static void what_another_disk_holds_below_is_not_near(void **state)
{
    (void)state;
    char path[] = "/dev/shm/lectern-test-XXXXXX";
    const int file = mkstemp(path), root = open("/", O_PATH | O_DIRECTORY);
    assert_int_equal(near_look_below(root, path + 1, MOST), NEAR_UNKNOWN);
    if (file >= 0)
        close(file);
    unlink(path);
    close(root);
}

static void a_path_may_begin_where_one_is(void **state)
{
    (void)state;
    Fixture fixture = begin();
    const int before = open(".", O_PATH | O_DIRECTORY);
    assert_int_equal(chdir(fixture.folder), 0);
    assert_int_equal(near_look("file", MOST), fixture.is_told ? NEAR_WHOLE : NEAR_UNKNOWN);
    assert_int_equal(near_look("./file", MOST), fixture.is_told ? NEAR_WHOLE : NEAR_UNKNOWN);
    assert_int_equal(fchdir(before), 0);
    close(before);
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_just_written_is_in_memory),
        cmocka_unit_test(of_what_is_not_there_that_is_known),
        cmocka_unit_test(only_a_regular_file_by_a_plain_path_is_near),
        cmocka_unit_test(what_was_dropped_has_to_be_waited_for),
        cmocka_unit_test(what_the_system_is_to_read_soon_is_there_soon),
        cmocka_unit_test(another_kind_of_disk_is_not_near),
        cmocka_unit_test(what_another_disk_holds_below_is_not_near),
        cmocka_unit_test(a_path_may_begin_where_one_is),
    };
    return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
