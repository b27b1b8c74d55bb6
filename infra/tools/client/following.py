"""Follows a run to its end and prints what it prints."""

import http.client
import json
import sys
import time

from api import AWAY, PATIENCE_SECONDS, STREAM_SECONDS, Api, Failure

POLL_SECONDS = 0.01
RETRY_SECONDS = 1


class Following:
    """By the run's stream, from where it broke off; and by asking again and again, where there is none."""

    def __init__(self, api, execution):
        self.api = api
        self.path = f"/executions/{execution}"
        self.has_stream = True
        self.last_id = None
        self.attempt = None
        self.shown = {"stdout": 0, "stderr": 0}
        self.heard = time.monotonic()

    def to_end(self):
        """What is known of the run once it has ended; its output is printed by then."""
        while True:
            ended, pause = self.watch() if self.has_stream else (None, POLL_SECONDS)
            if ended:
                return ended
            status, answer = self.api.look(self.path)
            if status == 200:
                self.heard = time.monotonic()
                if answer["status"] not in ("QUEUED", "RUNNING"):
                    self.show_rest(answer)
                    return answer
            elif status not in AWAY:
                raise Failure(f"refused with {status}: {answer.get('error', '')}")
            elif time.monotonic() - self.heard > PATIENCE_SECONDS:
                raise Failure(f"{self.api.url} has not said for {PATIENCE_SECONDS} s how far the run is; ask later: ./livecode watch {self.path.rpartition('/')[2]}")
            time.sleep(pause)

    def watch(self):
        """The run's end; or nothing, and how long to wait before the next attempt."""
        api = Api(self.api.url, STREAM_SECONDS)
        try:
            headers = {"Accept": "text/event-stream"}
            if self.last_id:
                headers["Last-Event-ID"] = self.last_id
            response = api.open(self.path + "/stream", headers)
            if response.status in (404, 405):
                self.has_stream = False
                return None, 0
            if response.status == 200:
                for event in events(response):
                    self.heard = time.monotonic()
                    ended = self.take(event)
                    if ended:
                        return ended, 0
        except (OSError, http.client.HTTPException) as e:
            if isinstance(e, BrokenPipeError):
                raise
        finally:
            api.connection.close()
        return None, RETRY_SECONDS

    def take(self, event):
        name, data = event.get("event"), json.loads(event.get("data", "{}"))
        if name in self.shown:
            self.show(name, data["text"])
        elif name == "reset":
            self.reset()
        self.last_id = event.get("id", self.last_id)
        self.attempt = (self.last_id or "").split(".")[1:2] if name != "end" else self.attempt
        return data if name == "end" else None

    def show_rest(self, answer):
        if self.attempt and self.attempt != [answer.get("attempt")]:
            self.reset()
        for name in self.shown:
            self.show(name, (answer.get(name) or "")[self.shown[name] :])

    def show(self, name, text):
        stream = getattr(sys, name)
        stream.buffer.write(text.encode())
        stream.flush()
        self.shown[name] += len(text)

    def reset(self):
        if any(self.shown.values()):
            sys.stderr.write("livecode: the run was started again; what it has printed so far does not count\n")
        self.shown = dict.fromkeys(self.shown, 0)


def events(response):
    """Each as a dictionary of its fields, comments left out."""
    event, rest = {}, b""
    while True:
        read = response.read1(1 << 16)
        if not read:
            return
        *lines, rest = (rest + read).split(b"\n")
        for line in lines:
            line = line.rstrip(b"\r").decode()
            field, _, value = line.partition(":")
            if field:
                event[field] = value[1:] if value.startswith(" ") else value
            elif event and not line:
                yield event
                event = {}
