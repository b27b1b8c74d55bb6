// What a child does to itself between fork and exec. Each function answers NULL, or names the step that failed and leaves errno.
#pragma once
#include "job.h"

const char *confine_limits(const struct step *step);
const char *confine_privileges(void);
const char *confine_calls(void);
