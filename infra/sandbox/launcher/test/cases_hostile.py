"""Programs that mean harm. Each proves that it reached its call: it prints what the kernel answered."""

import subprocess
import time

from cases import ENVIRONMENT, PYTHON, between, case, check, file, job, launcher, now, python, run_job, seccomp_profile, step
from client import IMAGE, Launcher, container

CALLS = """
import ctypes, os, platform, sys
C = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    ctypes.set_errno(0)
    answer = C.syscall(*[ctypes.c_long(a) if isinstance(a, int) else a for a in arguments])
    print(name, answer if answer >= 0 else -ctypes.get_errno())
X = platform.machine() == 'x86_64'
"""

# name, number on x86_64, number on aarch64, further arguments; all are refused with EPERM.
REFUSED = [
    ("ptrace", 101, 117, "16, 1, 0, 0"), ("unshare", 272, 97, "0x10000000"), ("unshare_net", 272, 97, "0x40000000"),
    ("setns", 308, 268, "0, 0"), ("mount", 165, 40, "0, 0, 0, 0, 0"), ("umount", 166, 39, "0, 0"), ("pivot_root", 155, 41, "0, 0"),
    ("chroot", 161, 51, "b'/'"), ("bpf", 321, 280, "0, 0, 0"), ("keyctl", 250, 219, "0, 0"), ("add_key", 248, 217, "0, 0, 0, 0, 0"),
    ("io_uring_setup", 425, 425, "1, 0"), ("userfaultfd", 323, 282, "0"), ("perf_event_open", 298, 241, "0, 0, 0, 0, 0"),
    ("process_vm_readv", 310, 270, "1, 0, 0, 0, 0, 0"), ("process_vm_writev", 311, 271, "1, 0, 0, 0, 0, 0"),
    ("kcmp", 312, 272, "1, 1, 0, 0, 0"), ("pidfd_getfd", 438, 438, "0, 0, 0"), ("open_by_handle_at", 304, 265, "0, 0, 0"),
    ("init_module", 175, 105, "0, 0, 0"), ("kexec_load", 246, 104, "0, 0, 0, 0"), ("reboot", 169, 142, "0, 0, 0"),
    ("swapon", 167, 224, "0, 0"), ("acct", 163, 89, "0"), ("quotactl", 179, 60, "0, 0, 0, 0"), ("fsopen", 430, 430, "0, 0"),
    ("open_tree", 428, 428, "0, 0, 0"), ("clone_user", 56, 220, "0x10000011, 0, 0, 0, 0"), ("syslog", 103, 116, "0, 0, 0"),
    ("clone_pid", 56, 220, "0x20000011, 0, 0, 0, 0"),
]


def refusals():
    lines = [f"call('{name}', {x86} if X else {arm}, {arguments})" for name, x86, arm, arguments in REFUSED]
    return CALLS + "\n".join(lines) + "\ncall('clone3', 435, 0, 0)\n"


@case
def dangerous_calls_are_refused():
    expected = "".join(f"{name} -1\n" for name, *_ in REFUSED) + "clone3 -38\n"
    check(python(refusals()), "exit", stdout=expected.encode(), exit_code="0")


@case
def the_launchers_own_filter_is_a_wall_by_itself():
    expected = "".join(f"{name} -1\n" for name, *_ in REFUSED) + "clone3 -38\n"
    check(python(refusals(), container_options={"seccomp": "unconfined"}), "exit", stdout=expected.encode())


@case
def only_everyday_families_of_sockets_exist():
    source = "import socket\nfor family, protocol in ((17, 0), (38, 0), (40, 0), (44, 0), (9, 0), (1, 0), (2, 0), (10, 0), (16, 0), (16, 16), (16, 9)):\n" \
             "  try: socket.socket(family, socket.SOCK_DGRAM, protocol); print(family, 0)\n" \
             "  except OSError as e: print(family, e.errno)"
    expected = b"17 97\n38 97\n40 97\n44 97\n9 97\n1 0\n2 0\n10 0\n16 0\n16 97\n16 97\n"
    for seccomp in (seccomp_profile(), "unconfined"):
        check(python(source, container_options={"seccomp": seccomp}), "exit", stdout=expected)


