package dev.livecode.runner.sandbox.docker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many containers there are.
 *
 * @param parked per profile, those that are running a job included
 * @param limit of all together; never exceeded
 */
@ConfigurationProperties("livecode.pool")
public record PoolProperties(@DefaultValue("2") int parked, @DefaultValue("16") int limit) {

  public PoolProperties {
    BadSettingException.unless(parked > 0, "livecode.pool.parked", parked, "above zero");
    BadSettingException.unless(limit > 0, "livecode.pool.limit", limit, "above zero");
  }
}
