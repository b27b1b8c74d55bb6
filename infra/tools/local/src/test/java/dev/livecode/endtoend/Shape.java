package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

/** The one shape of every refusal. */
final class Shape {

  static void require(Wire.Reply reply, int status, String code) {
    assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    require(reply);
    assertThat(reply.text("code")).as("%s", reply).isEqualTo(code);
  }

  static void require(Wire.Reply reply) {
    assertThat(reply.header("content-type")).as("%s", reply).isEqualTo("application/json");
    assertThat(reply.text("error")).as("%s", reply).isNotEmpty();
    assertThat(reply.text("code"))
        .as("%s", reply)
        .matches("[A-Z_]+")
        .isNotEqualTo("INTERNAL_ERROR");
    assertThat(reply.body())
        .doesNotContainPattern("<html|Exception|\\.java|org\\.|tools\\.|java\\.");
  }

  private Shape() {}
}