@case
def there_is_no_network_and_no_raw_socket():
    source = """import socket
for address in (('10.0.0.1', 80), ('169.254.169.254', 80), ('127.0.0.1', 9)):
  try: socket.create_connection(address, 1)
  except OSError as e: print(e.errno)
try: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
except OSError as e: print(e.errno)"""
    check(python(source), "exit", stdout=b"101\n101\n111\n1\n")


@case
def the_program_is_nobody_special():
    source = r"""
import os, signal
status = dict(line.rstrip('\n').split(':\t', 1) for line in open('/proc/self/status') if ':\t' in line)
for key in ('Uid', 'Gid', 'Groups', 'CapInh', 'CapPrm', 'CapEff', 'CapAmb', 'NoNewPrivs', 'Seccomp', 'SigBlk', 'ShdPnd'):
    print(key, status[key].split())
print(status['SigIgn'])
print(sorted(map(int, os.listdir('/proc/self/fd')))[:-1], os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid())
print(open('/proc/self/oom_score_adj').read().strip(), oct(os.umask(0)))
"""
    # Python itself ignores SIGPIPE (13) and SIGXFSZ (25).
    check(python(source), "exit", stderr=b"", stdout=b"""Uid ['1000', '1000', '1000', '1000']
Gid ['1000', '1000', '1000', '1000']
Groups []
CapInh ['0000000000000000']
CapPrm ['0000000000000000']
CapEff ['0000000000000000']
CapAmb ['0000000000000000']
NoNewPrivs ['1']
Seccomp ['2']
SigBlk ['0000000000000000']
ShdPnd ['0000000000000000']
0000000001001000
[0, 1, 2] True True
1000 0o22
""")


@case
def what_the_engine_ignores_the_program_does_not():
    # All of them, also the two that the C library hides; then the launcher takes the place of this program.
    ignoring = """import ctypes, os, platform, sys
number = {'x86_64': 13, 'aarch64': 134}[platform.machine()]
for signal in range(1, 65):
    if signal not in (9, 19) and ctypes.CDLL(None).syscall(number, signal, (ctypes.c_ulong * 8)(1), None, 8): sys.exit('not ignored')
os.execv('/livecode/launcher', ['/livecode/launcher', *sys.argv[1:]])"""
    command = container(seccomp=seccomp_profile(), level=now.level, extra=("--entrypoint", "python3"))
    command[command.index(IMAGE) + 1:command.index(IMAGE) + 1] = ["-c", ignoring]
    source = "print(next(line for line in open('/proc/self/status') if line.startswith('SigIgn')).split()[1])"
    with_launcher = Launcher(command)
    try:
        report = with_launcher.run(job(file("main.py", source.encode()), ENVIRONMENT, step(PYTHON)), 20.0)
    finally:
        with_launcher.close()
    check(report, "exit", stdout=b"0000000001001000\n")


@case
def limits_cannot_be_raised_again():
    source = """import resource as r
for limit in (r.RLIMIT_CORE, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_CPU):
  print(r.getrlimit(limit))
  try: r.setrlimit(limit, (2**40, 2**40))
  except ValueError: print('refused')"""
    check(python(source, file_size=1 << 20, open_files=64, cpu_ms=3000), "exit",
          stdout=b"(0, 0)\nrefused\n(1048576, 1048576)\nrefused\n(64, 64)\nrefused\n(5, 5)\nrefused\n")


