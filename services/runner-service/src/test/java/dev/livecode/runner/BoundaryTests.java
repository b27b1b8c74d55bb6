package dev.livecode.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.livecode.runner", importOptions = DoNotIncludeTests.class)
class BoundaryTests {

  @ArchTest
  static final ArchRule theSandboxPortKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("dev.livecode.runner.sandbox")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "dev.livecode.runner.sandbox");

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsDocker =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.livecode.runner.sandbox.docker",
              "dev.livecode.runner.sandbox.engine",
              "dev.livecode.runner.sandbox.walls",
              "dev.livecode.runner.sandbox.pool")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.dockerjava..");

  @ArchTest
  static final ArchRule theAdapterKnowsNeitherKafkaNorTheContract =
      noClasses()
          .that()
          .resideInAPackage("dev.livecode.runner.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.livecode.contracts..");

  @ArchTest
  static final ArchRule languagesKnowNoKafka =
      noClasses()
          .that()
          .resideInAPackage("dev.livecode.runner.language")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");
}
