package dev.livecode.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The images that were built here tell nothing about the machine that built them. */
@Tag("compose")
class ComposeImagesEndToEndTests {

  private static final String LOOK =
      """
      for place in /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/apt/apt.conf.d/90building-system \
        /tmp/* /build /root/.m2 /usr/local/share/ca-certificates/*; do
        [ ! -e "$place" ] || echo "$place"
      done
      env | grep -i _proxy
      true
      """;

  private final ComposeSystem system = ComposeSystem.shared();

  @Test
  void nothingIsLeftOfMirrorsProxiesCertificatesAndSettings() {
    List<String> images =
        system
            .compose("config", "--images")
            .succeeded()
            .lines()
            .filter(image -> image.startsWith("livecode/"))
            .distinct()
            .toList();

    assertThat(images).hasSizeGreaterThanOrEqualTo(5);
    for (String image : images) {
      Command look =
          Command.run(
              "docker",
              "run",
              "--rm",
              "--network=none",
              "--user=0",
              "--entrypoint=sh",
              image,
              "-c",
              LOOK);
      assertThat(look.succeeded()).as(image).isEmpty();
    }
  }
}
