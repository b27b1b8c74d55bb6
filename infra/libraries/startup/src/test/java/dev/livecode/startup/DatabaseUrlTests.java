package dev.livecode.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5432/session",
        "jdbc:postgresql://postgres/session?sslmode=require",
        "jdbc:postgresql://[::1]:5432/session",
        "jdbc:postgresql://one:5432,two:5433/session?user=a&password=b@c/d",
        "jdbc:postgresql://postgres",
        "jdbc:postgresql:session"
      })
  void leadsToPostgres(String url) {
    assertThat(new DatabaseUrl(url).isOfPostgres()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgres://livecode:secret@postgres/session",
        "jdbc:mysql://postgres/session",
        "jdbc:postgresql://livecode:secret@postgres/session",
        "jdbc:postgresql://postgres:port/session"
      })
  void leadsNowhere(String url) {
    assertThat(new DatabaseUrl(url).isOfPostgres()).isFalse();
  }

  @Test
  void isShownWithoutSecrets() {
    assertThat(new DatabaseUrl("jdbc:postgresql://me:pw@a:1/b?password=pw\n").toShow())
        .isEqualTo("jdbc:postgresql://a:1/b");
  }
}
