"""What a test is made of: a registry, the ways to run a program, and the languages' own files."""

import concurrent.futures
import pathlib
import re
import types
import typing

from client import Launcher, container, environment, field, file, job, step

SANDBOX = pathlib.Path(__file__).resolve().parents[2]
LEVELS = {"container": "seccomp.json", "namespace": "seccomp-namespace.json"}
ENVIRONMENT = environment(PATH="/usr/local/bin:/usr/bin:/bin", HOME="/work", LANG="C.UTF-8")
PYTHON = ["python3", "-u", "main.py"]
CASES = []
now = types.SimpleNamespace(level="container")
serving = {}
leaving = concurrent.futures.ThreadPoolExecutor(4)


def case(function, levels=tuple(LEVELS)):
    """Registers a case, for both levels of isolation."""
    function.levels = levels
    CASES.append(function)
    return function


def case_at(level):
    """For cases that make sense at one level only."""
    return lambda function: case(function, (level,))


def all_of(function, items):
    """Calls it for every item, two at a time, and raises what the first to fail raised."""
    with concurrent.futures.ThreadPoolExecutor(2) as workers:
        return list(workers.map(function, items))


def seccomp_profile():
    return str(SANDBOX / "image" / LEVELS[now.level])


def launcher(**options):
    return Launcher(container(**{"seccomp": seccomp_profile(), "level": now.level, **options}))


def serving_launcher(**options):
    """At the dense level one container per set of options serves all cases, one after the other, as it does for the runner."""
    key = repr(sorted(options.items()))
    with_launcher = serving.pop(key, None)
    if with_launcher is None or not with_launcher.next_job():
        with_launcher = launcher(**options)
    return key, with_launcher


def stop_serving():
    while serving:
        serving.popitem()[1].close()
    leaving.shutdown()


def run_job(*fields, patience=40.0, meanwhile=lambda _: None, **options):
    """Runs a whole job, at the level container in one of its own, and checks what holds for every report."""
    key, with_launcher = serving_launcher(**options)
    keep = False
    try:
        report = with_launcher.run(job(*fields), patience, meanwhile)
        if report.fault is None:
            assert report.ends == 1, report
            keep = now.level == "namespace"
        return report
    finally:
        if keep:
            serving[key] = with_launcher
        else:
            with_launcher.close()


def python(source, *fields, arguments=(), patience=20.0, meanwhile=lambda _: None, container_options=None, **limits):
    source = source.encode() if isinstance(source, str) else source
    return run_job(file("main.py", source), ENVIRONMENT, *fields, step([*PYTHON, *arguments], **limits), patience=patience,
                   meanwhile=meanwhile, **(container_options or {}))


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

    def words_of(self, step):
        block = re.search(rf"^{step}:\n((?:  .*\n)+)", self.text, re.M)
        if block is None:
            return None
        inline = re.search(r"^  command: \[(.*)\]$", block.group(1), re.M)
        words = inline.group(1).split(", ") if inline else re.findall(r"^    - (.+)$", block.group(1), re.M)
        return [word.strip('"').replace("{memory_mib}", "128") for word in words]

    def continues(self):
        return "\nrun:\n  continues: true\n" in self.text

    def command(self):
        """Of the process that the program runs in."""
        return self.words_of("compile" if self.continues() else "run")

    def variables(self):
        block = re.search(r"^environment:\n((?:  .+\n)+)", self.text, re.M).group(1)
        pairs = (line.strip().split(": ", 1) for line in block.splitlines())
        return environment(**{name: value.strip('"') for name, value in pairs})

    def run(self, source=None, *fields, arguments=(), meanwhile=lambda _: None, **limits):
        return run_job(file(self.file, self.template if source is None else source), self.variables(), *fields,
                       *self.steps(arguments, **limits), memory_mib=self.memory_mib, processes=self.processes,
                       meanwhile=meanwhile)

    def steps(self, arguments=(), **limits):
        command = [*self.command(), *arguments]
        compiling = {"kind": "compile", "wall_ms": 30_000, "cpu_ms": 20_000}
        if self.continues():
            return step(command, **compiling), step([], kind="continued", **limits)
        compiler = self.words_of("compile")
        return *([step(compiler, **compiling)] if compiler else []), step(command, **limits)


LANGUAGES = {folder.name: Language(folder.name) for folder in sorted((SANDBOX / "languages").iterdir())}


class Example(typing.NamedTuple):
    options: list
    source: bytes


def programs_that(what, but=frozenset()):
    """By language, what programs/LANGUAGE.txt has under that heading; every language has one, but those named."""
    examples = {}
    for name in LANGUAGES:
        text = (pathlib.Path(__file__).parent / "programs" / f"{name}.txt").read_text()
        for part in f"\n{text}".split("\n=== ")[1:]:
            heading, source = part.split("\n", 1)
            title, *options = heading.split(" | ")
            if title == what:
                examples[name] = Example(options, source.rstrip("\n").encode())
    assert examples.keys() == LANGUAGES.keys() - but, f"{what}: {LANGUAGES.keys() - but - examples.keys()} have no such program"
    return examples
