#include "control.h"

#include <string.h>

enum { CANCEL = 'K', INPUT = 'I', INPUT_END = 'Z' };

// The message that is coming in.
static uint8_t header[CONTROL_HEADER];
static size_t have;  // of its header
static size_t left;  // of its payload

static enum { NO_JOB, RUNS, RUNS_INTERACTIVE } state;
static bool cancelled;

static uint8_t buffer[WINDOW];

static struct {
  size_t count;  // of what lies in the buffer
  uint64_t fed, told;
  bool is_unwanted, has_ended;
} typed;

uint8_t *control_place(size_t *room) {
  if (have == CONTROL_HEADER) return NULL;
  *room = left > 0 ? left : CONTROL_HEADER - have;
  return left > 0 ? buffer + typed.count : header + have;
}

const uint8_t *control_job_header(void) { return header; }

bool control_is_inside(void) { return have > 0 || left > 0; }

static void took_payload(size_t count) {
  left -= count;
  if (state != RUNS_INTERACTIVE) return;
  typed.count += count;
  if (typed.is_unwanted) control_fed(typed.count);
}

static const char *took_input(size_t length) {
  if (state != RUNS_INTERACTIVE) return "something was typed for a job that is not interactive";
  if (typed.has_ended) return "something was typed after the end of what is typed";
  if (length > WINDOW - typed.count) return "more was typed than there is room for";
  typed.has_ended = length == 0;
  return NULL;
}

const char *control_took(size_t count) {
  if (left > 0) {
    took_payload(count);
    return NULL;
  }
  have += count;
  uint8_t type = header[0];
  if (type != CANCEL && type != INPUT && type != INPUT_END) return state == NO_JOB ? NULL : "there is more input than one job";
  if (have < CONTROL_HEADER) return NULL;
  have = 0;
  size_t length = (size_t)header[1] << 24 | (size_t)header[2] << 16 | (size_t)header[3] << 8 | header[4];
  if (length > WINDOW || (length > 0) != (type == INPUT)) return "a control message has a wrong length";
  const char *wrong = state == NO_JOB || type == CANCEL ? NULL : took_input(length);
  if (wrong != NULL) return wrong;
  left = length;
  cancelled = cancelled || type == CANCEL;
  return NULL;
}

void control_begin(bool interactive) {
  memset(&typed, 0, sizeof typed);
  // Its pages are ours before a program takes all the memory.
  if (interactive) memset(buffer, 0, sizeof buffer);
  have = left = 0;
  cancelled = false;
  state = interactive ? RUNS_INTERACTIVE : RUNS;
}

void control_end(void) {
  typed.count = 0;
  state = NO_JOB;
}

bool control_is_cancelled(void) { return cancelled; }

struct bytes control_typed(void) { return (struct bytes){buffer, typed.count}; }

bool control_is_all(void) { return state != RUNS_INTERACTIVE || typed.has_ended; }

void control_fed(size_t count) {
  typed.count -= count;
  typed.fed += count;
  memmove(buffer, buffer + count, typed.count);
}

void control_drop(void) {
  typed.is_unwanted = true;
  control_fed(typed.count);
}

uint64_t control_news(void) {
  uint64_t news = typed.fed > typed.told ? typed.fed : 0;
  typed.told = typed.fed;
  return news;
}
