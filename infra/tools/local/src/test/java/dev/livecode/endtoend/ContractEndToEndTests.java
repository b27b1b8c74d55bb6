package dev.livecode.endtoend;

class ContractEndToEndTests extends ContractCases {

  ContractEndToEndTests() {
    super(SharedSystem.withoutLimits());
  }
}
