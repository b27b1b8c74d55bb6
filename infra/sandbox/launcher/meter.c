#include "meter.h"

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int cpu_file = -1, peak_file = -1, oom_file = -1;
static int version;
static uint64_t processors = 1, largest_child;

static int first_of(const char *const paths[]) {
  for (; *paths != NULL; paths++) {
    int file = open(*paths, O_RDONLY | O_CLOEXEC);
    if (file >= 0) return file;
  }
  return -1;
}

static void open_files(int its_version, const char *const cpu[], const char *const peak[], const char *const oom[]) {
  version = its_version;
  cpu_file = first_of(cpu);
  peak_file = first_of(peak);
  oom_file = first_of(oom);
}

#define GROUP "/sys/fs/cgroup/"
#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void count_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) processors = (uint64_t)CPU_COUNT(&set);
}

uint64_t meter_processors(void) { return processors; }

const char *meter_open(void) {
  count_processors();
  if (access(GROUP "cgroup.controllers", F_OK) == 0)
    open_files(2, PATHS(GROUP "cpu.stat"), PATHS(GROUP "memory.peak"), PATHS(GROUP "memory.events"));
  else
    open_files(1, PATHS(GROUP "cpuacct/cpuacct.usage", GROUP "cpu,cpuacct/cpuacct.usage"),
               PATHS(GROUP "memory/memory.max_usage_in_bytes"), PATHS(GROUP "memory/memory.oom_control"));
  if (cpu_file < 0 && peak_file < 0 && oom_file < 0) return "none";
  return version == 2 ? "2" : "1";
}

// The number after a key that begins a line, or the file's first number where key is empty; 0 when there is none.
static uint64_t read_number(int file, const char *key) {
  char text[2048];
  ssize_t length = file < 0 ? -1 : pread(file, text, sizeof text - 1, 0);
  if (length <= 0) return 0;
  text[length] = 0;
  size_t key_length = strlen(key);
  for (char *line = text; line != NULL && *line != 0; line = strchr(line, '\n'), line = line == NULL ? NULL : line + 1)
    if (strncmp(line, key, key_length) == 0) return strtoull(line + key_length, NULL, 10);
  return 0;
}

static uint64_t microseconds(struct timeval time) { return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec; }

static uint64_t cpu_of_child(pid_t child) {
  clockid_t clock;
  struct timespec time;
  if (child <= 0 || clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

pid_t meter_reap(int *status, int options) {
  struct rusage usage;
  pid_t pid = wait4(-1, status, options, &usage);
  if (pid > 0 && (uint64_t)usage.ru_maxrss * 1024 > largest_child) largest_child = (uint64_t)usage.ru_maxrss * 1024;
  return pid;
}

void meter_begin(void) { largest_child = 0; }

static struct rusage reaped(void) {
  struct rusage usage = {0};
  getrusage(RUSAGE_CHILDREN, &usage);
  return usage;
}

uint64_t meter_cpu(pid_t child) {
  if (cpu_file >= 0 && version == 2) return read_number(cpu_file, "usage_usec ");
  if (cpu_file >= 0) return read_number(cpu_file, "") / 1000;
  struct rusage usage = reaped();
  return microseconds(usage.ru_utime) + microseconds(usage.ru_stime) + cpu_of_child(child);
}

struct usage meter_read(pid_t child) {
  return (struct usage){meter_cpu(child), read_number(peak_file, ""), read_number(oom_file, "oom_kill ")};
}

uint64_t meter_peak(struct usage before, struct usage after) {
  if (after.peak_bytes > before.peak_bytes || (after.peak_bytes > 0 && largest_child > after.peak_bytes)) return after.peak_bytes;
  return largest_child;
}
