// A job as it came over standard input: what to write, what to run, and within which limits.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_BODY = 4 << 20, MAX_STEPS = 4, MAX_FILES = 256, MAX_ENVIRONMENT = 256, MAX_ARGUMENTS = 1024 };

struct bytes {
  const uint8_t *at;
  size_t length;
};

struct file {
  char *name;
  struct bytes content;
};

struct step {
  bool compile;
  bool continues;  // goes on in the process of the step before, without a command of its own
  uint32_t wall_ms, cpu_ms, open_files;
  uint64_t output_cap, error_cap, file_size;
  char *arguments[MAX_ARGUMENTS + 1];
};

struct job {
  size_t file_count, environment_count, step_count;
  bool has_input;
  bool interactive;  // what is typed follows the input
  struct bytes input;
  struct file files[MAX_FILES];
  char *environment[MAX_ENVIRONMENT + 1];
  struct step steps[MAX_STEPS + 1];  // the last is never used: each has one after it
};

// Whether the step's process goes on as the next step.
static inline bool job_goes_on(const struct step *step) { return step[1].continues; }

// Reads the fields of a body into an empty job, which keeps pointing into the body.
// Answers NULL, or a sentence that says what is wrong.
const char *job_parse(struct bytes body, struct job *job);

// Frees what parsing took, and empties the job.
void job_clear(struct job *job);
