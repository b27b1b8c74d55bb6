package dev.livecode.runner.sandbox.pool;

import dev.livecode.runner.sandbox.engine.BadSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many containers there are.
 *
 * @param parked per profile, those that are running a job included
 * @param limit of all together; never exceeded
 * @param rest how long after a run's end its container is taken away and the next one made, unless
 *     somebody waits for one: work that would otherwise slow down the report of that end
 */
@ConfigurationProperties("livecode.pool")
public record PoolProperties(
    @DefaultValue("2") int parked,
    @DefaultValue("16") int limit,
    @DefaultValue("150ms") Duration rest) {

  public PoolProperties {
    BadSettingException.unless(parked > 0, "livecode.pool.parked", parked, "above zero");
    BadSettingException.unless(limit > 0, "livecode.pool.limit", limit, "above zero");
  }
}
