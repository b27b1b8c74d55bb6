package dev.livecode.session.antispam;

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
                new QuotaProperties.Saves(true, 12000, 600, Duration.ofMinutes(1))));
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
                Map.of(
                    "livecode.quota.run.enabled", "false",
                    "livecode.quota.run.cooldown", "1s",
                    "livecode.quota.run.per-window", "7",
                    "livecode.quota.run.window", "10s",
                    "livecode.quota.session.enabled", "false",
                    "livecode.quota.session.per-window", "8",
                    "livecode.quota.session.window", "11s",
                    "livecode.quota.save.enabled", "false",
                    "livecode.quota.save.per-window", "9",
                    "livecode.quota.save.per-session", "3")))
        .isEqualTo(
            new QuotaProperties(
                new QuotaProperties.Runs(false, Duration.ofSeconds(1), 7, Duration.ofSeconds(10)),
                new QuotaProperties.Openings(false, 8, Duration.ofSeconds(11)),
                new QuotaProperties.Saves(false, 9, 3, Duration.ofMinutes(1))));
  }

  private static QuotaProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("livecode.quota", QuotaProperties.class);
  }
}
