"""What a test is made of: a registry, the ways to run a program, and the languages' own files."""

import pathlib
import re

from client import Launcher, container, environment, field, file, job, step

SANDBOX = pathlib.Path(__file__).resolve().parents[2]
SECCOMP = str(SANDBOX / "image" / "seccomp.json")
ENVIRONMENT = environment(PATH="/usr/local/bin:/usr/bin:/bin", HOME="/work", LANG="C.UTF-8")
PYTHON = ["python3", "-u", "main.py"]
CASES = []


def case(function):
    CASES.append(function)
    return function


def launcher(**options):
    options.setdefault("seccomp", SECCOMP)
    return Launcher(container(**options))


def run_job(*fields, patience=20.0, **options):
    """Runs a whole job in a container of its own, and checks what holds for every report."""
    with_launcher = launcher(**options)
    try:
        report = with_launcher.run(job(*fields), patience)
        if report.fault is None:
            assert report.ends == 1, report
        return report
    finally:
        with_launcher.close()


def python(source, *fields, arguments=(), patience=20.0, container_options=None, **limits):
    source = source.encode() if isinstance(source, str) else source
    return run_job(file("main.py", source), ENVIRONMENT, *fields, step([*PYTHON, *arguments], **limits), patience=patience,
                   **(container_options or {}))


def check(report, cause, **expected):
    """The report has this cause and these keys; everything is printed when it has not."""
    assert report.cause == cause, report
    for key, value in expected.items():
        assert getattr(report, key) == value, f"{key} is not {value!r}: {report}"
    return report


def between(value, least, most):
    assert least <= int(value) <= most, f"{value} is not between {least} and {most}"


class Language:
    """What the tests need of a language.yaml. Reads our own files only, so that no YAML library is needed."""

    def __init__(self, name):
        folder = SANDBOX / "languages" / name
        self.text = (folder / "language.yaml").read_text()
        self.file = self.one("file")
        self.template = (folder / self.one("template")).read_bytes()
        self.greeting = self.one("greeting").strip('"').replace("\\n", "\n").encode()
        self.memory_mib = (int(self.one("runtime_memory_bytes")) + 128 * 1024 * 1024) >> 20
        self.processes = int(self.one("processes"))

    def one(self, key):
        return re.search(rf"^{key}: *(.+)$", self.text, re.M).group(1)

    def command(self):
        inline = re.search(r"^run:\n(?:  #.*\n)*  command: \[(.*)\]$", self.text, re.M)
        words = inline.group(1).split(", ") if inline else re.findall(r"^    - (.+)$", self.text, re.M)
        return [word.strip('"').replace("{memory_mib}", "128") for word in words]

    def variables(self):
        block = re.search(r"^environment:\n((?:  .+\n)+)", self.text, re.M).group(1)
        pairs = (line.strip().split(": ", 1) for line in block.splitlines())
        return environment(**{name: value.strip('"') for name, value in pairs})

    def run(self, source=None, *fields, arguments=(), **limits):
        return run_job(file(self.file, self.template if source is None else source), self.variables(), *fields,
                       step([*self.command(), *arguments], **limits), memory_mib=self.memory_mib, processes=self.processes)


LANGUAGES = {name: Language(name) for name in ("python", "javascript", "java")}
