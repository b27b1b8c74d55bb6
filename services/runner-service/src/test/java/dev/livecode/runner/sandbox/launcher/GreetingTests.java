package dev.livecode.runner.sandbox.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GreetingTests {

  private static void greet(char type, String text) throws Exception {
    Greeting.require("isolation=namespace\n", new Frame(Frame.Type.of(type), text.getBytes(UTF_8)));
  }

  @Test
  void aLauncherOfOurVersionAndLevelIsWelcome() {
    assertThatCode(() -> greet('R', "protocol=3\nisolation=namespace\ncgroup=1\n"))
        .doesNotThrowAnyException();
  }

  @Test
  void aLauncherOfAnotherVersionIsToldInOneLine() {
    for (String version : new String[] {"2", "4", "30"}) {
      assertThatThrownBy(
              () -> greet('R', "protocol=" + version + "\nisolation=namespace\ncgroup=1\n"))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "The image's launcher speaks protocol %s, this runner 3: build both from one clone",
              version);
    }
  }

  @Test
  void aWeakerLevelIsRefused() {
    assertThatThrownBy(() -> greet('R', "protocol=3\nisolation=container\ncgroup=1\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("isolation=container");
  }

  @Test
  void aGreetingWithoutAVersionIsRefused() {
    assertThatThrownBy(() -> greet('R', "isolation=namespace\ncgroup=1\n"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aLauncherThatCanNotIsHeard() {
    assertThatThrownBy(() -> greet('!', "no user namespaces here"))
        .isInstanceOf(LauncherFailedException.class)
        .hasMessage("no user namespaces here");
  }
}
