"""./livecode rerun: an operator's batch of runs again, and what differs in it."""

import argparse
import datetime
import json
import sys
import time
import urllib.parse

import operations
from api import Api, Failure, refused

DIFFERENT_EXIT_CODE = 3
LOOK_SECONDS = 0.5
PATH = "/operations/reruns"
LINE = "{:36}  {:36}  {:24}  {}"


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="livecode rerun",
        allow_abbrev=False,
        description="Runs again what learners have run, at the lowest priority, and shows what differs "
        f"(exit code {DIFFERENT_EXIT_CODE} where anything does). Ctrl-C leaves; the batch goes on.",
    )
    operations.add_address(parser, "session", "--url")
    parser.add_argument("--language", help="which runs: those in this language")
    parser.add_argument("--from", dest="begin", metavar="TIME", help="accepted at this time or later: 2026-11-01 or 2026-11-01T08:00:00Z, in UTC")
    parser.add_argument("--to", dest="end", metavar="TIME", help="and before this one")
    parser.add_argument("--rate", type=float, help="at most so many a second (default: 5)")
    parser.add_argument("--dry-run", action="store_true", help="say how many and about how long, and run none")
    parser.add_argument("--report", metavar="RERUN", help="show what a batch has shown so far")
    parser.add_argument("--cancel", metavar="RERUN", help="stop a batch")
    parser.add_argument("--list", action="store_true", help="show the last batches")
    parser.add_argument("--time-factor", type=float, default=3, help="CPU times differ beyond this factor (default: %(default)s) ...")
    parser.add_argument("--time-least", type=int, default=200, metavar="MS", help="... and by at least so much (default: %(default)s); wall times by five times as much")
    parser.add_argument("--json", action="store_true", help="print answers as they are")
    parser.set_defaults(action=rerun)
    return parser.parse_args(arguments)


def rerun(options):
    options.url = operations.address(options)
    api = Api(options.url)
    if options.list:
        return listed(options, api.accepted("GET", PATH))
    if options.cancel:
        return shown(options, api.accepted("DELETE", f"{PATH}/{quoted(options.cancel)}"), standing)
    if options.report:
        return report(api, options, quoted(options.report))
    if not (options.language and options.begin and options.end):
        raise Failure("Say which runs: --language, --from and --to")
    return begin(api, options)


def begin(api, options):
    wish = {"language": options.language, "from": time_of(options.begin), "to": time_of(options.end)}
    if options.rate is not None:
        wish["rate"] = options.rate
    if options.dry_run:
        return shown(options, api.accepted("POST", PATH, {**wish, "dry_run": True}), estimate)
    batch = api.accepted("POST", PATH, wish)["rerun_id"]
    sys.stderr.write(f"livecode: batch {batch} has begun\n")
    try:
        follow(api, batch)
    except BaseException:
        sys.stderr.write(f"livecode: the batch goes on; ./livecode rerun --report {batch} shows it, --cancel stops it\n")
        raise
    return report(api, options, batch)


def follow(api, batch):
    while True:
        status, now = api.insist("GET", f"{PATH}/{batch}")
        if status != 200:
            raise refused(status, now)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{standing(now)}\033[K")
        if now["status"] in ("COMPLETED", "CANCELLED") and not now["outstanding"]:
            sys.stderr.write("\n" if sys.stderr.isatty() else "")
            return
        time.sleep(LOOK_SECONDS)


def report(api, options, batch):
    query = urllib.parse.urlencode({"time_factor": options.time_factor, "time_least_ms": options.time_least})
    found = api.accepted("GET", f"{PATH}/{batch}/report?{query}")
    shown(options, found, findings)
    return DIFFERENT_EXIT_CODE if found["different"] else 0


def shown(options, body, text):
    print(json.dumps(body, ensure_ascii=False) if options.json else text(body))
    return 0


def listed(options, body):
    return shown(options, body, lambda it: "\n".join(standing(each) for each in it["reruns"]) or "There are no batches.")


def estimate(body):
    return f"{body['runs']} runs would run again, in about {datetime.timedelta(seconds=body['estimated_seconds'])}"


def standing(batch):
    done = batch["compared"] + batch["skipped"] + batch["cancelled"]
    of = batch.get("runs", "?")
    left = f", {batch['skipped']} passed over" if batch["skipped"] else ""
    left += f", {batch['cancelled']} cancelled" if batch["cancelled"] else ""
    return f"{batch['rerun_id']} {batch['status']:9} {batch['language']} {batch['from']} to {batch['to']}: {done} of {of} done{left}"


def findings(found):
    kinds = ", ".join(f"{kind} {times}" for kind, times in found["kinds"].items())
    lines = [
        standing(found["rerun"]),
        f"{found['same']} did the same again, {found['different']} did not" + (f" ({kinds})" if kinds else ""),
    ]
    if found["differences"]:
        lines.append(LINE.format("ORIGINAL", "AGAIN", "DIFFERS", "BEFORE -> AFTER").rstrip())
    for line in found["differences"]:
        change = f"{outline(line['before'])} -> {outline(line['after'])}"
        lines.append(LINE.format(line["origin"], line["execution_id"], ",".join(line["differs"]), change))
    return "\n".join(lines)


def outline(run):
    parts = [run["status"], run.get("reason"), run.get("exit_code")]
    return " ".join(str(it) for it in parts if it is not None) + f" {run['execution_time_ms']} ms (CPU {run['cpu_time_ms']} ms)"


def time_of(text):
    try:
        told = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise Failure(f"{text} is no time: it must be as 2026-11-01 or 2026-11-01T08:00:00Z")
    utc = told.astimezone(datetime.timezone.utc) if told.tzinfo else told
    return utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def quoted(batch):
    return urllib.parse.quote(batch, safe="")
