"""Runs that go on in the process of their compile step: whose output, time and end is whose."""

import time

from cases import ENVIRONMENT, PYTHON, between, case, check, field, file, job, launcher, run_job, step

HOST = """
import os, socket, sys, time
line = socket.socket(fileno=3)
line.set_inheritable(False)
def compiled(word=b'compiled'):
    line.send(word)
    answer = line.recv(9)
    line.close()
    return answer
"""


def continued(source, *fields, compiling=None, command=PYTHON, **limits):
    return run_job(file("main.py", (HOST + source).encode()), ENVIRONMENT, *fields,
                   step(command, kind="compile", **(compiling or {})), step([], kind="continued", **limits))


def output_by_step(report):
    steps, now = {}, None
    for kind, payload, _ in report.frames:
        if kind == "B":
            now = payload[0]
        if kind in "OE":
            steps[now] = steps.get(now, b"") + payload
    return steps


@case
def a_process_that_has_compiled_goes_on_as_the_run():
    source = "print('compiling')\nassert compiled() == b'\\0'\nprint('running', sys.stdin.read())\nsys.exit(7)"
    report = check(continued(source, field(b"I", b"input")), "exit", step="1", kind="run", exit_code="7", stdout_bytes="14", stderr=b"")
    assert output_by_step(report) == {0: b"compiling\n", 1: b"running input\n"}, report


@case
def no_byte_is_booked_to_the_wrong_step():
    source = "os.write(1, b'c' * 60000); os.write(2, b'C' * 60000)\ncompiled()\nos.write(1, b'r' * 60000); os.write(2, b'R' * 60000)"
    for _ in range(15):
        steps = output_by_step(check(continued(source), "exit", step="1", stdout_bytes="60000", stderr_bytes="60000"))
        assert {*steps[0]} == {*b"cC"} and {*steps[1]} == {*b"rR"} and len(steps[0]) == len(steps[1]) == 120_000


@case
def a_slow_reader_changes_nothing_of_that():
    source = "os.write(1, b'c' * 60000); os.write(2, b'C' * 60000)\n" * 4 + "compiled()\nprint('runs')"
    with_launcher = launcher()
    with_launcher.until("R")
    with_launcher.send(job(file("main.py", (HOST + source).encode()), ENVIRONMENT, step(PYTHON, kind="compile"), step([], kind="continued", wall_ms=900)))
    time.sleep(1.5)
    report = check(with_launcher.run(b""), "exit", step="1", stdout_bytes="5")
    with_launcher.close()
    assert len(output_by_step(report)[0]) == 480_000 and output_by_step(report)[1] == b"runs\n", report


@case
def the_run_has_time_of_its_own():
    busy = "\nend = time.process_time() + {}\nwhile time.process_time() < end: pass\n"
    report = check(continued(busy.format(0.6) + "time.sleep(2); compiled()" + busy.format(0.2), compiling={"wall_ms": 20_000},
                             cpu_ms=500, wall_ms=1900), "exit", step="1")
    between(report.cpu_us, 190_000, 350_000)
    between(report.wall_us, 190_000, 1_800_000)
    check(continued(busy.format(0.3) + "compiled()" + busy.format(9), cpu_ms=400), "cpu_time", step="1", kind="run", signal="9")
    report = check(continued("compiled()\nprint('before')\ntime.sleep(9)", wall_ms=400), "wall_time", step="1", stdout=b"before\n")
    between(report.wall_us, 400_000, 450_000)


@case
def without_control_groups_the_run_has_time_of_its_own_too():
    source = "t = time.process_time\nwhile t() < 0.5: pass\ncompiled()\nwhile t() < 0.7: pass"
    report = run_job(file("main.py", (HOST + source).encode()), ENVIRONMENT, step(PYTHON, kind="compile"), step([], kind="continued"),
                     extra=("--tmpfs", "/sys/fs/cgroup"))
    between(check(report, "exit", step="1").cpu_us, 190_000, 350_000)


