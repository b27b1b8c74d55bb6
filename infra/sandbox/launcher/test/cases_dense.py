"""What only the level 'namespace' can do wrong: one container, many jobs, and nothing may go from one to the next."""

import subprocess
import time

from cases import ENVIRONMENT, PYTHON, case, case_at, check, file, job, launcher, python, step
from client import Report, container

LEAVE = r"""
import ctypes, os, signal, socket, sys, time
for folder in ('/work', '/tmp', '/dev/shm', '/dev/mqueue'):
    os.close(os.open(folder + '/left', os.O_CREAT | os.O_RDWR))
libc = ctypes.CDLL(None, use_errno=True)
segment = libc.shmget(0x4c43, 4096, 0o1666)
queue = libc.msgget(0x4c43, 0o1666)
server = socket.socket(socket.AF_UNIX); server.bind('\0left'); server.listen()
port = socket.socket(); port.bind(('127.0.0.1', 4711)); port.listen()
os.environ['LEFT'] = 'x'; os.putenv('LEFT', 'x')
print(segment >= 0, queue >= 0, sorted(os.listdir('/work')), flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork(): os._exit(0)
    for number in range(1, 65):
        try: signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError): pass
    time.sleep(600)
"""

LOOK = r"""
import ctypes, os, socket
for folder in ('/work', '/tmp', '/dev/shm', '/dev/mqueue'): print(folder, os.listdir(folder))
libc = ctypes.CDLL(None, use_errno=True)
print(libc.shmget(0x4c43, 4096, 0), libc.msgget(0x4c43, 0), len(open('/proc/sysvipc/shm').readlines()))
def attempt(family, address):
    try: socket.socket(family).connect(address); print('reached')
    except OSError as e: print(e.errno)
attempt(socket.AF_UNIX, '\0left')
attempt(socket.AF_INET, ('127.0.0.1', 4711))
print(len(open('/proc/net/unix').readlines()), 'LEFT' in os.environ)
print(sorted(int(name) for name in os.listdir('/proc') if name.isdigit()), os.getpid(), os.getppid())
"""


@case_at("namespace")
def nothing_goes_from_one_run_to_the_next():
    for _ in range(2):
        check(python(LEAVE), "exit", exit_code="0", stdout=b"True True ['left', 'main.py']\n", stderr=b"")
        check(python(LOOK), "exit", exit_code="0", stderr=b"", stdout=b"/work ['main.py']\n/tmp []\n/dev/shm []\n/dev/mqueue []\n"
              b"-1 -1 1\n111\n111\n1 False\n[1, 2] 2 0\n")


def state_of(name):
    """What the container holds: processes, the launcher's descriptors, its mounts and its own memory, seen from the machine."""
    pid = subprocess.run(["docker", "inspect", "--format", "{{.State.Pid}}", name], capture_output=True, check=True, text=True).stdout.strip()
    processes = subprocess.run(["docker", "top", name, "-eo", "pid"], capture_output=True, check=True, text=True).stdout.split()[1:]
    script = f"ls /proc/{pid}/fd | wc -l; wc -l </proc/{pid}/mountinfo; grep VmRSS /proc/{pid}/status | tr -dc 0-9"
    shown = subprocess.run(["sh", "-c", script], capture_output=True, check=True, text=True).stdout.split()
    return len(processes), *map(int, shown)


def memory_of(with_launcher):
    """Memory of the whole control group, as the program sees it (version 1, or 2)."""
    with_launcher.send(job(ENVIRONMENT, step(["sh", "-c", "cd /sys/fs/cgroup; cat memory/memory.usage_in_bytes || cat memory.current"])))
    with_launcher.until("X!")
    memory = int(Report(with_launcher.frames).stdout)
    assert with_launcher.next_job()
    return memory


def serve(with_launcher, jobs):
    for data, cause in jobs:
        with_launcher.send(data)
        with_launcher.until("X!")
        report = Report(with_launcher.frames)
        assert report.cause == cause, f"not {cause}: {report}"
        assert with_launcher.next_job(), with_launcher.frames


