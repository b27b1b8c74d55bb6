#include "isolation.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "meter.h"
#include "namespace.h"

static bool dense;

bool isolation_choose(const char *name) {
  dense = strcmp(name, "namespace") == 0;
  return dense || strcmp(name, "container") == 0;
}

const char *isolation_name(void) { return dense ? "namespace" : "container"; }
bool isolation_serves_many(void) { return dense; }
bool isolation_prepare(char failure[512]) { return !dense || namespace_make(failure); }
bool isolation_survives(pid_t dead) { return !dense || !namespace_is_kept_by(dead); }

void isolation_clear(void) {
  if (dense) namespace_destroy();
}

pid_t isolation_start(void (*become)(void *), void *what) {
  if (dense) return namespace_start(become, what);
  pid_t child = fork();
  if (child == 0) become(what);
  return child;
}

// Outside of a container, where we are not process 1: our direct children only. Orphans become our children (we are a
// subreaper), so that repeating this reaches them all.
static void kill_children(void) {
  char path[64], text[4096];
  snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return;
  text[length] = 0;
  for (char *at = text, *after; *at != 0; at = after) {
    long pid = strtol(at, &after, 10);
    if (after == at) break;
    if (pid > 1) kill((pid_t)pid, SIGKILL);
  }
}

static int container_end_all(pid_t pid) {
  int found = -1, status;
  for (;;) {
    if (getpid() == 1)
      kill(-1, SIGKILL);
    else
      kill_children();
    pid_t reaped = meter_reap(&status, 0);
    if (reaped < 0 && errno == EINTR) continue;
    if (reaped < 0) return found;
    if (reaped == pid) found = status;
  }
}

int isolation_end_all(pid_t pid) { return dense ? namespace_end_all(pid) : container_end_all(pid); }
