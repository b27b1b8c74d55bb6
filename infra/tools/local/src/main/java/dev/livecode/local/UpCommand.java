package dev.livecode.local;

import dev.livecode.local.system.CannotStartException;
import dev.livecode.local.system.Home;
import dev.livecode.local.system.LocalSystem;
import dev.livecode.local.system.SystemOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts everything and runs until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "${env:PORT:-3000}",
      description = "Port of the API (variable PORT; default 3000).")
  private int port;

  @Option(names = "--no-install", description = "Never install a missing Docker engine.")
  private boolean noInstall;

  @Option(names = "--detach", description = "Return when ready; stop with 'livecode down'.")
  private boolean detach;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 1 || port > 65_535) {
      throw new CannotStartException("PORT must be from 1 to 65535, not " + port);
    }
    return detach ? new DetachedStart(Home.ofWorkingFolder()).start(port, noInstall) : runHere();
  }

  private int runHere() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    PrintStream out = System.out;
    var options = new SystemOptions(port, !noInstall, Map.of());
    LocalSystem system = LocalSystem.start(Home.ofWorkingFolder(), options, out::println);
    new SelfCheck(system.url(), Home.ofWorkingFolder().languages(), out::println).run();
    out.println(ready(system, (System.nanoTime() - begun) / 1_000_000_000.0));
    new CountDownLatch(1).await();
    return 0;
  }

  private static String ready(LocalSystem system, double seconds) {
    return """

        Livecode is ready after %.1f s: %s
        Open: %s/editor
        Try:  curl -s -X POST %s/code-sessions -H 'Content-Type: application/json' -d '{"language":"python"}'
        or:   ./livecode run hello.py
        Stop with Ctrl-C or ./livecode down."""
        .formatted(seconds, system.url(), system.url(), system.url());
  }
}
