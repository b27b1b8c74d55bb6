#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "confine.h"
#include "isolation.h"

#define WORK "/work"
#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"

struct pipes {
  int input[2], output[2], error[2], status[2], line[2];
};

// What the child says when it could not become the program: 'S' or 'C' for the kind of failure, then the sentence.
static _Noreturn void give_up(int status, char kind, const char *what, const char *name) {
  char words[400];
  int length = snprintf(words, sizeof words, "%ccan't %s%s%s: %s", kind, what, name[0] ? " " : "", name, strerror(errno));
  if (length >= (int)sizeof words) length = sizeof words - 1;
  if (write(status, words, (size_t)length) < 0) _exit(126);
  _exit(125);
}

static bool write_all(int file, struct bytes content) {
  while (content.length > 0) {
    ssize_t written = write(file, content.at, content.length);
    if (written < 0) return false;
    content.at += written;
    content.length -= (size_t)written;
  }
  return true;
}

static void unpack(const struct job *job, int status) {
  for (size_t i = 0; i < job->file_count; i++) {
    const struct file *file = &job->files[i];
    int to = open(file->name, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0644);
    if (to < 0 || !write_all(to, file->content) || close(to) < 0) give_up(status, 'S', "write the file", file->name);
  }
}

static const char *path_of(char *const environment[]) {
  for (; *environment != NULL; environment++)
    if (strncmp(*environment, "PATH=", 5) == 0) return *environment + 5;
  return DEFAULT_PATH;
}

// Like execvpe, but with the job's own PATH. Returns only when nothing could be started.
static void execute(char *const arguments[], char *const environment[]) {
  if (strchr(arguments[0], '/') != NULL) {
    execve(arguments[0], arguments, environment);
    return;
  }
  char candidate[4096];
  int worst = ENOENT;
  for (const char *path = path_of(environment); *path != 0;) {
    size_t length = strcspn(path, ":");
    snprintf(candidate, sizeof candidate, "%.*s/%s", (int)length, path, arguments[0]);
    execve(candidate, arguments, environment);
    if (errno != ENOENT && errno != ENOTDIR) worst = errno;
    path += length + (path[length] == ':');
  }
  errno = worst;
}

// What the child needs to know.
struct start_of {
  const struct job *job;
  const struct step *step;
  bool with_files;
  struct pipes pipes;
};

static void become(void *given) {
  const struct start_of *start = given;
  const struct step *step = start->step;
  const struct pipes *pipes = &start->pipes;
  int status = pipes->status[1];
  const char *failed;
  setsid();
  if (dup2(pipes->input[0], 0) < 0 || dup2(pipes->output[1], 1) < 0 || dup2(pipes->error[1], 2) < 0)
    give_up(status, 'S', "connect the pipes", "");
  // Here that number is the launcher's signals, so nothing that is needed yet is lost.
  if (pipes->line[1] >= 0 && dup2(pipes->line[1], LINE) < 0) give_up(status, 'S', "connect the line", "");
  if ((failed = confine_limits(step)) != NULL || (failed = confine_privileges()) != NULL) give_up(status, 'S', failed, "");
  umask(022);
  if (chdir(WORK) < 0) give_up(status, 'S', "enter", WORK);
  if (start->with_files) unpack(start->job, status);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if ((failed = confine_calls()) != NULL) give_up(status, 'S', failed, "");
  execute(step->arguments, (char *const *)start->job->environment);
  give_up(status, 'C', "start", step->arguments[0]);
}

static void close_if_open(int file) {
  if (file >= 0) close(file);
}

// The mode lets the program open its ends once more as /dev/stdin, /dev/stdout and /dev/stderr, which many do.
static bool open_pipe(int ends[2], mode_t mode) { return pipe2(ends, O_CLOEXEC) == 0 && fchmod(ends[0], mode) == 0; }

static bool open_pipes(struct pipes *pipes, bool with_line) {
  if (with_line && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pipes->line) < 0) return false;
  return open_pipe(pipes->input, 0444) && open_pipe(pipes->output, 0222) && open_pipe(pipes->error, 0222) &&
         open_pipe(pipes->status, 0);
}

static enum start read_status(int status, char failure[512]) {
  char words[512];
  ssize_t length;
  while ((length = read(status, words, sizeof words - 1)) < 0 && errno == EINTR) {
  }
  close(status);
  // End of file: the descriptor was closed by a successful exec (or by the death of the child, which its wait status will tell).
  if (length <= 0) return STARTED;
  words[length] = 0;
  strcpy(failure, words + 1);
  return words[0] == 'C' ? COMMAND_FAILED : SETUP_FAILED;
}

enum start program_start(const struct job *job, const struct step *step, bool with_files, struct program *program, char failure[512]) {
  struct start_of start = {job, step, with_files, {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}}};
  pid_t child = open_pipes(&start.pipes, job_goes_on(step)) ? isolation_start(become, &start) : -1;
  if (child < 0) {
    snprintf(failure, 512, "can't start a process: %s", strerror(errno));
    return SETUP_FAILED;
  }
  struct pipes pipes = start.pipes;
  close(pipes.input[0]);
  close(pipes.output[1]);
  close(pipes.error[1]);
  close(pipes.status[1]);
  close_if_open(pipes.line[1]);
  const struct step *last = job_goes_on(step) ? step + 1 : step;
  bool has_input = !last->compile && last == &job->steps[job->step_count - 1] && (job->input.length > 0 || job->interactive);
  if (!has_input) close_if_open(pipes.input[1]);
  *program = (struct program){child, has_input ? pipes.input[1] : -1, pipes.output[0], pipes.error[0], pipes.line[0]};
  if (has_input) fcntl(program->input, F_SETFL, O_NONBLOCK);
  fcntl(program->output, F_SETFL, O_NONBLOCK);
  fcntl(program->error, F_SETFL, O_NONBLOCK);
  return read_status(pipes.status[0], failure);
}

bool program_catches(const struct program *program, int signal) {
  char text[4096];
  snprintf(text, sizeof text, "/proc/%d/status", (int)program->pid);
  int file = open(text, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  text[length < 0 ? 0 : length] = 0;
  static const char key[] = "\nSigCgt:";
  const char *caught = strstr(text, key);
  return caught != NULL && (strtoull(caught + strlen(key), NULL, 16) >> (signal - 1) & 1) != 0;
}

void program_close(struct program *program) {
  close_if_open(program->input);
  close_if_open(program->output);
  close_if_open(program->error);
  close_if_open(program->line);
}
