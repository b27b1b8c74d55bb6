"""What is typed while a program runs: it arrives, in order, and no more of it waits than may."""

import time

from cases import ENVIRONMENT, LANGUAGES, PYTHON, all_of, between, case, check, field, file, job, launcher, python, run_job, step
from cases_continued import HOST
from client import CANCEL, END_OF_INPUT, INTERACTIVE, WINDOW, typed

MIB = 1 << 20
CAT = step(["cat"], cap=4 * MIB, wall_ms=20_000)

# Each asks three times, and answers.
QUESTIONS = {
    "bash": b'for i in 1 2 3; do printf "? "; read -r a; echo "<$a>"; done',
    "c": b'#include <stdio.h>\nint main() { char a[99]; for (int i = 0; i < 3; i++) { printf("? "); scanf("%98s", a); printf("<%s>\\n", a); } }',
    "cpp": b'#include <iostream>\n#include <string>\nint main() { std::string a; for (int i = 0; i < 3; i++) { std::cout << "? "; std::cin >> a; '
           b'std::cout << "<" << a << ">" << std::endl; } }',
    "java": b'void main() { var in = new java.util.Scanner(System.in); for (int i = 0; i < 3; i++) { System.out.print("? "); System.out.flush(); '
            b'System.out.println("<" + in.nextLine() + ">"); } }',
    "javascript": b"const { createInterface } = require('readline/promises'); const io = createInterface({ input: process.stdin, output: process.stdout });"
                  b"(async () => { for (let i = 0; i < 3; i++) console.log(`<${await io.question('? ')}>`); io.close(); })();",
    "lua": b"for i = 1, 3 do io.write('? ') io.flush() print('<' .. io.read() .. '>') end",
    "python": b"for i in range(3): print(f\"<{input('? ')}>\")",
    "ruby": b"3.times { print '? '; puts \"<#{gets.chomp}>\" }",
}


@case
def three_lines_are_answered_one_by_one_in_every_language():
    assert QUESTIONS.keys() == LANGUAGES.keys()

    def attempt(name):
        def meanwhile(with_launcher):
            for word in (b"one", "zwölf".encode(), b"3"):
                with_launcher.until_stdout(b"? ")
                with_launcher.send(typed(word + b"\n"))
                with_launcher.until("O")

        report = LANGUAGES[name].run(QUESTIONS[name], INTERACTIVE, meanwhile=meanwhile)
        check(report, "exit", exit_code="0", kind="run", stdout="? <one>\n? <zwölf>\n? <3>\n".encode())
        assert report.taken[-1] == 13 and report.taken == sorted({*report.taken}), report.taken

    all_of(attempt, QUESTIONS)


@case
def every_keystroke_is_echoed():
    def meanwhile(with_launcher):
        for key in b"hello, world":
            with_launcher.send(typed(bytes([key])))
            with_launcher.until_stdout(bytes([key]))
            assert with_launcher.stdout() == b"hello, world"[:len(with_launcher.stdout())]
        with_launcher.send(END_OF_INPUT)

    source = "import os\nwhile key := os.read(0, 1): os.write(1, key)"
    report = check(python(source, INTERACTIVE, meanwhile=meanwhile), "exit", exit_code="0", stdout=b"hello, world")
    assert report.taken[-1] == 12, report.taken


@case
def a_hundred_inputs_as_fast_as_possible_keep_their_order():
    lines = b"".join(b"%d\n" % i for i in range(100))

    def meanwhile(with_launcher):
        for i in range(100):
            with_launcher.send(typed(b"%d\n" % i))
        with_launcher.send(END_OF_INPUT)

    report = check(run_job(INTERACTIVE, ENVIRONMENT, CAT, meanwhile=meanwhile), "exit", stdout=lines)
    assert report.taken[-1] == len(lines), report.taken


def all_and_the_end(data):
    return lambda it: (it.type_all(data), it.send(END_OF_INPUT))


@case
def a_mebibyte_goes_through_the_window():
    data = bytes(i * 7 % 251 for i in range(MIB))
    report = check(run_job(INTERACTIVE, ENVIRONMENT, CAT, meanwhile=all_and_the_end(data)), "exit", exit_code="0", stdout=data)
    assert report.taken[-1] == MIB and report.taken == sorted({*report.taken}), report.taken


