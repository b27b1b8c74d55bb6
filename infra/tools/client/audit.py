"""./livecode audit: what became of a run or of a session's runs, as the log has it."""

import json
import os
import re
import sys
from datetime import datetime

import operations
from api import Api, Failure, refused

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def parse(parser_of, arguments):
    if arguments and arguments[0] == "export":
        parser = parser_of(
            "audit export",
            "Writes every event of a session's runs, oldest run first, as JSON lines: headers and data as they are in the log. "
            "They hold what learners wrote.",
        )
        parser.add_argument("id", metavar="SESSION", help="the session_id")
        parser.add_argument("--output", metavar="FILE", help="where to (default: standard output)")
        operations.add_address(parser, "execution")
        options = parser.parse_args(arguments[1:])
        options.action = export
    elif arguments and arguments[0] in ("heads", "verify-chain"):
        import chain

        options = chain.parse(arguments)
    else:
        parser = parser_of(
            "audit",
            "Tells what happened in a run, step by step, or lists a session's runs, newest first. "
            "'livecode audit export SESSION' writes their events; 'livecode audit verify-chain' and 'audit heads' "
            "say whether anybody has changed what was written.",
        )
        parser.add_argument("id", metavar="EXECUTION|SESSION", help="an execution_id or a session_id")
        parser.add_argument("--json", action="store_true", help="a line of JSON for each event, or each run")
        options = parser.parse_args(arguments)
        options.action = audit
    return options


def audit(options):
    require_id(options.id)
    api = Api(options.url)
    path = f"/executions/{options.id}/events"
    status, first = api.call("GET", path)
    if status == 200:
        tell_run(options, items(api, path, first, "events"))
    elif status == 404:
        tell_session(options, api)
    else:
        raise refused(status, first)
    sys.stdout.flush()
    return 0


def tell_run(options, events):
    told = Telling()
    if not options.json:
        print(f"Execution {options.id}")
    for event in events:
        step = told.take(event)
        print(json.dumps(step) if options.json else line_of(step, told.words(step)))
    if not options.json:
        print(told.summary())


def tell_session(options, api):
    path = f"/code-sessions/{options.id}/executions"
    first = api.accepted("GET", path)
    if not first["executions"] and api.call("GET", f"/code-sessions/{options.id}")[0] == 404:
        raise Failure(f"No execution and no session has the id {options.id}")
    if not options.json:
        print(f"Session {options.id}: " + ("its runs, newest first" if first["executions"] else "it has no runs yet"))
    for run in items(api, path, first, "executions"):
        if options.json:
            print(json.dumps(run))
        else:
            time = f"{run['execution_time_ms']} ms" if "execution_time_ms" in run else ""
            print(f"{run['execution_id']}  {run['created_at']}  {run['language']:<12}{end_of(run):<24}{time:>9}".rstrip())


def end_of(run):
    return run["status"] + (f" {run['reason']}" if run.get("reason") else "")


