#include "namespace.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"
#include "meter.h"
#include "warden.h"

#define ALL_NEW (CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWCGROUP)

enum { STACK = 128 * 1024 };

static struct {
  pid_t pid;
  int handle;   // a pidfd, by which the namespaces are entered
  int control;  // our end of the line to it
} warden = {-1, -1, -1};

static _Alignas(16) char stack[STACK];

// By its handle: its number may already be somebody else's.
static void kill_warden(void) {
  if (warden.handle >= 0) syscall(SYS_pidfd_send_signal, warden.handle, SIGKILL, NULL, 0);
}

static bool refuse(char failure[512], const char *what, const char *advice) {
  snprintf(failure, 512, "isolation by namespaces is not possible here: can't %s: %s. %s", what, strerror(errno), advice);
  namespace_destroy();
  return false;
}

static bool write_file(const char *name, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)warden.pid, name);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  bool written = write(file, text, strlen(text)) == (ssize_t)strlen(text);
  close(file);
  return written;
}

// Two users exist inside, neither of them root here or there: the program's and the warden's. They are the same outside.
static bool map_users(void) {
  char map[64];
  snprintf(map, sizeof map, "%d %d 1\n%d %d 1\n", PROGRAM_USER, PROGRAM_USER, WARDEN_USER, WARDEN_USER);
  return write_file("uid_map", map) && write_file("gid_map", map);
}

bool namespace_make(char failure[512]) {
  static struct warden_task task;
  const char *wrong = warden_prepare(&task);
  if (wrong != NULL) return refuse(failure, wrong, "Run the container with --read-only and a tmpfs on /work, /tmp and /dev/shm");
  int line[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, line) < 0) return refuse(failure, "make a socket pair", "");
  warden.control = line[0];
  task.control = line[1];
  warden.pid = clone(warden_live, stack + STACK, ALL_NEW | CLONE_PIDFD | SIGCHLD, &task, &warden.handle);
  close(line[1]);
  if (warden.pid < 0)
    return refuse(failure, "make namespaces",
                  "Give the container the seccomp profile seccomp-namespace.json; on the host user.max_user_namespaces must be above 0, "
                  "kernel.unprivileged_userns_clone 1 and kernel.apparmor_restrict_unprivileged_userns 0 where they exist");
  if (!map_users()) return refuse(failure, "map users", "The container needs the capabilities SETUID and SETGID");
  char answer[512];
  ssize_t length = send(warden.control, "", 1, MSG_NOSIGNAL) == 1 ? recv(warden.control, answer, sizeof answer - 1, 0) : -1;
  if (length == 1) return true;
  if (length <= 0) return refuse(failure, "talk to the warden", "It died; there may be too little memory or too few processes");
  answer[length] = 0;
  snprintf(failure, 512, "isolation by namespaces is not possible here: %.440s", answer);
  namespace_destroy();
  return false;
}

bool namespace_is_kept_by(pid_t pid) { return pid == warden.pid; }

// What the child that shares our memory is told, and what it answers.
static struct {
  void (*become)(void *);
  void *what;
  pid_t started;
  int error;
} entry;

// Who enters a pid namespace stays outside of it: only its children are in. So this process lives for that one child, which it
// gives to its own parent, the launcher.
static int enter(void *unused) {
  (void)unused;
  entry.started = -1;
  if (setns(warden.handle, ALL_NEW) == 0) entry.started = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
  if (entry.started == 0) entry.become(entry.what);
  entry.error = errno;
  return 0;
}

pid_t namespace_start(void (*become)(void *), void *what) {
  entry.become = become;
  entry.what = what;
  // Like vfork: it borrows our memory, and we wait. Its child inherits the signal that tells of its death, too.
  pid_t helper = clone(enter, stack + STACK, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL);
  if (helper < 0) return -1;
  waitpid(helper, NULL, 0);
  errno = entry.error;
  return entry.started;
}

// The warden is dead or dying, and the kernel kills all that were with it.
static int reap_all(pid_t pid, int found) {
  int status;
  pid_t reaped;
  while ((reaped = meter_reap(&status, 0)) > 0 || errno == EINTR)
    if (reaped == pid) found = status;
  return found;
}

int namespace_end_all(pid_t pid) {
  int found = -1, status;
  bool told = send(warden.control, "", 1, MSG_NOSIGNAL) == 1;
  while (told) {
    pid_t reaped;
    while ((reaped = meter_reap(&status, WNOHANG)) > 0)
      if (reaped == pid) found = status;
    // It answers when nobody is left, and those whose parent we are are left until we have reaped them.
    struct pollfd line = {warden.control, POLLIN, 0};
    if (poll(&line, 1, 1) <= 0) continue;
    char answer;
    if (recv(warden.control, &answer, 1, 0) == 1) return found;
    told = false;
  }
  kill_warden();
  return reap_all(pid, found);
}

void namespace_destroy(void) {
  kill_warden();
  if (warden.handle >= 0) close(warden.handle);
  if (warden.control >= 0) close(warden.control);
  if (warden.pid > 0) waitpid(warden.pid, NULL, 0);
  warden.pid = warden.handle = warden.control = -1;
}
