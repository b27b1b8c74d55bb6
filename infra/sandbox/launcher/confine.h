// What a child does to itself between fork and exec. Each function answers NULL, or names the step that failed and leaves errno.
#pragma once
#include "job.h"

// The user and group that programs run as.
enum { PROGRAM_USER = 1000 };

// How willing the kernel is to kill this process first when memory runs out, as a number in words; at most "1000". -1 and errno.
int confine_oom(const char *score);

const char *confine_limits(const struct step *step);
const char *confine_privileges(void);
const char *confine_calls(void);
