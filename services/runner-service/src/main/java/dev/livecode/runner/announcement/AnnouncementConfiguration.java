package dev.livecode.runner.announcement;

import dev.livecode.runner.identity.RunnerName;
import dev.livecode.runner.language.LanguageVersions;
import dev.livecode.runner.reporting.EventLog;
import dev.livecode.runner.sandbox.Sandbox;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnnouncementConfiguration {

  @Bean
  WhenStartedThenAnnounceLanguages whenStartedThenAnnounceLanguages(
      LanguageVersions versions, Sandbox sandbox, EventLog events, RunnerName runner, Clock clock) {
    return new WhenStartedThenAnnounceLanguages(versions, sandbox, events, runner, clock);
  }
}
