package dev.livecode.execution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packages = "dev.livecode.execution", importOptions = DoNotIncludeTests.class)
class BoundaryTests {

  @ArchTest
  static final ArchRule theFoldKnowsOnlyTheContract =
      classes()
          .that()
          .resideInAPackage("..execution.view..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "dev.livecode.contracts", "dev.livecode.execution.view");

  @ArchTest
  static final ArchRule whatAnswersQuestionsKnowsNoKafka =
      noClasses()
          .that()
          .resideInAnyPackage("..execution.query..", "..execution.audit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

  @ArchTest
  static final ArchRule itKnowsOfOtherServicesWhatTheContractSays =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.livecode.session..", "dev.livecode.runner..", "dev.livecode.edge..");

  @ArchTest
  static final ArchRule projectionAndTablesKnowNoWeb =
      noClasses()
          .that()
          .resideInAnyPackage("..execution.projection..", "..execution.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.web..", "org.springframework.http..");

  @Test
  void thePackagesAreModulesWithoutCycles() {
    ApplicationModules.of(ExecutionServiceApplication.class).verify();
  }
}
