package dev.livecode.session.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.livecode.contracts.RunRequested;
import dev.livecode.contracts.StdinGiven;
import dev.livecode.contracts.internal.ArchivedRun;
import dev.livecode.contracts.internal.EndedRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for the execution service, whose contract is HTTP. Knows what it was told. */
public final class Neighbour {

  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> shown = new ConcurrentHashMap<>();
  private final Map<String, ArchivedRun> archive = new ConcurrentHashMap<>();
  private final List<EndedRuns.EndedRun> ended = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> waits = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private volatile @Nullable String ofAll;

  Neighbour() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/internal/viewed-runs/", this::answer);
      server.createContext("/executions/", this::answer);
      server.createContext("/internal/archived-runs/", this::answerFromArchive);
      server.createContext("/internal/ended-runs", this::answerWithEnded);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on the view says this of the execution. */
  public void says(UUID execution, String status) {
    statuses.put(execution.toString(), status);
  }

  /** From now on the archive has this. */
  public void archives(RunRequested requested, StdinGiven... typed) {
    archive.put(requested.executionId().toString(), new ArchivedRun(requested, List.of(typed)));
  }

  /** From now on the view has this as ended after 40 ms, having printed that. */
  public void shows(UUID execution, String status, String stdout) {
    shown.put(
        execution.toString(),
        JsonMapper.shared()
            .createObjectNode()
            .put("execution_id", execution.toString())
            .put("status", status)
            .put("execution_time_ms", 40)
            .put("stdout", stdout)
            .put("stderr", "")
            .toString());
    says(execution, status);
  }

  /** The same, and it is listed among those that have ended. */
  public void ends(UUID execution, UUID session, String status, String stdout) {
    shows(execution, status, stdout);
    ended.add(new EndedRuns.EndedRun(execution, session, 40));
  }

  /** From now on the view lists none as ended before. */
  public void forgetsWhatEnded() {
    ended.clear();
  }

  /** From now on, until it is well again, the view says this of every execution. */
  public void saysOfAll(String status) {
    ofAll = status;
  }

  /** From now on, or no longer, every call fails. */
  public void breaks(boolean breaks) {
    this.broken = breaks;
    this.ofAll = null;
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** What its callers said after the question mark, "null" for nothing. */
  public List<String> waits() {
    return List.copyOf(waits);
  }

  private void answerFromArchive(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    @Nullable ArchivedRun run = archive.get(id);
    send(exchange, run == null ? 404 : 200, JsonMapper.shared().writeValueAsString(run));
  }

  /** Two a page. */
  private void answerWithEnded(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    waits.add(query);
    int from = query.contains("behind=") ? indexBehind(query.replaceFirst(".*behind=", "")) : 0;
    int to = Math.min(from + 2, ended.size());
    List<EndedRuns.EndedRun> page = ended.subList(from, to);
    @Nullable UUID next = to < ended.size() ? page.getLast().executionId() : null;
    send(exchange, 200, JsonMapper.shared().writeValueAsString(new EndedRuns(page, next)));
  }

  private int indexBehind(String id) {
    return ended.stream().map(it -> it.executionId().toString()).toList().indexOf(id) + 1;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    String status = statuses.getOrDefault(id, ofAll);
    waits.add(String.valueOf(exchange.getRequestURI().getQuery()));
    String known =
        "{\"execution_id\":\"%s\",\"status\":\"%s\",\"new_field\":1}".formatted(id, status);
    boolean isPublic = exchange.getRequestURI().getPath().startsWith("/executions/");
    send(
        exchange,
        status == null ? 404 : 200,
        status == null
            ? "{\"error\":\"Execution not found\"}"
            : isPublic ? shown.getOrDefault(id, known) : known);
  }

  private void send(HttpExchange exchange, int code, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(broken ? 500 : code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
