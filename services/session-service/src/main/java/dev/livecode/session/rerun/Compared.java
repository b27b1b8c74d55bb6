package dev.livecode.session.rerun;

import java.util.UUID;

/** An original and what running it again has shown. */
record Compared(UUID original, UUID rerun, Comparison comparison) {}
