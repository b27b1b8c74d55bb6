// The launcher: the first process of a sandbox container. It takes a job over standard input, runs its steps one after the
// other as a user without privileges, and reports over standard output. PROTOCOL.md says how.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "control.h"
#include "isolation.h"
#include "run.h"
#include "wire.h"

enum { KERNEL_SIGNALS_BYTES = 8 };

static struct job job;
static uint8_t *body;

// Never silence: whatever keeps us from our work is said in a frame, and on standard error for whoever debugs.
static _Noreturn void fault(const char *format, ...) {
  char words[700];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(words, sizeof words, format, values);
  va_end(values);
  wire_add(FAULT, words, length < (int)sizeof words ? (size_t)length : sizeof words - 1);
  wire_finish();
  dprintf(STDERR_FILENO, "launcher: %s\n", words);
  exit(1);
}

// All signals wait: none of the few that matter may come at a bad moment, and a closed pipe shows as an error of write.
// Whatever dispositions the engine left are reset, so that the program inherits the defaults.
static int take_signals(void) {
  sigset_t all, ours;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  // By the system call: the library keeps 32 and 33 to itself, while an engine may have been started with them ignored.
  const unsigned long defaults[8] = {0};
  for (int number = 1; number < NSIG; number++) syscall(SYS_rt_sigaction, number, defaults, NULL, KERNEL_SIGNALS_BYTES);
  sigemptyset(&ours);
  sigaddset(&ours, SIGCHLD);
  sigaddset(&ours, SIGTERM);
  return signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
}

// Descriptors 0, 1 and 2 are ours for ever, and no other is open.
static void take_descriptors(void) {
  int file;
  while ((file = open("/dev/null", O_RDWR)) >= 0 && file <= 2) {
  }
  if (file > 2) close(file);
  for (int standard = 0; standard <= 2; standard++) fcntl(standard, F_SETFD, FD_CLOEXEC);
  if (syscall(SYS_close_range, 3u, ~0u, 0u) < 0)
    for (file = 3; file < 1024; file++) close(file);
}

// Waits for bytes of a job. Ends the launcher when the runner hangs up before a job has begun, or the engine stops.
static size_t receive_some(uint8_t *to, size_t length, int signals, bool begun) {
  struct pollfd ends[] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
  if (poll(ends, 2, -1) < 0 && errno != EINTR) fault("can't wait for a job: %s", strerror(errno));
  struct signalfd_siginfo signal;
  while (ends[1].revents && read(signals, &signal, sizeof signal) == sizeof signal)
    if (signal.ssi_signo == SIGTERM) exit(0);
  for (pid_t dead; ends[1].revents && (dead = waitpid(-1, NULL, WNOHANG)) > 0;)
    if (!isolation_survives(dead)) fault("what was made ahead for the job has died");
  if (!ends[0].revents) return 0;
  ssize_t received = read(STDIN_FILENO, to, length);
  if (received == 0 && !begun) exit(0);
  if (received == 0) fault("the input ended inside of a job");
  if (received < 0 && errno != EINTR && errno != EAGAIN) fault("can't read the job: %s", strerror(errno));
  return received > 0 ? (size_t)received : 0;
}

static void receive(uint8_t *to, size_t length, int signals) {
  for (size_t done = 0; done < length;) done += receive_some(to + done, length - done, signals, true);
}

// What the runner said before it knew that the last job had ended is passed over.
static void receive_header(uint8_t header[8], int signals) {
  size_t room;
  for (uint8_t *to; (to = control_place(&room)) != NULL;) {
    const char *wrong = control_took(receive_some(to, room, signals, control_is_inside()));
    if (wrong != NULL) fault("%s", wrong);
  }
  memcpy(header, control_job_header(), CONTROL_HEADER);
  receive(header + CONTROL_HEADER, 8 - CONTROL_HEADER, signals);
}

static void receive_job(int signals) {
  uint8_t header[8];
  receive_header(header, signals);
  if (memcmp(header, "LCJ3", 4) != 0) fault("this is no job: it does not begin with LCJ3");
  size_t length = (size_t)header[4] << 24 | (size_t)header[5] << 16 | (size_t)header[6] << 8 | header[7];
  if (length > MAX_BODY) fault("the job of %zu bytes is larger than %d", length, MAX_BODY);
  body = malloc(length + 1);
  if (body == NULL) fault("no memory for a job of %zu bytes", length);
  receive(body, length, signals);
  const char *wrong = job_parse((struct bytes){body, length}, &job);
  if (wrong != NULL) fault("the job is malformed: %s", wrong);
}

