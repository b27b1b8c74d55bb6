#include "job.h"

#include <stdlib.h>
#include <string.h>

// A reader never passes its end: what is not there reads as zero and is remembered as short.
struct reader {
  struct bytes left;
  bool ran_short;
};

static struct bytes take(struct reader *reader, uint64_t length) {
  if (length > reader->left.length) {
    reader->ran_short = true;
    reader->left.length = 0;
    return (struct bytes){reader->left.at, 0};
  }
  struct bytes taken = {reader->left.at, (size_t)length};
  reader->left.at += length;
  reader->left.length -= (size_t)length;
  return taken;
}

static uint64_t number(struct reader *reader, size_t width) {
  struct bytes digits = take(reader, width);
  uint64_t value = 0;
  for (size_t i = 0; i < digits.length; i++) value = value << 8 | digits.at[i];
  return value;
}

static bool has_nul(struct bytes text) { return text.length > 0 && memchr(text.at, 0, text.length) != NULL; }

static char *copy(struct bytes text) {
  char *string = malloc(text.length + 1);
  if (string == NULL) return NULL;
  if (text.length > 0) memcpy(string, text.at, text.length);
  string[text.length] = 0;
  return string;
}

static bool is_plain_name(struct bytes name) {
  if (name.length == 0 || name.length > 255 || has_nul(name) || memchr(name.at, '/', name.length) != NULL) return false;
  bool is_dot = name.length == 1 && name.at[0] == '.';
  bool is_dots = name.length == 2 && name.at[0] == '.' && name.at[1] == '.';
  return !is_dot && !is_dots;
}

static const char *parse_file(struct reader *field, struct job *job) {
  struct bytes name = take(field, number(field, 2));
  if (field->ran_short) return "a file is shorter than it says";
  if (!is_plain_name(name)) return "a file's name is not a plain name";
  if (job->file_count == MAX_FILES) return "there are too many files";
  struct file *file = &job->files[job->file_count];
  if ((file->name = copy(name)) == NULL) return "no memory for a file's name";
  for (size_t i = 0; i < job->file_count; i++)
    if (strcmp(job->files[i].name, file->name) == 0) return "two files have the same name";
  file->content = field->left;
  job->file_count++;
  return NULL;
}

static const char *parse_environment(struct reader *field, struct job *job) {
  struct bytes entry = field->left;
  if (has_nul(entry)) return "an environment entry contains NUL";
  if (entry.length < 2 || entry.at[0] == '=' || memchr(entry.at, '=', entry.length) == NULL)
    return "an environment entry is not NAME=value";
  if (job->environment_count == MAX_ENVIRONMENT) return "there are too many environment entries";
  char *string = copy(entry);
  if (string == NULL) return "no memory for the environment";
  job->environment[job->environment_count++] = string;
  return NULL;
}

static const char *parse_arguments(struct reader *field, struct step *step) {
  size_t count = (size_t)number(field, 2);
  if (step->continues) return count == 0 && field->left.length == 0 ? NULL : "a step that continues has a command";
  if (count == 0) return "a step has no command";
  if (count > MAX_ARGUMENTS) return "a step has too many arguments";
  for (size_t i = 0; i < count; i++) {
    struct bytes argument = take(field, number(field, 4));
    if (field->ran_short) return "a step is shorter than it says";
    if (has_nul(argument)) return "an argument contains NUL";
    if ((step->arguments[i] = copy(argument)) == NULL) return "no memory for the arguments";
  }
  if (step->arguments[0][0] == 0) return "a step's command is empty";
  return field->left.length == 0 ? NULL : "a step is longer than it says";
}

static const char *parse_step(struct reader *field, struct job *job) {
  if (job->step_count == MAX_STEPS) return "there are too many steps";
  struct step *step = &job->steps[job->step_count++];
  uint64_t kind = number(field, 1);
  step->compile = kind == 0;
  step->continues = kind == 2;
  step->wall_ms = (uint32_t)number(field, 4);
  step->cpu_ms = (uint32_t)number(field, 4);
  step->output_cap = number(field, 8);
  step->error_cap = number(field, 8);
  step->file_size = number(field, 8);
  step->open_files = (uint32_t)number(field, 4);
  if (field->ran_short) return "a step is shorter than it says";
  if (kind > 2) return "a step is neither a compile nor a run step";
  if (step->continues && (job->step_count == 1 || !step[-1].compile)) return "a step continues what is no compile step";
  if (step->wall_ms == 0 || step->cpu_ms == 0) return "a step has no time";
  return parse_arguments(field, step);
}

static const char *parse_input(struct reader *field, struct job *job) {
  if (job->has_input) return "there are two standard inputs";
  job->has_input = true;
  job->input = field->left;
  return NULL;
}

static const char *parse_interactive(struct reader *field, struct job *job) {
  if (job->interactive) return "it is interactive twice";
  if (field->left.length > 0) return "its being interactive has a value";
  job->interactive = true;
  return NULL;
}

static const char *parse_field(uint64_t tag, struct reader *field, struct job *job) {
  switch (tag) {
    case 'F': return parse_file(field, job);
    case 'V': return parse_environment(field, job);
    case 'I': return parse_input(field, job);
    case 'T': return parse_interactive(field, job);
    case 'S': return parse_step(field, job);
    default: return "a field's tag is unknown";
  }
}

const char *job_parse(struct bytes body, struct job *job) {
  struct reader reader = {body, false};
  while (reader.left.length > 0) {
    uint64_t tag = number(&reader, 1);
    struct reader field = {take(&reader, number(&reader, 4)), false};
    if (reader.ran_short) return "a field is shorter than it says";
    const char *wrong = parse_field(tag, &field, job);
    if (wrong != NULL) return wrong;
  }
  if (job->step_count == 0) return "there is no step";
  return job->interactive && job->steps[job->step_count - 1].compile ? "nobody can type for a compile step" : NULL;
}

void job_clear(struct job *job) {
  for (size_t i = 0; i < job->file_count; i++) free(job->files[i].name);
  for (size_t i = 0; i < job->environment_count; i++) free(job->environment[i]);
  for (size_t i = 0; i < job->step_count; i++)
    for (char **argument = job->steps[i].arguments; *argument != NULL; argument++) free(*argument);
  memset(job, 0, sizeof *job);
}
