#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "filter.h"

enum { LAST_CAPABILITY_BIT = 63, SPARE_CPU_SECONDS = 2 };

// Lowers a limit; one that is lower already stays.
static int limit(int resource, uint64_t value) {
  struct rlimit now;
  if (getrlimit((unsigned)resource, &now) < 0) return -1;
  if (value > now.rlim_max) value = now.rlim_max;
  return setrlimit((unsigned)resource, &(struct rlimit){value, value});
}

int confine_oom(const char *score) {
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno == ENOENT ? 0 : -1;
  ssize_t written = write(file, score, strlen(score));
  close(file);
  return written < 0 ? -1 : 0;
}

const char *confine_limits(const struct step *step) {
  if (limit(RLIMIT_CORE, 0) < 0) return "limit core files";
  if (limit(RLIMIT_FSIZE, step->file_size) < 0) return "limit the size of files";
  if (limit(RLIMIT_NOFILE, step->open_files) < 0) return "limit open files";
  // Only a backstop: it counts one process, and the launcher counts them all.
  uint64_t cpu_ms = step->cpu_ms + (job_goes_on(step) ? (uint64_t)step[1].cpu_ms : 0);
  if (limit(RLIMIT_CPU, cpu_ms / 1000 + SPARE_CPU_SECONDS) < 0) return "limit CPU time";
  // The kernel's out-of-memory killer takes the program, never the launcher.
  if (confine_oom("1000") < 0) return "set oom_score_adj";
  return NULL;
}

static int drop_all_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  return (int)syscall(SYS_capset, &header, none);
}

const char *confine_privileges(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return "set no_new_privs";
  // Both need a capability that the container need not give (fresh namespaces do); no_new_privs makes them meaningless anyway.
  for (int capability = 0; capability <= LAST_CAPABILITY_BIT; capability++)
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0) break;
  prctl(PR_SET_SECUREBITS, SECURE_ALL_BITS | SECURE_ALL_LOCKS, 0, 0, 0);
  if (setgroups(0, NULL) < 0) return "leave all groups";
  if (setresgid(PROGRAM_USER, PROGRAM_USER, PROGRAM_USER) < 0) return "change the group";
  if (setresuid(PROGRAM_USER, PROGRAM_USER, PROGRAM_USER) < 0) return "change the user";
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  if (drop_all_capabilities() < 0) return "drop all capabilities";
  if (seteuid(0) == 0) return "stay without privileges";
  return NULL;
}

const char *confine_calls(void) { return filter_install() ? NULL : "install the system call filter"; }