static const char *name_of(enum cause cause) {
  static const char *const names[] = {
      [EXITED] = "exit",           [SIGNALLED] = "signal", [WALL_TIME] = "wall_time", [CPU_TIME] = "cpu_time",
      [OUTPUT_LIMIT] = "output_limit", [CANCELLED] = "cancelled", [STOPPED] = "stopped",  [ERROR] = "error",
  };
  return names[cause];
}

static void report(const struct outcome *outcome) {
  char text[1024], ending[64] = "";
  int status = outcome->status;
  if (status != -1 && WIFEXITED(status)) snprintf(ending, sizeof ending, "exit_code=%d\n", WEXITSTATUS(status));
  if (status != -1 && WIFSIGNALED(status)) snprintf(ending, sizeof ending, "signal=%d\n", WTERMSIG(status));
  int length = snprintf(
      text, sizeof text,
      "step=%zu\nkind=%s\ncause=%s\n%swall_us=%llu\ncpu_us=%llu\nmemory_peak_bytes=%llu\noom_kills=%llu\n"
      "stdout_bytes=%llu\nstderr_bytes=%llu\nstdout_truncated=%d\nstderr_truncated=%d\n",
      outcome->step, job.steps[outcome->step].compile ? "compile" : "run", name_of(outcome->cause), ending, (unsigned long long)outcome->wall_us,
      (unsigned long long)(outcome->after.cpu_us - outcome->before.cpu_us),
      (unsigned long long)meter_peak(outcome->before, outcome->after),
      (unsigned long long)(outcome->after.oom_kills - outcome->before.oom_kills), (unsigned long long)outcome->output_bytes,
      (unsigned long long)outcome->error_bytes, outcome->output_truncated, outcome->error_truncated);
  wire_add(END, text, (size_t)length);
}

static bool is_success(const struct outcome *outcome) { return outcome->cause == EXITED && outcome->status == 0; }

// Answers whether all is well; not when the engine stops the container.
static bool run_job(int signals) {
  control_begin(job.interactive);
  for (size_t next = 0; next < job.step_count;) {
    struct outcome outcome = run_step(&job, next, signals);
    if (outcome.cause == ABANDONED) exit(1);
    if (outcome.cause == BROKEN) fault("%s", outcome.failure);
    next = outcome.step + 1;
    // A step that continues can't be begun any more when the process before it has ended.
    if (is_success(&outcome) && next < job.step_count && !job.steps[next].continues) continue;
    report(&outcome);
    return outcome.cause != STOPPED;
  }
  return false;
}

static void forget_job(void) {
  control_end();
  job_clear(&job);
  free(body);
  body = NULL;
}

static void get_ready(const char *cgroup) {
  char failure[512], ready[96];
  if (!isolation_prepare(failure)) fault("%s", failure);
  int length = snprintf(ready, sizeof ready, "protocol=3\nisolation=%s\ncgroup=%s\n", isolation_name(), cgroup);
  wire_add(READY, ready, (size_t)length);
  if (!wire_finish()) exit(1);
}

// The end of a container is work for the engine, which may be in the way of what is done with the report. So it is for the
// runner to say when: by hanging up.
static void await_hang_up(int signals) {
  uint8_t ignored[512];
  for (;;) {
    struct pollfd ends[] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
    if (poll(ends, 2, -1) < 0 && errno != EINTR) return;
    struct signalfd_siginfo signal;
    while (ends[1].revents && read(signals, &signal, sizeof signal) == sizeof signal)
      if (signal.ssi_signo == SIGTERM) return;
    while (ends[1].revents && waitpid(-1, NULL, WNOHANG) > 0)
      ;
    if (!ends[0].revents) continue;
    ssize_t received = read(STDIN_FILENO, ignored, sizeof ignored);
    if (received == 0 || (received < 0 && errno != EINTR && errno != EAGAIN)) return;
  }
}

static void take_arguments(int count, char **arguments) {
  if (count == 1 || (count == 3 && strcmp(arguments[1], "--isolation") == 0 && isolation_choose(arguments[2]))) return;
  fault("the only argument is --isolation container or --isolation namespace");
}

int main(int count, char **arguments) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (getpid() != 1) prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  take_descriptors();
  wire_open();
  int signals = take_signals();
  if (signals < 0) fault("can't watch signals: %s", strerror(errno));
  take_arguments(count, arguments);
  const char *cgroup = meter_open();
  bool well;
  do {
    get_ready(cgroup);
    receive_job(signals);
    well = run_job(signals);
    // Sent before anything is cleared up: the report waits for nothing that it does not need.
    if (!wire_finish()) return 1;
    forget_job();
    isolation_clear();
  } while (well && isolation_serves_many());
  if (well) await_hang_up(signals);
  return 0;
}
