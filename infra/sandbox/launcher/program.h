// A step's program, and how it is started.
#pragma once
#include <sys/types.h>

#include "job.h"

struct program {
  pid_t pid;
  int input, output, error;  // our ends of its pipes; input is -1 when there is nothing to write, now or later
  int line;                  // our end of the line on which it says that it goes on as the next step; -1 when there is none
};

// Where such a process finds its own end of the line, a SOCK_SEQPACKET socket.
enum { LINE = 3 };

enum start { STARTED, COMMAND_FAILED, SETUP_FAILED };

// Starts a step as uid 1000 without any privilege; writes the job's files first where with_files says so.
// When it answers something else than STARTED, failure holds the sentence that says why.
enum start program_start(const struct job *job, const struct step *step, bool with_files, struct program *program, char failure[512]);

// Whether it has a handler for a signal, which would end it otherwise.
bool program_catches(const struct program *program, int signal);

// Closes our ends of the pipes of a program that is not watched any more.
void program_close(struct program *program);
