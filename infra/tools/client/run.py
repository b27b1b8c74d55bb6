"""Runs a file through the API and exits as the program did; with the standard library alone, because a JVM starts too slowly for it."""

import argparse
import http.client
import json
import os
import sys
import time
import urllib.parse

ANSWER_SECONDS = 15
POLL_SECONDS = 0.01
# While a part restarts, the run goes on: so long it may be silent.
PATIENCE_SECONDS = 30
TIMEOUT_EXIT_CODE = 124


class Failure(Exception):
    """Says in one line what is in the way and what to do."""


class Api:
    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Failure(f"{url} is no address: it must be http://HOST:PORT")
        connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        try:
            self.connection = connect(parts.hostname, parts.port, timeout=ANSWER_SECONDS)
        except ValueError as e:
            raise Failure(f"{url} is no address: {e}")
        self.url = url
        self.path = parts.path.rstrip("/")

    def call(self, method, path, body=None):
        """The status and what the JSON of the answer says."""
        content = None if body is None else json.dumps(body).encode()
        headers = {} if content is None else {"Content-Type": "application/json"}
        try:
            self.connection.request(method, self.path + path, content, headers)
            response = self.connection.getresponse()
            text = response.read()
        except BaseException:
            # Also after Ctrl-C it can't be used again; the next call opens another.
            self.connection.close()
            raise
        try:
            return response.status, json.loads(text)
        except ValueError:
            raise Failure(f"{method} {path} was answered with {response.status} and no JSON: is {self.url} Livecode?")

    def accepted(self, method, path, body=None):
        """What the answer says where that is 200."""
        status, answer = self.call(method, path, body)
        if status != 200:
            raise Failure(f"refused with {status}: {answer.get('error', '')} {json.dumps(answer.get('details', []), ensure_ascii=False)}")
        return answer

    def await_end(self, execution):
        heard = time.monotonic()
        while True:
            try:
                status, answer = self.call("GET", f"/executions/{execution}")
            except (OSError, http.client.HTTPException):
                status = 503
            if status == 200:
                heard = time.monotonic()
                if answer["status"] not in ("QUEUED", "RUNNING"):
                    return answer
            elif status != 503:
                raise Failure(f"refused with {status}: {answer.get('error', '')}")
            elif time.monotonic() - heard > PATIENCE_SECONDS:
                raise Failure(f"{self.url} has not said for {PATIENCE_SECONDS} s how far execution {execution} is; ask it later")
            time.sleep(POLL_SECONDS)


def read(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        raise Failure(f"{path} is not in UTF-8: save it as UTF-8")
    except OSError as e:
        raise Failure(f"Can't read {path}: {e.strerror}")


def language_of(api, path):
    ending = path.rpartition(".")[2]
    languages = api.accepted("GET", "/languages")["languages"]
    for language in languages:
        if ending in language["extensions"]:
            return language["name"]
    names = ", ".join(language["name"] for language in languages)
    raise Failure(f"No language is known by the ending of {path}; say it with --language, one of {names}")


def execute(api, options):
    source = read(options.file)
    request = {}
    if options.arguments:
        request["arguments"] = options.arguments
    if options.stdin:
        request["stdin"] = read(options.stdin)
    language = options.language or language_of(api, options.file)
    session = api.accepted("POST", "/code-sessions", {"language": language, "source_code": source})["session_id"]
    try:
        run = api.accepted("POST", f"/code-sessions/{session}/run", request or None)
        return api.await_end(run["execution_id"])
    finally:
        try:
            api.call("DELETE", f"/code-sessions/{session}")
        except (OSError, http.client.HTTPException, Failure):
            pass  # What happened before is what has to be said.


def show(ended):
    for stream, text in (sys.stdout, ended["stdout"]), (sys.stderr, ended["stderr"]):
        stream.buffer.write(text.encode())
        stream.flush()
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


def parse():
    parser = argparse.ArgumentParser(
        prog="livecode run",
        allow_abbrev=False,
        description=f"Runs a file and exits with the program's exit code ({TIMEOUT_EXIT_CODE} on TIMEOUT).",
    )
    parser.add_argument("file", metavar="FILE", help="the program")
    parser.add_argument("arguments", metavar="ARGUMENT", nargs="*", help="the program's arguments; those that begin with - behind --")
    parser.add_argument("--language", help="its language (default: by the file's ending)")
    parser.add_argument("--stdin", metavar="FILE", help="a file that the program reads as its standard input")
    parser.add_argument(
        "--url",
        default=os.environ.get("LIVECODE_URL") or f"http://localhost:{os.environ.get('PORT') or 3000}",
        help="where Livecode answers (variable LIVECODE_URL; default: %(default)s)",
    )
    return parser.parse_intermixed_args()


def main():
    options = parse()
    try:
        ended = execute(Api(options.url), options)
        show(ended)
        return exit_code(ended)
    except Failure as e:
        problem = str(e)
    except ConnectionRefusedError:
        problem = f"Nothing answers at {options.url}. Start it with ./livecode up"
    except (OSError, http.client.HTTPException) as e:
        problem = f"{options.url} does not answer: {e or type(e).__name__}"
    except KeyboardInterrupt:
        return 130
    sys.stderr.write(f"livecode: {problem}\n")
    return 1


sys.exit(main())
