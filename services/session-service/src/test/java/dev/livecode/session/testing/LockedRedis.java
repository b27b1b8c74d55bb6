package dev.livecode.session.testing;

import dev.livecode.testing.TestServers;

/** A Redis that asks for a password, started when it is first asked for. */
public final class LockedRedis {

  public static final String PASSWORD = "open";
  public static final int PORT = TestServers.startRedis(PASSWORD);

  private LockedRedis() {}
}
