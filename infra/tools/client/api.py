"""Calls Livecode over one kept connection."""

import http.client
import json
import time
import urllib.parse

ANSWER_SECONDS = 15
# While a part restarts, the run goes on: so long it may be silent.
PATIENCE_SECONDS = 30
# Longer than a stream is silent: it has a comment every 10 s.
STREAM_SECONDS = 25
AWAY = (429, 503)


class Failure(Exception):
    """Says in one line what is in the way and what to do."""


class Api:
    def __init__(self, url, timeout=ANSWER_SECONDS):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Failure(f"{url} is no address: it must be http://HOST:PORT")
        connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        try:
            self.connection = connect(parts.hostname, parts.port, timeout=timeout)
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
            raise refused(status, answer)
        return answer

    def look(self, path):
        """The same of a call that may find a part away; then it is 503."""
        try:
            return self.call("GET", path)
        except (OSError, http.client.HTTPException):
            return 503, {}

    def insist(self, method, path, body=None):
        """The same of a call that may be made twice: until an answer comes, or patience ends."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                status, answer = self.call(method, path, body)
            except (OSError, http.client.HTTPException):
                status, answer = 503, {"error": f"{self.url} does not answer"}
            if status not in AWAY or time.monotonic() > until:
                return status, answer
            time.sleep(min(1, answer.get("retry_after_ms", 200) / 1000))

    def open(self, path, headers):
        """The response itself, to be read while it comes; whoever has read it closes the connection."""
        self.connection.request("GET", self.path + path, headers=headers)
        return self.connection.getresponse()


def refused(status, answer):
    return Failure(f"refused with {status}: {answer.get('error', '')} {json.dumps(answer.get('details', []), ensure_ascii=False)}")
