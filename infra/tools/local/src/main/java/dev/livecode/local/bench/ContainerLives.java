package dev.livecode.local.bench;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Create, start, wait, remove and nothing else: what the engine alone can do with containers that
 * have the walls of those in which programs run.
 */
final class ContainerLives implements AutoCloseable {

  private static final Map<String, String> PARKED = Map.of("livecode.role", "sandbox");

  private final DockerClient docker;
  private final InspectContainerResponse model;

  /**
   * Takes after a container of the system that is being measured.
   *
   * @throws IOException when there is none
   */
  ContainerLives() throws IOException {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    docker =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .build());
    String id =
        docker.listContainersCmd().withLabelFilter(PARKED).exec().stream()
            .findFirst()
            .orElseThrow(() -> new IOException("No container is parked that could be measured"))
            .getId();
    model = docker.inspectContainerCmd(id).exec();
  }

  /**
   * So many threads at once.
   *
   * @param lives of all threads together
   * @param withNetworkCode whether the engine sets up the network mode {@code none} itself
   */
  AtOnce atOnce(int threads, int lives, boolean withNetworkCode)
      throws InterruptedException, ExecutionException {
    Callable<List<Duration>> worker = () -> live(lives / threads, withNetworkCode);
    return AtOnce.of(Collections.nCopies(threads, worker));
  }

  private List<Duration> live(int times, boolean withNetworkCode) throws InterruptedException {
    var durations = new ArrayList<Duration>();
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      one(withNetworkCode);
      durations.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return durations;
  }

  private void one(boolean withNetworkCode) {
    String id =
        docker
            .createContainerCmd(model.getImageId())
            .withEntrypoint("true")
            .withHostConfig(model.getHostConfig())
            .withNetworkDisabled(!withNetworkCode)
            .exec()
            .getId();
    try {
      docker.startContainerCmd(id).exec();
      docker.waitContainerCmd(id).exec(new WaitContainerResultCallback()).awaitStatusCode();
    } finally {
      docker.removeContainerCmd(id).withForce(true).exec();
    }
  }

  @Override
  public void close() throws IOException {
    docker.close();
  }
}
