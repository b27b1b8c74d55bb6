#include "run.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "control.h"
#include "feed.h"
#include "isolation.h"
#include "program.h"
#include "stream.h"
#include "wire.h"

// The signal that announces the end, and how often nothing may happen for 10 ms until the end comes anyway.
enum { ANNOUNCED = 64, PATIENCE_LOOKS = 10, LOOK_MS = 10, LONGEST_US = 500000, LONGEST_OF_CANCELLED_US = 200000 };

enum { US_PER_MS = 1000, CPU_CHECK_AT_LEAST_US = 10 * US_PER_MS, QUOTA_PERIOD_US = 500 * US_PER_MS };

// What the process of a compile step says when it is to go on as the next step.
static const char COMPILED[] = "compiled";

struct run {
  const struct step *step;
  int signals;
  struct program program;
  struct stream output, error;
  struct feed input;
  uint64_t begun_us, next_cpu_check_us;
  struct outcome outcome;
};

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// The first cause stands: what comes later is its consequence.
static void decide(struct run *run, enum cause cause) {
  if (run->outcome.cause == UNDECIDED) run->outcome.cause = cause;
}

static void break_off(struct run *run, const char *why) {
  if (run->outcome.cause != UNDECIDED) return;
  run->outcome.cause = BROKEN;
  snprintf(run->outcome.failure, sizeof run->outcome.failure, "%s", why);
}

static void watch_stream(struct run *run, struct stream *stream) {
  stream_forward(stream);
  if (stream_is_over_cap(stream)) decide(run, OUTPUT_LIMIT);
}

static uint64_t wall_end_us(const struct run *run) { return run->begun_us + (uint64_t)run->step->wall_ms * US_PER_MS; }

static uint64_t cpu_us(const struct run *run) { return meter_cpu(run->program.pid) - run->outcome.before.cpu_us; }

// Nothing can use CPU time faster than all processors together: so the next look is due when the rest could be used up.
static void watch_cpu(struct run *run, uint64_t now) {
  uint64_t limit = (uint64_t)run->step->cpu_ms * US_PER_MS, used = cpu_us(run);
  if (used < limit) {
    uint64_t earliest = (limit - used) / meter_processors();
    run->next_cpu_check_us = now + (earliest > CPU_CHECK_AT_LEAST_US ? earliest : CPU_CHECK_AT_LEAST_US);
    return;
  }
  // With several threads a CPU quota lets the CPU time run ahead of the wall by up to one period. When the wall is that near,
  // both are reached, and the wall wins.
  if (now + QUOTA_PERIOD_US >= wall_end_us(run))
    run->next_cpu_check_us = wall_end_us(run);
  else
    decide(run, CPU_TIME);
}

// Forwards all that lies in a pipe, to a slow reader too: whoever could write more is waiting, or dead.
static void empty(struct run *run, struct stream *stream) {
  while (stream->file >= 0 && run->outcome.cause != ABANDONED && !stream_is_over_cap(stream)) {
    if (wire_room() == 0 && !wire_wait()) run->outcome.cause = ABANDONED;
    if (wire_room() > 0 && !stream_forward(stream)) break;
  }
}

static void begin(struct run *run) {
  run->output.cap = run->step->output_cap;
  run->error.cap = run->step->error_cap;
  run->output.seen = run->error.seen = 0;
  wire_add(BEGIN, &(uint8_t){(uint8_t)run->outcome.step}, 1);
  if (!wire_flush()) decide(run, ABANDONED);
  watch_cpu(run, run->begun_us);
}

// The process waits for an answer: what it has written and used until now is the compile step's, and nothing of that is the next one's.
static void go_on(struct run *run) {
  empty(run, &run->output);
  empty(run, &run->error);
  if (stream_is_over_cap(&run->output) || stream_is_over_cap(&run->error)) decide(run, OUTPUT_LIMIT);
  if (run->outcome.cause != UNDECIDED) return;
  run->step++;
  run->outcome.step++;
  meter_begin();
  run->outcome.before = meter_read(run->program.pid);
  run->begun_us = now_us();
  begin(run);
  send(run->program.line, "", 1, MSG_NOSIGNAL);
}

