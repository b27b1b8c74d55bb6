"""Hands what is typed in a terminal to a running program."""

import codecs
import os
import sys
import threading
import time

from api import Api, Failure

FULL_SECONDS = 0.2


def send(url, execution):
    """Beside the run: line by line, and its end with Ctrl-D."""
    # It dies with the main thread, which does not wait for somebody to type.
    threading.Thread(target=type_to, args=(Api(url), execution), daemon=True).start()


def type_to(api, execution):
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    sequence, end = 0, False
    while not end:
        try:
            typed = os.read(0, 1 << 15)
        except OSError:
            typed = b""
        end = not typed
        text = decode(typed, end)
        if not text and not end:
            continue  # Half of a character.
        sequence += 1
        try:
            if not give(api, execution, {"text": text, "end": end, "sequence": sequence}):
                return
        except Failure as e:
            sys.stderr.write(f"livecode: {e}\n")
            return


def give(api, execution, request):
    """Whether more may follow."""
    while True:
        status, answer = api.insist("POST", f"/executions/{execution}/stdin", request)
        if answer.get("code") == "STDIN_FULL":
            # The program reads later.
            time.sleep(FULL_SECONDS)
        elif status == 200 or answer.get("code") == "EXECUTION_ENDED":
            return status == 200
        else:
            raise Failure(f"what you type does not reach the program: {status} {answer.get('error', '')}")
