// Linked into every C and C++ program (compiled twice, once for each language). Complete lines go out when they are written; what
// is still held back goes out when the launcher announces the end (PROTOCOL.md).
//
// A program may define any name, and 'write' and 'kill' are popular ones: so everything here is static, and speaks to the kernel
// itself or by names that no program may define.
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <ucontext.h>

enum { ANNOUNCED = 64, HELD_BACK = 1 << 16 };

// The C library's own names for sigaction and setvbuf.
#ifdef __cplusplus
extern "C" {
#endif
extern int __sigaction(int, const struct sigaction *, struct sigaction *);
extern int _IO_setvbuf(FILE *, char *, int, size_t);
extern int _IO_ftrylockfile(FILE *);
#ifdef __cplusplus
}
#endif

static long call(long number, long a, long b, long c) {
#if defined(__x86_64__)
  long answer;
  __asm__ volatile("syscall" : "=a"(answer) : "a"(number), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
  return answer;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
#endif
}

// Where the interrupted thread was in the middle of writing from this very place, what it has written already is not written again.
static const char *first_unwritten(const char *from, const char *end, const ucontext_t *interrupted) {
#if defined(__x86_64__)
  const greg_t *registers = interrupted->uc_mcontext.gregs;
  const unsigned char *at = (const unsigned char *)registers[REG_RIP];
  const char *next = (const char *)registers[REG_RSI];
  long written = registers[REG_RAX];
  bool in_call = at[-2] == 0x0f && at[-1] == 0x05;
#elif defined(__aarch64__)
  const mcontext_t *registers = &interrupted->uc_mcontext;
  const unsigned *at = (const unsigned *)registers->pc;
  // The answer lies where the first argument was.
  const char *next = (const char *)registers->regs[1];
  long written = (long)registers->regs[0];
  bool in_call = at[-1] == 0xd4000001;
#endif
  if (!in_call || next < from || next >= end) return from;
  return written > 0 && written <= end - next ? next + written : next;
}

static void write_out(int file, const char *from, const char *end, const ucontext_t *interrupted) {
  if (from == NULL || from >= end) return;
  from = first_unwritten(from, end, interrupted);
  while (from < end) {
    long written = call(SYS_write, file, (long)from, end - from);
    if (written <= 0) return;
    from += written;
  }
}

static void write_out_stream(FILE *stream, const ucontext_t *interrupted) {
  // Another thread may be at it. This one may, too: the lock does not tell, the registers do.
  for (int attempt = 0; _IO_ftrylockfile(stream) != 0; attempt++) {
    struct { long seconds, nanoseconds; } pause = {0, 1000000};
    if (attempt == 20) return;
    call(SYS_nanosleep, (long)&pause, 0, 0);
  }
  // A stream of wide characters holds them back unconverted.
  if (stream->_mode > 0)
    fflush_unlocked(stream);
  else
    write_out(stream->_fileno, stream->_IO_write_base, stream->_IO_write_ptr, interrupted);
}

#ifdef __cplusplus
#include <ext/stdio_filebuf.h>
#include <iostream>
#include <typeinfo>

// After sync_with_stdio(false) these streams have buffers of their own.
static void write_out_stream(int file, std::ostream &stream, const ucontext_t *interrupted) {
  struct Buffer : std::streambuf {
    using std::streambuf::pbase;
    using std::streambuf::pptr;
  };
  const std::streambuf *buffer = stream.rdbuf();
  if (buffer == nullptr || typeid(*buffer) != typeid(__gnu_cxx::stdio_filebuf<char>)) return;
  write_out(file, (buffer->*&Buffer::pbase)(), (buffer->*&Buffer::pptr)(), interrupted);
}

static void write_out_streams(const ucontext_t *interrupted) {
  write_out_stream(1, std::cout, interrupted);
  write_out_stream(2, std::clog, interrupted);
}
#else
static void write_out_streams(const ucontext_t *interrupted) { (void)interrupted; }
#endif

static void end(int number, siginfo_t *from, void *interrupted) {
  long self = call(SYS_getpid, 0, 0, 0);
  // The launcher is process 1, or in none of the program's namespaces. From anybody else the signal means what it always means.
  if (from->si_code == SI_USER && from->si_pid <= 1) {
    write_out_stream(stdout, (const ucontext_t *)interrupted);
    write_out_stream(stderr, (const ucontext_t *)interrupted);
    write_out_streams((const ucontext_t *)interrupted);
    call(SYS_kill, self, SIGKILL, 0);
  }
  struct sigaction usual;
  __builtin_memset(&usual, 0, sizeof usual);
  __sigaction(number, &usual, NULL);
  call(SYS_kill, self, number, 0);
}

// Before every constructor of the program's own.
__attribute__((constructor(101))) static void begin(void) {
  static char held_back[HELD_BACK];
  _IO_setvbuf(stdout, held_back, _IOLBF, sizeof held_back);
  // Then reading shows a prompt that has no end of line, as in a terminal.
  _IO_setvbuf(stdin, NULL, _IOLBF, 0);
  struct sigaction action;
  __builtin_memset(&action, 0, sizeof action);
  action.sa_sigaction = end;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  __builtin_memset(&action.sa_mask, -1, sizeof action.sa_mask);
  __sigaction(ANNOUNCED, &action, NULL);
}
