package dev.livecode.execution.replay;

import com.zaxxer.hikari.HikariDataSource;
import dev.livecode.execution.log.LogSource;
import dev.livecode.execution.store.ViewWriter;
import io.github.bucket4j.Bucket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One replay, from where its tables stand to its end: fills the next generation up to where the
 * living one stands, again and again until that is close, then holds the living one for the last
 * step, and switches or compares.
 */
@Component
class RunReplay {

  private static final Logger log = LoggerFactory.getLogger(RunReplay.class);

  /** So few records that the living projection may wait for them. */
  private static final long CLOSE = 500;

  private final LogSource source;
  private final Living living;
  private final Generation generation;
  private final Replays replays;
  private final ReplayProperties properties;
  private final TransactionOperations transaction;

  RunReplay(
      LogSource source,
      Living living,
      Generation generation,
      Replays replays,
      ReplayProperties properties,
      TransactionOperations transaction) {
    this.source = source;
    this.living = living;
    this.generation = generation;
    this.replays = replays;
    this.properties = properties;
    this.transaction = transaction;
  }

  /** Returns when the replay has ended, or in the middle when it is interrupted. */
  void run(Replay replay, Meter meter) throws InterruptedException {
    List<TopicPartition> partitions = source.partitions();
    living.checkCovered(source.beginnings(partitions), source.ends(partitions));
    generation.prepare(replay.id());
    try (HikariDataSource pool = generation.connections(properties.threads() + 1);
        var filling = new Filling(source, writer(pool), limit(replay), properties.threads())) {
      var next = new Living(new JdbcTemplate(pool));
      meter.begin(next.standing(partitions), filling);
      do {
        Map<TopicPartition, Long> upTo = living.standing(partitions);
        meter.upTo(upTo);
        filling.fill(upTo);
      } while (behind(partitions, next) > CLOSE);
      new JdbcTemplate(pool).execute("ANALYZE execution, output_chunk, event_archive");
      end(replay, partitions, filling, meter);
    }
    log.info("Replay {} has ended after {} records", replay.id(), meter.pace().read());
  }

  private ViewWriter writer(DataSource pool) {
    return new ViewWriter(
        new JdbcTemplate(pool), new TransactionTemplate(new JdbcTransactionManager(pool)));
  }

  private static @Nullable Bucket limit(Replay replay) {
    return replay.rateLimit() == null ? null : RateLimit.of(replay.rateLimit());
  }

  private long behind(List<TopicPartition> partitions, Living next) {
    Map<TopicPartition, Long> has = next.standing(partitions);
    return living.standing(partitions).entrySet().stream()
        .mapToLong(it -> it.getValue() - has.getOrDefault(it.getKey(), 0L))
        .sum();
  }

  private void end(Replay replay, List<TopicPartition> partitions, Filling filling, Meter meter) {
    if (!replay.verify()) {
      transaction.executeWithoutResult(
          _ -> {
            catchUp(partitions, filling);
            generation.switchOver();
            if (!replays.end(replay.id(), ReplayState.SWITCHED, null, meter.pace())) {
              throw new StoppedException();
            }
          });
      return;
    }
    try (Connection snapshot = generation.patientConnection()) {
      snapshot.setAutoCommit(false);
      snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      transaction.executeWithoutResult(
          _ -> {
            catchUp(partitions, filling);
            take(snapshot);
          });
      Differences.list(snapshot, replay.id());
      snapshot.commit();
    } catch (SQLException e) {
      throw new SQLExceptionSubclassTranslator().translate("compare", null, e);
    }
    replays.end(replay.id(), ReplayState.VERIFIED, null, meter.pace());
  }

  /** The last step, for which the living generation stands still. */
  private void catchUp(List<TopicPartition> partitions, Filling filling) {
    living.hold();
    try {
      filling.fillAtOnce(living.standing(partitions));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  /** From now on the connection sees both generations as they are now, for as long as it takes. */
  private static void take(Connection snapshot) {
    try (Statement statement = snapshot.createStatement()) {
      statement.execute("SELECT count(*) FROM projection_offset");
    } catch (SQLException e) {
      throw new IllegalStateException("No snapshot to compare", e);
    }
  }
}
