"""Programs that mean no harm: what goes in, what comes out, and how it ends."""

import hashlib
import time

from cases import ENVIRONMENT, LANGUAGES, PYTHON, all_of, between, case, check, environment, field, file, job, launcher, programs_that, python, run_job, step


@case
def every_template_greets():
    all_of(lambda language: check(language.run(), "exit", exit_code="0", stdout=language.greeting, stderr=b""), LANGUAGES.values())


@case
def every_language_gets_its_input_and_arguments():
    programs = programs_that("prints its input and its arguments")

    def attempt(name):
        report = LANGUAGES[name].run(programs[name].source, field(b"I", b"in\n"), arguments=["a b", "", "-x", "\u00fc\n"])
        check(report, "exit", exit_code="0", stdout="in\na b||-x|\u00fc\n\n".encode())

    all_of(attempt, programs)


@case
def every_language_keeps_what_it_printed_before_a_kill():
    programs = programs_that("prints 'before' and goes on for ever")
    all_of(lambda name: check(LANGUAGES[name].run(programs[name].source, wall_ms=1500, cpu_ms=1500), "wall_time", signal="9",
                              stdout=b"before\n"), programs)


@case
def every_language_tells_what_went_wrong():
    programs = programs_that("goes wrong")

    def attempt(name):
        code, words = programs[name].options
        report = check(LANGUAGES[name].run(programs[name].source), "exit", exit_code=code, kind="run")
        assert words.replace("\\n", "\n").encode() in report.stderr, report

    all_of(attempt, programs)


@case
def a_language_that_compiles_says_what_does_not():
    for name in ("c", "cpp"):
        report = check(LANGUAGES[name].run(b"int main() { return nothing; }"), "exit", exit_code="1", kind="compile", step="0", stdout=b"")
        assert b"main.c" in report.stderr and b"nothing" in report.stderr and b"error:" in report.stderr, report
    everything = b"#include <bits/stdc++.h>\nusing namespace std; int main() { map<string, vector<int>> m; m[\"a\"].push_back(1);"\
                 b" sort(m[\"a\"].begin(), m[\"a\"].end()); cout << m.size() << endl; }"
    check(LANGUAGES["cpp"].run(everything), "exit", exit_code="0", stdout=b"1\n")
    check(LANGUAGES["cpp"].run(b"#include <iostream>\nint main() { throw 1; }"), "signal", signal="6", kind="run")
    check(LANGUAGES["c"].run(b"int main() { *(volatile int *)0 = 1; }"), "signal", signal="11", kind="run")


@case
def the_input_may_be_larger_than_a_pipe():
    data = bytes(range(256)) * 4096
    source = "import sys, hashlib; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())"
    check(python(source, field(b"I", data)), "exit", stdout=(hashlib.sha256(data).hexdigest() + "\n").encode())


@case
def nobody_needs_to_read_the_input():
    check(python("print('fine')", field(b"I", b"x" * (1 << 20))), "exit", exit_code="0", stdout=b"fine\n")


@case
def output_is_bytes():
    source = "import sys; sys.stdout.buffer.write(bytes(range(256)) * 300); sys.stderr.buffer.write(b'\\xff\\x00')"
    check(python(source), "exit", stdout=bytes(range(256)) * 300, stderr=b"\xff\x00", stdout_bytes="76800", stderr_bytes="2")


@case
def output_is_live():
    source = "import time\nfor i in range(3): print(i); time.sleep(0.3)"
    with_launcher = launcher()
    report = with_launcher.run(job(file("main.py", source.encode()), ENVIRONMENT, step(PYTHON)))
    times = [at for kind, _, at in report.frames if kind == "O"]
    assert with_launcher.close() == 0
    assert times[-1] - times[0] > 0.5, times


@case
def the_standard_streams_can_be_opened_by_name():
    programs = {
        "python": b"open('/dev/stdout', 'w').write(open('/dev/stdin').read()); open('/dev/stderr', 'w').write('err')",
        "javascript": b"const fs = require('fs'); fs.writeFileSync('/dev/stdout', fs.readFileSync('/dev/stdin'));"
                      b" fs.writeFileSync('/dev/stderr', 'err')",
    }
    for name, source in programs.items():
        check(LANGUAGES[name].run(source, field(b"I", b"in")), "exit", exit_code="0", stdout=b"in", stderr=b"err")


@case
def names_of_the_machine_itself_resolve_and_others_fail_at_once():
    source = """
import socket, time
print(sorted({found[4][0] for found in socket.getaddrinfo('localhost', 80)}) in (['127.0.0.1'], ['127.0.0.1', '::1']))
own = socket.gethostbyname(socket.gethostname())
socket.create_server((own, 0)).close()
print(own.startswith('127.'), socket.gethostbyaddr('127.0.0.1')[0], socket.getfqdn() != '')
begun = time.monotonic()
for name in ('example.com', 'kafka', 'nobody.local'):
    try: print(socket.gethostbyname(name))
    except OSError: pass
print(time.monotonic() - begun < 0.03)
"""
    check(python(source), "exit", exit_code="0", stdout=b"True\nTrue localhost True\nTrue\n", stderr=b"")
    check(LANGUAGES["bash"].run(b"exec 3<>/dev/tcp/localhost/1"), "exit", exit_code="1")
    java = b"void main() throws Exception { IO.println(java.net.InetAddress.getLocalHost().isLoopbackAddress()); }"
    check(LANGUAGES["java"].run(java), "exit", exit_code="0", stdout=b"true\n")


