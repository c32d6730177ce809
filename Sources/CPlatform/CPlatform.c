#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

void platform_forbid_dumps(void) {
#if defined(__linux__)
  // prctl takes a variable number of arguments, which Swift can't pass.
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// Looking for leaks at the end takes a debugger's rights, which the program has given up by then.
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#endif

#ifndef FELTSH_COMMIT
#define FELTSH_COMMIT ""
#endif

const char *platform_commit(void) { return FELTSH_COMMIT; }

int platform_spawn_closes_others(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes) {
#if defined(__APPLE__)
  // The three descriptors have to be named, because this flag closes them too.
  for (int descriptor = 0; descriptor < 3; descriptor++) {
    int problem = posix_spawn_file_actions_addinherit_np(actions, descriptor);
    if (problem != 0) return problem;
  }
  short flags = 0;
  int problem = posix_spawnattr_getflags(attributes, &flags);
  return problem != 0 ? problem : posix_spawnattr_setflags(attributes, flags | POSIX_SPAWN_CLOEXEC_DEFAULT);
#else
  (void)attributes;
  return posix_spawn_file_actions_addclosefrom_np(actions, 3);
#endif
}

#if defined(O_TMPFILE)
enum { link_path_size = 32 };

// The way to such a file that needs no privilege. Source: open(2), O_TMPFILE.
static void write_link_path(char *path, int descriptor) {
  snprintf(path, link_path_size, "/proc/self/fd/%d", descriptor);
}
#endif

int platform_open_unnamed(const char *folder, mode_t mode) {
#if defined(O_TMPFILE)
  int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
  if (descriptor < 0) return -1;
  char path[link_path_size];
  write_link_path(path, descriptor);
  if (access(path, F_OK) == 0) return descriptor;
  close(descriptor);
#else
  (void)folder, (void)mode;
#endif
  return -1;
}

int platform_link_unnamed(int descriptor, const char *path) {
#if defined(O_TMPFILE)
  char link[link_path_size];
  write_link_path(link, descriptor);
  return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
#else
  (void)descriptor, (void)path;
  errno = ENOTSUP;
  return -1;
#endif
}
