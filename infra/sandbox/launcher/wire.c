#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { HEADER = 5, ROOM_FOR_SMALL_FRAMES = 8192, LEAST_ROOM = 4096 };

static uint8_t buffer[3 * (HEADER + MAX_PAYLOAD) + ROOM_FOR_SMALL_FRAMES];
static size_t from, to;

void wire_open(void) {
  // Its pages are ours from now on: a program that has used up the container's memory can't keep us from reporting.
  memset(buffer, 1, sizeof buffer);
  fcntl(STDOUT_FILENO, F_SETFL, fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
}

bool wire_is_pending(void) { return from < to; }

static void move_to_front(void) {
  if (from == 0) return;
  memmove(buffer, buffer + from, to - from);
  to -= from;
  from = 0;
}

static size_t free_bytes(void) { return sizeof buffer - to; }

size_t wire_room(void) {
  size_t needed = HEADER + MAX_PAYLOAD + ROOM_FOR_SMALL_FRAMES;
  if (free_bytes() < needed) move_to_front();
  if (free_bytes() < HEADER + LEAST_ROOM + ROOM_FOR_SMALL_FRAMES) return 0;
  return free_bytes() < needed ? free_bytes() - HEADER - ROOM_FOR_SMALL_FRAMES : MAX_PAYLOAD;
}

uint8_t *wire_payload(void) { return buffer + to + HEADER; }

void wire_commit(enum frame type, size_t length) {
  uint8_t *header = buffer + to;
  header[0] = (uint8_t)type;
  for (int i = 0; i < 4; i++) header[1 + i] = (uint8_t)(length >> (24 - 8 * i));
  to += HEADER + length;
}

void wire_add(enum frame type, const void *payload, size_t length) {
  if (free_bytes() < HEADER + length) move_to_front();
  if (free_bytes() < HEADER + length) return;
  memcpy(wire_payload(), payload, length);
  wire_commit(type, length);
}

bool wire_flush(void) {
  while (from < to) {
    ssize_t written = write(STDOUT_FILENO, buffer + from, to - from);
    if (written < 0 && errno == EINTR) continue;
    // ENOMEM: the pipe's pages count as the container's memory; there will be some when the program has been killed.
    if (written < 0) return errno == EAGAIN || errno == ENOMEM;
    from += (size_t)written;
  }
  from = to = 0;
  return true;
}

bool wire_wait(void) {
  struct pollfd ends[] = {{STDOUT_FILENO, POLLOUT, 0}, {STDIN_FILENO, 0, 0}};
  if (poll(ends, 2, -1) < 0 && errno != EINTR) return false;
  if (ends[1].revents & (POLLHUP | POLLERR)) return false;
  return wire_flush();
}

bool wire_finish(void) {
  if (!wire_flush()) return false;
  while (wire_is_pending())
    if (!wire_wait()) return false;
  return true;
}
