package dev.livecode.runner.sandbox.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.time.Duration;

/** Ways to reach the engine, and the watchdog over whatever uses them. */
record EngineAccess(Engine engine, EngineAddress address, Watchdog watchdog) {

  private static final Duration ANSWERING = Duration.ofSeconds(20);

  static EngineAccess to(EngineAddress address) {
    return new EngineAccess(new Engine(client(address)), address, new Watchdog());
  }

  static DockerClient client(EngineAddress address) {
    return client(address, ANSWERING);
  }

  static DockerClient client(EngineAddress address, Duration answering) {
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