@case_at("namespace")
def two_hundred_jobs_leave_nothing_behind():
    name = f"launcher-test-{time.monotonic_ns()}"
    with_launcher = launcher(extra=("--name", name))
    run = lambda source, **limits: job(file("main.py", source), ENVIRONMENT, step(PYTHON, **limits))
    fill = b"open('/tmp/a', 'wb').write(b'x' * 9000000); open('/work/b', 'wb').write(b'x' * 9000000)"
    round_of = [(run(b"print('hello')"), "exit"), (run(LEAVE.encode()), "exit"), (run(fill), "exit"),
                (run(b"import time; time.sleep(9)", wall_ms=60), "wall_time"), (run(b"import os; os.kill(0, 9)"), "signal"),
                (run(b"print('x' * 5000)", cap=100), "output_limit"), (run(b"x = b'x' * (400 << 20)"), "signal"),
                (job(ENVIRONMENT, step(["no-such-command"])), "error"),
                (job(ENVIRONMENT, step(["sh", "-c", "setsid sleep 99 & true"], kind="compile"), step(["true"])), "exit"),
                (run(b"import os, time\nfor i in range(70):\n  try:\n    if os.fork() == 0: time.sleep(60)\n  except OSError: pass"), "exit")]
    assert with_launcher.next_job()
    serve(with_launcher, round_of * 2)
    before, memory_before = state_of(name), memory_of(with_launcher)
    begun = time.monotonic()
    serve(with_launcher, round_of * 18)
    seconds = time.monotonic() - begun
    after, memory_after = state_of(name), memory_of(with_launcher)
    assert with_launcher.close() == 0
    print(f"    processes, descriptors, mounts, KiB: {before} -> {after}; memory {memory_before >> 10} -> {memory_after >> 10} KiB; {seconds:.1f} s")
    assert after[:3] == before[:3] and after[0] == 2, (before, after)
    assert after[3] <= before[3] + 200, (before, after)
    assert memory_after <= memory_before + (4 << 20), (memory_before, memory_after)


@case_at("namespace")
def the_run_sees_what_the_engine_would_show():
    source = """
import os
for path in ('/proc/kcore', '/proc/keys', '/proc/timer_list', '/proc/latency_stats', '/proc/sched_debug', '/proc/interrupts'):
    if os.path.exists(path): assert open(path, 'rb').read() == b'', path
for path in ('/proc/scsi', '/proc/acpi', '/sys/firmware'):
    if os.path.exists(path): assert os.listdir(path) == [], path
mounts = [line.split() for line in open('/proc/self/mounts')]
last = {fields[1]: fields[3].split(',') for fields in mounts}
for path in ('/', '/sys', '/proc/sys', '/proc/irq', '/proc/bus', '/proc/fs', '/proc/sysrq-trigger', '/sys/firmware'):
    if path == '/' or path in last or os.path.exists(path): assert 'ro' in last[path], path
for path in ('/proc', '/tmp', '/dev/shm', '/dev/mqueue'): assert {'nosuid', 'nodev', 'noexec'} <= set(last[path]), path
assert {'nosuid', 'nodev'} <= set(last['/work']) and 'noexec' not in last['/work']
for path in ('/proc/sys/kernel/core_pattern', '/proc/sys/net/ipv4/ip_forward', '/proc/sysrq-trigger', '/proc/sys/kernel/ns_last_pid'):
    try: open(path, 'w'); print('WRITABLE', path)
    except OSError as e: assert e.errno in (2, 13, 30), (path, e)
writable = [path for path in last if os.access(path, os.W_OK) and not path.startswith('/proc/')]
for path in ('/work', '/tmp', '/dev/shm'):
    size = os.statvfs(path); print(path, size.f_blocks * size.f_frsize >> 20, size.f_files if path != '/dev/shm' else '')
print(sorted(writable))
"""
    check(python(source), "exit", stderr=b"", stdout=b"/work 64 8192\n/tmp 16 2048\n/dev/shm 16 \n['/dev/mqueue', '/dev/shm', '/tmp', '/work']\n")


@case_at("namespace")
def the_program_holds_no_capability_in_its_own_namespaces():
    source = """
import ctypes, os
status = dict(line.rstrip('\\n').split(':\\t', 1) for line in open('/proc/self/status') if ':\\t' in line)
print(status['CapBnd'], status['Seccomp'], hex(ctypes.CDLL(None).prctl(27, 0, 0, 0, 0)))
print(open('/proc/self/uid_map').read().split(), open('/proc/self/gid_map').read().split())
for name in ('setuid', 'setgid'):
    for number in (0, 1001, 65534):
        try: getattr(os, name)(number); print(name, number, 'DONE')
        except OSError: pass
try: os.setgroups([]); print('setgroups DONE')
except OSError as e: print(e.errno)
"""
    check(python(source), "exit", stderr=b"", stdout=b"0000000000000000 2 0xef\n['1000', '1000', '1', '1001', '1001', '1'] "
          b"['1000', '1000', '1', '1001', '1001', '1']\n1\n")


