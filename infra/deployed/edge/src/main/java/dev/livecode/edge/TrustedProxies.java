package dev.livecode.edge;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.util.NetMask;

/** The proxies that are believed when they say for whom they speak. */
final class TrustedProxies {

  private static final String PORT = "(?::\\d{1,5})?";

  // No leading zero: to some that is octal.
  private static final String OCTET = "(?:0|[1-9]\\d{0,2})";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
  private static final String IPV6 = "\\p{XDigit}*:[\\p{XDigit}:.]*";
  private static final String ZONE = "(?:%[\\w.-]+)?";

  // Some proxies write a port, and with it brackets.
  private static final Pattern HOP =
      Pattern.compile("(%1$s)%4$s|(%2$s)%3$s|\\[(%2$s)%3$s]%4$s".formatted(IPV4, IPV6, ZONE, PORT));

  private static final Pattern NETWORK =
      Pattern.compile("(%s|%s)(?:/\\d{1,3})?".formatted(IPV4, IPV6));

  private final List<NetMask> networks;

  /**
   * Those of the networks.
   *
   * @throws IllegalArgumentException when one is none
   */
  TrustedProxies(List<String> networks) {
    this.networks = networks.stream().map(TrustedProxies::network).toList();
  }

  private static NetMask network(String text) {
    try {
      Matcher network = NETWORK.matcher(text);
      if (network.matches()) {
        // Says what is no address: NetMask would ask a name server.
        var _ = InetAddress.ofLiteral(network.group(1));
        return new NetMask(text);
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "livecode.edge.trusted-proxies has "
            + text
            + "; it must be networks such as 10.0.0.0/8 or 2001:db8::/32");
  }

  /**
   * Whose request it is: read from the last proxy to the first, the first that is not trusted,
   * since what it says of others is its own invention. An entry that is no address ends the search,
   * and the proxy that wrote it counts as the client.
   *
   * @param peer who has sent the request
   * @param forwardedFor every {@code X-Forwarded-For}: one list, to which each proxy adds its peer
   */
  String clientOf(String peer, List<String> forwardedFor) {
    List<String> hops =
        forwardedFor.stream()
            .flatMap(it -> Arrays.stream(it.split(",")))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList()
            .reversed();
    Optional<InetAddress> client = address(peer);
    for (String hop : hops) {
      Optional<InetAddress> before = client.filter(this::isTrusted).flatMap(_ -> address(hop));
      if (before.isEmpty()) {
        break;
      }
      client = before;
    }
    return client.map(InetAddress::getHostAddress).orElse(peer);
  }

  private boolean isTrusted(InetAddress address) {
    return networks.stream().anyMatch(it -> it.matches(address));
  }

  private static Optional<InetAddress> address(String hop) {
    Matcher parts = HOP.matcher(hop);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Stream.of(1, 2, 3)
          .map(parts::group)
          .filter(Objects::nonNull)
          .findFirst()
          .map(InetAddress::ofLiteral);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
