package dev.livecode.session.run;

import java.util.List;

/** What a client wants from one run, beyond the program itself. */
record RequestedRun(String stdin, List<String> arguments, RequestedLimits limits) {}
