#pragma once

/// Keeps other processes from reading this one's memory, and the system from writing it to a core file.
/// Does nothing where the system has no such call.
void platform_forbid_dumps(void);
