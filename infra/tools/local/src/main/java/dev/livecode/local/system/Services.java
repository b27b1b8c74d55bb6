package dev.livecode.local.system;

import dev.livecode.embedded.ServerCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The three services and the edge, each laid out as in the images. */
final class Services {

  static final String LANGUAGES = "LIVECODE_LANGUAGES";
  static final String MEMORY = "-Xmx160m";

  /** Whoever is connected holds some, and many are: each slow head, each stream. At rest small. */
  private static final String[] MEMORY_OF_CROWDS = {"-Xms160m", "-Xmx640m"};

  private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

  private final Home home;
  private final Ports ports;
  private final Map<String, String> environment;
  private final HttpClient http;
  private final List<Layout> layouts = new ArrayList<>();

  Services(Home home, Ports ports, Map<String, String> environment, HttpClient http) {
    this.home = home;
    this.ports = ports;
    this.environment = environment;
    this.http = http;
  }

  /** A service that keeps state in a database of its own name. */
  Part withDatabase(String name, int databasePort, String password, Map<String, String> extra)
      throws InterruptedException {
    var variables = new HashMap<>(extra);
    variables.put("SPRING_DATASOURCE_URL", Databases.url(databasePort, name));
    variables.put("SPRING_DATASOURCE_USERNAME", name);
    variables.put("SPRING_DATASOURCE_PASSWORD", password);
    return service(name, variables);
  }

  Part service(String name, Map<String, String> variables) throws InterruptedException {
    int port = ports.of(name);
    return part(
        name,
        "services/" + name + "-service/target/" + name + "-service.jar",
        "execution".equals(name) ? MEMORY_OF_CROWDS : new String[] {MEMORY},
        port,
        port,
        variables);
  }

  Part edge(int port, Map<String, String> variables) throws InterruptedException {
    int managementPort = ports.of("edge-management");
    var all = new HashMap<>(variables);
    all.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
    return part(
        "edge",
        "infra/deployed/edge/target/livecode-edge.jar",
        MEMORY_OF_CROWDS,
        port,
        managementPort,
        all);
  }

  /** How the parts that were made here are laid out. */
  List<Layout> layouts() {
    return List.copyOf(layouts);
  }

  private Part part(
      String name,
      String jar,
      String[] memory,
      int port,
      int managementPort,
      Map<String, String> variables)
      throws InterruptedException {
    Layout layout = Layout.of(Jvm.built(home, jar));
    layouts.add(layout);
    var all = new HashMap<>(environment);
    all.putAll(variables);
    all.put("SERVER_PORT", String.valueOf(port));
    all.putIfAbsent(LANGUAGES, home.languages().toString());
    return new Part(
        name,
        Stores.ownSession(new ServerCommand(layout.command(memory), all, home.log(name))),
        port,
        Readiness.http(
            http, URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness")),
        Part.Farewell.TERMINATE,
        STOP_WITHIN);
  }
}
