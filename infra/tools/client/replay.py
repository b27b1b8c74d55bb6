"""./livecode replay: the view made anew from the log, or compared with what the log makes."""

import json
import sys
import time

import operations
from api import Api, Failure, refused

DIFFERENT_EXIT_CODE = 3
LOOK_SECONDS = 0.5
BAR = 30
PATH = "/operations/replays"


def parse(arguments):
    parser = operations.parser_of(
        "replay",
        "execution",
        "Makes view and archive anew from the log's first record, while everything goes on, and switches to them in one step. "
        "Ctrl-C leaves; the replay goes on.",
    )
    parser.add_argument(
        "--verify", action="store_true", help=f"switch nothing: list what is not as the log makes it (exit code {DIFFERENT_EXIT_CODE} where anything is)"
    )
    parser.add_argument("--rate", type=int, metavar="N", help="at most N records a second (default: no limit)")
    parser.add_argument("--list", action="store_true", help="show the last replays")
    parser.add_argument("--cancel", action="store_true", help="stop the one that is under way")
    parser.add_argument("--json", action="store_true", help="print answers as they are")
    options = parser.parse_args(arguments)
    options.action = replay
    return options


def replay(options):
    options.url = operations.address(options)
    api = Api(options.url)
    if options.list:
        return tell(options, api.accepted("GET", PATH))
    if options.cancel:
        return cancel(options, api)
    wish = {"verify": options.verify}
    if options.rate is not None:
        wish["rate_limit"] = options.rate
    begun = api.accepted("POST", PATH, wish)["id"]
    try:
        ended = follow(api, begun)
    except BaseException:
        sys.stderr.write("\nlivecode: the replay goes on; ./livecode replay --list shows it, --cancel stops it\n")
        raise
    tell(options, [ended])
    if ended["state"] not in ("SWITCHED", "VERIFIED"):
        return 1
    if not ended.get("differences"):
        return 0
    for difference in differences(api, begun):
        print(json.dumps(difference) if options.json else line_of(difference))
    return DIFFERENT_EXIT_CODE


def cancel(options, api):
    running = [each for each in api.accepted("GET", PATH) if each["state"] == "RUNNING"]
    if not running:
        raise Failure("No replay is under way")
    return tell(options, [api.accepted("DELETE", f"{PATH}/{running[0]['id']}")])


def follow(api, begun):
    while True:
        status, now = api.insist("GET", f"{PATH}/{begun}")
        if status != 200:
            raise refused(status, now)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{bar(now)}\033[K")
        if now["state"] != "RUNNING":
            sys.stderr.write("\n" if sys.stderr.isatty() else "")
            return now
        time.sleep(LOOK_SECONDS)


def bar(now):
    of = now.get("records_in_log") or 0
    done = min(BAR, BAR * now["records_read"] // of) if of else 0
    left = f", {now['seconds_left']} s left" if "seconds_left" in now else ""
    waits = f" {now['reason']}" if now.get("reason") else ""
    return f"[{'#' * done}{'.' * (BAR - done)}] {now['records_read']} of {of} records, {now.get('records_per_second', 0):.0f} a second{left}{waits}"


def tell(options, replays):
    for each in replays:
        print(json.dumps(each) if options.json else standing(each))
    if not replays and not options.json:
        print("There has been no replay.")
    return 0


def standing(each):
    words = f"{each['id']} {each['state']}: {each['records_read']} records"
    if each.get("differences") is not None:
        words += f", {each['differences'] or 'no'} difference{'' if each['differences'] == 1 else 's'}"
    return words + (f" ({each['reason']})" if each.get("reason") else "")


def differences(api, begun):
    after = 0
    while page := api.accepted("GET", f"{PATH}/{begun}/differences?after={after}"):
        yield from page
        after = page[-1]["number"]


def line_of(difference):
    columns = f" ({difference['columns']})" if difference.get("columns") else ""
    return f"{difference['kind']:10} {difference['table']} {difference['key']}{columns}"
