package dev.livecode.runner.sandbox.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few things that we ask of the Docker engine. Thread-safe; every call has a deadline. */
public final class Engine {

  private final DockerClient docker;

  Engine(DockerClient docker) {
    this.docker = docker;
  }

  public void ping() {
    docker.pingCmd().exec();
  }

  public boolean hasImage(String name) {
    try {
      docker.inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Makes a container whose standard input ends for good when the first to attach hangs up. */
  public String create(ContainerSpec spec) {
    return docker
        .createContainerCmd(spec.image())
        .withName(spec.name())
        .withCmd(spec.command())
        .withLabels(spec.labels())
        .withHostConfig(spec.host())
        .withNetworkDisabled(spec.isWithoutNetwork())
        .withStdinOpen(true)
        .withStdInOnce(true)
        .withAttachStdin(true)
        .withAttachStdout(true)
        .withAttachStderr(true)
        .withTty(false)
        .exec()
        .getId();
  }

  public void start(String id) {
    docker.startContainerCmd(id).exec();
  }

  public void limitMemory(String id, long bytes) {
    docker.updateContainerCmd(id).withMemory(bytes).withMemorySwap(bytes).exec();
  }

  /** How a container stands; empty when there is none of this id or name. */
  public Optional<ContainerState> stateOf(String id) {
    try {
      return Optional.of(docker.inspectContainerCmd(id).exec().getState());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Every container that has all the labels, running or not. */
  public List<Container> list(Map<String, String> labels) {
    return docker.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }

  /** Kills a container and waits until it has ended; one that has already is fine. */
  public void kill(String id) {
    try {
      docker.killContainerCmd(id).exec();
    } catch (NotFoundException | ConflictException e) {
      return;
    }
  }

  /** Kills and removes a container, by id or name; one that is gone already is fine. */
  public void remove(String id) {
    try {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      return;
    }
  }
}
