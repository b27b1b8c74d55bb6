package dev.livecode.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** The JSON Schemas of docs/schemas, beside the records that they describe. */
class EventSchemasTests {

  static List<EventKind> kinds() {
    return EventKind.all();
  }

  @Test
  void everyTypeHasOneAndThereIsNoOther() {
    assertThat(EventSchema.in(EventSchema.FOLDER))
        .extracting(EventSchema::type)
        .containsExactlyInAnyOrderElementsOf(kinds().stream().map(EventKind::type).toList());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itIsLegalJsonSchema(EventKind kind) {
    assertThat(kind.schema().errorsInItself()).isEmpty();
    assertThat(kind.schema().document().path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  @Test
  void anIllegalOneIsSeen() {
    JsonNode illegal =
        new Places.Place("", "required", NullNode.getInstance(), true)
            .with(kinds().getFirst().schema().document(), StringNode.valueOf("all"));

    assertThat(new EventSchema("illegal", illegal).errorsInItself()).contains("required");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itHasTheFieldsOfItsRecordInTheirOrder(EventKind kind) {
    assertThat(Fields.of(kind.schema().document()).entrySet())
        .containsExactlyElementsOf(Fields.of(kind.form()).entrySet());
    assertThat(kind.schema().title()).isEqualTo(kind.form().getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsFirstExampleIsWhatIsSentByteForByte(EventKind kind) {
    JsonNode example = kind.schema().example();

    assertThat(kind.sent(kind.read(example))).isEqualTo(example.toString());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatItTakesIsReadAndWhatIsWrittenItTakes(EventKind kind) {
    EventSchema schema = kind.schema();

    assertThat(Variants.conforming(schema))
        .allSatisfy(
            it -> {
              assertThat(schema.errorsIn(it)).isEmpty();
              assertThat(schema.errorsIn(kind.again(it))).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itRefusesWhatIsWrongInAnyPlace(EventKind kind) {
    EventSchema schema = kind.schema();

    assertThat(Variants.wrong(schema))
        .hasSizeGreaterThan(schema.example().size())
        .allSatisfy(it -> assertThat(schema.errorsIn(it)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itTakesFieldsThatItDoesNotKnowAsReadersDo(EventKind kind) {
    JsonNode newer = Variants.fromTheFuture(kind.schema());

    assertThat(kind.schema().errorsIn(newer)).isEmpty();
    assertThat(kind.read(newer)).isEqualTo(kind.read(kind.schema().example()));
  }

  @Test
  void theLimitsAreThoseOfTheCode() {
    JsonNode requested = EventSchema.of("dev.livecode.run.requested.v1").document();
    JsonNode given = EventSchema.of("dev.livecode.run.stdin-given.v1").document();
    JsonNode output = EventSchema.of("dev.livecode.run.output.v1").document();

    assertThat(limit(requested, "source_code")).isEqualTo(ContentLimits.SOURCE_BYTES);
    assertThat(limit(requested, "stdin")).isEqualTo(ContentLimits.STDIN_BYTES);
    assertThat(limit(given, "text")).isEqualTo(ContentLimits.INPUT_BYTES);
    assertThat(limit(output, "data"))
        .isEqualTo(4 * Math.ceilDiv(ContentLimits.OUTPUT_CHUNK_BYTES, 3));
    assertThat(requested.at("/properties/arguments/maxItems").intValue())
        .isEqualTo(ContentLimits.ARGUMENTS);
  }

  private static int limit(JsonNode schema, String field) {
    return schema.at("/properties/" + field + "/maxLength").intValue();
  }
}
