"""Leaves of the functions that print formatted text their declarations in libstdc++'s headers: outline.py HEADERS

C++23's <iostream> brings them. They are no templates, so every program that includes it would compile all of std::format that their
bodies call, 0.15 s and more, and throw it away unused. LIVECODE_OUTLINED keeps the bodies: format.cpp compiles them once, and the
linker takes them where they are called.
"""

import pathlib
import re
import sys

# How many definitions each header has; another version of the library that has others has to be looked at.
OUTLINED = {"format": ("vformat", 4), "ostream": ("vprint_\\w+", 2), "print": ("vprint_\\w+", 4)}


def outline(text, name):
    definition = re.compile(rf"^  inline (\w+\n  {name}\([^)]*\))\n  \{{(?:\n.*?^  \}}|[^\n]*\}})\n", re.MULTILINE | re.DOTALL)

    def guarded(match):
        body = match[0].replace("  inline ", "  ", 1)
        return f"#ifdef LIVECODE_OUTLINED\n{body}#else\n  {match[1]};\n#endif\n"

    return definition.subn(guarded, text)


headers = pathlib.Path(sys.argv[1])
for header, (name, expected) in OUTLINED.items():
    text, found = outline((headers / header).read_text(), name)
    if found != expected:
        sys.exit(f"outline: {headers / header} defines {found} functions {name}, not {expected}")
    (headers / header).write_text(text)
