package dev.livecode.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.livecode.contracts", importOptions = DoNotIncludeTests.class)
class BoundaryTests {

  @ArchTest
  static final ArchRule theContractKnowsNoSpring =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule onlyTheKafkaPackageKnowsKafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.livecode.contracts.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.livecode.contracts.kafka..");
}
