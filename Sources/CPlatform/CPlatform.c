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
