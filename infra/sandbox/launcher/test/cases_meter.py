"""Where the figures come from: control groups version 1 or 2 (whichever this engine has), or none. The other one is played."""

import pathlib
import tempfile

from cases import ENVIRONMENT, PYTHON, between, case, case_at, check, file, job, launcher, now, python, step


def ready(with_launcher):
    return with_launcher.until("R")[1].decode()


def ready_with(cgroup):
    return f"protocol=3\nisolation={now.level}\ncgroup={cgroup}\n"


@case
def a_control_group_is_found_here():
    with_launcher = launcher()
    said = ready(with_launcher)
    with_launcher.close()
    assert said in (ready_with(1), ready_with(2)), said


@case
def without_control_groups_processes_are_asked():
    report = check(python("x = b'x' * (30 << 20)\nwhile True: pass", cpu_ms=400,
                          container_options={"extra": ("--tmpfs", "/sys/fs/cgroup")}), "cpu_time", oom_kills="0")
    assert report.frames[0][1] == ready_with("none").encode()
    between(report.cpu_us, 400_000, 500_000)
    between(report.memory_peak_bytes, 30 << 20, 60 << 20)


def play(group, cpu_us, peak, kills):
    (group / "cpu.stat").write_text(f"usage_usec {cpu_us}\nuser_usec 1\nsystem_usec 1\n")
    (group / "memory.peak").write_text(f"{peak}\n")
    (group / "memory.events").write_text(f"low 0\nhigh 0\nmax 9\noom 9\noom_kill {kills}\noom_group_kill 0\n")


@case
def the_second_version_of_control_groups_is_understood():
    with tempfile.TemporaryDirectory() as name:
        group = pathlib.Path(name)
        group.chmod(0o755)
        (group / "cgroup.controllers").write_text("cpu memory pids\n")
        play(group, 5_000_000, 20 << 20, 3)
        with_launcher = launcher(extra=("--volume", f"{group}:/sys/fs/cgroup:ro"))
        assert ready(with_launcher) == ready_with(2)
        source = b"import time; print('up'); time.sleep(60)"
        with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON, cpu_ms=1000)))
        with_launcher.until("O")
        play(group, 6_234_567, 99 << 20, 5)
        report = with_launcher.run(b"")
        with_launcher.close()
    check(report, "cpu_time", cpu_us="1234567", memory_peak_bytes=str(99 << 20), oom_kills="2")
