package dev.livecode.session.antispam;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuotaPropertiesTests {

  @Test
  void byDefaultEveryLimitOfTheContractIsOn() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new QuotaProperties(
                new QuotaProperties.Runs(true, Duration.ofSeconds(2), 5, Duration.ofMinutes(1)),
                new QuotaProperties.Openings(true, 1200, Duration.ofMinutes(1)),
                new QuotaProperties.Saves(true, 12000, 600, Duration.ofMinutes(1)),
                new QuotaProperties.Inputs(true, 1200, Duration.ofMinutes(1))));
  }

  @Test
  void byDefaultAClassOfSixtyBehindOneAddressNeedsAThird() {
    QuotaProperties settings = bind(Map.of());

    assertThat(settings.save().perWindow()).isGreaterThanOrEqualTo(3 * 60 * 60);
    assertThat(settings.session().perWindow()).isGreaterThanOrEqualTo(3 * 60 * 6);
  }

  @Test
  void everySettingHasAName() {
    assertThat(
            bind(
                Map.ofEntries(
                    entry("livecode.quota.run.enabled", "false"),
                    entry("livecode.quota.run.cooldown", "1s"),
                    entry("livecode.quota.run.per-window", "7"),
                    entry("livecode.quota.run.window", "10s"),
                    entry("livecode.quota.session.enabled", "false"),
                    entry("livecode.quota.session.per-window", "8"),
                    entry("livecode.quota.session.window", "11s"),
                    entry("livecode.quota.input.enabled", "false"),
                    entry("livecode.quota.input.per-window", "10"),
                    entry("livecode.quota.input.window", "12s"),
                    entry("livecode.quota.save.enabled", "false"),
                    entry("livecode.quota.save.per-window", "9"),
                    entry("livecode.quota.save.per-session", "3"))))
        .isEqualTo(
            new QuotaProperties(
                new QuotaProperties.Runs(false, Duration.ofSeconds(1), 7, Duration.ofSeconds(10)),
                new QuotaProperties.Openings(false, 8, Duration.ofSeconds(11)),
                new QuotaProperties.Saves(false, 9, 3, Duration.ofMinutes(1)),
                new QuotaProperties.Inputs(false, 10, Duration.ofSeconds(12))));
  }

  private static QuotaProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("livecode.quota", QuotaProperties.class);
  }
}
