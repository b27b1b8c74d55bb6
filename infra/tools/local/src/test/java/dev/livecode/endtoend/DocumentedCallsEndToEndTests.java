package dev.livecode.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who makes the calls of the pages one after the other gets the answers that they show. */
class DocumentedCallsEndToEndTests {

  private static final Pattern ID =
      Pattern.compile("\"(session|execution)_id\":\"([0-9a-f-]{36})\"");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SharedSystem system = SharedSystem.withoutLimits();

  /** By what the page calls them: an id of an earlier run, or a variable. */
  private final Map<String, String> idsHere = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/api.md"})
  void everyCallIsAnsweredAsItStandsThere(String page) throws IOException {
    List<DocumentedCall> calls = DocumentedCall.of(page);

    assertThat(calls).hasSizeGreaterThanOrEqualTo(3);
    for (DocumentedCall call : calls) {
      // Once the run before has ended: until then a look shows less, and another run is refused.
      await(call.toString())
          .atMost(PATIENCE)
          .untilAsserted(() -> requireSame(call.answer(), answerTo(call)));
    }
  }

  private void requireSame(String shown, String answer) {
    assertThat(answer).matches(formOf(shown));
    requireSameIds(shown, answer);
  }

  private String answerTo(DocumentedCall call) {
    String[] headers = Stream.ofNullable(call.type()).toArray(String[]::new);
    byte[] body = call.body().getBytes(UTF_8);
    return system.call(call.method(), here(call.path()), body, headers).body();
  }

  private String here(String path) {
    String text = path;
    for (var id : idsHere.entrySet()) {
      text = text.replace(id.getKey(), id.getValue());
    }
    return text;
  }

  /** Every field in its place; what another run has otherwise may be anything of its kind. */
  private static String formOf(String shown) {
    return Stream.of(shown.split(",? …", -1))
        .map(
            it ->
                Pattern.quote(it)
                    .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", any("[0-9a-f-]{36}"))
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z", any("[0-9T:.-]{23}Z"))
                    .replaceAll("(?<=_time_ms\":|memory_bytes\":)\\d+", any("\\d+"))
                    .replaceAll("(?<=\"version\":\")[^\"]+", any("[^\"]+")))
        .collect(Collectors.joining(".*"));
  }

  /** Outside of the quotation that it stands in. */
  private static String any(String regex) {
    return Matcher.quoteReplacement("\\E" + regex + "\\Q");
  }

  private void requireSameIds(String shown, String answer) {
    List<MatchResult> there = ID.matcher(shown).results().toList();
    List<MatchResult> here = ID.matcher(answer).results().toList();
    for (int i = 0; i < there.size(); i++) {
      String id = here.get(i).group(2);
      assertThat(idsHere.computeIfAbsent(there.get(i).group(2), _ -> id)).isEqualTo(id);
      idsHere.putIfAbsent("$" + there.get(i).group(1).toUpperCase(Locale.ROOT), id);
    }
  }
}
