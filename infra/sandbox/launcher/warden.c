#include "warden.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/magic.h>
#include <net/if.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"

#define HARMLESS (MS_NOSUID | MS_NODEV | MS_NOEXEC)

static const char *const own_folders[OWN_FOLDERS] = {"/work", "/tmp", "/dev/shm"};

// What the engine covers in a container's /proc and /sys, and what it makes read-only there; a fresh /proc needs it again.
static const char *const hidden[] = {
    "/proc/acpi",       "/proc/asound",      "/proc/kcore",      "/proc/keys",       "/proc/latency_stats",
    "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi",      "/proc/interrupts",
    "/sys/firmware",    "/sys/devices/virtual/powercap", NULL,
};
static const char *const read_only[] = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger", NULL};

static const char *check_is_read_only(const char *path, const char *otherwise) {
  struct statvfs found;
  if (statvfs(path, &found) < 0) return otherwise;
  errno = EBUSY;
  return found.f_flag & ST_RDONLY ? NULL : otherwise;
}

const char *warden_prepare(struct warden_task *task) {
  const char *wrong = check_is_read_only("/", "use a root that can be written, it would carry things from run to run");
  if (wrong == NULL) wrong = check_is_read_only("/sys", "use a /sys that can be written");
  for (int i = 0; wrong == NULL && i < OWN_FOLDERS; i++) {
    struct statfs kind;
    errno = ENODEV;
    if (statfs(own_folders[i], &kind) < 0 || kind.f_type != TMPFS_MAGIC || statvfs(own_folders[i], &task->folders[i]) < 0)
      wrong = "take the size of a run's folders from the container's";
  }
  return wrong;
}

static const char *mount_own_folders(const struct warden_task *task) {
  for (int i = 0; i < OWN_FOLDERS; i++) {
    const struct statvfs *like = &task->folders[i];
    char options[128];
    snprintf(options, sizeof options, "size=%llu,nr_inodes=%llu,mode=1777,uid=%d,gid=%d",
             (unsigned long long)like->f_blocks * like->f_frsize, (unsigned long long)like->f_files, PROGRAM_USER, PROGRAM_USER);
    unsigned long flags = MS_NOSUID | MS_NODEV | (like->f_flag & ST_NOEXEC ? MS_NOEXEC : 0);
    if (mount("tmpfs", own_folders[i], "tmpfs", flags, options) < 0) return "mount a folder of the run's own";
  }
  return NULL;
}

static bool is_missing(int answer) { return answer < 0 && (errno == ENOENT || errno == EACCES); }

static const char *hide(const char *path) {
  int answer = mount("/dev/null", path, NULL, MS_BIND, NULL);
  if (answer < 0 && errno == ENOTDIR) answer = mount("tmpfs", path, "tmpfs", HARMLESS | MS_RDONLY, "size=4k,nr_inodes=1,mode=555");
  return answer == 0 || is_missing(answer) ? NULL : "hide what the engine hides";
}

static const char *protect(const char *path) {
  int answer = mount(path, path, NULL, MS_BIND, NULL);
  if (answer < 0) return is_missing(answer) ? NULL : "bind a part of /proc";
  return mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | HARMLESS, NULL) == 0 ? NULL : "make a part of /proc read-only";
}

static const char *mount_all(const struct warden_task *task) {
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return "make the mounts private";
  const char *wrong = mount_own_folders(task);
  if (wrong != NULL) return wrong;
  if (mount("proc", "/proc", "proc", HARMLESS, NULL) < 0) return "mount a fresh /proc";
  if (mount("mqueue", "/dev/mqueue", "mqueue", HARMLESS, NULL) < 0 && errno != ENOENT) return "mount fresh message queues";
  for (const char *const *path = hidden; wrong == NULL && *path != NULL; path++) wrong = hide(*path);
  for (const char *const *path = read_only; wrong == NULL && *path != NULL; path++) wrong = protect(*path);
  return wrong;
}

// As in a container without a network: programs may talk to themselves.
static const char *raise_loopback(void) {
  struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP};
  int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (any < 0) return "open a socket";
  int answer = ioctl(any, SIOCSIFFLAGS, &loopback);
  close(any);
  return answer < 0 ? "raise the loopback device" : NULL;
}

// The launcher's own user does not exist inside. This keeps all capabilities: they are lost only by who was root inside.
static const char *become_warden(void) {
  // When no program is left to kill for memory, rather this process than the launcher: then there still is a report.
  if (confine_oom("500") < 0) return "set oom_score_adj";
  if (setresgid(WARDEN_USER, WARDEN_USER, WARDEN_USER) < 0 || setresuid(WARDEN_USER, WARDEN_USER, WARDEN_USER) < 0)
    return "change the user";
  return NULL;
}

// From here on it can kill, and nothing else; the program has another user, so it can't reach back.
static const char *give_up_power(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return "set no_new_privs";
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  uint32_t can_kill = 1u << CAP_KILL;
  struct __user_cap_data_struct only[2] = {{can_kill, can_kill, 0}, {0, 0, 0}};
  if (syscall(SYS_capset, &header, only) < 0) return "drop the capabilities";
  // The launcher enters through this process, and the kernel lets nobody enter through one that is not dumpable. Nothing secret
  // is in it (no job has come yet), and the program's user may not look at it.
  if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) < 0) return "become dumpable";
  return confine_calls();
}

static const char *advice_for(const char *wrong) {
  if (strcmp(wrong, "mount a fresh /proc") == 0 && errno == EPERM)
    return "The engine covers parts of /proc: --security-opt systempaths=unconfined (MaskedPaths=[] and ReadonlyPaths=[])";
  if (errno == EACCES) return "AppArmor forbids it: --security-opt apparmor=unconfined, or a profile that allows mount and userns";
  if (errno == EPERM)
    return "Give the container the seccomp profile seccomp-namespace.json; kernel.apparmor_restrict_unprivileged_userns must be 0 "
           "where it exists";
  return "";
}

static void tell(int control, const char *wrong) {
  char words[400] = "";
  int length = 1;
  if (wrong != NULL) length = snprintf(words, sizeof words, "can't %s: %s. %s", wrong, strerror(errno), advice_for(wrong));
  send(control, words, (size_t)length < sizeof words ? (size_t)length : sizeof words - 1, MSG_NOSIGNAL);
}

static void keep_only(int control) {
  if (control > 0) syscall(SYS_close_range, 0u, (unsigned)control - 1, 0u);
  syscall(SYS_close_range, (unsigned)control + 1, ~0u, 0u);
}

static void kill_everybody(void) {
  while (kill(-1, SIGKILL) == 0 || errno != ESRCH) {
    // Returns when the last child has died: none is left as a zombie, because nobody wants to know how it ended.
    waitpid(-1, NULL, 0);
    if (kill(-1, 0) < 0 && errno == ESRCH) return;
    usleep(100);
  }
}

int warden_live(void *given) {
  const struct warden_task *task = given;
  char byte;
  keep_only(task->control);
  signal(SIGCHLD, SIG_IGN);
  if (recv(task->control, &byte, 1, 0) != 1) return 1;
  const char *wrong = become_warden();
  if (wrong == NULL) wrong = mount_all(task);
  if (wrong == NULL) wrong = raise_loopback();
  if (wrong == NULL) wrong = give_up_power();
  tell(task->control, wrong);
  while (wrong == NULL && recv(task->control, &byte, 1, 0) == 1) {
    kill_everybody();
    tell(task->control, NULL);
  }
  return 1;
}
