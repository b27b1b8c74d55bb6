#include "feed.h"

#include <errno.h>
#include <unistd.h>

#include "control.h"
#include "wire.h"

static struct bytes next(const struct feed *feed) { return feed->brought.length > 0 ? feed->brought : control_typed(); }

static bool is_at_end(const struct feed *feed) { return next(feed).length == 0 && control_is_all(); }

bool feed_is_due(const struct feed *feed) { return feed->file >= 0 && (next(feed).length > 0 || is_at_end(feed)); }

static void advance(struct feed *feed, size_t count) {
  if (feed->brought.length == 0) {
    control_fed(count);
    return;
  }
  feed->brought.at += count;
  feed->brought.length -= count;
}

void feed_on(struct feed *feed) {
  struct bytes bytes = next(feed);
  ssize_t written = bytes.length > 0 ? write(feed->file, bytes.at, bytes.length) : 0;
  if (written < 0 && errno == EAGAIN) return;
  // EPIPE: the program does not want the rest.
  if (written < 0) control_drop();
  if (written > 0) advance(feed, (size_t)written);
  if (written < 0 || is_at_end(feed)) feed_close(feed);
}

void feed_close(struct feed *feed) {
  if (feed->file >= 0) close(feed->file);
  feed->file = -1;
}

void feed_tell(void) {
  if (wire_room() == 0) return;
  uint64_t taken = control_news();
  uint8_t digits[8];
  for (int i = 0; i < 8; i++) digits[i] = (uint8_t)(taken >> (56 - 8 * i));
  if (taken > 0) wire_add(TAKEN, digits, sizeof digits);
}
