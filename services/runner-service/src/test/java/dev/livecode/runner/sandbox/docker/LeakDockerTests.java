package dev.livecode.runner.sandbox.docker;

import static dev.livecode.runner.sandbox.docker.Jobs.python;
import static org.assertj.core.api.Assertions.assertThat;

import dev.livecode.runner.sandbox.walls.Isolation;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What one run leaves behind, and what the next one, on the same slot, finds of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource
class LeakDockerTests {

  @Parameter Isolation isolation = Isolation.CONTAINER;

  @SuppressWarnings("NullAway.Init") // Made before each invocation of the class.
  private TestEngine engine;

  @BeforeParameterizedClassInvocation
  void park() {
    engine = new TestEngine(isolation, 1);
  }

  @AfterParameterizedClassInvocation
  void remove() {
    engine.close();
  }

  private String output(String source) throws Exception {
    var heard = new Heard();
    engine.sandbox.run(python("import os, socket, sys, time\n" + source), heard);
    assertThat(heard.stderr()).isEmpty();
    return heard.stdout();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "file in /tmp|open('/tmp/left', 'w').write('x')|print(os.path.exists('/tmp/left'))",
        "file in /work|open('/work/left', 'w').write('x')|print(os.path.exists('/work/left'))",
        "file in /dev/shm|open('/dev/shm/left', 'w').write('x')|print(os.listdir('/dev/shm') != [])",
        "environment|os.environ['LEFT'] = 'x'|print('LEFT' in os.environ)",
        "daemon|`if os.fork() == 0: os.setsid(); os.close(1); os.close(2); time.sleep(60)`"
            + "|print(sum(b'main.py' in open('/proc/%s/cmdline' % p, 'rb').read()"
            + " for p in os.listdir('/proc') if p.isdigit()) > 1)",
        "abstract socket|`s = socket.socket(socket.AF_UNIX); s.bind('\\0left'); s.listen()`"
            + "|print(socket.socket(socket.AF_UNIX).connect_ex('\\0left') == 0)",
        "shared memory|`import ctypes; assert ctypes.CDLL(None).shmget(4711, 4096, 0o1666) >= 0`"
            + "|`import ctypes; print(ctypes.CDLL(None).shmget(4711, 4096, 0o666) >= 0)`"
      })
  void nothingOfARunIsLeftForTheNext(String what, String leave, String find) throws Exception {
    output(leave);
    assertThat(output(find)).as(what).isEqualTo("False\n");
    assertThat(output(leave + "\n" + find)).as("%s, within one run", what).isEqualTo("True\n");
  }
}
