/* Loaded before the C library: makes one call fail, of those that write to files whose path contains a given text.
 *
 * Calls are counted from `shim_aim` on. Call number `target` fails with `error` (and, if `lasting`, every one after it);
 * an error below 0 kills the process instead. Only what runs between `shim_aim` and `shim_rest` is touched.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char aimed_at[4096];
static long calls, target;
static int error, lasting;

void shim_aim(const char *part, long number, int with, int and_after) {
    strncpy(aimed_at, part, sizeof aimed_at - 1);
    calls = 0;
    target = number;
    error = with;
    lasting = and_after;
}

long shim_rest(void) {
    aimed_at[0] = 0;
    return calls;
}

static int fails_at(const char *path) {
    if (!aimed_at[0] || !strstr(path, aimed_at))
        return 0;
    calls++;
    if (!target || calls < target || (calls > target && !lasting))
        return 0;
    if (error < 0)
        kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

static int fails(int file) {
    char link[64], path[4096];
    if (!aimed_at[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails_at(path);
}

#define INSTEAD(result, name, takes, gives, failing)                                                                   \
    result name takes {                                                                                                \
        static result(*real) takes;                                                                                    \
        if (!real)                                                                                                     \
            real = (result(*) takes)dlsym(RTLD_NEXT, #name);                                                           \
        return failing ? -1 : real gives;                                                                              \
    }

INSTEAD(ssize_t, write, (int file, const void *from, size_t size), (file, from, size), fails(file))
INSTEAD(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), (file, from, size, at), fails(file))
INSTEAD(ssize_t, pwrite64, (int file, const void *from, size_t size, off64_t at), (file, from, size, at), fails(file))
INSTEAD(ssize_t, sendfile, (int file, int from, off_t *at, size_t size), (file, from, at, size), fails(file))
INSTEAD(ssize_t, sendfile64, (int file, int from, off64_t *at, size_t size), (file, from, at, size), fails(file))
INSTEAD(int, fsync, (int file), (file), fails(file))
INSTEAD(int, fdatasync, (int file), (file), fails(file))
INSTEAD(int, ftruncate, (int file, off_t size), (file, size), fails(file))
INSTEAD(int, ftruncate64, (int file, off64_t size), (file, size), fails(file))
INSTEAD(int, rename, (const char *from, const char *to), (from, to), fails_at(to))
INSTEAD(int, renameat, (int in, const char *from, int into, const char *to), (in, from, into, to), fails_at(to))
INSTEAD(int, unlink, (const char *path), (path), fails_at(path))
INSTEAD(int, unlinkat, (int in, const char *path, int flags), (in, path, flags), fails_at(path))
INSTEAD(int, mkdir, (const char *path, mode_t mode), (path, mode), fails_at(path))
