// The wall around a run, at one of two levels: the container that serves one job and no more, or fresh namespaces for each job
// inside of a container that stays. Everything that differs between the two is behind these functions.
#pragma once
#include <stdbool.h>
#include <sys/types.h>

// Takes the level by its name; false when there is none of that name. Without a call it is "container".
bool isolation_choose(const char *name);
const char *isolation_name(void);

// Whether there is a next job after this one.
bool isolation_serves_many(void);

// Makes ahead what the next job will need. False, and a sentence that says what to change, when that can't be done.
bool isolation_prepare(char failure[512]);

// Whether what was made ahead still stands, now that this child has died.
bool isolation_survives(pid_t dead);

// Starts a child of ours inside of the wall, which calls become and never returns. Answers like fork: its id, or -1 and errno.
pid_t isolation_start(void (*become)(void *), void *what);

// Kills and reaps every process of the run. Answers the wait status of pid if it was among them, else -1.
int isolation_end_all(pid_t pid);

// Takes down what the last job leaves: afterwards nothing of it exists.
void isolation_clear(void);
