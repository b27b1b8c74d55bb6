"""What a program printed before its end is kept, whole, and as it was printed."""

from cases import ENVIRONMENT, LANGUAGES, all_of, between, case, check, environment, field, file, job, launcher, python, run_job, step

LINES = b"x" * 500_000 + b"\n"


@case
def an_unfinished_line_is_kept_at_the_end_of_a_programs_time():
    c, cpp = b"#include <stdio.h>\n#include <unistd.h>\n#include <wchar.h>\n", b"#include <bits/stdc++.h>\n#include <unistd.h>\nusing namespace std;\n"
    programs = [
        ("c", c + b'int main() { printf("working"); for (;;); }'),
        ("c", c + b'int main() { printf("working"); pause(); }'),
        ("c", c + b'int main() { for (const char *s = "working"; *s; s++) putchar(*s); for (;;) usleep(10); }'),
        ("c", c + b'int main() { setvbuf(stdout, NULL, _IOFBF, 9999); puts("line"); printf("working"); for (;;); }'),
        ("c", c + b'int main() { wprintf(L"working"); for (;;); }'),
        ("cpp", b'#include <iostream>\nint main() { std::cout << "working"; for (;;) std::cin.peek(); }'),
        ("cpp", b'#include <iostream>\nint main() { std::ios::sync_with_stdio(false); std::cout << "line\\nworking"; for (;;) std::cin.peek(); }'),
        ("cpp", b'#include <iostream>\n#include <thread>\nint main() { std::thread t([] { std::cout << "working"; for (;;) std::cin.peek(); }); t.join(); }'),
        ("python", b"print('working', end='')\nwhile True: pass"),
        ("python", b"print('working', end='')\nsum(iter(int, 1))"),
        ("javascript", b"process.stdout.write('working'); for (;;);"),
        ("ruby", b"print 'working'; loop {}"),
        ("bash", b"printf working; while :; do :; done"),
        ("lua", b"io.write('working') while true do end"),
    ]

    def attempt(program):
        language, source = program
        report = check(LANGUAGES[language].run(source, wall_ms=1000), "wall_time", signal="9", stdout_truncated="0")
        assert report.stdout in (b"working", b"line\nworking"), report
        between(report.wall_us, 1_000_000, 1_300_000)

    all_of(attempt, programs)
    check(LANGUAGES["c"].run(programs[0][1], cpu_ms=300), "cpu_time", signal="9", stdout=b"working")


@case
def output_on_its_way_is_not_written_twice():
    """The end comes while the program waits for a full pipe, most of the time: so it is tried often."""
    source = b'#include <stdio.h>\nint main() { setvbuf(stdout, NULL, _IOFBF, 30000); for (int i = 0;; i++) printf("%d\\n", i); }'
    for _ in range(5):
        report = check(LANGUAGES["c"].run(source, wall_ms=300, cap=1 << 40), "wall_time", signal="9")
        lines = report.stdout.split(b"\n")
        assert lines[:-1] == [b"%d" % i for i in range(len(lines) - 1)], report
        assert (b"%d" % (len(lines) - 1)).startswith(lines[-1]), lines[-3:]


@case
def complete_lines_are_live_and_survive_any_end():
    for end in (b"*(volatile int *)0 = 1;", b"abort();", b"kill(getpid(), 9);"):
        source = b'#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\nint main() { puts("before"); ' + end + b" }"
        check(LANGUAGES["c"].run(source), "signal", stdout=b"before\n")

    check(python("print('before', end='')\nb = b'x' * (2 << 30)"), "signal", oom_kills="1", stdout=b"before")


@case
def a_prompt_without_an_end_of_line_is_live():
    programs = {
        "c": b'#include <stdio.h>\n#include <unistd.h>\nint main() { int n; printf("Number? "); scanf("%d", &n); sleep(1); printf("%d", n); }',
        "cpp": b'#include <iostream>\n#include <unistd.h>\nint main() { int n; std::cout << "Number? "; std::cin >> n; sleep(1); std::cout << n; }',
    }
    for name, source in programs.items():
        language = LANGUAGES[name]
        with_launcher = launcher(memory_mib=language.memory_mib, processes=language.processes)
        report = with_launcher.run(job(file(language.file, source), language.variables(), field(b"I", b"7"),
                                       step(language.words_of("compile"), kind="compile", wall_ms=20_000, cpu_ms=20_000), step(language.command())))
        with_launcher.close()
        times = [at for kind, _, at in report.frames if kind == "O"]
        check(report, "exit", stdout=b"Number? 7")
        assert times[-1] - times[0] > 0.5, times


@case
def what_keeps_output_is_not_in_a_programs_way():
    source = b"""
#include <stdio.h>
#include <stdlib.h>
extern char **environ;
int write(int a) { return a; }
int kill(int a) { return a; }
int call(int a) { return a; }
int end = 1, begin = 2, write_out = 3, syscall = 4, first_unwritten = 5;
int main() {
  for (char **entry = environ; *entry; entry++) puts(*entry);
  printf("%d", write(1) + kill(1) + call(1) + end + begin + write_out + syscall + first_unwritten);
  for (;;) ;
}
"""
    report = check(LANGUAGES["c"].run(source, wall_ms=500), "wall_time", signal="9")
    assert sorted(report.stdout.split(b"\n")) == [b"18", b"HOME=/work", b"LANG=C.UTF-8", b"PATH=/usr/local/bin:/usr/bin:/bin"], report
    report = check(LANGUAGES["c"].run(b"#include <signal.h>\nint main() { raise(64); }"), "signal", signal="64")


