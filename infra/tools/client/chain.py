"""./livecode audit verify-chain and heads: whether log and archive are as they were written."""

import json

import operations
from api import Api, Failure, refused

FOUND_EXIT_CODE = 3
# A partition of millions of records takes minutes, and says nothing before its end.
PATIENCE_SECONDS = 3600
WORDS = {
    "ARCHIVE_DIFFERS": "the archive's record does not fit its hash",
    "LOG_DIFFERS": "the log's record does not fit the archive's hash",
    "ARCHIVE_LACKS": "the archive lacks a record that the log has",
    "LOG_LACKS": "the log lacks a record that the archive has",
    "LOG_UNREADABLE": "Kafka's files can't be read",
    "HEAD_DIFFERS": "the hash is not the one that was exported",
    "HEAD_LACKS": "a hash was exported for a record that is not there",
    "END_DIFFERS": "the projection does not go on from the archive's last hash",
}


def parse(arguments):
    command = arguments[0]
    if command == "heads":
        parser = operations.parser_of("audit heads", "execution", "Prints where each partition's chain of hashes stands: keep it elsewhere, for verify-chain.")
    else:
        parser = operations.parser_of(
            "audit verify-chain",
            "execution",
            "Computes each partition's chain of hashes anew, from Kafka and from the archive, and names each offset at which "
            f"something is not as it was written (exit code {FOUND_EXIT_CODE} where anything is).",
        )
        parser.add_argument("--heads", metavar="FILE", help="what 'livecode audit heads' printed on an earlier day: those hashes must be there too")
        parser.add_argument("--json", action="store_true", help="a line of JSON for each partition")
    options = parser.parse_args(arguments[1:])
    options.action = heads if command == "heads" else verify
    return options


def heads(options):
    options.url = operations.address(options)
    print(json.dumps(Api(options.url).accepted("GET", "/operations/chain/heads"), indent=1))
    return 0


def verify(options):
    options.url = operations.address(options)
    api = Api(options.url, timeout=PATIENCE_SECONDS)
    found = 0
    for partition in verified(api, read(options.heads) if options.heads else []):
        found += partition["count"]
        print(json.dumps(partition) if options.json else words(partition), flush=True)
    return FOUND_EXIT_CODE if found else 0


def verified(api, exported):
    """Each partition as soon as it is done."""
    content = json.dumps(exported).encode()
    api.connection.request("POST", api.path + "/operations/chain/verification", content, {"Content-Type": "application/json"})
    response = api.connection.getresponse()
    if response.status != 200:
        raise refused(response.status, json.loads(response.read()))
    whole = False
    for line in response:
        answer = json.loads(line)
        # The last line says how many there were: without it the answer was cut.
        whole = "partitions" in answer
        if not whole:
            yield answer
    if not whole:
        raise Failure("The verification broke off before its end: the execution service's log says why")


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as e:
        raise Failure(f"Can't read {path}: {e.strerror}")
    except ValueError:
        raise Failure(f"{path} is not what 'livecode audit heads' printed")


def words(partition):
    name = f"{partition['topic']}-{partition['partition']}"
    lines = [f"{name}: {partition['records']} records, " + (f"{partition['count']} findings" if partition["count"] else "as they were written")]
    if partition["without_hash"]:
        lines.append(f"  {partition['without_hash']} were archived before there were hashes: './livecode replay' gives them theirs")
    if partition["only_archived"]:
        lines.append(f"  {partition['only_archived']} are in the archive alone")
    lines += [f"  offset {finding['offset']}: {WORDS.get(finding['kind'], finding['kind'])}" for finding in partition["findings"]]
    if len(partition["findings"]) < partition["count"]:
        lines.append(f"  and {partition['count'] - len(partition['findings'])} more")
    return "\n".join(lines)
