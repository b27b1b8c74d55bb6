package dev.livecode.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The edge with a setting that it can't start with: it ends, and says what to do in one line. */
@ExtendWith(OutputCaptureExtension.class)
class BadSettingsIntegrationTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PORT=many                                          | 'server.port'
          PORT=99999                                         | Nobody can listen on 127.0.0.1, port 99999: port out of range:99999. Set SERVER_ADDRESS, and SERVER_PORT or the edge's PORT.
          server.address=192.0.2.1                           | Nobody can listen on 192.0.2.1, port 0:
          livecode.edge.session-service-url=not a url        | Property: livecode.edge.session-service-url; Value: "not a url"
          livecode.edge.session-service-url=sessions:8081    | livecode.edge.session-service-url is sessions:8081; it must be http://HOST:PORT
          livecode.edge.session-service-url=http:///x        | livecode.edge.session-service-url is http:///x; it must be http://HOST:PORT
          livecode.edge.execution-service-url=ftp://host:1   | livecode.edge.execution-service-url is ftp://host:1; it must be http://HOST:PORT
          livecode.edge.trusted-proxies=10.0.0.0/33          | livecode.edge.trusted-proxies has 10.0.0.0/33; it must be networks such as 10.0.0.0/8 or 2001:db8::/32
          livecode.edge.max-request-size=big                 | Value: "big"
          """)
  void endTheEdgeAndSayWhatToDo(String setting, String says, CapturedOutput output) {
    var edge = new SpringApplication(EdgeApplication.class);
    edge.setDefaultProperties(Map.of("PORT", "0"));
    assertThatThrownBy(() -> edge.run("--management.server.port=0", "--" + setting));
    assertThat(output.toString().lines().filter(it -> it.contains("ERROR")))
        .singleElement()
        .asString()
        .contains("Can't start: ", says);
    assertThat(output).as("neither trace nor block").doesNotContain("\tat ", "APPLICATION FAILED");
  }
}
