// A step's program: how it is started, and how everything that it left behind is ended.
#pragma once
#include <sys/types.h>

#include "job.h"

struct program {
  pid_t pid;
  int input, output, error;  // our ends of its pipes; input is -1 when there is nothing to write
};

enum start { STARTED, COMMAND_FAILED, SETUP_FAILED };

// Starts a step as uid 1000 without any privilege; writes the job's files first where with_files says so.
// When it answers something else than STARTED, failure holds the sentence that says why.
enum start program_start(const struct job *job, const struct step *step, bool with_files, struct program *program, char failure[512]);

// Kills and reaps every process that is not ours to keep. Answers the wait status of pid if it was among them, else -1.
int program_end_all(pid_t pid);
