package dev.livecode.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose request it is, to the services behind: 127.0.0.2 is a proxy that is trusted. */
class TrustedProxiesIntegrationTests {

  private static final String PROXY = "127.0.0.2";
  private static final String ANYBODY = "127.0.0.1";

  private static Backend service;
  private static RunningEdge edge;

  @BeforeAll
  static void start() {
    service = Backend.start("service");
    edge =
        RunningEdge.start(
            service.url(),
            service.url(),
            "server.address=::",
            "livecode.edge.trusted-proxies=127.0.0.2/32, 10.0.0.0/8, ::1, 2001:db8:aa00::/40");
  }

  @AfterAll
  static void stop() {
    edge.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.7                                  | 203.0.113.7
          6.6.6.6, 203.0.113.7                         | 203.0.113.7
          6.6.6.6, 203.0.113.7, 10.1.2.3               | 203.0.113.7
          6.6.6.6,203.0.113.7,10.1.2.3,10.255.255.255  | 203.0.113.7
          203.0.113.7, 11.0.0.1                        | 11.0.0.1
          10.1.1.1, 10.2.2.2                           | 10.1.1.1
          2001:db8::7                                  | 2001:db8:0:0:0:0:0:7
          2001:DB8:0::7, 2001:db8:aaff::1              | 2001:db8:0:0:0:0:0:7
          2001:db8::7, 2001:db8:ab00::1                | 2001:db8:ab00:0:0:0:0:1
          ::ffff:203.0.113.7                           | 203.0.113.7
          6.6.6.6, ::ffff:203.0.113.7, ::ffff:10.1.1.1 | 203.0.113.7
          """)
  void theClientIsTheFirstFromTheRightThatIsNoTrustedProxy(String list, String client)
      throws IOException {
    assertThat(clientSeen(PROXY, list)).containsExactly(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.7:41234                | 203.0.113.7
          203.0.113.7, 10.1.1.1:80         | 203.0.113.7
          [2001:db8::7]                    | 2001:db8:0:0:0:0:0:7
          [2001:db8::7]:41234              | 2001:db8:0:0:0:0:0:7
          fe80::7%eth0                     | fe80:0:0:0:0:0:0:7
          [fe80::7%25]:80                  | fe80:0:0:0:0:0:0:7
          6.6.6.6,, 203.0.113.7 , ,        | 203.0.113.7
          '6.6.6.6 ,	203.0.113.7	'  | 203.0.113.7
          """)
  void portsBracketsZonesAndEmptyEntriesDoNotHideAnAddress(String list, String client)
      throws IOException {
    assertThat(clientSeen(PROXY, list)).containsExactly(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unknown                          | 127.0.0.2
          ''                               | 127.0.0.2
          ' , ,'                           | 127.0.0.2
          6.6.6.6, unknown                 | 127.0.0.2
          6.6.6.6, _hidden, 10.1.1.1       | 10.1.1.1
          6.6.6.6, localhost               | 127.0.0.2
          6.6.6.6, 203.0.113               | 127.0.0.2
          6.6.6.6, 3405803783              | 127.0.0.2
          6.6.6.6, 0x7f.0.0.1              | 127.0.0.2
          6.6.6.6, 203.0.113.256           | 127.0.0.2
          6.6.6.6, 203.0.113.010           | 127.0.0.2
          6.6.6.6, 203.0.113.7.8           | 127.0.0.2
          6.6.6.6, 203.0.113.7:            | 127.0.0.2
          6.6.6.6, 2001:db8:::7            | 127.0.0.2
          6.6.6.6, [2001:db8::7            | 127.0.0.2
          6.6.6.6, for=203.0.113.7         | 127.0.0.2
          6.6.6.6, "203.0.113.7"           | 127.0.0.2
          6.6.6.6, 203.0.113.7 203.0.113.8 | 127.0.0.2
          6.6.6.6, 203.0.113.7/32          | 127.0.0.2
          """)
  void anEntryThatIsNoAddressLeavesTheProxyThatWroteItAsTheClient(String list, String client)
      throws IOException {
    assertThat(clientSeen(PROXY, list)).containsExactly(client);
  }

  @Test
  void severalHeadersAreOneList() throws IOException {
    assertThat(clientSeen(PROXY, "6.6.6.6", "203.0.113.7, 10.1.1.1", "10.2.2.2"))
        .containsExactly("203.0.113.7");
  }

  @Test
  void aListMayBeAsLongAsHeadersMay() throws IOException {
    String proxies =
        IntStream.range(0, 700).mapToObj(it -> "10.1.1.1").collect(Collectors.joining(","));

    assertThat(clientSeen(PROXY, "203.0.113.7," + proxies)).containsExactly("203.0.113.7");
    assertThat(clientSeen(PROXY, ",".repeat(8_000))).containsExactly(PROXY);
  }

  @Test
  void whatAnybodyElseSaysChangesNothing() throws IOException {
    assertThat(clientSeen(ANYBODY, "203.0.113.7")).containsExactly(ANYBODY);
    assertThat(clientSeen(ANYBODY, "10.1.1.1", PROXY)).containsExactly(ANYBODY);
  }

  @Test
  void aProxyMayReachTheEdgeByIpv6() throws IOException {
    assertThat(clientSeen("::1", "203.0.113.7")).containsExactly("203.0.113.7");
    assertThat(clientSeen("::1")).containsExactly("0:0:0:0:0:0:0:1");
  }

  @Test
  void aProxyIsBelievedInNothingElse() throws IOException {
    edge.raw(
        PROXY,
        get(
            "X-Forwarded-For: 203.0.113.7",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.example",
            "Forwarded: for=6.6.6.6",
            "X-Real-IP: 6.6.6.6"));

    var headers = service.last().headers();
    assertThat(headers.get("X-Forwarded-For")).containsExactly("203.0.113.7");
    assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
    assertThat(headers.keySet()).doesNotContain("X-forwarded-host", "Forwarded", "X-real-ip");
  }

  /** What a service is told, when the header's values arrive from the address. */
  private static List<String> clientSeen(String from, String... values) throws IOException {
    String answer =
        edge.raw(
            from, get(Stream.of(values).map("X-Forwarded-For: "::concat).toArray(String[]::new)));

    assertThat(answer).startsWith("HTTP/1.1 200");
    return service.last().headers().getOrDefault("X-Forwarded-For", List.of());
  }

  private static RunningEdge.Writing get(String... headers) {
    String lines =
        Stream.concat(
                Stream.of("GET /languages HTTP/1.1", "Host: a", "Connection: close"),
                Stream.of(headers))
            .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
    return out -> out.write(lines.getBytes(ISO_8859_1));
  }
}
