#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "CPlatform.h"

#include <sys/resource.h>
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
