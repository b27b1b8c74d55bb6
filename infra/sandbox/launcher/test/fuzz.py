# Runs inside a container, behind client.py, with launchers as children (not as process 1).
import os
import random
import sys

SEED = int(sys.argv[2])
# Both levels parse with the same code: the second has to show only that it ends as surely.
ROUNDS = {"container": 150, "namespace": 60}[sys.argv[1]]


def valid(random_source):
    fields = [file("a", random_source.randbytes(20)), environment(A="1"), field(b"I", b"xyz"),
              step(["true"], kind="compile"), step(["cat"], wall_ms=300, cpu_ms=300)]
    if random_source.random() < 0.3:
        fields[-1] = step([], kind="continued", wall_ms=300, cpu_ms=300)
    return job(*fields)


def with_controls(random_source):
    """An honest job, and messages behind it that are mostly not."""
    messages = [CANCEL, END_OF_INPUT, typed(random_source.randbytes(random_source.randint(1, 70_000))), typed(b"x")]
    said = b"".join(random_source.choices(messages, k=random_source.randint(1, 5)))
    interactive = INTERACTIVE if random_source.random() < 0.7 else b""
    return job(interactive, step(["cat"], wall_ms=200)) + (mutated(said, random_source) if random_source.random() < 0.7 else said)


def mutated(data, random_source):
    data = bytearray(data)
    for _ in range(random_source.randint(1, 4)):
        at = random_source.randrange(len(data))
        how = random_source.randrange(5)
        if how == 0:
            data[at] ^= 1 << random_source.randrange(8)
        elif how == 1:
            data[at] = random_source.choice((0, 1, 0x7f, 0x80, 0xff))
        elif how == 2:
            del data[at:at + random_source.randint(1, 9)]
            data = data or bytearray(b"L")
        elif how == 3:
            data[at:at] = random_source.randbytes(random_source.randint(1, 9))
        else:
            data[at:at + 4] = struct.pack(">I", random_source.getrandbits(32))
    # Half of them keep an honest frame, so that the damage reaches the fields.
    if data[:1] not in b"KIZ" and random_source.random() < 0.5 and len(data) > 8:
        data[:8] = b"LCJ3" + struct.pack(">I", len(data) - 8)
    return bytes(data)


def answer_to(data):
    with_launcher = Launcher(["/livecode/launcher", "--isolation", sys.argv[1]])
    with_launcher.until("R", 5)
    with_launcher.send(data)
    try:
        with_launcher.until("X!", 0.4)
    except TimeoutError:
        # It waits for the rest of a job that never comes: then the end of input must make it speak. What has begun ends by itself.
        if with_launcher.frames[-1][0] == "R":
            with_launcher.process.stdin.close()
        with_launcher.until("X!", 6)
    last = with_launcher.frames[-1][0]
    with_launcher.process.stdin.close()
    code = with_launcher.process.wait(5)
    assert last in "X!", f"silence, exit {code}, frames {[kind for kind, _, _ in with_launcher.frames]}"
    # What comes after END is looked at once more where there may be a next job.
    assert code in ((0, 1) if last == "X" and sys.argv[1] == "namespace" else (0,) if last == "X" else (1,)), (last, code, with_launcher.process.stderr.read())
    return last


def main():
    random_source = random.Random(SEED)
    answers = {"X": 0, "!": 0}
    for number in range(ROUNDS):
        data = mutated(valid(random_source), random_source) if random_source.random() < 0.6 else with_controls(random_source)
        for name in os.listdir("/work"):
            os.unlink("/work/" + name)
        try:
            answers[answer_to(data)] += 1
        except BaseException as problem:
            print(f"round {number}: {problem!r}\njob: {data.hex()}", file=sys.stderr)
            raise
    print(f"{ROUNDS} jobs, seed {SEED}: {answers['!']} refused, {answers['X']} run")


main()
