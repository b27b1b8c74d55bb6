package dev.livecode.execution.store;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the table {@code execution}; {@link StoredExecutions} writes it. */
interface ExecutionRows extends Repository<ExecutionRow, UUID> {

  /** Without a transaction: one statement needs none, and it would cost three more trips. */
  @Transactional(propagation = Propagation.SUPPORTS)
  Optional<ExecutionRow> findById(UUID id);
}