class Telling:
    """Retells a run, event by event: which attempt it was, how long after the last step, and what came too late."""

    def __init__(self):
        self.attempts = {}
        self.began = None
        self.last = None
        self.end = None
        self.late = 0

    def take(self, event):
        """The event, with what its place in the history adds."""
        time = datetime.strptime(event["time"], "%Y-%m-%dT%H:%M:%S.%fZ") if "time" in event else self.last
        step = dict(event)
        if self.last is not None and "time" in event:
            step["after_ms"] = milliseconds(self.last, time)
        step["late"] = self.end is not None
        self.late += step["late"]
        if self.end is None and self.decides(event):
            self.end = event["data"].get("outcome", "CANCELLED"), time
        if "attempt" in event and ran(event):
            self.attempts.setdefault(event["attempt"], len(self.attempts) + 1)
        self.began, self.last = self.began or time, time
        return step

    def decides(self, event):
        """The rule of the fold: the first end, or a cancel before the first start."""
        kind = event.get("type")
        return kind == "run.finished" or kind == "run.cancel-requested" and not self.attempts

    def words(self, step):
        data = step.get("data", {})
        kind = step.get("type", "")
        tell = getattr(self, kind.replace("run.", "").replace("-", "_"), None) if kind else None
        attempt = f"attempt {self.attempts.get(step.get('attempt'))}"
        words = tell(data, attempt) if tell else kind or "a record that is no event"
        if "duplicate_of" in step:
            words = f"again, as at {step['duplicate_of']}: {words}"
        return f"late: {words}" if step["late"] else words

    def requested(self, data, _):
        return f"requested: {data['language']}" + (", interactive" if data.get("interactive") else "")

    def started(self, _, attempt):
        return f"{attempt} started"

    def output(self, data, attempt):
        return f"{attempt} wrote {data['bytes']} bytes to {data['stream'].lower()}"

    def finished(self, data, attempt):
        exit = "".join(f", {name.replace('_', ' ')} {data[name]}" for name in ("exit_code", "signal") if name in data)
        return f"{attempt} finished: {data['outcome']}{exit}" if "started_at" in data else f"ended without a start: {data['outcome']}"

    def cancel_requested(self, *_):
        return "somebody asked for its end"

    def stdin_given(self, data, _):
        return f"input {data['sequence']} was typed: {data['bytes']} bytes" + (", and its end" if data.get("end") else "")

    def stdin_taken(self, data, attempt):
        return f"{attempt} has taken {data['bytes']} bytes of what was typed"

    def summary(self):
        if self.began is None:
            return "Nothing has happened yet: it is queued"
        counts = f"{len(self.attempts)} attempt{'' if len(self.attempts) == 1 else 's'}"
        if self.late:
            counts += f", {self.late} late event{'' if self.late == 1 else 's'}"
        if self.end is None:
            return f"It goes on; {counts}"
        return f"{self.end[0]} after {milliseconds(self.began, self.end[1])} ms; {counts}"


def ran(event):
    """A run that is cancelled or too old when its turn comes is ended under the name of an attempt that never began."""
    return event.get("type") != "run.finished" or "started_at" in event.get("data", {})


def milliseconds(start, end):
    return round((end - start).total_seconds() * 1000)


def line_of(step, words):
    after = f"{step['after_ms']:+d} ms" if "after_ms" in step else ""
    return f"{step['position']:>4}  {step.get('time', ''):<24}  {after:>10}  {words}"


def export(options):
    require_id(options.id)
    api = Api(operations.address(options))
    try:
        path = f"/code-sessions/{options.id}/executions?limit=200"
        runs = [run["execution_id"] for run in items(api, path, api.accepted("GET", path), "executions")]
        if not runs:
            raise Failure(f"No run of a session {options.id} is known")
        if options.output:
            write(options.output, lambda file: tell_records(api, reversed(runs), file))
        else:
            tell_records(api, reversed(runs), sys.stdout)
            sys.stdout.flush()
    except ConnectionRefusedError:
        raise Failure(f"No execution service answers at {api.url}")
    return 0


def tell_records(api, runs, file):
    for run in runs:
        path = f"/operations/executions/{run}/events?data=true"
        for event in items(api, path, api.accepted("GET", path), "events"):
            line = {"execution_id": run, "position": event["position"], **event["record"]}
            file.write(json.dumps(line, separators=(",", ":")) + "\n")


def write(path, tell):
    """All of it or nothing; for its owner's eyes alone."""
    draft = f"{path}.part"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            tell(file)
        os.replace(draft, path)
    except OSError as e:
        if e.filename is None:
            raise
        raise Failure(f"Can't write {e.filename}: {e.strerror}")
    finally:
        if os.path.exists(draft):
            os.remove(draft)


def items(api, path, page, name):
    """Those of this page and of all that follow it."""
    yield from page[name]
    while page["more"]:
        status, page = api.insist("GET", f"{path}{'&' if '?' in path else '?'}cursor={page['next_cursor']}")
        if status != 200:
            raise refused(status, page)
        yield from page[name]


def require_id(text):
    if not UUID.fullmatch(text):
        raise Failure(f"'{text}' is no id: an execution and a session have UUIDs")
