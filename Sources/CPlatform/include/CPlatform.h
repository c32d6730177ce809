#pragma once

#include <spawn.h>
#include <sys/types.h>

/// Keeps other processes from reading this one's memory, and the system from writing it to a core file.
/// Does nothing where the system has no such call.
void platform_forbid_dumps(void);

/// The commit that the program was built from; empty where the build was not told.
const char *_Nonnull platform_commit(void);

/// Lets a program that is started with these inherit the descriptors 0, 1 and 2 and no others, whether or not they are
/// marked close-on-exec. Returns 0 or an errno.
int platform_spawn_closes_others(
    posix_spawn_file_actions_t *_Nonnull actions, posix_spawnattr_t *_Nonnull attributes);

/// Opens a new file in a folder that has no name and ends with the process, until it is given one. Returns its
/// descriptor, or -1 where that can't be done.
int platform_open_unnamed(const char *_Nonnull folder, mode_t mode);

/// Gives such a file a name, which must not be taken. Returns 0, or -1 and sets errno.
int platform_link_unnamed(int descriptor, const char *_Nonnull path);
