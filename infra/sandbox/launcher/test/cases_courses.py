"""What courses expect to be there."""

from cases import LANGUAGES, all_of, case, check, file, run_job, step


def attempt(program):
    language, source, expected = program
    check(LANGUAGES[language].run(source), "exit", exit_code="0", stdout=expected)


@case
def a_tutorials_hundred_threads_run_in_every_language_that_has_some():
    all_of(attempt, [
        ("python", b"import threading, time\nt = [threading.Thread(target=time.sleep, args=(0.3,)) for _ in range(100)]\n"
                   b"for x in t: x.start()\nfor x in t: x.join()\nprint('all', len(t))", b"all 100\n"),
        ("ruby", b"puts 100.times.map { Thread.new { sleep 0.3 } }.each(&:join).size", b"100\n"),
        ("cpp", b"#include <iostream>\n#include <thread>\n#include <vector>\nint main() { std::vector<std::thread> t;"
                b" for (int i = 0; i < 100; i++) t.emplace_back([] { std::this_thread::sleep_for(std::chrono::milliseconds(300)); });"
                b" for (auto &x : t) x.join(); std::cout << t.size() << std::endl; }", b"100\n"),
        ("bash", b"for i in $(seq 100); do sleep 0.3 & done; wait; echo all", b"all\n"),
    ])


@case
def shell_courses_find_their_tools():
    all_of(attempt, [("bash", b"echo 'scale=2; 10/4' | bc; echo hello | rev; ps -o comm= -p $$; printf 'a b\\nc d\\n' | column -t", b"2.50\nolleh\nbash\na  b\nc  d\n")])


@case
def pythons_usual_packages_are_there():
    all_of(attempt, [
        ("python", b"import numpy as np\nprint(np.arange(6).reshape(2, 3).sum(axis=0), np.linalg.det(np.eye(3)), np.random.default_rng(1).integers(9) >= 0)",
         b"[3 5 7] 1.0 True\n"),
        ("python", b"import pandas as pd\nd = pd.DataFrame({'a': [1, 2, 3], 'b': list('xyx')})\nprint(d.groupby('b')['a'].sum().to_dict())", b"{'x': 4, 'y': 2}\n"),
        ("python", b"import sympy\nx = sympy.Symbol('x')\nprint(sympy.integrate(x ** 2, x), sympy.solve(x ** 2 - 4))", b"x**3/3 [-2, 2]\n"),
    ])
    report = LANGUAGES["python"].run(b"import sys, pytest\ndef test_add(): assert 1 + 1 == 2\nif __name__ == '__main__': sys.exit(pytest.main(['-q', 'main.py']))")
    check(report, "exit", exit_code="0")
    assert b"1 passed" in report.stdout, report
    attempt(("python", b"from zoneinfo import ZoneInfo\nfrom datetime import datetime\nprint(datetime(2024, 7, 1, tzinfo=ZoneInfo('US/Eastern')).utcoffset())", b"-1 day, 20:00:00\n"))


@case
def a_package_costs_nothing_to_who_does_not_import_it():
    loaded = b"import sys; print([name for name in sys.modules if name.split('.')[0] in ('numpy', 'pandas', 'sympy', 'pytest', '_livecode')])"
    attempt(("python", loaded, b"[]\n"))


@case
def ruby_has_gems_and_explains_mistakes():
    attempt(("ruby", b"puts Gem::Version.new('1.10') > Gem::Version.new('1.9')\ngem 'minitest'\nrequire 'minitest'\n"
                     b"puts DidYouMean::SpellChecker.new(dictionary: ['email']).correct('emial').inspect", b'true\n["email"]\n'))
    attempt(("ruby", b"class Mine < NameError; def detailed_message(highlight: false, **) = 'mine ' + super; end\n"
                     b"begin; {foo: 1}.fetch(:fo); rescue KeyError => e; puts e.message, e.detailed_message(highlight: false); end\n"
                     b"begin; raise Mine, 'x'; rescue NameError => e; puts e.detailed_message.lines.first; end",
             b"key not found: :fo\nkey not found: :fo (KeyError)\nDid you mean?  :foo\nmine x (Mine)\n"))
    report = LANGUAGES["ruby"].run(b"emial = 3\nputs email")
    check(report, "exit", exit_code="1", stderr=b"main.rb:2:in `<main>': undefined local variable or method `email' for main (NameError)\n"
                                                b"\nputs email\n     ^^^^^\nDid you mean?  emial\n")
    report = LANGUAGES["ruby"].run(b"puts $LOADED_FEATURES.grep(/rubygems|did_you_mean|error_highlight/).size")
    check(report, "exit", stdout=b"0\n")


@case
def one_standard_of_cpp_has_everything():
    attempt(("cpp", b"#include <bits/stdc++.h>\nint main() { std::println(\"{} {}\", __cplusplus, std::regex_replace(std::string(\"a1\"), std::regex(\"[0-9]\"), \"#\")); }",
             b"202302 a#\n"))


@case
def the_large_headers_of_cpp_are_compiled_ahead():
    cpp = LANGUAGES["cpp"]
    for header in (b"iostream", b"bits/stdc++.h"):
        source = file(cpp.file, b"#include <" + header + b">\nint main() {}\n")
        report = run_job(source, cpp.variables(), step([*cpp.words_of("compile"), "-H"], wall_ms=20_000, cpu_ms=20_000), memory_mib=cpp.memory_mib)
        check(report, "exit", exit_code="0")
        assert report.stderr.startswith(b"! /usr/include/") and header + b".gch" in report.stderr.splitlines()[0], report
