package dev.livecode.local.system;

import java.net.URI;

/** Where the parts of a running system answer, as its files say. */
public final class PartAddress {

  /**
   * The address of a service's own port on this machine.
   *
   * @throws CannotStartException when it does not run
   */
  public static URI of(Home home, String part) {
    String port = StoredProperties.read(home.ports()).get(part);
    if (port == null || !new RunningState(home.state()).processes().containsKey(part)) {
      throw new CannotStartException(
          "No "
              + part
              + " is running here. Start it with ./livecode up, or say with --url where one"
              + " answers");
    }
    return URI.create("http://127.0.0.1:" + port);
  }

  private PartAddress() {}
}
