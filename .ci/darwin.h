// What <spawn.h> of macOS has beside POSIX. Source: posix_spawn_file_actions_addinherit_np(3), posix_spawnattr_setflags(3).
#define POSIX_SPAWN_CLOEXEC_DEFAULT 0x4000
int posix_spawn_file_actions_addinherit_np(posix_spawn_file_actions_t *actions, int descriptor);
