"""Where the services themselves answer operators, whom the public address does not lead to."""

import argparse
import os

from api import Failure

PROJECT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))


def parser_of(command, service, description):
    """Of a command that asks a service itself, and nothing of the public address."""
    parser = argparse.ArgumentParser(prog=f"livecode {command}", allow_abbrev=False, description=description)
    add_address(parser, service)
    return parser


def add_address(parser, service, option="--operations"):
    """The option that says where; its default is what ./livecode up has started."""
    variable = f"LIVECODE_{service.upper()}_URL"
    parser.add_argument(
        option,
        dest="operations",
        metavar="URL",
        default=os.environ.get(variable),
        help=f"where the {service} service itself answers, which clients do not reach (variable {variable}; default: the one of ./livecode up)",
    )
    parser.set_defaults(service=service, operations_option=option)


def address(options):
    return options.operations or here(options.service, options.operations_option)


def here(service, option):
    """Where the service of ./livecode up answers, as its files say."""
    port = properties("ports").get(service)
    process = properties("state").get(service, "").partition("@")[0]
    if not port or not process or not os.path.exists(f"/proc/{process}"):
        raise Failure(f"No {service} service is running here. Start it with ./livecode up, or say with {option} where one answers")
    return f"http://127.0.0.1:{port}"


def properties(name):
    try:
        with open(os.path.join(PROJECT, ".livecode", f"{name}.properties"), encoding="utf-8") as file:
            return dict(line.strip().split("=", 1) for line in file if "=" in line and not line.startswith("#"))
    except FileNotFoundError:
        return {}