@case
def a_program_that_hears_of_its_end_cannot_put_it_off():
    """The signal is there for every program to catch."""
    for reaction in ("lambda *_: print('heard')", "lambda *_: [os.fork() for _ in range(3)]", "flood"):
        # A quick machine would take seconds to sleep the CPU limit away.
        for cause, spends, limits in ("wall_time", "time.sleep(0.01)", {"wall_ms": 500}), ("cpu_time", "pass", {"cpu_ms": 100}):
            source = f"""
import os, signal, time
def flood(*_):
    while True: os.write(1, b'x' * 65536)
signal.signal(64, {reaction})
while True: {spends}
"""
            report = check(python(source, cap=1 << 20, **limits), cause, signal="9")
            assert report.seconds < 3.5, report.seconds
    check(python("import time; time.sleep(9)", wall_ms=300), "wall_time", signal="9", stdout=b"")
    report = python("import os, signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nsignal.signal(64, print)\nwhile True: pass", wall_ms=300)
    check(report, "wall_time", signal="9")


@case
def javascript_loses_no_output():
    javascript = LANGUAGES["javascript"]
    ends = {b"process.exit(0);": ("exit", "0"), b"throw new Error('oh no');": ("exit", "1"), b"for (;;);": ("wall_time", None),
            b"process.abort();": ("signal", None), b"process.kill(process.pid, 9);": ("signal", None)}
    for stream in ("stdout", "stderr"):
        for end, (cause, code) in ends.items():
            source = f"process.{stream}.write('x'.repeat(500000) + '\\n');".encode() + end
            report = check(javascript.run(source, wall_ms=2000), cause, exit_code=code)
            assert getattr(report, stream).startswith(LINES), report
    check(javascript.run(b"while (true) console.log('I will not stop');"), "output_limit")
    child = b"""
const { fork, spawnSync } = require('child_process');
if (process.argv[2] === 'child') { process.stdout.write('x'.repeat(500000) + '\\n'); process.exit(0); }
fork(__filename, ['child']).on('exit', () => { spawnSync('echo', ['done'], { stdio: 'inherit' }); });
"""
    check(javascript.run(child), "exit", exit_code="0", stdout=LINES + b"done\n")
    tight = run_job(file("main.js", b"process.stdout.write('x'.repeat(500000) + '\\n'); process.exit(0)"), ENVIRONMENT,
                    step(["/livecode/node-within", "100", "main.js"]))
    check(tight, "exit", stdout=LINES)


@case
def lines_of_threads_and_processes_stay_whole():
    threads = """
import threading
def work(n):
    for i in range(300): print('thread', n, [i])
threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
for t in threads: t.start()
for t in threads: t.join()
"""
    report = check(python(threads), "exit", exit_code="0")
    assert sorted(report.stdout.splitlines()) == sorted(b"thread %d [%d]" % (n, i) for n in range(8) for i in range(300)), report
    processes = "import os\nfor _ in range(4):\n  if os.fork() == 0:\n    for i in range(200): print('line', i)\n    os._exit(0)\nfor _ in range(4): os.wait()"
    report = check(python(processes), "exit", exit_code="0")
    assert sorted(report.stdout.splitlines()) == sorted([b"line %d" % i for i in range(200)] * 4), report


@case
def print_is_pythons_own_in_all_else():
    source = """
import inspect, io, sys
class Says:
    def __str__(self): print('in __str__'); return 'said'
class Fails:
    def __str__(self): raise ValueError('no text')
print('a', Says(), 'b')
try: print('a', Fails(), 'b')
except ValueError as e: print('|', e)
print(1, None, [2.5], sep=', ', end='.\\n', flush=True)
memory = io.StringIO(); print('in', 'memory', file=memory); print(repr(memory.getvalue()))
for wrong in ({'sep': 1}, {'nope': 1}):
    try: print('x', **wrong)
    except TypeError as e: print(e)
print(print, inspect.signature(print), [name for name in sys.modules if 'livecode' in name])
sys.stdout = None
print('nowhere')
"""
    expected = b"""a in __str__
said b
a | no text
1, None, [2.5].
'in memory\\n'
sep must be None or a string, not int
print() got an unexpected keyword argument 'nope'
<built-in function print> (*args, sep=' ', end='\\n', file=None, flush=False) []
"""
    check(python(source), "exit", exit_code="0", stdout=expected, stderr=b"")


@case
def a_compiler_that_is_killed_leaves_the_reason():
    language = LANGUAGES["cpp"]
    greedy = b"template <int N> struct A { static const int value = A<N + 1>::value + A<N + 2>::value; };\nint main() { return A<0>::value; }"
    compiler = [*language.words_of("compile"), "-ftemplate-depth=100000"]
    plenty = language.memory_mib
    for limits, memory, words in (({"wall_ms": 300}, plenty, b"needed more time"), ({"cpu_ms": 200}, plenty, b"needed more time"),
                                  ({}, 80, b"needed more memory")):
        report = run_job(file(language.file, greedy), language.variables(),
                         step(compiler, kind="compile", **{"wall_ms": 20_000, "cpu_ms": 20_000, **limits}), step(["./program"]),
                         memory_mib=memory, processes=language.processes, patience=30)
        assert report.kind == "compile" and words in report.stderr and int(report.stderr_bytes) == len(report.stderr), report
