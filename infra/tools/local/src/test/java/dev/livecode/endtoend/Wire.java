package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection to the edge, on which a test writes and reads byte by byte. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5_000;

  /** One answer; names of headers in small letters. */
  record Reply(int status, Map<String, String> headers, byte[] bytes) {

    String body() {
      return new String(bytes, UTF_8);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(bytes);
    }

    String text(String field) {
      return json().path(field).asString("");
    }

    @Override
    public String toString() {
      return status + " " + headers + " " + body();
    }
  }

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  static Wire to(URI edge) {
    try {
      var socket = new Socket(edge.getHost(), edge.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      return new Wire(socket, new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request of these lines; what follows them is up to the test. */
  static String head(String line, String... headers) {
    var all = new ArrayList<>(List.of(line, "Host: localhost"));
    all.addAll(List.of(headers));
    return String.join("\r\n", all) + "\r\n\r\n";
  }

  Wire writes(String text) {
    return writes(text.getBytes(ISO_8859_1));
  }

  Wire writes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more will come. */
  Wire ends() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply reads() {
    return reads(true);
  }

  /** The answer to a HEAD, which has the headers of a body and none. */
  Reply readsWithoutBody() {
    return reads(false);
  }

  private Reply reads(boolean withBody) {
    try {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      var headers = new LinkedHashMap<String, String>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        String[] parts = line.split(":", 2);
        headers.merge(
            parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (one, other) -> one + "," + other);
      }
      return new Reply(
          status,
          headers,
          withBody && status >= 200 && status != 204 ? body(headers) : new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    return headers.containsKey("transfer-encoding") ? chunks() : in.readAllBytes();
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The edge has hung up after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Whether the edge hangs up without another word. */
  boolean isHungUp() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return e instanceof java.net.SocketException;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
