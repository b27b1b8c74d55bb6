# Runs inside a container, behind client.py, with launchers as children (not as process 1). Lines of standard input: a job in
# hexadecimal, and a part of the sentence that must come back.
import sys

count = 0
for line in sys.stdin:
    data, sentence = line.rstrip("\n").split(" ", 1)
    with_launcher = Launcher(["/livecode/launcher", "--isolation", sys.argv[1]])
    report = with_launcher.run(bytes.fromhex(data))
    code = with_launcher.close()
    assert report.fault is not None and sentence in report.fault, f"{sentence}: {report}"
    assert code == 1 and report.kinds == "R!", f"{sentence}: {code} {report}"
    count += 1
print(f"{count} malformed jobs refused")
