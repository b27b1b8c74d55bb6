package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.local.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who can reach what of the system that Compose starts: nobody anything but the edge. */
@Tag("compose")
class ComposeDoorsEndToEndTests {

  // Of every part, and of the engine where it listens at all.
  private static final List<Integer> PORTS =
      List.of(2375, 2376, 3000, 3001, 5432, 6379, 8081, 8082, 8083, 9092, 9093);

  private static final Pattern PUBLISHED = Pattern.compile(":(\\d+)->");

  private final ComposeSystem system = ComposeSystem.shared();

  @Test
  void aProgramReachesNothingAtAll() throws Exception {
    String machine = gateway();
    List<String> targets = inside();
    targets.add(machine + ":" + system.port());
    PORTS.forEach(port -> targets.add(machine + ":" + port));
    for (String name : ComposeSystem.PARTS) {
      PORTS.forEach(port -> targets.add(name + ":" + port));
    }

    String said = system.learner("python").types(scan(targets)).runs().text("stdout");

    assertThat(said).isEqualTo("tried " + targets.size() + "\n");
  }

  @Test
  void aNeighbourOnTheDefaultBridgeReachesTheEdgeAlone() throws Exception {
    String edge = gateway() + ":" + system.port();
    List<String> targets = inside();
    targets.add(edge);

    String said =
        Command.run(
                "docker",
                "run",
                "--rm",
                "--entrypoint",
                "python3",
                system
                    .compose("config", "--images")
                    .succeeded()
                    .lines()
                    .filter(image -> image.contains("sandbox"))
                    .findFirst()
                    .orElseThrow(),
                "-c",
                scan(targets))
            .succeeded();

    assertThat(said).isEqualTo("answers " + edge + "\ntried " + targets.size() + "\n");
  }

  @Test
  void theRunnerReachesKafkaAlone() {
    String knocks =
        inside().stream()
            .map(target -> "knock " + target.replace(':', ' ') + " &")
            .collect(Collectors.joining("\n"));
    String program =
        "knock() { timeout 2 bash -c \": </dev/tcp/$1/$2\" 2>/dev/null && echo $1:$2; }\n"
            + knocks
            + "\nwait";

    List<String> answers =
        system.compose("exec", "-T", "runner", "bash", "-c", program).succeeded().lines().toList();

    assertThat(answers).hasSize(1);
    assertThat(addresses("kafka").stream().map(ip -> ip + ":9092")).containsAll(answers);
  }

  @Test
  void fromOutsideOnlyTheEdgesPortIsOpen() throws Exception {
    Set<Integer> before = listeners();
    before.addAll(publishedByOthers());
    try (var outside = Outside.standHere()) {
      Set<Integer> open = outside.openPorts();

      assertThat(open).contains(system.port());
      open.removeAll(before);
      assertThat(open).as("beside what this machine has open itself").isSubsetOf(system.port());
    }
  }

  /** Ports on which this machine itself answers on every address, Docker's own apart. */
  private static Set<Integer> listeners() {
    return Command.run("ss", "--listening", "--tcp", "--numeric", "--processes", "--no-header")
        .succeeded()
        .lines()
        .filter(line -> !line.contains("docker-proxy"))
        .map(line -> line.split("\\s+")[3])
        .filter(address -> !address.startsWith("127.") && !address.startsWith("[::ffff:127."))
        .map(address -> Integer.valueOf(address.substring(address.lastIndexOf(':') + 1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Ports that containers of other projects on this machine have published. */
  private Set<Integer> publishedByOthers() {
    return Command.run(
            "docker", "ps", "--format", "{{.Label \"com.docker.compose.project\"}} {{.Ports}}")
        .succeeded()
        .lines()
        .filter(line -> !line.startsWith(system.name() + " "))
        .flatMap(line -> PUBLISHED.matcher(line).results())
        .map(port -> Integer.valueOf(port.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every address of every container, with every port that a part may listen on. */
  private List<String> inside() {
    List<String> targets = new ArrayList<>();
    for (String part : ComposeSystem.PARTS) {
      addresses(part).forEach(ip -> PORTS.forEach(port -> targets.add(ip + ":" + port)));
    }
    assertThat(targets).hasSizeGreaterThan(PORTS.size() * ComposeSystem.PARTS.size() - 1);
    return targets;
  }

  private List<String> addresses(String part) {
    return system.containers(part).stream()
        .map(
            id ->
                Command.run(
                    "docker",
                    "inspect",
                    "--format",
                    "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}",
                    id))
        .flatMap(inspection -> Stream.of(inspection.succeeded().strip().split(" ")))
        .toList();
  }

  /** This machine, as containers on the default bridge see it. */
  private static String gateway() {
    String addresses =
        Command.run("ip", "-oneline", "-4", "address", "show", "dev", "docker0").succeeded();
    return addresses.replaceFirst("(?s).* inet ([0-9.]+)/.*", "$1");
  }

  /** A Python program that says which of the targets take a connection. */
  private static String scan(List<String> targets) throws IOException {
    Path program =
        Home.ofWorkingFolder().project().resolve("infra/tools/local/src/test/resources/scan.py");
    return Files.readString(program).replace("TARGETS", "'" + String.join(" ", targets) + "'");
  }

  /** A place in a network namespace of its own, from which this machine is another one. */
  private record Outside(String name, String here) implements AutoCloseable {

    static Outside standHere() {
      String id = UUID.randomUUID().toString().substring(0, 6);
      int third = 1 + Math.floorMod(id.hashCode(), 250);
      var outside = new Outside("lc-" + id, "198.18." + third + ".1");
      outside.ip("netns", "add", outside.name);
      outside.ip(
          "link",
          "add",
          outside.name,
          "type",
          "veth",
          "peer",
          "name",
          "out",
          "netns",
          outside.name);
      outside.ip("address", "add", outside.here + "/24", "dev", outside.name);
      outside.ip("link", "set", outside.name, "up");
      outside.inside("ip", "address", "add", "198.18." + third + ".2/24", "dev", "out");
      outside.inside("ip", "link", "set", "out", "up");
      return outside;
    }

    Set<Integer> openPorts() throws IOException {
      List<String> targets = new ArrayList<>();
      for (int port = 1; port <= 65_535; port++) {
        targets.add(here + ":" + port);
      }
      Path program = Files.createTempFile("scan", ".py");
      try {
        Files.writeString(program, scan(targets));
        return inside("python3", program.toString())
            .lines()
            .filter(line -> line.startsWith("answers "))
            .map(line -> Integer.valueOf(line.substring(line.lastIndexOf(':') + 1)))
            .collect(Collectors.toCollection(TreeSet::new));
      } finally {
        Files.delete(program);
      }
    }

    private String inside(String... command) {
      var all = new ArrayList<>(List.of("ip", "netns", "exec", name));
      all.addAll(List.of(command));
      return Command.run(all, Map.of()).succeeded();
    }

    private void ip(String... arguments) {
      var all = new ArrayList<>(List.of("ip"));
      all.addAll(List.of(arguments));
      Command.run(all, Map.of()).succeeded();
    }

    @Override
    public void close() {
      ip("netns", "delete", name);
    }
  }
}
