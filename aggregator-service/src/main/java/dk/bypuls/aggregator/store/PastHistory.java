package dk.bypuls.aggregator.store;

import dk.bypuls.aggregator.release.Ways;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * History for who works on the past: reads what is there, and has told what is to be there. Nobody
 * else works on it meanwhile.
 */
public final class PastHistory {

  private final Connection connection;
  private final PastTopic topic;
  private final BooleanSupplier pause;

  /**
   * Over that connection of the writer.
   *
   * @param pause waits a moment; answers whether to go on
   */
  PastHistory(Connection connection, PastTopic topic, BooleanSupplier pause) {
    this.connection = connection;
    this.topic = topic;
    this.pause = pause;
  }

  Connection connection() {
    return connection;
  }

  PastTopic topic() {
    return topic;
  }

  /** Waits a moment; answers whether to go on. */
  BooleanSupplier pause() {
    return pause;
  }

  /** The ways by which windows of the past get there, for a gate. */
  public Ways ways() {
    return topic;
  }

  /** The partition that the readings of a sensor go to, which their windows keep. */
  public static int partitionOf(String sensor) {
    return PastTopic.partitionOf(sensor);
  }

  /**
   * The last revision of each window of a series, on whichever side it is, by its cell.
   *
   * @param most not many more than that are read
   */
  public Map<String, ToldWindow> windows(
      String dataset, String sensor, String quantity, Instant from, Instant to, int most) {
    return StoredHistory.over(connection).windows(dataset, sensor, quantity, from, to, most);
  }

  /**
   * The last revision of each window of a dataset that was kept inside, in the order of starts: of
   * sensors and of areas.
   *
   * @param most not many more than that are read
   */
  public List<Window> kept(
      String dataset, Resolution resolution, Instant from, Instant to, int most) {
    return StoredHistory.over(connection).kept(dataset, resolution, from, to, most);
  }

  /** Waits until it has all that was told; answers false when that was given up. */
  public boolean awaitStored() {
    try {
      return topic.awaitStored(connection, pause);
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  /** How far an order to back-fill has come. */
  public BackFillProgress progress(String job, Instant from) {
    try {
      return BackFillProgress.read(connection, job, from);
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  /** Notes how far an order to back-fill has come. */
  public void note(String job, String sensor, BackFillProgress progress) {
    try {
      progress.write(connection, job, sensor);
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  /** How far an order to simulate a policy has come. */
  public SimulationProgress simulation(String job, Instant from) {
    try {
      return SimulationProgress.read(connection, job, from);
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }

  /** Notes how far an order to simulate a policy has come. */
  public void note(String job, String dataset, SimulationProgress progress) {
    try {
      progress.write(connection, job, dataset);
    } catch (SQLException e) {
      throw new UnreadableHistoryException(e);
    }
  }
}
