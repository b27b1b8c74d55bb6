"""Runs that the runner ends: at any moment, once, and with nothing left of them."""

import contextlib
import random
import subprocess
import time

from cases import ENVIRONMENT, LANGUAGES, PYTHON, all_of, between, case, case_at, check, file, job, launcher, now, python, run_job, step
from cases_continued import HOST
from client import CANCEL, END_OF_INPUT, INTERACTIVE, Report, typed

SOON = 0.5


def cancel_at(ending):
    """Cancels when the program's output ends like that, and sees to it that the report comes soon."""
    def meanwhile(with_launcher):
        with_launcher.until_stdout(ending)
        begun = time.monotonic()
        with_launcher.send(CANCEL)
        with_launcher.until("X!")
        assert time.monotonic() - begun < SOON, time.monotonic() - begun
    return meanwhile


@case
def a_cancelled_program_ends_and_what_it_printed_is_kept():
    for spends in ("time.sleep(60)", "while True: pass", "sys.stdin.read(); time.sleep(60)", "os.kill(0, signal.SIGSTOP)"):
        report = python(f"import os, signal, sys, time\nprint('up')\n{spends}", meanwhile=cancel_at(b"up\n"), wall_ms=60_000, cpu_ms=60_000)
        check(report, "cancelled", step="0", kind="run", signal="9", exit_code=None, stdout=b"up\n", stderr=b"", oom_kills="0", stdout_truncated="0")
        between(report.wall_us, 1_000, 1_000_000)
        between(report.cpu_us, 1_000, 1_000_000)
        between(report.memory_peak_bytes, 1 << 20, 144 << 20)


@case
def an_unfinished_line_is_kept_when_its_program_is_cancelled():
    programs = {
        "c": b'#include <stdio.h>\n#include <unistd.h>\nint main() { puts("up"); printf("working"); for (;;); }',
        "cpp": b'#include <iostream>\n#include <unistd.h>\nint main() { std::cout << "up\\nworking"; pause(); }',
        "python": b"print('up')\nprint('working', end='')\nwhile True: pass",
        "java": b'void main() throws Exception { System.out.println("up"); System.out.print("working"); System.out.flush(); Thread.sleep(60_000); }',
    }

    def meanwhile(with_launcher):
        while b"up\n" not in with_launcher.stdout():
            with_launcher.until("O")
        time.sleep(0.1)  # for the rest of it
        cancel_at(b"")(with_launcher)

    for name, source in programs.items():
        check(LANGUAGES[name].run(source, meanwhile=meanwhile, wall_ms=60_000), "cancelled", kind="run", signal="9", stdout=b"up\nworking")


@case
def a_compile_step_that_is_cancelled_is_no_compile_error():
    compiling = step(["sh", "-c", "echo compiling; sleep 60"], kind="compile", wall_ms=60_000)
    report = run_job(ENVIRONMENT, compiling, step(["echo", "runs"]), meanwhile=cancel_at(b"compiling\n"))
    check(report, "cancelled", step="0", kind="compile", signal="9", stdout=b"compiling\n", stderr=b"")


@case
def a_run_that_continues_is_cancelled_in_either_step():
    source = HOST + "print('compiling')\ntime.sleep({})\ncompiled()\nprint('running')\ntime.sleep(60)"
    for sleep, ending, number, kind in (60, b"compiling\n", "0", "compile"), (0, b"running\n", "1", "run"):
        report = run_job(file("main.py", source.format(sleep).encode()), ENVIRONMENT, step(PYTHON, kind="compile", wall_ms=60_000),
                         step([], kind="continued", wall_ms=60_000), meanwhile=cancel_at(ending))
        check(report, "cancelled", step=number, kind=kind, signal="9")
        assert report.stdout.endswith(ending), report


@case
def a_job_that_is_cancelled_before_it_begins_never_begins():
    for steps in ([step(["touch", "ran"])], [step(["touch", "ran"], kind="compile"), step(["true"])]):
        with_launcher = launcher()
        report = with_launcher.run(job(ENVIRONMENT, *steps) + CANCEL)
        with_launcher.close()
        check(report, "cancelled", step="0", signal=None, exit_code=None, wall_us="0", cpu_us="0", stdout_bytes="0", stderr_bytes="0")
        assert report.kinds == "RX", report


