"""What a program printed before its end is kept, whole, and as it was printed."""

from cases import ENVIRONMENT, LANGUAGES, case, check, file, run_job, step

LINES = b"x" * 500_000 + b"\n"


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
