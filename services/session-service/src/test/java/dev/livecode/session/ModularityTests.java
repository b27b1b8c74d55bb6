package dev.livecode.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  private static final String[] KAFKA_ADAPTERS = {
    "dev.livecode.session.outbox", "dev.livecode.session.listening"
  };

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.livecode.session");

  @Test
  void modulesUseOnlyWhatOthersOffer() {
    ApplicationModules.of(SessionApplication.class).verify();
  }

  @Test
  void theDomainKnowsNoHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.livecode.session.web", "dev.livecode.session.progress")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.http..",
            "org.springframework.web..",
            "jakarta.servlet..",
            "dev.livecode.errors..")
        .check(MAIN);
  }

  @Test
  void itKnowsOfOtherServicesWhatTheContractSays() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.livecode.execution..", "dev.livecode.runner..", "dev.livecode.edge..")
        .check(MAIN);
  }

  @Test
  void onlyTheAdaptersKnowKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackages(KAFKA_ADAPTERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
        .check(MAIN);
  }

  @Test
  void onlyTheQuotaKnowsRedis() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..antispam..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.github.bucket4j..", "io.lettuce..", "org.springframework.data.redis..")
        .check(MAIN);
  }

  @Test
  void nothingDependsOnTheKafkaAdapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages(KAFKA_ADAPTERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(KAFKA_ADAPTERS)
        .check(MAIN);
  }
}