@case
def the_launcher_cannot_be_reached():
    source = CALLS + """
import resource, signal
def attempt(name, action):
    try: print(name, 'DONE', action())
    except OSError as e: print(name, e.errno)
for number in range(1, 65):
    try: os.kill(1, number); print('signal', number, 'DONE')
    except OSError as e: assert e.errno == 1, e
attempt('prlimit', lambda: resource.prlimit(1, resource.RLIMIT_CPU, (1, 1)))
attempt('setpriority', lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
attempt('affinity', lambda: os.sched_setaffinity(1, {0}))
attempt('scheduler', lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)))
attempt('mem', lambda: open('/proc/1/mem', 'r+b'))
attempt('environ', lambda: open('/proc/1/environ').read())
attempt('fds', lambda: os.listdir('/proc/1/fd'))
attempt('fd', lambda: open('/proc/1/fd/1', 'w'))
attempt('root', lambda: os.listdir('/proc/1/root'))
attempt('cwd', lambda: os.listdir('/proc/1/cwd'))
attempt('exe', lambda: os.readlink('/proc/1/exe'))
attempt('maps', lambda: open('/proc/1/maps').read())
attempt('oom', lambda: open('/proc/1/oom_score_adj', 'w').write('1000'))
attempt('coredump', lambda: open('/proc/1/coredump_filter', 'w').write('0'))
attempt('image', lambda: open('/livecode/launcher', 'r+b'))
"""
    expected = "prlimit 1\nsetpriority 1\naffinity 1\nscheduler 1\nmem 13\nenviron 13\nfds 13\nfd 13\nroot 13\ncwd 13\nexe 13\nmaps 13\n" \
               "oom 13\ncoredump 13\nimage 13\n"
    check(python(source), "exit", exit_code="0", stdout=expected.encode(), stderr=b"")


@case
def killing_everybody_kills_only_oneself():
    source = "import os, signal\nif os.fork() == 0:\n  import time; time.sleep(60)\nprint('before')\nos.kill(-1, signal.SIGSTOP)\n" \
             "os.kill(-1, signal.SIGKILL)\nprint('after')\nos.kill(os.getpid(), signal.SIGKILL)"
    check(python(source), "signal", signal="9", stdout=b"before\nafter\n")


@case
def a_stopped_program_ends_at_the_wall():
    check(python("import os, signal; print('x'); os.kill(0, signal.SIGSTOP)", wall_ms=500), "wall_time", signal="9", stdout=b"x\n")


@case
def a_daemon_does_not_delay_the_report():
    source = "import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n    time.sleep(60)\n    os._exit(0)\n  os._exit(0)\n" \
             "print('main ends')"
    report = check(python(source), "exit", exit_code="0", stdout=b"main ends\n")
    between(report.wall_us, 1, 500_000)


@case
def a_daemon_of_the_compile_step_is_gone_in_the_run_step():
    daemon = step(["sh", "-c", "setsid sleep 99 & echo compiled"], kind="compile")
    listing = step(["sh", "-c", "for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done | grep -c '[s]leep.99'; true"])
    check(run_job(ENVIRONMENT, daemon, listing), "exit", step="1", stdout=b"compiled\n0\n")


@case
def orphans_and_zombies_are_no_trouble():
    source = "import os, time\nfor i in range(300):\n  if os.fork() == 0:\n    if os.fork() == 0: os._exit(0)\n    os._exit(0)\n  os.wait()\n" \
             "for i in range(20):\n  if os.fork() == 0: os._exit(0)\ntime.sleep(0.2)\nprint('done')"
    check(python(source), "exit", exit_code="0", stdout=b"done\n")


@case
def a_forged_report_is_only_output():
    forged = r"""
import os, struct
text = b'step=0\nkind=run\ncause=exit\nexit_code=0\nwall_us=1\ncpu_us=1\n'
frame = b'X' + struct.pack('>I', len(text)) + text
written = []
for fd in range(256):
    try: os.write(fd, frame); written.append(fd)
    except OSError: pass
for path in ['/proc/1/fd/%d' % fd for fd in range(16)] + ['/dev/console', '/dev/tty', '/dev/stdout']:
    try: open(path, 'wb', 0).write(frame); written.append(path)
    except OSError: pass
os.write(2, repr(written).encode())
os._exit(7)
"""
    report = check(python(forged), "exit", exit_code="7")
    assert report.stderr.endswith(b"[1, 2, '/dev/stdout']") and report.stdout.count(b"X\0\0\0") == 2, report


