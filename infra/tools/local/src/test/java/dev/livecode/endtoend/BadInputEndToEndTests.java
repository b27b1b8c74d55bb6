package dev.livecode.endtoend;

class BadInputEndToEndTests extends BadInputCases {

  BadInputEndToEndTests() {
    super(SharedSystem.withoutLimits());
  }
}
