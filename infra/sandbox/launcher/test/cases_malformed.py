"""Jobs that are no jobs: always a sentence, never silence, never a hang."""

import pathlib
import struct
import subprocess

from cases import ENVIRONMENT, all_of, case, environment, field, file, job, launcher, now, run_job, seccomp_profile, step
from client import IMAGE, INTERACTIVE, container

TRUE = step(["true"])

MALFORMED = {
    "does not begin with LCJ3": b"LCJ2" + struct.pack(">I", 0),
    "there is no step": job(),
    "is larger than": b"LCJ3\xff\xff\xff\xff",
    "a field is shorter than it says": job(TRUE + b"F\0\0\1\0xx"),
    "a file is shorter than it says": job(field(b"F", b"\0\x20abc"), TRUE),
    "a file's name is not a plain name": job(file("../evil", b""), TRUE),
    "two files have the same name": job(file("a", b""), file("a", b""), TRUE),
    "an environment entry is not NAME=value": job(field(b"V", b"NAME"), TRUE),
    "an environment entry contains NUL": job(field(b"V", b"A=\0"), TRUE),
    "a field's tag is unknown": job(field(b"Z", b""), TRUE),
    "there are two standard inputs": job(field(b"I", b""), field(b"I", b""), TRUE),
    "it is interactive twice": job(INTERACTIVE, INTERACTIVE, TRUE),
    "its being interactive has a value": job(field(b"T", b"1"), TRUE),
    "nobody can type for a compile step": job(INTERACTIVE, step(["true"], kind="compile")),
    "there are too many steps": job(TRUE * 5),
    "there are too many files": job(*(file(str(i), b"") for i in range(300)), TRUE),
    "there are too many environment entries": job(*(field(b"V", b"A=1") for _ in range(300)), TRUE),
    "a step has no command": job(step([])),
    "a step's command is empty": job(step([""])),
    "a step has no time": job(step(["true"], wall_ms=0)),
    "an argument contains NUL": job(step(["true", "a\0b"])),
    "a step is longer than it says": job(field(b"S", TRUE[5:] + b"x")),
    "a step is shorter than it says": job(field(b"S", TRUE[5:-1])),
    "a step that continues has a command": job(step(["true"], kind="compile"), step(["true"], kind="continued")),
    "a step continues what is no compile step": job(TRUE, step([], kind="continued")),
    "a step is neither": job(field(b"S", b"\7" + TRUE[6:])),
}


def in_one_container(script, *arguments, standard_input=""):
    """Runs a script of this folder, behind client.py, in a container where it starts launchers of its own (not as process 1)."""
    here = pathlib.Path(__file__).parent
    source = (here / "client.py").read_text() + (here / script).read_text()
    command = container(seccomp=seccomp_profile(), memory_mib=256, level=now.level)
    command[command.index(IMAGE):] = ["--entrypoint", "python3", IMAGE, "-c", source, now.level, *arguments]
    result = subprocess.run(command, input=standard_input.encode(), capture_output=True, timeout=300)
    assert result.returncode == 0, result.stdout[-500:] + result.stderr[-2000:]
    print("    " + result.stdout.decode().strip())


@case
def malformed_jobs_are_told_so():
    in_one_container("refusals.py", standard_input="".join(f"{data.hex()} {sentence}\n" for sentence, data in MALFORMED.items()))


@case
def names_that_are_no_plain_names_are_refused():
    def attempt(name):
        report = run_job(file(name, b""), TRUE)
        assert report.fault is not None and "plain name" in report.fault, f"{name}: {report}"

    all_of(attempt, (b"", b".", b"..", b"a/b", b"/etc/passwd", b"a\0b", b"x" * 256))
    assert run_job(file(b"x" * 255, b""), file(b"...", b""), file(b"-rf\n", b""), TRUE).cause == "exit"


@case
def a_job_that_breaks_off_is_told_so():
    for length in (3, 8, 20):
        with_launcher = launcher()
        with_launcher.until("R")
        with_launcher.send(job(ENVIRONMENT, TRUE)[:length])
        with_launcher.process.stdin.close()
        frame = with_launcher.until("!")
        assert frame is not None and b"ended inside of a job" in frame[1], with_launcher.frames
        assert with_launcher.process.wait(5) == 1


@case
def more_than_one_job_is_told_so():
    with_launcher = launcher()
    report = with_launcher.run(job(step(["sleep", "30"])) + b"LCJ3")
    with_launcher.close()
    assert report.fault is not None and "more input than one job" in report.fault, report


@case
def files_that_do_not_fit_are_told_so():
    report = run_job(file("big", b"x" * (3 << 20)), TRUE, extra=("--tmpfs", "/work:size=1m,mode=1777"))
    assert report.fault is not None and "can't write the file big" in report.fault, report


@case
def a_few_hundred_random_jobs_never_hang_and_never_go_unanswered():
    all_of(lambda seed: in_one_container("fuzz.py", seed), ("20261123", "20261124"))