@case
def a_program_that_reads_late_gets_all_of_it():
    data = bytes(i * 7 % 251 for i in range(MIB))
    source = "import sys, time\ntime.sleep(0.5)\ndata = sys.stdin.buffer.read()\nsys.stdout.buffer.write(data)"
    check(python(source, INTERACTIVE, meanwhile=all_and_the_end(data), cap=4 * MIB), "exit", exit_code="0", stdout=data)


@case
def what_the_job_brought_comes_first():
    data = b"brought\n" * 20_000
    check(run_job(INTERACTIVE, field(b"I", data), ENVIRONMENT, CAT, meanwhile=all_and_the_end(b"typed\n")), "exit", stdout=data + b"typed\n")
    report = run_job(INTERACTIVE, field(b"I", b"brought\n"), ENVIRONMENT, CAT, meanwhile=lambda it: it.send(END_OF_INPUT))
    check(report, "exit", stdout=b"brought\n")
    assert report.taken == [], report


@case
def the_end_of_input_is_the_programs_end_of_file():
    for data in (b"", b"x", b"line\n" * 1000):
        check(python("import sys\nprint(len(sys.stdin.read()))", INTERACTIVE, meanwhile=all_and_the_end(data)), "exit", stdout=b"%d\n" % len(data))


@case
def without_an_end_the_program_waits_until_its_wall():
    report = check(run_job(INTERACTIVE, ENVIRONMENT, step(["cat"], wall_ms=700)), "wall_time", signal="9", stdout=b"")
    between(report.wall_us, 700_000, 750_000)
    between(report.cpu_us, 0, 60_000)


@case
def a_program_that_never_reads_costs_nothing_and_ends_at_its_wall():
    report = python("import time; time.sleep(9)", INTERACTIVE, meanwhile=lambda it: it.type_all(b"x" * (WINDOW + 20_000)), wall_ms=1500)
    check(report, "wall_time", signal="9")
    # A pipe full is taken, and that may be less when it comes in odd pieces; the rest waits.
    between(report.taken[-1], 45_000, 65_536)
    between(report.cpu_us, 0, 150_000)


@case
def what_nobody_wants_counts_as_taken():
    data = b"x" * 5 * WINDOW
    source = "import os, time\nos.close(0)\nprint('closed')\ntime.sleep(0.8)\nprint('fine')"
    report = python(source, INTERACTIVE, meanwhile=lambda it: (it.until_stdout(b"closed\n"), it.type_all(data), it.until("T"), it.send(END_OF_INPUT)))
    check(report, "exit", exit_code="0", stdout=b"closed\nfine\n")
    assert report.taken[-1] == len(data), report.taken


@case
def a_program_that_ends_without_reading_has_ended():
    check(run_job(INTERACTIVE, ENVIRONMENT, step(["echo", "fine"]), meanwhile=lambda it: it.send(typed(b"x" * WINDOW))), "exit", exit_code="0",
          stdout=b"fine\n")


@case
def what_is_typed_during_a_compile_step_waits_for_the_run():
    def meanwhile(with_launcher):
        with_launcher.until_stdout(b"compiling\n")
        with_launcher.send(typed(b"early\n") + typed(b"x" * (WINDOW - 6)) + END_OF_INPUT)

    compiling = step(["sh", "-c", "echo compiling; cat; sleep 0.3"], kind="compile")
    report = run_job(INTERACTIVE, ENVIRONMENT, compiling, CAT, meanwhile=meanwhile)
    check(report, "exit", step="1", stdout=b"compiling\nearly\n" + b"x" * (WINDOW - 6))
    assert "T" not in report.kinds[:report.kinds.rindex("B")], report.kinds
    report = run_job(INTERACTIVE, file("main.py", (HOST + "print('compiling')\ntime.sleep(0.3)\ncompiled()\nprint(sys.stdin.read()[:6])").encode()),
                     ENVIRONMENT, step(PYTHON, kind="compile"), step([], kind="continued"), meanwhile=meanwhile)
    check(report, "exit", step="1", stdout=b"compiling\nearly\n\n")