@case
def the_compile_step_has_time_of_its_own():
    report = check(continued("time.sleep(9)", compiling={"wall_ms": 300}), "wall_time", step="0", kind="compile", signal="9")
    between(report.wall_us, 300_000, 350_000)
    check(continued("while True: pass", compiling={"cpu_ms": 300}), "cpu_time", step="0", kind="compile", signal="9")


@case
def the_kernels_own_limit_of_cpu_time_covers_both_steps():
    source = "import resource\ncompiled()\nprint(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    check(continued(source, compiling={"cpu_ms": 10_000}, cpu_ms=5000), "exit", stdout=b"17\n")


@case
def each_step_has_caps_of_its_own():
    check(continued("print('x' * 999, flush=True)\ncompiled()\nprint('y' * 999)", compiling={"cap": 1000}, cap=1000), "exit", step="1",
          stdout_bytes="1000", stdout_truncated="0")
    check(continued("print('x' * 1000)\ncompiled()", compiling={"cap": 1000}), "output_limit", step="0", kind="compile", stdout=b"x" * 1000)
    check(continued("compiled()\nprint('y' * 1000)\ntime.sleep(9)", cap=1000), "output_limit", step="1", stdout=b"y" * 1000)


@case
def who_never_says_it_has_not_compiled():
    for code in (0, 1, 7):
        check(continued(f"print('said nothing')\nsys.exit({code})"), "exit", step="0", kind="compile", exit_code=str(code))
    check(continued("line.close()\ntime.sleep(0.1)\nprint('still compiling')"), "exit", step="0", kind="compile", exit_code="0")
    check(continued("os.kill(os.getpid(), 11)"), "signal", step="0", kind="compile", signal="11")
    check(continued("pass", command=["no-such-command"]), "error", step="0", kind="compile")


@case
def who_says_it_and_dies_at_once_has_compiled():
    check(continued("line.send(b'compiled')\nos._exit(3)"), "exit", step="1", kind="run", exit_code="3")
    check(continued("line.send(b'compiled')\nos.kill(os.getpid(), 9)"), "signal", step="1", kind="run", signal="9")


@case
def other_words_are_none():
    for word in ("b'compile'", "b'compiled '", "b'compiled' * 9000", "b'\\0'", "b'COMPILED'", "b'x' * 100000"):
        report = check(continued(f"print(compiled({word}))\nsys.exit(5)"), "exit", step="0", kind="compile", exit_code="5", stdout=b"b''\n")
        assert report.kinds.count("B") == 1, report
    twice = "line.send(b'nonsense')\ntime.sleep(0.1)\ntry: line.send(b'compiled')\nexcept OSError as e: print(e.errno)"
    check(continued(twice), "exit", step="0", stdout=b"32\n")
    check(continued("line.send(b'compiled')\ntry: line.send(b'compiled')\nexcept OSError: pass\nsys.exit(5)"), "exit", step="1",
          exit_code="5")


@case
def a_child_inherits_nothing_of_it():
    look = "ls /proc/self/fd | head -n 4 | tr '\\\\n' ' '"
    source = f"compiled()\nos.system(\"{look}\")\ntry: os.write(3, b'compiled')\nexcept OSError as e: print(e.errno)"
    check(continued(source), "exit", step="1", stdout=b"0 1 2 3 9\n")
    other = "import os\nprint(sorted(os.listdir('/proc/self/fd')))"
    report = run_job(file("main.py", other.encode()), ENVIRONMENT, step(PYTHON, kind="compile"), step(PYTHON))
    check(report, "exit", step="1", stdout=b"['0', '1', '2', '3']\n" * 2)


@case
def a_run_may_follow_a_run_that_continued():
    report = run_job(file("main.py", (HOST + "compiled()\nprint('one')").encode()), ENVIRONMENT, step(PYTHON, kind="compile"),
                     step([], kind="continued"), step(["echo", "two"]))
    check(report, "exit", step="2", kind="run", stdout=b"one\ntwo\n")
