// What the run has used: from the container's control group where it can be read, else from what the kernel says of our children.
#pragma once
#include <stdint.h>
#include <sys/types.h>

struct usage {
  uint64_t cpu_us;
  uint64_t peak_bytes;
  uint64_t oom_kills;
};

// Looks for the control group's files once; answers "1", "2" or "none".
const char *meter_open(void);

// How many processors can work for the container at the same time, as seen by meter_open.
uint64_t meter_processors(void);

// CPU time of everything in the container so far, in microseconds; child is the one that still runs, or 0.
uint64_t meter_cpu(pid_t child);

// Forgets which child was the largest, and waits for any child like waitpid(-1, ...), remembering how large it was.
void meter_begin(void);
pid_t meter_reap(int *status, int options);

// All figures so far, child as above. Differences of two are what lay between them, but the peak is one of the container's whole life.
struct usage meter_read(pid_t child);

// The peak between two readings. Where the container's own peak did not move, starting it, or an earlier job, took more than the run did:
// the largest child reaped since meter_begin says more then.
uint64_t meter_peak(struct usage before, struct usage after);
