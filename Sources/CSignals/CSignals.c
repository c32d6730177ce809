#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static int wake[2] = {-1, -1};
// Written to by the signals that end what is being done, and by no others.
static int stopping[2] = {-1, -1};
static atomic_uint arrived;
static atomic_uint leaving;
static struct sigaction stop_before;

static const int fatal[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGSYS, SIGTRAP};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

// Signals that end a process unless it handles them; nothing of this program uses them.
static const int ending[] = {
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
#ifdef SIGPWR
    SIGPWR,
#endif
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
};
enum { ending_count = sizeof ending / sizeof ending[0] };
static bool is_ours[ending_count];

static struct {
  atomic_int descriptor;
  struct termios mode;
  char farewell[64];
  size_t length;
} guard = {.descriptor = -1};

static unsigned bit(int number) {
  switch (number) {
  case SIGINT: return signals_interrupt;
  case SIGTERM: return signals_terminate;
  case SIGHUP: return signals_hangup;
  case SIGWINCH: return signals_resize;
  case SIGCONT: return signals_resume;
  case SIGTSTP: return signals_stop;
  default: return 0;
  }
}

static void note(int number) {
  int before = errno;
  unsigned what = bit(number);
  if (what & (signals_terminate | signals_hangup))
    atomic_fetch_or(&leaving, what);
  else
    atomic_fetch_or(&arrived, what);
  // A full pipe already wakes whoever waits.
  ssize_t written = write(wake[1], "", 1);
  if (what & (signals_interrupt | signals_terminate | signals_hangup)) written = write(stopping[1], "", 1);
  (void)written;
  errno = before;
}

static int handle(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL);
}

static bool is_default(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_DFL;
}

static bool is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static int prepare(int descriptor) {
  int status = fcntl(descriptor, F_GETFL);
  if (status < 0 || fcntl(descriptor, F_SETFL, status | O_NONBLOCK) < 0) return -1;
  return fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static int open_pipe(int ends[2]) {
  int made[2];
  if (pipe(made) < 0) return errno;
  if (prepare(made[0]) < 0 || prepare(made[1]) < 0) {
    int problem = errno;
    close(made[0]);
    close(made[1]);
    return problem;
  }
  ends[0] = made[0];
  ends[1] = made[1];
  return 0;
}

static void empty(int descriptor) {
  char bytes[64];
  if (descriptor >= 0)
    while (read(descriptor, bytes, sizeof bytes) == (ssize_t)sizeof bytes) continue;
}

int signals_install(void) {
  if (wake[0] >= 0) return 0;
  int problem = stopping[0] >= 0 ? 0 : open_pipe(stopping);
  if (problem == 0) problem = open_pipe(wake);
  if (problem != 0) return problem;
  for (size_t index = 0; index < fatal_count; index++) handle(fatal[index], SIG_DFL, 0);
  handle(SIGPIPE, SIG_IGN, 0);
  // A write beyond the limit on a file's size then fails like any other.
  handle(SIGXFSZ, SIG_IGN, 0);
  handle(SIGINT, note, 0);
  handle(SIGTERM, note, 0);
  // Under nohup the process has to outlive its terminal.
  if (!is_ignored(SIGHUP)) handle(SIGHUP, note, 0);
  handle(SIGWINCH, note, SA_RESTART);
  handle(SIGCONT, note, SA_RESTART);
  sigaction(SIGTSTP, NULL, &stop_before);
  return 0;
}

int signals_descriptor(void) { return wake[0]; }

int signals_stopping_descriptor(void) { return stopping[0]; }

uint32_t signals_take(void) {
  empty(wake[0]);
  empty(stopping[0]);
  return atomic_exchange(&arrived, 0) | atomic_load(&leaving);
}

bool signals_pending(void) { return (atomic_load(&arrived) | atomic_load(&leaving)) != 0; }

void signals_defer_stop(bool defer) {
  // A shell without job control starts its children with SIGTSTP ignored; leave it ignored.
  if (wake[0] < 0 || stop_before.sa_handler == SIG_IGN) return;
  if (defer)
    handle(SIGTSTP, note, 0);
  else
    sigaction(SIGTSTP, &stop_before, NULL);
}

void signals_stop_now(void) {
  handle(SIGTSTP, SIG_DFL, 0);
  raise(SIGTSTP);
  handle(SIGTSTP, note, 0);
}

static void restore(int number) {
  int descriptor = atomic_exchange(&guard.descriptor, -1);
  if (descriptor >= 0) {
    // A process in the background must not be stopped while it restores the terminal.
    sigset_t output;
    sigemptyset(&output);
    sigaddset(&output, SIGTTOU);
    sigprocmask(SIG_BLOCK, &output, NULL);
    tcsetattr(descriptor, TCSANOW, &guard.mode);
    ssize_t written = write(descriptor, guard.farewell, guard.length);
    (void)written;
  }
  // Blocked until this handler returns; then the default action follows.
  raise(number);
}

void signals_guard_terminal(int descriptor, const struct termios *mode, const char *farewell) {
  atomic_store(&guard.descriptor, -1);
  guard.mode = *mode;
  guard.length = strnlen(farewell, sizeof guard.farewell - 1);
  memcpy(guard.farewell, farewell, guard.length);
  atomic_store(&guard.descriptor, descriptor);
  for (size_t index = 0; index < fatal_count; index++) handle(fatal[index], restore, SA_RESETHAND);
  for (size_t index = 0; index < ending_count; index++) {
    is_ours[index] = is_default(ending[index]);
    if (is_ours[index]) handle(ending[index], restore, SA_RESETHAND);
  }
}

void signals_release_terminal(void) {
  for (size_t index = 0; index < fatal_count; index++) handle(fatal[index], SIG_DFL, 0);
  for (size_t index = 0; index < ending_count; index++)
    if (is_ours[index]) handle(ending[index], SIG_DFL, 0);
  atomic_store(&guard.descriptor, -1);
}
