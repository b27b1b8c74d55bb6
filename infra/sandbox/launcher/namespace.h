// Fresh user, pid, mount, ipc, uts, net and cgroup namespaces, kept alive by a process of ours inside of them: their first one,
// the warden. It reaps orphans, kills everybody when told to, and takes everything along when it dies.
#pragma once
#include <stdbool.h>
#include <sys/types.h>

// See isolation.h for what these promise.
bool namespace_make(char failure[512]);
bool namespace_is_kept_by(pid_t pid);
pid_t namespace_start(void (*become)(void *), void *what);
int namespace_end_all(pid_t pid);
void namespace_destroy(void);
