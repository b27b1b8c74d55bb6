#include "stream.h"

#include <errno.h>
#include <unistd.h>

void stream_close(struct stream *stream) {
  if (stream->file >= 0) close(stream->file);
  stream->file = -1;
}

bool stream_is_over_cap(const struct stream *stream) { return stream->seen > stream->cap; }

bool stream_forward(struct stream *stream) {
  size_t room = wire_room();
  if (stream->file < 0 || room == 0) return false;
  ssize_t length = read(stream->file, wire_payload(), room);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (length <= 0) {
    stream_close(stream);
    return false;
  }
  uint64_t left = stream->seen < stream->cap ? stream->cap - stream->seen : 0;
  size_t kept = left < (uint64_t)length ? (size_t)left : (size_t)length;
  stream->seen += (uint64_t)length;
  if (kept > 0) wire_commit(stream->type, kept);
  return true;
}
