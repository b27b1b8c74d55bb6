"""Programs that use too much: time, memory, output, processes, files."""

import time

from cases import ENVIRONMENT, LANGUAGES, PYTHON, all_of, between, case, check, file, job, launcher, programs_that, python, run_job, step

MIB = 1 << 20


@case
def sleeping_ends_at_the_wall():
    report = check(python("import time; print('before'); time.sleep(60)", wall_ms=800), "wall_time", signal="9", stdout=b"before\n")
    between(report.wall_us, 800_000, 850_000)
    between(report.cpu_us, 1_000, 200_000)


@case
def a_busy_loop_ends_at_its_cpu_time():
    report = check(python("while True: pass", cpu_ms=500), "cpu_time", signal="9")
    between(report.cpu_us, 500_000, 600_000)


@case
def the_wall_wins_when_both_are_reached():
    check(python("while True: pass", wall_ms=700, cpu_ms=700), "wall_time")
    threads = "import os\nfor _ in range(3): os.fork()\nwhile True: pass"
    check(python(threads, wall_ms=700, cpu_ms=700), "wall_time")


@case
def cpu_time_counts_over_children_that_live_and_that_have_died():
    check(python("import os\nfor _ in range(3): os.fork()\nwhile True: pass", cpu_ms=600), "cpu_time")
    short = "import os, time\nwhile True:\n  if os.fork() == 0:\n    t = time.process_time()\n" \
            "    while time.process_time() < t + 0.05: pass\n    os._exit(0)\n  os.wait()"
    check(python(short, cpu_ms=600), "cpu_time")


@case
def a_program_cannot_raise_its_cpu_time():
    report = check(python("import resource, signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass", cpu_ms=400),
                   "cpu_time")
    between(report.cpu_us, 400_000, 500_000)


@case
def output_up_to_the_cap_is_no_matter():
    check(python("print('x' * 999)", cap=1000), "exit", exit_code="0", stdout_bytes="1000", stdout_truncated="0")


@case
def output_over_the_cap_is_cut_there():
    report = check(python("print('x' * 1000); import time; time.sleep(60)", cap=1000), "output_limit", signal="9",
                   stdout_truncated="1", stderr_truncated="0", stdout=b"x" * 1000)
    assert int(report.stdout_bytes) == 1001, report
    check(python("print('x' * 1000)", cap=1000), "output_limit", stdout=b"x" * 1000)


@case
def floods_end_at_the_cap():
    for stream in ("stdout", "stderr"):
        source = f"import sys\nwhile True: sys.{stream}.write('x' * 100000)"
        report = check(python(source, cap=MIB), "output_limit", **{stream: b"x" * MIB, f"{stream}_truncated": "1"})
        between(report.wall_us, 1, 1_500_000)


@case
def both_streams_have_a_cap_of_their_own():
    source = "import os\nos.write(2, b'e' * 500)\nos.write(1, b'o' * 5000)\nimport time; time.sleep(60)"
    check(python(source, cap=1000), "output_limit", stdout=b"o" * 1000, stderr=b"e" * 500, stderr_truncated="0")


@case
def a_cap_of_nothing_lets_silence_through():
    check(python("pass", cap=0), "exit", exit_code="0")
    check(python("print()", cap=0), "output_limit", stdout=b"")


@case
def the_kernel_kills_who_takes_too_much_memory():
    report = check(python("print('before'); x = b'x' * (400 << 20)"), "signal", signal="9", oom_kills="1", stdout=b"before\n")
    between(report.memory_peak_bytes, 130 * MIB, 144 * MIB)


@case
def a_child_that_is_killed_for_memory_is_counted():
    source = "import os\nif os.fork() == 0: x = b'x' * (400 << 20)\nprint(os.wait()[1])"
    check(python(source), "exit", exit_code="0", oom_kills="1", stdout=b"9\n")


@case
def sixty_megabytes_fit_in_every_language():
    programs = programs_that("fills 60 MiB and prints how many bytes these are")

    def attempt(name):
        report = check(LANGUAGES[name].run(programs[name].source), "exit", exit_code="0", stdout=b"62914560\n", oom_kills="0")
        assert int(report.memory_peak_bytes) > 60 * MIB, report

    all_of(attempt, programs)


