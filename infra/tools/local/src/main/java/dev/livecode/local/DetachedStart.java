package dev.livecode.local;

import dev.livecode.local.system.CannotStartException;
import dev.livecode.local.system.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the launcher in the background and shows what it says until it is ready. */
final class DetachedStart {

  private static final String READY = "Livecode is ready";
  private static final long POLL_MILLIS = 100;

  private final Home home;

  DetachedStart(Home home) {
    this.home = home;
  }

  int start(int port, boolean noInstall) throws IOException, InterruptedException {
    Path log = home.log("launcher");
    Files.write(log, new byte[0]);
    Process launcher =
        new ProcessBuilder(command(port, noInstall))
            .directory(home.project().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      return follow(launcher, lines);
    }
  }

  private static int follow(Process launcher, BufferedReader lines)
      throws IOException, InterruptedException {
    boolean ready = false;
    while (true) {
      boolean ended = !launcher.isAlive();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        ready = ready || line.startsWith(READY);
      }
      if (ready) {
        return 0;
      }
      if (ended) {
        throw new CannotStartException("the start did not succeed; what to do stands above");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static List<String> command(int port, boolean noInstall) {
    var command = new ArrayList<String>();
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Livecode.class.getName()));
    command.addAll(List.of("up", "--port", String.valueOf(port)));
    if (noInstall) {
      command.add("--no-install");
    }
    return command;
  }
}