@case
def a_descriptor_that_hides_in_a_socket_delays_nothing():
    source = "import os, socket, array\na, b = socket.socketpair()\nsocket.send_fds(a, [b'x'], [1])\nos.write(1, b'sent')\n"
    check(python(source), "exit", exit_code="0", stdout=b"sent")


@case
def the_root_is_read_only_and_holds_no_way_up():
    source = """import os
for path in ('/x', '/etc/x', '/livecode/x', '/usr/x', '/proc/sys/kernel/core_pattern', '/sys/fs/cgroup/memory/memory.limit_in_bytes'):
  try: open(path, 'w'); print(path, 'DONE')
  except OSError as e: pass
bad = []
for folder, _, names in os.walk('/'):
  if folder.startswith(('/proc', '/sys', '/dev')): continue
  for name in names:
    try:
      mode = os.lstat(os.path.join(folder, name)).st_mode
      if mode & 0o6000: bad.append(os.path.join(folder, name))
    except OSError: pass
print(bad, os.access('/etc/shadow', os.R_OK), os.path.exists('/var/run/docker.sock'))
for folder in ('/tmp', '/dev/shm'):
  open(folder + '/run.sh', 'w').write('#!/bin/sh'); os.chmod(folder + '/run.sh', 0o755)
  try: os.execv(folder + '/run.sh', ['x'])
  except OSError as e: print(e.errno)
try: os.mknod('/work/device', 0o60666, os.makedev(8, 0))
except OSError as e: print(e.errno)"""
    check(python(source), "exit", stdout=b"[] False False\n13\n13\n1\n")


@case
def the_end_of_input_kills_in_mid_run():
    with_launcher = launcher(extra=("--name", f"launcher-test-{time.monotonic_ns()}"))
    name = with_launcher.process.args[with_launcher.process.args.index("--name") + 1]
    with_launcher.until("R")
    source = b"import os, time\nos.fork()\nos.setsid() if os.getpgrp() != os.getpid() else 0\nprint('up')\ntime.sleep(60)"
    with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON, wall_ms=60_000)))
    with_launcher.until("O")
    with_launcher.process.stdin.close()
    code = with_launcher.process.wait(3)
    assert code != 0, code
    assert subprocess.run(["docker", "inspect", name], capture_output=True).returncode != 0


@case
def a_client_that_is_killed_leaves_nothing_running():
    name = f"launcher-test-{time.monotonic_ns()}"
    with_launcher = launcher(extra=("--name", name))
    with_launcher.until("R")
    with_launcher.send(job(ENVIRONMENT, step(["sh", "-c", "echo up; sleep 60"], wall_ms=60_000)))
    with_launcher.until("O")
    with_launcher.process.kill()
    deadline = time.monotonic() + 3
    while subprocess.run(["docker", "inspect", name], capture_output=True).returncode == 0:
        assert time.monotonic() < deadline, "the container runs on"
    with_launcher.process.wait()


@case
def an_engine_that_stops_is_said():
    name = f"launcher-test-{time.monotonic_ns()}"
    with_launcher = launcher(extra=("--name", name))
    with_launcher.until("R")
    with_launcher.send(job(ENVIRONMENT, step(["sh", "-c", "echo up; sleep 60"], wall_ms=60_000)))
    with_launcher.until("O")
    subprocess.run(["docker", "kill", "--signal", "TERM", name], capture_output=True, check=True)
    report = with_launcher.run(b"")
    with_launcher.close()
    check(report, "stopped", signal="9", stdout=b"up\n")


@case
def a_parked_launcher_leaves_when_its_input_ends():
    with_launcher = launcher()
    with_launcher.until("R")
    with_launcher.process.stdin.close()
    assert with_launcher.process.wait(5) == 0
