package dev.livecode.execution.projection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/**
 * Wipes what was made of the log before the listener starts, which then makes it anew. Another
 * projector that still runs is fenced.
 */
@Component
@ConditionalOnBooleanProperty("livecode.projection.rebuild")
class RebuildOnStart implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(RebuildOnStart.class);

  private final JdbcOperations jdbc;

  RebuildOnStart(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    // One statement, so one transaction.
    jdbc.execute("TRUNCATE execution, output_chunk, event_archive, projection_offset");
    log.info("View, archive and offsets are wiped: the whole log will be read again");
  }
}
