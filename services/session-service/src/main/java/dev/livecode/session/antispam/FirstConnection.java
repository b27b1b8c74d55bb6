package dev.livecode.session.antispam;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Connects to Redis before the service calls itself ready, so that the first run need not. */
@Component
class FirstConnection implements ApplicationRunner {

  private final Buckets buckets;

  FirstConnection(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    buckets.prepare();
  }
}
