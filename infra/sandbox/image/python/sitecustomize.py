# Python imports this at every start. What it brings is not to be seen among the program's modules.
import sys

import _livecode

del sys.modules['_livecode'], _livecode, sys
