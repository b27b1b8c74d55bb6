package dev.livecode.endtoend;

import org.junit.jupiter.api.Tag;

/** The public contract, kept by the system that Compose starts. */
@Tag("compose")
class ComposeContractEndToEndTests extends ContractCases {

  ComposeContractEndToEndTests() {
    super(ComposeSystem.shared());
  }
}
