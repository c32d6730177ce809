#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

// Signal handlers have to be async-signal-safe, and Swift doesn't promise that: lazily made globals, exclusivity
// checks and reference counts may all lock. So the handlers are here, they only store to atomics and write one byte.

/// What has arrived, as bits of `signals_take`.
enum signals_bit {
  signals_interrupt = 1,
  signals_terminate = 2,
  signals_hangup = 4,
  signals_resize = 8,
  signals_resume = 16,
  signals_stop = 32,
};

/// Installs the handlers, ignores SIGPIPE and SIGXFSZ, and gives the fatal signals their default action; a second call does nothing.
/// Returns 0 or an errno.
int signals_install(void);

/// The read end of the pipe that a handler writes to: not blocking, closed on exec; -1 before `signals_install`.
int signals_descriptor(void);

/// Empties the pipe and takes what has arrived. SIGTERM and SIGHUP stay reported: the process is to leave.
uint32_t signals_take(void);

/// Whether something has arrived that was not taken; much cheaper than taking it.
bool signals_pending(void);

/// While true, SIGTSTP is reported instead of stopping the process, so that the terminal can be put in order first.
void signals_defer_stop(bool defer);

/// Stops the process as SIGTSTP would have done; returns when it is continued.
void signals_stop_now(void);

/// From now on a signal that ends the process sets this mode on this terminal and writes this text before it takes its course.
/// `farewell` is at most 63 bytes.
void signals_guard_terminal(int descriptor, const struct termios *mode, const char *farewell);

/// Ends what `signals_guard_terminal` began.
void signals_release_terminal(void);
