"""The runner's side of the launcher's protocol, in its smallest form."""

import os
import select
import struct
import subprocess
import time

IMAGE = os.environ.get("LIVECODE_SANDBOX_IMAGE", "livecode/sandbox:latest")


def field(tag, value):
    return tag + struct.pack(">I", len(value)) + value


def file(name, content):
    name = name if isinstance(name, bytes) else name.encode()
    return field(b"F", struct.pack(">H", len(name)) + name + content)


KINDS = {"compile": 0, "run": 1, "continued": 2}


def step(command, kind="run", wall_ms=5000, cpu_ms=5000, cap=1 << 20, error_cap=None, file_size=64 << 20, open_files=256):
    words = [word if isinstance(word, bytes) else word.encode() for word in command]
    head = struct.pack(">BIIQQQIH", KINDS[kind], wall_ms, cpu_ms, cap, cap if error_cap is None else error_cap,
                       file_size, open_files, len(words))
    return field(b"S", head + b"".join(struct.pack(">I", len(word)) + word for word in words))


def environment(**entries):
    return b"".join(field(b"V", f"{name}={value}".encode()) for name, value in entries.items())


def job(*fields):
    body = b"".join(fields)
    return b"LCJ3" + struct.pack(">I", len(body)) + body


# In a job: standard input stays open. While it runs: it is to end; nothing more is typed; and what is typed.
INTERACTIVE = field(b"T", b"")
CANCEL, END_OF_INPUT = field(b"K", b""), field(b"Z", b"")
WINDOW = 65536


def typed(data):
    return field(b"I", data)


# What the level of isolation "namespace" needs beside its seccomp profile; PROTOCOL.md has the table.
DENSE_OPTIONS = ("--security-opt", "systempaths=unconfined", "--security-opt", "apparmor=unconfined")
WARDENS = 2


def container(memory_mib=144, processes=64, image=IMAGE, seccomp="unset", extra=(), level="container"):
    """The flags that the runner uses, as a command line."""
    memory, dense = f"{memory_mib}m", level == "namespace"
    return ["docker", "run", "--rm", "-i", "--network", "none", "--read-only", "--log-driver", "none",
            "--tmpfs", "/work:rw,exec,nosuid,nodev,size=64m,nr_inodes=8192,mode=1777",
            "--tmpfs", "/tmp:rw,nosuid,nodev,size=16m,nr_inodes=2048,mode=1777", "--shm-size", "16m",
            "--memory", memory, "--memory-swap", memory, "--cpu-period", "500000", "--cpu-quota", "500000", "--pids-limit", str(processes + WARDENS * dense),
            "--cap-drop", "ALL", "--cap-add", "SETUID", "--cap-add", "SETGID", "--cap-add", "KILL",
            "--security-opt", "no-new-privileges", "--security-opt", f"seccomp={seccomp}", *(DENSE_OPTIONS * dense), *extra, image,
            *(("--isolation", "namespace") * dense)]


class Report:
    """What came back: all frames, the output put together, and the END frame's lines as a dictionary."""

    def __init__(self, frames):
        self.frames = frames
        self.stdout = b"".join(payload for kind, payload, _ in frames if kind == "O")
        self.stderr = b"".join(payload for kind, payload, _ in frames if kind == "E")
        self.fault = next((payload.decode() for kind, payload, _ in frames if kind == "!"), None)
        ends = [payload for kind, payload, _ in frames if kind == "X"]
        self.ends = len(ends)
        self.end = dict(line.split("=", 1) for line in ends[0].decode().splitlines()) if ends else {}
        self.kinds = "".join(kind for kind, _, _ in frames)
        self.taken = [struct.unpack(">Q", payload)[0] for kind, payload, _ in frames if kind == "T"]
        self.last_at = frames[-1][2] if frames else None

    def __getattr__(self, key):
        return self.end.get(key)

    def __str__(self):
        return f"kinds={self.kinds[:20]} end={self.end} fault={self.fault} stdout={self.stdout[:300]!r} stderr={self.stderr[-600:]!r}"


class Launcher:
    """A launcher that runs somewhere, reached through its standard input and output."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
        self.buffer = b""
        self.frames = []
        self.sent_at = None

    def fill(self, deadline):
        left = deadline - time.monotonic()
        ready, _, _ = select.select([self.process.stdout], [], [], max(0, left))
        if not ready:
            raise TimeoutError(f"no frame in time; so far {[kind for kind, _, _ in self.frames]}")
        data = self.process.stdout.read(1 << 16)
        self.buffer += data
        return bool(data)

    def frame(self, deadline):
        """The next frame, or None at the end of the stream."""
        while True:
            if len(self.buffer) >= 5:
                kind, length = self.buffer[:1].decode("latin-1"), struct.unpack(">I", self.buffer[1:5])[0]
                assert length <= 65536, f"frame of {length} bytes"
                if len(self.buffer) >= 5 + length:
                    payload, self.buffer = self.buffer[5:5 + length], self.buffer[5 + length:]
                    self.frames.append((kind, payload, time.monotonic()))
                    return self.frames[-1]
            if not self.fill(deadline):
                assert self.buffer == b"", f"the stream ended inside of a frame: {self.buffer[:80]!r}"
                return None

    def until(self, kinds, patience=20.0):
        deadline = time.monotonic() + patience
        while (frame := self.frame(deadline)) is not None:
            if frame[0] in kinds:
                return frame
        return None

    def send(self, data):
        self.sent_at = time.monotonic()
        try:
            view = memoryview(data)
            while view:
                view = view[self.process.stdin.write(view):]
        except BrokenPipeError:
            pass

    def stdout(self):
        return b"".join(payload for kind, payload, _ in self.frames if kind == "O")

    def until_stdout(self, ending, patience=20.0):
        """Waits until the program's output so far ends like that."""
        while not self.stdout().endswith(ending):
            assert self.until("OX!", patience)[0] == "O", Report(self.frames)

    def type_all(self, data):
        """Types as fast as it may."""
        taken = 0
        for at in range(0, len(data), WINDOW // 2):
            piece = data[at:at + WINDOW // 2]
            while at + len(piece) > taken + WINDOW:
                taken = struct.unpack(">Q", self.until("TX!")[1])[0]
            self.send(typed(piece))

    def run(self, data, patience=20.0, meanwhile=lambda _: None):
        """Hands a job over, talks with it meanwhile, and answers the report that came back."""
        if not self.frames:
            assert self.until("R!", 30) is not None, self.process.stderr.read()
        self.send(data)
        meanwhile(self)
        if self.frames[-1][0] not in "X!":
            self.until("X!", patience)
        report = Report(self.frames)
        report.seconds = time.monotonic() - self.sent_at
        return report

    def next_job(self, patience=20.0):
        """Forgets the last report, and waits until the launcher takes another job. False when it does not any more."""
        self.frames = []
        frame = self.until("R!", patience)
        return frame is not None and frame[0] == "R"

    def close(self):
        self.process.stdin.close()
        try:
            return self.process.wait(20)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.process.stdout.close()
            self.process.stderr.close()
