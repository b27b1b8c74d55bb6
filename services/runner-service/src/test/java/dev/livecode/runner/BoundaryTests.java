package dev.livecode.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
  static final ArchRule theLaunchersProtocolKnowsOnlyTheJdkAndThePort =
      classes()
          .that()
          .resideInAPackage("dev.livecode.runner.sandbox.launcher")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "dev.livecode.runner.sandbox",
              "dev.livecode.runner.sandbox.launcher");

  @ArchTest
  static final ArchRule theSandboxStandsOnItsPartsInThisOrder =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("engine")
          .definedBy("dev.livecode.runner.sandbox.engine")
          .layer("launcher")
          .definedBy("dev.livecode.runner.sandbox.launcher")
          .layer("walls")
          .definedBy("dev.livecode.runner.sandbox.walls")
          .layer("pool")
          .definedBy("dev.livecode.runner.sandbox.pool")
          .layer("docker")
          .definedBy("dev.livecode.runner.sandbox.docker")
          .whereLayer("engine")
          .mayNotAccessAnyLayer()
          .whereLayer("launcher")
          .mayNotAccessAnyLayer()
          .whereLayer("walls")
          .mayOnlyAccessLayers("engine")
          .whereLayer("pool")
          .mayOnlyAccessLayers("engine", "launcher", "walls")
          .whereLayer("docker")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule noPackagesGoRoundInCircles =
      slices().matching("dev.livecode.runner.(**)").should().beFreeOfCycles();

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
