package dev.livecode.session.antispam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.VerboseResult;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Something takes connections where Redis should be, and says nothing. */
class SilentRedisIntegrationTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  @Test
  void aCrowdWaitsForTheFirstConnectionTogetherAndNotOneAfterAnother() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      LettuceConnectionFactory connections = connections(silent);
      Buckets buckets = buckets(connections);
      long begin = System.nanoTime();

      var answers =
          threads.invokeAll(
              IntStream.range(0, 20).mapToObj(number -> question(buckets, number)).toList());

      assertThat(answers)
          .allSatisfy(it -> assertThat(it.exceptionNow()).isInstanceOf(UncountableException.class));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.multipliedBy(10));
      connections.destroy();
    }
  }

  private static Callable<VerboseResult<Long>> question(Buckets buckets, int number) {
    BucketLimit limit = BucketLimit.even(1, Duration.ofMinutes(1));
    return () -> buckets.ask("" + number, limit, it -> it.asVerbose().getAvailableTokens());
  }

  private static Buckets buckets(LettuceConnectionFactory connections) {
    var store = new BucketStore(connections);
    return new Buckets(store, new ForeignValues(store, new SimpleMeterRegistry()));
  }

  private static LettuceConnectionFactory connections(ServerSocket server) {
    var factory =
        new LettuceConnectionFactory(
            new RedisStandaloneConfiguration("127.0.0.1", server.getLocalPort()),
            LettuceClientConfiguration.builder()
                .commandTimeout(TIMEOUT)
                .clientOptions(
                    ClientOptions.builder()
                        .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                        .build())
                .build());
    factory.start();
    return factory;
  }
}
