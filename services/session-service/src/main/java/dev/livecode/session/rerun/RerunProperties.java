package dev.livecode.session.rerun;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How batches are run again.
 *
 * @param atOnce how many of their runs may be under way; less than the runners have slots
 * @param yieldAfter none is sent while a learner's run has waited for so long
 */
@ConfigurationProperties("livecode.rerun")
record RerunProperties(@DefaultValue("1") int atOnce, @DefaultValue("1s") Duration yieldAfter) {

  RerunProperties {
    if (atOnce < 1) {
      throw new IllegalArgumentException("livecode.rerun.at-once must be above zero");
    }
  }
}