// One word comes, or none ever: after anything else there is no line any more.
static void watch_line(struct run *run) {
  char words[2 * sizeof COMPILED];
  if (run->program.line < 0 || run->outcome.cause != UNDECIDED) return;
  ssize_t length = recv(run->program.line, words, sizeof words, MSG_DONTWAIT);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (length == sizeof COMPILED - 1 && memcmp(words, COMPILED, sizeof COMPILED - 1) == 0) go_on(run);
  close(run->program.line);
  run->program.line = -1;
}

static void reap(struct run *run) {
  int status;
  pid_t pid;
  while ((pid = meter_reap(&status, WNOHANG)) > 0) {
    if (pid != run->program.pid) continue;
    watch_line(run);  // its last word
    run->outcome.status = status;
    decide(run, WIFEXITED(status) ? EXITED : SIGNALLED);
  }
}

// A program that has ended by itself was not cancelled.
static void cancel(struct run *run) {
  reap(run);
  decide(run, CANCELLED);
}

static void watch_runner(struct run *run) {
  size_t room;
  uint8_t *to = control_place(&room);
  ssize_t received = read(STDIN_FILENO, to, room);
  if (received <= 0) {
    decide(run, ABANDONED);
    return;
  }
  const char *wrong = control_took((size_t)received);
  if (wrong != NULL) break_off(run, wrong);
  if (control_is_cancelled()) cancel(run);
}

static void watch_signals(struct run *run) {
  struct signalfd_siginfo signal;
  while (read(run->signals, &signal, sizeof signal) == sizeof signal)
    if (signal.ssi_signo == SIGTERM) decide(run, STOPPED);
  reap(run);
}

static void watch_time(struct run *run) {
  uint64_t now = now_us();
  if (now >= wall_end_us(run))
    decide(run, WALL_TIME);
  else if (now >= run->next_cpu_check_us)
    watch_cpu(run, now);
}

static struct timespec until_next_look(const struct run *run) {
  uint64_t now = now_us(), end = wall_end_us(run);
  if (run->next_cpu_check_us < end) end = run->next_cpu_check_us;
  uint64_t left = end > now ? end - now : 0;
  return (struct timespec){(time_t)(left / 1000000), (long)(left % 1000000) * 1000};
}

// Waits for whatever happens next, and deals with it.
static void watch(struct run *run) {
  bool has_room = wire_room() > 0;
  struct pollfd ends[] = {
      {run->signals, POLLIN, 0},
      {STDIN_FILENO, POLLIN, 0},
      {has_room ? run->output.file : -1, POLLIN, 0},
      {has_room ? run->error.file : -1, POLLIN, 0},
      {feed_is_due(&run->input) ? run->input.file : -1, POLLOUT, 0},
      {wire_is_pending() ? STDOUT_FILENO : -1, POLLOUT, 0},
      {run->program.line, POLLIN, 0},
  };
  struct timespec patience = until_next_look(run);
  if (ppoll(ends, sizeof ends / sizeof ends[0], &patience, NULL) < 0 && errno != EINTR) break_off(run, "can't wait for events");
  if (ends[2].revents) watch_stream(run, &run->output);
  if (ends[3].revents) watch_stream(run, &run->error);
  if (ends[1].revents) watch_runner(run);
  if (ends[4].revents) feed_on(&run->input);
  feed_tell();
  if (!wire_flush()) decide(run, ABANDONED);
  if (ends[6].revents) watch_line(run);
  if (ends[0].revents) watch_signals(run);
  watch_time(run);
}

// Everybody who could write is dead: what lies in the pipe is all there will be, even where no end of file comes.
static void drain(struct run *run, struct stream *stream) {
  empty(run, stream);
  stream_close(stream);
  if (stream_is_over_cap(stream) && (run->outcome.cause == EXITED || run->outcome.cause == SIGNALLED)) run->outcome.cause = OUTPUT_LIMIT;
}

static bool is_cut_short(const struct run *run) {
  enum cause cause = run->outcome.cause;
  return cause == WALL_TIME || cause == CPU_TIME || cause == CANCELLED;
}

