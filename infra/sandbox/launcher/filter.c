#include "filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#define X32_BIT 0x40000000u
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#define X32_BIT 0xffffffffu
#else
#error "the filter knows x86_64 and aarch64"
#endif

#define NEW_NAMESPACES \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

#define FIELD(name) (offsetof(struct seccomp_data, name))
// The lower half of an argument: both architectures are little-endian, and what is looked at is an int.
#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)(offset))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define REFUSE(error) ANSWER(SECCOMP_RET_ERRNO | (error))
#define UNLESS_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))
#define IF_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (skip), 0)
#define DENY_AS(call, error) UNLESS_EQUAL(SYS_##call, 1), REFUSE(error)
#define DENY(call) DENY_AS(call, EPERM)

// Calls that the C library's headers may be too old to name; the numbers are the same on both architectures.
#define SYS_io_uring_setup_ 425
#define SYS_io_uring_enter_ 426
#define SYS_io_uring_register_ 427
#define SYS_open_tree_ 428
#define SYS_move_mount_ 429
#define SYS_fsopen_ 430
#define SYS_fsconfig_ 431
#define SYS_fsmount_ 432
#define SYS_fspick_ 433
#define SYS_clone3_ 435
#define SYS_pidfd_getfd_ 438
#define SYS_process_madvise_ 440
#define SYS_mount_setattr_ 442
#define SYS_quotactl_fd_ 443

static struct sock_filter filter[] = {
    LOAD(FIELD(arch)),
    IF_EQUAL(OUR_ARCHITECTURE, 1),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    LOAD(FIELD(nr)),
#if defined(__x86_64__)
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),
    REFUSE(EPERM),
#endif
    // Its flags lie in memory where no filter can read them; on ENOSYS the C library falls back to clone.
    DENY_AS(clone3_, ENOSYS),
    UNLESS_EQUAL(SYS_clone, 4),
    LOAD(FIELD(args[0])),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NEW_NAMESPACES, 0, 1),
    REFUSE(EPERM),
    ANSWER(SECCOMP_RET_ALLOW),
    // A container without a network still has families that reach outside of it (AF_VSOCK) or deep into the kernel. Of netlink
    // only what lists interfaces and addresses; to change any takes a capability.
    IF_EQUAL(SYS_socketpair, 1),
    UNLESS_EQUAL(SYS_socket, 9),
    LOAD(FIELD(args[0])),
    IF_EQUAL(AF_UNIX, 6),
    IF_EQUAL(AF_INET, 5),
    IF_EQUAL(AF_INET6, 4),
    UNLESS_EQUAL(AF_NETLINK, 2),
    LOAD(FIELD(args[2])),
    IF_EQUAL(NETLINK_ROUTE, 1),
    REFUSE(EAFNOSUPPORT),
    ANSWER(SECCOMP_RET_ALLOW),
    // Other processes.
    DENY(ptrace), DENY(process_vm_readv), DENY(process_vm_writev), DENY(kcmp), DENY(pidfd_getfd_), DENY(process_madvise_),
    // Namespaces and mounts.
    DENY(unshare), DENY(setns), DENY(mount), DENY(umount2), DENY(pivot_root), DENY(chroot), DENY(fsopen_), DENY(fsconfig_),
    DENY(fsmount_), DENY(fspick_), DENY(move_mount_), DENY(open_tree_), DENY(mount_setattr_), DENY(open_by_handle_at),
    // Large pieces of kernel that a learner's program has no use for.
    DENY(bpf), DENY(userfaultfd), DENY(perf_event_open), DENY(io_uring_setup_), DENY(io_uring_enter_), DENY(io_uring_register_),
    DENY(keyctl), DENY(add_key), DENY(request_key),
    // The machine itself.
    DENY(init_module), DENY(finit_module), DENY(delete_module), DENY(kexec_load), DENY(kexec_file_load), DENY(reboot), DENY(swapon),
    DENY(swapoff), DENY(acct), DENY(quotactl), DENY(quotactl_fd_), DENY(sethostname), DENY(setdomainname), DENY(settimeofday),
    DENY(clock_settime), DENY(adjtimex), DENY(clock_adjtime), DENY(syslog), DENY(vhangup), DENY(lookup_dcookie), DENY(fanotify_init),
#if defined(__x86_64__)
    DENY(iopl), DENY(ioperm), DENY(modify_ldt),
#endif
    ANSWER(SECCOMP_RET_ALLOW),
};

bool filter_install(void) {
  struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}
