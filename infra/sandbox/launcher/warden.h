// The first process of a run's namespaces: makes the run's own view of the file system, then waits, and kills when told to.
#pragma once
#include <sys/statvfs.h>

enum { WARDEN_USER = 1001, OWN_FOLDERS = 3 };

struct warden_task {
  int control;
  struct statvfs folders[OWN_FOLDERS];  // how large the container's own are
};

// Looks at the container, whose figures hold for each run too. NULL, or what failed.
const char *warden_prepare(struct warden_task *task);

// The life of the warden, given a struct warden_task. It waits for a first byte (users are mapped) and answers one byte (ready) or
// a sentence that says what failed; then for each further byte it kills and reaps everybody, and answers one byte. It dies when the
// line ends.
int warden_live(void *task);