// A program whose time is up may hold output back that it can write out itself (image/output): it is asked to, and dies of it.
static void announce_end(struct run *run) {
  if (!is_cut_short(run) || !program_catches(&run->program, ANNOUNCED)) return;
  kill(run->program.pid, ANNOUNCED);
  uint64_t last_us = now_us() + (run->outcome.cause == CANCELLED ? LONGEST_OF_CANCELLED_US : LONGEST_US);
  for (int looks = 0; looks < PATIENCE_LOOKS && run->outcome.status == -1 && now_us() < last_us;) {
    bool has_room = wire_room() > 0;
    struct pollfd ends[] = {
        {run->signals, POLLIN, 0},
        {has_room ? run->output.file : -1, POLLIN, 0},
        {has_room ? run->error.file : -1, POLLIN, 0},
        {wire_is_pending() ? STDOUT_FILENO : -1, POLLOUT, 0},
    };
    if (poll(ends, sizeof ends / sizeof ends[0], LOOK_MS) <= 0) looks++;
    stream_forward(&run->output);
    stream_forward(&run->error);
    if (!wire_flush()) return;
    if (ends[0].revents) watch_signals(run);
  }
}

static void end(struct run *run) {
  run->outcome.wall_us = now_us() - run->begun_us;
  announce_end(run);
  if (run->program.line >= 0) close(run->program.line);
  int status = isolation_end_all(run->program.pid);
  // Not before: the end of its input is no end of a program's time.
  feed_close(&run->input);
  if (status != -1) run->outcome.status = status;
  run->outcome.after = meter_read(0);
  drain(run, &run->output);
  drain(run, &run->error);
  run->outcome.output_bytes = run->output.seen;
  run->outcome.error_bytes = run->error.seen;
  run->outcome.output_truncated = stream_is_over_cap(&run->output);
  run->outcome.error_truncated = stream_is_over_cap(&run->error);
}

// A compiler that is killed says nothing of the reason; the one word 'Killed' at best.
static const char *reason_of_kill(const struct outcome *outcome) {
  if (outcome->after.oom_kills > outcome->before.oom_kills) return "\nThe compiler was killed: it needed more memory than it may have.\n";
  if (outcome->cause == WALL_TIME || outcome->cause == CPU_TIME) return "\nThe compiler was killed: it needed more time than it may have.\n";
  return "";
}

static void explain_kill(struct run *run) {
  if (!run->step->compile || run->outcome.error_truncated) return;
  const char *reason = reason_of_kill(&run->outcome);
  if (reason[0] != 0) wire_add(ERR, reason, strlen(reason));
  run->outcome.error_bytes += strlen(reason);
}

static struct outcome could_not_start(struct run *run, enum start start) {
  isolation_end_all(run->program.pid);
  run->outcome.cause = start == COMMAND_FAILED ? ERROR : BROKEN;
  run->outcome.after = meter_read(0);
  if (start != COMMAND_FAILED) return run->outcome;
  program_close(&run->program);
  wire_add(ERR, run->outcome.failure, strlen(run->outcome.failure));
  return run->outcome;
}

static bool is_spoken_to(void) {
  struct pollfd input = {STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) > 0;
}

struct outcome run_step(const struct job *job, size_t index, int signals) {
  const struct step *step = &job->steps[index];
  meter_begin();
  struct run run = {.step = step, .signals = signals};
  run.outcome = (struct outcome){.step = index, .status = -1, .before = meter_read(0)};
  run.outcome.after = run.outcome.before;
  while (run.outcome.cause == UNDECIDED && is_spoken_to()) watch_runner(&run);
  // Also by a message that was read when the step before had just ended.
  if (control_is_cancelled()) decide(&run, CANCELLED);
  if (run.outcome.cause != UNDECIDED) return run.outcome;
  run.begun_us = now_us();
  enum start start = program_start(job, step, index == 0, &run.program, run.outcome.failure);
  if (start != STARTED) return could_not_start(&run, start);
  run.input = (struct feed){run.program.input, job->input};
  run.output = (struct stream){.file = run.program.output, .type = OUT};
  run.error = (struct stream){.file = run.program.error, .type = ERR};
  begin(&run);
  while (run.outcome.cause == UNDECIDED) watch(&run);
  end(&run);
  explain_kill(&run);
  return run.outcome;
}
