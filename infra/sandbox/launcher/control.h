// What the runner says beside its jobs: that one is to end, and what is typed for its program. Messages are read exactly to their
// end, so that a job never lies in what was read, and one that came too late for its job is passed over before the next.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "job.h"

enum { WINDOW = 65536, CONTROL_HEADER = 5 };

// Where the next bytes of standard input belong, and how many at most. NULL when they are a job, whose first CONTROL_HEADER bytes
// have come; that is so only while no job runs.
uint8_t *control_place(size_t *room);
const uint8_t *control_job_header(void);

// Says how many have come. Answers NULL, or a sentence that says what is wrong with them.
const char *control_took(size_t count);

// Whether a message, or a job's header, has come in part.
bool control_is_inside(void);

// From begin to end a job runs; outside of that everything is passed over.
void control_begin(bool interactive);
void control_end(void);

bool control_is_cancelled(void);

// What was typed and not yet fed to the program, and whether nothing comes after it.
struct bytes control_typed(void);
bool control_is_all(void);

// So many of these were fed, or nobody wants any of them.
void control_fed(size_t count);
void control_drop(void);

// How many were fed since the runner was told, in total; 0 when it knows. Asking means telling.
uint64_t control_news(void);