@case_at("namespace")
def memory_kills_hit_the_program_and_the_slot_serves_on():
    with_launcher = launcher()
    with_launcher.until("R")
    hog = b"import os\nfor _ in range(4): os.fork()\nx = []\nwhile True: x.append(b'x' * (1 << 20))"
    full = b"""
for folder in ('/work', '/tmp', '/dev/shm'):
    try: open(folder + '/filler', 'wb').write(b'x' * (64 << 20))
    except OSError: pass
x = b'x' * (100 << 20)
"""
    for source in (hog, full) * 3:
        with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON)))
        with_launcher.until("X!")
        report = Report(with_launcher.frames)
        assert report.cause == "signal" and report.signal == "9" and int(report.oom_kills) >= 1, report
        assert with_launcher.next_job()
        with_launcher.send(job(file("main.py", b"print('fine')"), ENVIRONMENT, step(PYTHON)))
        with_launcher.until("X!")
        check(Report(with_launcher.frames), "exit", stdout=b"fine\n", oom_kills="0")
        assert with_launcher.next_job()
    assert with_launcher.close() == 0


def warden_of(name):
    top = subprocess.run(["docker", "top", name, "-eo", "pid,uid"], capture_output=True, check=True, text=True).stdout.split()
    return next(int(pid) for pid, user in zip(top[2::2], top[3::2]) if user == "1001")


@case_at("namespace")
def a_warden_that_dies_in_mid_run_ends_the_run_and_not_the_slot():
    name = f"launcher-test-{time.monotonic_ns()}"
    with_launcher = launcher(extra=("--name", name))
    with_launcher.until("R")
    source = b"import os, time\nos.fork(); os.setsid() if os.getpgrp() != os.getpid() else 0\nprint('up')\ntime.sleep(60)"
    with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON)))
    with_launcher.until("O")
    subprocess.run(["kill", "-9", str(warden_of(name))], check=True)
    with_launcher.until("X!")
    check(Report(with_launcher.frames), "signal", signal="9")
    assert with_launcher.next_job()
    subprocess.run(["kill", "-9", str(warden_of(name))], check=True)
    frame = with_launcher.until("!")
    assert frame is not None and b"made ahead" in frame[1], with_launcher.frames
    assert with_launcher.process.wait(5) == 1
    with_launcher.close()


@case_at("namespace")
def what_the_host_or_the_container_forbids_is_said_at_the_start():
    def fault_with(**changes):
        command = container(level="namespace", **{"seccomp": profile("seccomp-namespace.json"), **changes.pop("options", {})})
        for old, new in changes.get("instead", ()):
            command = [new if word == old else word for word in command]
        refused = launcher_of(command)
        frame = refused.until("R!", 30)
        code = refused.close()
        assert frame[0] == "!" and code == 1, (frame, code)
        return frame[1].decode()

    from cases import SANDBOX
    from client import Launcher as launcher_of
    profile = lambda name: str(SANDBOX / "image" / name)
    assert "seccomp-namespace.json" in fault_with(options={"seccomp": profile("seccomp.json")})
    assert "systempaths=unconfined" in fault_with(instead=[("systempaths=unconfined", "label=disable")])
    assert "SETUID" in fault_with(instead=[("SETUID", "CHOWN")])
    assert "--read-only" in fault_with(instead=[("--read-only", "--rm")])
    assert "--isolation container" in fault_with(instead=[("namespace", "nothing")])


@case
def a_signal_from_inside_does_not_reach_the_first_process():
    source = "import os, signal\nfor number in range(1, 65):\n  for to in (1, -1):\n    if to == -1 and number in (9, 19): continue\n" \
             "    signal.signal(number, signal.SIG_IGN) if number not in (9, 19, 32, 33) else 0\n    try: os.kill(to, number)\n" \
             "    except OSError as e: assert e.errno in (1, 3), e\nprint('alive')"
    check(python(source), "exit", stdout=b"alive\n")
