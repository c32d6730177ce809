#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

// Signal handlers have to be async-signal-safe, which Swift code isn't: lazy globals, exclusivity checks and reference
// counts may lock. The handlers here only store to atomics and write one byte.

/// The signals that `signals_take` reports.
enum signals_bit {
  signals_interrupt = 1,
  signals_terminate = 2,
  signals_hangup = 4,
  signals_resize = 8,
  signals_resume = 16,
  signals_stop = 32,
};

/// Installs the handlers, ignores SIGPIPE and SIGXFSZ, and gives the fatal signals their default action; a second call
/// does nothing. Returns 0 or an errno.
int signals_install(void);

/// The read end of the pipe that a handler writes to: not blocking, closed on exec; -1 before `signals_install`.
int signals_descriptor(void);

/// The same for SIGINT, SIGTERM and SIGHUP alone: what ends a request. Another size of the terminal does not.
int signals_stopping_descriptor(void);

/// Empties both pipes and returns the signals that have arrived. SIGTERM and SIGHUP are reported from then on.
uint32_t signals_take(void);

/// Whether a signal has arrived that was not taken; much cheaper than taking it.
bool signals_pending(void);

/// While true, SIGTSTP is reported instead of stopping the process, so that the terminal can be restored first.
void signals_defer_stop(bool defer);

/// Stops the process as SIGTSTP does; returns when it is continued.
void signals_stop_now(void);

/// From now on a signal that ends the process sets this terminal mode and writes `farewell` before its default action.
/// `farewell` is at most 63 bytes.
void signals_guard_terminal(int descriptor, const struct termios *mode, const char *farewell);

/// Ends the effect of `signals_guard_terminal`.
void signals_release_terminal(void);
