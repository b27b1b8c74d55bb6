package dev.livecode.runner.sandbox.docker;

/** Ways to reach the engine, and the watchdog over whatever uses them. */
record EngineAccess(Engine engine, EngineAddress address, Watchdog watchdog) {}