@case
def typing_works_before_the_beginning_too():
    with_launcher = launcher()
    report = with_launcher.run(job(INTERACTIVE, ENVIRONMENT, CAT) + typed(b"at once\n") + END_OF_INPUT)
    with_launcher.close()
    check(report, "exit", stdout=b"at once\n")


@case
def a_message_may_come_in_pieces():
    def meanwhile(with_launcher):
        for byte in typed(b"slow") + END_OF_INPUT:
            with_launcher.send(bytes([byte]))
            time.sleep(0.003)

    check(run_job(INTERACTIVE, ENVIRONMENT, CAT, meanwhile=meanwhile), "exit", stdout=b"slow")


@case
def who_is_typed_for_can_be_cancelled():
    def meanwhile(with_launcher):
        with_launcher.send(typed(b"x" * WINDOW))
        with_launcher.until("T")
        with_launcher.send(CANCEL + typed(b"x"))

    check(python("import time; time.sleep(9)", INTERACTIVE, meanwhile=meanwhile), "cancelled", signal="9")


@case
def a_full_pipe_and_a_slow_reader_do_not_stop_the_clock():
    """The program echoes, nobody reads what comes, and the window is full."""
    with_launcher = launcher()
    with_launcher.until("R")
    source = b"import os\nwhile True: os.write(1, os.read(0, 1) * 65536)"
    with_launcher.send(job(INTERACTIVE, file("main.py", source), ENVIRONMENT, step(PYTHON, wall_ms=1000, cap=1 << 40)) + typed(b"x" * WINDOW))
    time.sleep(2)
    report = check(with_launcher.run(b""), "wall_time")
    with_launcher.close()
    between(report.wall_us, 1_000_000, 1_050_000)


# What no runner may send while a job runs.
FAULTS = {
    "more was typed than there is room for": lambda: typed(b"x" * WINDOW) * 3,
    "a control message has a wrong length": lambda: b"K\0\0\0\1x",
    "control message has a wrong length": lambda: b"Z\0\0\0\1x",
    "message has a wrong length": lambda: b"I\0\0\0\0",
    "has a wrong length": lambda: b"I\0\1\0\1",
    "a wrong length": lambda: b"I\xff\xff\xff\xff",
    "something was typed after the end": lambda: END_OF_INPUT + typed(b"x"),
    "typed after the end of what is typed": lambda: END_OF_INPUT * 2,
    "there is more input than one job": lambda: job(step(["true"])),
    "more input than one job": lambda: b"?",
}


@case
def a_runner_that_breaks_the_rules_is_told_so():
    def attempt(fault):
        sentence, message = fault
        with_launcher = launcher()
        report = with_launcher.run(job(INTERACTIVE, ENVIRONMENT, step(["sh", "-c", "echo up; sleep 30"])),
                                   meanwhile=lambda it: (it.until_stdout(b"up\n"), it.send(message())))
        assert report.fault is not None and sentence in report.fault and report.ends == 0, f"{sentence}: {report}"
        assert with_launcher.close() == 1

    all_of(attempt, FAULTS.items())


@case
def a_job_that_is_not_interactive_takes_nothing():
    for message in (typed(b"x"), END_OF_INPUT):
        with_launcher = launcher()
        report = with_launcher.run(job(ENVIRONMENT, field(b"I", b"brought"), step(["sh", "-c", "cat; sleep 30"])),
                                   meanwhile=lambda it: (it.until_stdout(b"brought"), it.send(message)))
        assert report.fault is not None and "not interactive" in report.fault, report
        assert with_launcher.close() == 1


@case
def a_program_can_neither_see_nor_forge_any_of_it():
    source = r"""
import os
taken, end = b'T\0\0\0\x08' + b'\xff' * 8, b'K\0\0\0\0Z\0\0\0\0'
for fd in range(256):
    try: os.write(fd, taken + end)
    except OSError: pass
try: print(os.listdir('/proc/1/fd'))
except OSError as e: print(e.errno)
print(os.read(0, 99))
"""
    report = check(python(source, INTERACTIVE, meanwhile=lambda it: it.send(typed(b"I\0\0\0\1x"))), "exit", exit_code="0")
    assert report.stdout.endswith(b"13\nb'I\\x00\\x00\\x00\\x01x'\n") and report.taken == [6], report
