// One step, watched from its start until nothing of it is left.
#pragma once
#include "job.h"
#include "meter.h"

enum cause {
  UNDECIDED,
  EXITED,
  SIGNALLED,
  WALL_TIME,
  CPU_TIME,
  OUTPUT_LIMIT,
  CANCELLED,  // the runner asked for its end
  STOPPED,  // the engine ends the container
  ERROR,    // the step's command could not be started
  ABANDONED,  // the runner is gone: there is nobody to tell
  BROKEN,     // the launcher could not do its work; failure says why
};

struct outcome {
  size_t step;  // which one ended
  enum cause cause;
  int status;  // as from wait, or -1 when there never was a program
  uint64_t wall_us;
  struct usage before, after;
  uint64_t output_bytes, error_bytes;
  bool output_truncated, error_truncated;
  char failure[512];
};

// Runs step number index of a job, and the next one where that continues it; output goes out as frames meanwhile. signals is a
// signalfd for SIGCHLD and SIGTERM.
struct outcome run_step(const struct job *job, size_t index, int signals);