@case
def the_loopback_is_the_only_interface():
    programs = {
        "python": b"import socket; print([name for _, name in socket.if_nameindex()])",
        "javascript": b"console.log(Object.keys(require('os').networkInterfaces()))",
        "java": b"void main() throws Exception { IO.println(java.net.NetworkInterface.networkInterfaces().map(it -> it.getName()).toList()); }",
        "ruby": b"require 'socket'; puts Socket.getifaddrs.map(&:name).uniq.inspect",
    }

    def attempt(name):
        report = check(LANGUAGES[name].run(programs[name]), "exit", exit_code="0", stderr=b"")
        assert report.stdout.translate(None, b"[]'\" \n") == b"lo", report

    all_of(attempt, programs)


@case
def java_starts_from_its_cache():
    java = LANGUAGES["java"]
    for heap in ("16m", "128m"):
        strict = [word.replace("128m", heap) for word in java.command()]
        # Without this word a cache that does not fit is passed over in silence, and every start takes twice as long.
        strict.insert(1, "-XX:AOTMode=on")
        report = run_job(file(java.file, java.template), java.variables(), step(strict, kind="compile"), step([], kind="continued"),
                         memory_mib=java.memory_mib, processes=java.processes)
        check(report, "exit", exit_code="0", stdout=java.greeting)


@case
def the_environment_is_the_jobs_and_nothing_else():
    report = run_job(environment(A="1", B="x=y"), step(["/usr/bin/env"]))
    check(report, "exit", exit_code="0", stdout=b"A=1\nB=x=y\n")


@case
def the_exit_code_is_reported():
    check(python("raise SystemExit(3)"), "exit", exit_code="3", signal=None, step="0", kind="run")


@case
def an_exception_is_told_in_full():
    report = check(python("1 / 0"), "exit", exit_code="1")
    assert report.stderr.rstrip().endswith(b"ZeroDivisionError: division by zero"), report


@case
def a_signal_is_reported():
    check(python("import os; os.kill(os.getpid(), 11)"), "signal", signal="11", exit_code=None)


@case
def wall_time_is_the_programs_own():
    between(python("import time; time.sleep(0.5)").wall_us, 500_000, 700_000)


@case
def files_lie_in_the_working_folder():
    source = "import os; print(sorted(os.listdir()), os.getcwd(), open('data \\u00fc.txt').read())"
    check(python(source, file("data \u00fc.txt", b"content")), "exit",
          stdout="['data \u00fc.txt', 'main.py'] /work content\n".encode())


@case
def a_compile_step_comes_first_and_leaves_its_files():
    compiler = step(["sh", "-c", "cat; echo compiling; echo result >made"], kind="compile")
    report = run_job(ENVIRONMENT, field(b"I", b"input"), compiler, step(["sh", "-c", "cat; cat made"]))
    check(report, "exit", step="1", kind="run", stdout=b"compiling\ninputresult\n")
    assert report.kinds == "RBOBOX" or report.kinds == "RBOBOOX", report


@case
def a_compile_step_that_fails_ends_the_job():
    report = run_job(ENVIRONMENT, step(["sh", "-c", "echo wrong >&2; exit 2"], kind="compile"), step(["echo", "never"]))
    check(report, "exit", step="0", kind="compile", exit_code="2", stdout=b"", stderr=b"wrong\n")


@case
def a_compile_step_has_its_own_time():
    report = run_job(ENVIRONMENT, step(["sleep", "9"], kind="compile", wall_ms=300), step(["echo", "never"]))
    check(report, "wall_time", step="0", kind="compile", signal="9", stdout=b"")


@case
def a_command_that_is_not_there_is_an_error_of_the_step():
    report = check(run_job(ENVIRONMENT, step(["no-such-command"])), "error", step="0")
    assert b"can't start no-such-command" in report.stderr, report


@case
def the_report_does_not_wait_for_the_container():
    times = sorted(run_job(ENVIRONMENT, step(["true"])).seconds for _ in range(5))
    assert times[2] < 0.05, times


@case
def a_parked_launcher_waits_without_using_the_processor():
    with_launcher = launcher()
    with_launcher.until("R")
    time.sleep(1)
    report = with_launcher.run(job(ENVIRONMENT, step(["cat", "/proc/1/stat"])))
    with_launcher.close()
    ticks = report.stdout.decode().rsplit(")", 1)[1].split()
    between(int(ticks[11]) + int(ticks[12]), 0, 5)