@case
def a_cancel_between_two_steps_ends_the_job():
    """Before the first has ended, between the two, or just after the second has begun."""
    def meanwhile(with_launcher):
        with_launcher.until("B")
        time.sleep(random.random() * 0.02)
        with_launcher.send(CANCEL)

    for _ in range(20):
        report = run_job(ENVIRONMENT, step(["sleep", "0.01"], kind="compile"), step(["sh", "-c", "sleep 30; echo late"]), meanwhile=meanwhile)
        check(report, "cancelled", stdout=b"")
        assert report.seconds < 15, report


@case
def a_program_that_ignores_every_signal_is_cancelled_all_the_same():
    for reaction in ("signal.SIG_IGN", "lambda *_: print('heard')", "flood", "lambda *_: sys.exit(0)"):
        source = f"""
import os, signal, sys, time
def flood(*_):
    while True: os.write(1, b'x' * 65536)
for number in range(1, 65):
    try: signal.signal(number, {reaction})
    except (OSError, ValueError): pass
print('up')
while True: time.sleep(1)
"""
        # Nobody but the launcher makes it exit.
        check(python(source, meanwhile=cancel_at(b"up\n"), wall_ms=60_000, cap=1 << 30), "cancelled")


@contextlib.contextmanager
def stopped(name):
    """The launcher sees what happens meanwhile all at once."""
    pid = subprocess.run(["docker", "inspect", "--format", "{{.State.Pid}}", name], capture_output=True, check=True, text=True).stdout.strip()
    subprocess.run(["kill", "-STOP", pid], check=True)
    yield
    subprocess.run(["kill", "-CONT", pid], check=True)


@case
def a_program_that_had_ended_when_the_cancel_is_read_keeps_its_end():
    for steps, cause, number in (([step(["sh", "-c", "echo up; sleep 0.1; exit 7"])], "exit", "0"),
                                 ([step(["sh", "-c", "echo up; sleep 0.1"], kind="compile"), step(["sleep", "30"])], "cancelled", "1")):
        name = f"launcher-test-{time.monotonic_ns()}"
        with_launcher = launcher(extra=("--name", name))

        def meanwhile(it):
            it.until_stdout(b"up\n")
            with stopped(name):
                it.send(CANCEL)
                time.sleep(0.5)

        report = check(with_launcher.run(job(ENVIRONMENT, *steps), meanwhile=meanwhile), cause, step=number)
        assert report.exit_code == ("7" if cause == "exit" else None), report
        with_launcher.close()


def processes_of(name):
    top = subprocess.run(["docker", "top", name, "-eo", "pid,args"], capture_output=True, check=True, text=True).stdout
    return [line for line in top.splitlines()[1:] if not line.split(None, 1)[1].startswith("/livecode/launcher")]


@case
def nothing_of_a_tree_of_processes_is_left_after_a_cancel():
    name = f"launcher-test-{time.monotonic_ns()}"
    with_launcher = launcher(extra=("--name", name))
    source = b"""
import os, signal, time
for _ in range(3):
    if os.fork() == 0: os.setsid()
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
os.write(1, b'up\\n')
while True:
    try: os.fork()
    except OSError: time.sleep(0.01)
"""
    report = with_launcher.run(job(file("main.py", source), ENVIRONMENT, step(PYTHON, wall_ms=60_000, cpu_ms=60_000)),
                               meanwhile=cancel_at(b"up\n"))
    check(report, "cancelled", signal="9")
    assert now.level == "container" or with_launcher.next_job()
    assert processes_of(name) == [], processes_of(name)
    with_launcher.close()


@case
def a_runner_that_reads_nothing_is_heard_all_the_same():
    with_launcher = launcher()
    with_launcher.until("R")
    source = b"import os\nwhile True: os.write(1, b'x' * 65536)"
    with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON, wall_ms=60_000, cap=1 << 40)))
    time.sleep(0.7)
    with_launcher.send(CANCEL)
    time.sleep(1)
    report = check(with_launcher.run(b""), "cancelled", signal="9", stdout_truncated="0")
    with_launcher.close()
    between(report.wall_us, 200_000, 1_200_000)
    assert int(report.stdout_bytes) == len(report.stdout), report.end


