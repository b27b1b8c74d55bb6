package dev.livecode.execution.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.livecode.contracts.EncodedEvent;
import dev.livecode.contracts.OutputStreamName;
import dev.livecode.contracts.RunEvent;
import dev.livecode.contracts.RunEventCodec;
import dev.livecode.contracts.RunOutput;
import dev.livecode.contracts.WireTime;
import dev.livecode.execution.query.ExecutionAnswer;
import dev.livecode.execution.view.ExecutionView;
import dev.livecode.execution.view.Fold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Runs of earlier versions, as {@code ./livecode audit export} wrote them, are answered today as
 * they were then. Who changes an answer here changes the past.
 */
class PastHistoriesTests {

  private static final Path FOLDER = Path.of("src/test/resources/histories");
  private static final RunEventCodec CODEC = new RunEventCodec();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
          .addModule(new SimpleModule().addSerializer(Instant.class, new WireTime()))
          .build();

  static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(it -> it.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void whatWasAnsweredThenIsAnsweredNow(Path history) throws IOException {
    JsonNode then =
        JSON.readTree(Files.readString(Path.of(history.toString().replace(".jsonl", ".json"))));

    List<RunEvent> events = Files.readAllLines(history).stream().map(this::event).toList();

    assertThat(JSON.readTree(JSON.writeValueAsString(answer(events)))).isEqualTo(then);
  }

  @Test
  void everyEndOfARunIsAmongThem() throws IOException {
    assertThat(histories())
        .extracting(it -> it.getFileName().toString().replace(".jsonl", ""))
        .contains(
            "completed",
            "failed",
            "timeout",
            "cancelled-queued",
            "cancelled-running",
            "interactive",
            "two-attempts");
  }

  private RunEvent event(String line) {
    JsonNode record = JSON.readTree(line);
    Map<String, String> headers = new HashMap<>();
    record.path("headers").forEach(it -> headers.put(it.path(0).asString(), it.path(1).asString()));
    byte[] data = JSON.writeValueAsBytes(record.path("data"));
    return CODEC.decode(new EncodedEvent(record.path("key").asString(), headers, data)).event();
  }

  private static ExecutionAnswer answer(List<RunEvent> events) {
    ExecutionView view = null;
    for (RunEvent event : events) {
      view = Fold.apply(view, event);
    }
    assertThat(view).isNotNull();
    assertThat(view.ending()).as("its end").isNotNull();
    return ExecutionAnswer.ended(view, view.ending(), output(events, view.attemptId()));
  }

  private static Map<OutputStreamName, byte[]> output(
      List<RunEvent> events, @Nullable UUID attempt) {
    var chunks = new EnumMap<OutputStreamName, TreeMap<Long, byte[]>>(OutputStreamName.class);
    for (RunEvent event : events) {
      if (event instanceof RunOutput output && output.attemptId().equals(attempt)) {
        chunks
            .computeIfAbsent(output.stream(), _ -> new TreeMap<>())
            .putIfAbsent(output.offset(), output.data());
      }
    }
    var whole = new EnumMap<OutputStreamName, byte[]>(OutputStreamName.class);
    chunks.forEach((stream, pieces) -> whole.put(stream, joined(pieces)));
    return whole;
  }

  private static byte[] joined(TreeMap<Long, byte[]> pieces) {
    var whole = new ByteArrayOutputStream();
    pieces.values().forEach(whole::writeBytes);
    return whole.toByteArray();
  }
}
