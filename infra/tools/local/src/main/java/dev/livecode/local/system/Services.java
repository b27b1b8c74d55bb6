package dev.livecode.local.system;

import dev.livecode.embedded.ServerCommand;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The three services and the edge, each from the executable jar that production uses. */
final class Services {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

  private final Home home;
  private final Ports ports;
  private final Map<String, String> environment;
  private final HttpClient http;

  Services(Home home, Ports ports, Map<String, String> environment, HttpClient http) {
    this.home = home;
    this.ports = ports;
    this.environment = environment;
    this.http = http;
  }

  /** A service that keeps state in a database of its own name. */
  Part withDatabase(String name, int databasePort, String password, Map<String, String> extra) {
    var variables = new HashMap<>(extra);
    variables.put("SPRING_DATASOURCE_URL", Databases.url(databasePort, name));
    variables.put("SPRING_DATASOURCE_USERNAME", name);
    variables.put("SPRING_DATASOURCE_PASSWORD", password);
    return service(name, variables);
  }

  Part service(String name, Map<String, String> variables) {
    int port = ports.of(name);
    return part(
        name,
        "services/" + name + "-service/target/" + name + "-service.jar",
        port,
        port,
        variables);
  }

  Part edge(int port, Map<String, String> variables) {
    int managementPort = ports.of("edge-management");
    var all = new HashMap<>(variables);
    all.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
    return part("edge", "infra/deployed/edge/target/livecode-edge.jar", port, managementPort, all);
  }

  private Part part(
      String name, String jar, int port, int managementPort, Map<String, String> variables) {
    Path path = Jvm.built(home, jar);
    List<String> command = new ArrayList<>(Jvm.java("-Xmx160m", "-jar", path.toString()));
    var all = new HashMap<>(environment);
    all.putAll(variables);
    all.put("SERVER_PORT", String.valueOf(port));
    all.putIfAbsent("LIVECODE_LANGUAGES", home.languages().toString());
    return new Part(
        name,
        Stores.ownSession(new ServerCommand(command, all, home.log(name))),
        port,
        Readiness.http(
            http, URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness")),
        Part.Farewell.TERMINATE,
        STOP_WITHIN);
  }
}