@case
def four_hundred_megabytes_do_not_fit_in_any():
    # Java has ways of its own, below.
    kill = programs_that("fills 400 MiB", but={"java"})
    all_of(lambda name: check(LANGUAGES[name].run(kill[name].source), "signal", signal="9", oom_kills="1"), kill)
    # Small steps: an array that grows is copied, and the kernel may come before V8. Collecting a full heap takes the time.
    heap = LANGUAGES["javascript"].run(b"let a = null; for (;;) a = {a}", wall_ms=20_000, cpu_ms=20_000)
    check(heap, "signal", signal="6")
    assert b"JavaScript heap out of memory" in heap.stderr, heap
    for size in (b"new byte[400 << 20]", b"java.nio.ByteBuffer.allocateDirect(400 << 20)"):
        report = LANGUAGES["java"].run(b"public class Main { public static void main(String[] a) { var x = " + size + b"; } }")
        check(report, "exit", exit_code="1")
        assert b"java.lang.OutOfMemoryError" in report.stderr, report


@case
def a_fork_bomb_hurts_only_itself():
    report = check(python("import os\nwhile True:\n  try: os.fork()\n  except OSError: pass", wall_ms=10000, cpu_ms=500), "cpu_time")
    assert report.seconds < 4, report.seconds


@case
def files_have_a_size_and_the_folder_has_an_end():
    source = "import signal\ntry: open('big', 'wb').write(b'x' * 2000000)\nexcept OSError as e: print(e.errno)"
    check(python(source, file_size=1_000_000), "exit", stdout=b"27\n")
    check(python("try:\n  while True: open('big', 'ab').write(b'x' * 1000000)\nexcept OSError as e: print(e.errno)",
                 container_options={"memory_mib": 256}), "exit", stdout=b"28\n")
    check(python("try:\n  for i in range(10000): open(str(i), 'w').close()\nexcept OSError as e: print(e.errno)"), "exit",
          stdout=b"28\n")


@case
def memory_filled_with_files_cannot_take_the_report_along():
    """What lies in a tmpfs counts as memory and is still there when its writer is dead."""
    fill = b"""
import os
for folder in ('/work', '/tmp', '/dev/shm'):
    file = os.open(folder + '/filler', os.O_CREAT | os.O_WRONLY)
    try:
        while True: os.write(file, b'x' * 65536)
    except OSError: pass
"""
    for memory_mib in (70, 90, 100):
        report = run_job(file("main.py", fill), ENVIRONMENT, step(["sh", "-c", "python3 main.py; true"], kind="compile"),
                         step(["python3", "-c", "print('x' * 100000)"]), memory_mib=memory_mib)
        assert report.fault is None and report.ends == 1 and report.cause in ("exit", "signal"), report


@case
def descriptors_have_an_end():
    source = "import os\ntry:\n  while True: os.dup(0)\nexcept OSError as e: print(e.errno)"
    check(python(source, open_files=32), "exit", stdout=b"24\n")


@case
def the_clock_runs_on_while_the_runner_reads_nothing():
    with_launcher = launcher()
    with_launcher.until("R")
    source = b"import os\nwhile True: os.write(1, b'x' * 65536)"
    with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON, wall_ms=700, cap=1 << 40)))
    time.sleep(2)
    report = with_launcher.run(b"")
    with_launcher.close()
    check(report, "wall_time", stdout_truncated="0")
    between(report.wall_us, 700_000, 750_000)
    assert int(report.stdout_bytes) == len(report.stdout), report.end


@case
def nothing_is_lost_to_a_slow_reader():
    with_launcher = launcher()
    with_launcher.until("R")
    source = b"import os\nfor i in range(1500): os.write(1, bytes([i % 251]) * 4000)"
    with_launcher.send(job(file("main.py", source), ENVIRONMENT, step(PYTHON, cap=1 << 40)))
    time.sleep(1)
    report = with_launcher.run(b"")
    with_launcher.close()
    check(report, "exit", exit_code="0", stdout=b"".join(bytes([i % 251]) * 4000 for i in range(1500)))
