package dev.livecode.runner.sandbox.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.time.Duration;

/** Ways to reach the engine, and the watchdog over whatever uses them. */
public record EngineAccess(Engine engine, EngineAddress address, Watchdog watchdog) {

  private static final Duration ANSWERING = Duration.ofSeconds(20);

  public static EngineAccess to(EngineAddress address) {
    return new EngineAccess(new Engine(client(address)), address, new Watchdog());
  }

  public static DockerClient client(EngineAddress address) {
    return client(address, ANSWERING);
  }

  public static DockerClient client(EngineAddress address, Duration answering) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.uri().toString())
            .withDockerTlsVerify(false)
            .build();
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address.uri())
            .sslConfig(address::tls)
            .connectionTimeout(EngineAddress.CONNECTING)
            .responseTimeout(answering)
            .build();
    return DockerClientImpl.getInstance(config, http);
  }
}
