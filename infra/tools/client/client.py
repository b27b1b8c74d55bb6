"""./livecode run, watch, audit, replay and rerun, over HTTP and with the standard library alone: a JVM starts too slowly
for them."""

import argparse
import http.client
import os
import select
import signal
import stat
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from api import Api, Failure, refused
from following import Following

TIMEOUT_EXIT_CODE = 124
STOPPED_EXIT_CODE = 130
CLOSED_PIPE_EXIT_CODE = 141
HINT_SECONDS = 2


class Stopping:
    """Ctrl-C and SIGTERM stop the run, and its end is waited for; a second one leaves at once."""

    def __init__(self, url):
        self.url = url
        self.execution = None
        self.asked = False
        signal.signal(signal.SIGINT, self.ask)
        signal.signal(signal.SIGTERM, self.ask)

    def ask(self, *_):
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self.stop()

    def started(self, execution):
        self.execution = execution
        if self.asked:
            self.stop()

    def stop(self):
        """Over a connection of its own: it may come in the midst of another call."""
        if not self.execution:
            return
        status, answer = Api(self.url).insist("DELETE", f"/executions/{self.execution}")
        if status != 200:
            raise Failure(f"the run goes on: to stop it was {refused(status, answer)}")


def read(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        raise Failure(f"{path} is not in UTF-8: save it as UTF-8")
    except OSError as e:
        raise Failure(f"Can't read {path}: {e.strerror}")


def is_interactive(options):
    return not options.stdin and sys.stdin is not None and sys.stdin.isatty()


def piped():
    """What a pipe or a file brings as standard input."""
    if sys.stdin is None or stat.S_ISCHR(os.fstat(0).st_mode):
        return ""
    if not select.select([0], [], [], HINT_SECONDS)[0]:
        sys.stderr.write("livecode: reading standard input up to its end; with </dev/null there is none\n")
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise Failure("standard input is not in UTF-8")


def language_of(api, path):
    ending = path.rpartition(".")[2]
    languages = api.accepted("GET", "/languages")["languages"]
    for language in languages:
        if ending in language["extensions"]:
            return language["name"]
    names = ", ".join(language["name"] for language in languages)
    raise Failure(f"No language is known by the ending of {path}; say it with --language, one of {names}")


def run(options):
    api = Api(options.url)
    source = read(options.file)
    language = options.language or language_of(api, options.file)
    request = {}
    if options.arguments:
        request["arguments"] = options.arguments
    interactive = is_interactive(options)
    if interactive:
        request["interactive"] = True
    else:
        stdin = read(options.stdin) if options.stdin else piped()
        if stdin:
            request["stdin"] = stdin
    session = api.accepted("POST", "/code-sessions", {"language": language, "source_code": source})["session_id"]
    stopping = Stopping(options.url)
    try:
        execution = api.accepted("POST", f"/code-sessions/{session}/run", request or None)["execution_id"]
        stopping.started(execution)
        if interactive:
            import keyboard

            keyboard.send(options.url, execution)
        try:
            ended = Following(api, execution).to_end()
        except BrokenPipeError:
            # Nobody sees what it prints.
            stopping.stop()
            raise
    finally:
        try:
            api.call("DELETE", f"/code-sessions/{session}")
        except (OSError, http.client.HTTPException, Failure):
            pass  # What happened before is what has to be said.
    summarize(ended)
    return STOPPED_EXIT_CODE if stopping.asked else exit_code(ended)


def watch(options):
    # A shell that starts it in the background has it ignored; whoever sends it then means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    api = Api(options.url)
    # Where nothing answers, or nothing ever had this id, nobody waits.
    status, answer = api.call("GET", f"/executions/{options.execution}")
    if status in (400, 404):
        raise refused(status, answer)
    ended = Following(api, options.execution).to_end()
    summarize(ended)
    return exit_code(ended)


def summarize(ended):
    truncated = "".join(f", {stream} truncated" for stream in ("stdout", "stderr") if ended.get(stream + "_truncated"))
    reason = f" {ended['reason']}" if ended.get("reason") else ""
    figures = f"CPU {ended.get('cpu_time_ms') or 0} ms, memory {(ended.get('memory_bytes') or 0) >> 10} KiB"
    sys.stderr.write(f"{ended['status']}{reason} in {ended.get('execution_time_ms') or 0} ms ({figures}){truncated}\n")


def exit_code(ended):
    if ended["status"] == "COMPLETED":
        return 0
    if ended["status"] == "TIMEOUT":
        return TIMEOUT_EXIT_CODE
    if ended.get("exit_code") is not None:
        return ended["exit_code"]
    return 128 + ended["signal"] if ended.get("signal") else 1


def parser_of(command, description):
    parser = argparse.ArgumentParser(prog=f"livecode {command}", allow_abbrev=False, description=description)
    parser.add_argument(
        "--url",
        default=os.environ.get("LIVECODE_URL") or f"http://localhost:{os.environ.get('PORT') or 3000}",
        help="where Livecode answers (variable LIVECODE_URL; default: %(default)s)",
    )
    return parser


def parse(command, arguments):
    if command == "audit":
        import audit

        return audit.parse(parser_of, arguments)
    if command == "replay":
        import replay

        return replay.parse(arguments)
    if command == "rerun":
        import reruns

        return reruns.parse(arguments)
    if command == "watch":
        parser = parser_of(command, "Prints what a run prints, and exits as its program does. Ctrl-C leaves; the run goes on.")
        parser.add_argument("execution", metavar="EXECUTION", help="the run's execution_id")
        parser.set_defaults(action=watch)
        return parser.parse_args(arguments)
    parser = parser_of(
        command,
        f"Runs a file, prints what it prints, and exits with the program's exit code ({TIMEOUT_EXIT_CODE} on TIMEOUT). "
        "A pipe or file is its standard input; in a terminal it reads what you type, and Ctrl-D ends that. "
        f"Ctrl-C stops the run ({STOPPED_EXIT_CODE}).",
    )
    parser.add_argument("file", metavar="FILE", help="the program")
    parser.add_argument("arguments", metavar="ARGUMENT", nargs="*", help="the program's arguments; those that begin with - behind --")
    parser.add_argument("--language", help="its language (default: by the file's ending)")
    parser.add_argument("--stdin", metavar="FILE", help="a file that the program reads as its standard input")
    parser.set_defaults(action=run)
    return parser.parse_intermixed_args(arguments)


def main(command, *arguments):
    options = parse(command, arguments)
    try:
        return options.action(options)
    except Failure as e:
        problem = str(e)
    except ConnectionRefusedError:
        problem = f"Nothing answers at {options.url}. Start it with ./livecode up"
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return CLOSED_PIPE_EXIT_CODE
    except (OSError, http.client.HTTPException) as e:
        problem = f"{options.url} does not answer: {e or type(e).__name__}"
    except KeyboardInterrupt:
        return STOPPED_EXIT_CODE
    sys.stderr.write(f"livecode: {problem}\n")
    return 1


sys.exit(main(*sys.argv[1:]))
