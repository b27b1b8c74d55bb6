// A program's standard input: what its job brought, then what is typed.
#pragma once
#include "job.h"

struct feed {
  int file;  // our end of its pipe; -1 when nothing more goes there
  struct bytes brought;
};

// Whether there is something to do as soon as the pipe has room. While there is not, nobody may wait for that.
bool feed_is_due(const struct feed *feed);

// Writes what the pipe takes, and ends it behind the last byte.
void feed_on(struct feed *feed);

void feed_close(struct feed *feed);

// Tells the runner how much of what was typed has been taken, when that is news and there is room for it.
void feed_tell(void);