@case
def a_second_cancel_changes_nothing():
    def meanwhile(with_launcher):
        with_launcher.until_stdout(b"up\n")
        with_launcher.send(CANCEL * 3)

    for _ in range(3):
        check(python("import time\nprint('up')\ntime.sleep(60)", meanwhile=meanwhile), "cancelled")
    check(python("print('fine')"), "exit", stdout=b"fine\n")


@case
def a_cancel_may_come_in_pieces():
    def meanwhile(with_launcher):
        with_launcher.until_stdout(b"up\n")
        for byte in CANCEL:
            with_launcher.send(bytes([byte]))
            time.sleep(0.01)

    check(python("import time\nprint('up')\ntime.sleep(60)", meanwhile=meanwhile), "cancelled")


@case_at("container")
def what_comes_after_the_end_is_nobodys():
    with_launcher = launcher()
    check(with_launcher.run(job(step(["true"]))), "exit")
    with_launcher.send(CANCEL + typed(b"x" * 65536) * 3 + END_OF_INPUT)
    assert with_launcher.close() == 0


@case_at("namespace")
def what_comes_after_the_end_is_not_the_next_jobs():
    """Whole, in pieces that the end comes between, and between READY and the next job."""
    with_launcher = launcher()
    assert with_launcher.next_job()
    late = CANCEL + typed(b"LCJ3" + b"K" * 60_000) + END_OF_INPUT + CANCEL
    for cut in (0, 1, 4, 5, 6, 12, 60_000, len(late) - 1):
        # The first pieces of messages for an interactive job must be its own.
        report = with_launcher.run(job(INTERACTIVE, ENVIRONMENT, step(["sh", "-c", "echo up; read line"])),
                                   meanwhile=lambda it: (it.until_stdout(b"up\n"), it.send(typed(b"\n"))))
        check(report, "exit", exit_code="0")
        with_launcher.send(late[:cut])
        assert with_launcher.next_job()
        with_launcher.send(late[cut:])
        check(with_launcher.run(job(step(["echo", "fine"]))), "exit", stdout=b"fine\n")
        assert with_launcher.next_job()
        piece = typed(b"y" * 100)[:cut]
        report = with_launcher.run(job(INTERACTIVE, ENVIRONMENT, step(["sh", "-c", "echo up; sleep 0.1"])),
                                   meanwhile=lambda it: (it.until_stdout(b"up\n"), it.send(piece)))
        check(report, "exit", exit_code="0")
        with_launcher.send(typed(b"y" * 100)[cut:])
        assert with_launcher.next_job()
        check(with_launcher.run(job(ENVIRONMENT, step(["wc", "-c"]))), "exit", stdout=b"0\n")
        assert with_launcher.next_job()
    with_launcher.send(late + b"K\0\0\0\1")
    frame = with_launcher.until("!")
    assert frame is not None and b"wrong length" in frame[1], with_launcher.frames
    with_launcher.close()


@case_at("namespace")
def a_cancel_that_crosses_with_the_end_hits_no_other_job():
    with_launcher = launcher()
    assert with_launcher.next_job()
    causes = []
    for _ in range(150):
        with_launcher.send(job(ENVIRONMENT, step(["true"])))
        time.sleep(random.random() * 0.012)
        with_launcher.send(CANCEL)
        with_launcher.until("X!")
        causes.append(check(report := Report(with_launcher.frames), report.cause).cause)
        assert causes[-1] in ("exit", "cancelled"), report
        assert with_launcher.next_job()
        check(with_launcher.run(job(ENVIRONMENT, step(["echo", "next"]))), "exit", stdout=b"next\n", exit_code="0")
        assert with_launcher.next_job()
    print(f"    {causes.count('cancelled')} cancelled, {causes.count('exit')} had ended")
    assert len({*causes}) == 2, causes
    assert with_launcher.close() == 0


@case_at("container")
def a_cancel_that_crosses_with_the_end_is_harmless():
    def attempt(delay):
        with_launcher = launcher()
        report = with_launcher.run(job(ENVIRONMENT, step(["true"])), meanwhile=lambda it: (time.sleep(delay), it.send(CANCEL)))
        assert report.cause in ("exit", "cancelled") and report.ends == 1, report
        assert with_launcher.close() == 0

    all_of(attempt, [i / 1000 for i in range(10)])
