// One of a program's two output streams, on its way to the runner.
#pragma once
#include "wire.h"

struct stream {
  int file;  // our end of its pipe; -1 when it has ended
  enum frame type;
  uint64_t cap, seen;
};

// Forwards what lies in the pipe, at most one frame. False when there is nothing (more) to read, or no room for it.
bool stream_forward(struct stream *stream);

bool stream_is_over_cap(const struct stream *stream);
void stream_close(struct stream *stream);
