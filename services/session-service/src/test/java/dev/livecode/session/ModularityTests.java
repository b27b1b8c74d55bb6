package dev.livecode.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.livecode.session");

  @Test
  void modulesUseOnlyWhatOthersOffer() {
    ApplicationModules.of(SessionApplication.class).verify();
  }

  @Test
  void onlyTheAdaptersKnowKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.livecode.session.*.kafka..")
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
        .resideOutsideOfPackage("dev.livecode.session.*.kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.livecode.session.*.kafka..")
        .check(MAIN);
  }
}
