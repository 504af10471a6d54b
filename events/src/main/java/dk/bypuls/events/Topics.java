package dk.bypuls.events;

import dk.bypuls.events.codec.AreaEventCodec;
import dk.bypuls.events.codec.Codec;
import dk.bypuls.events.codec.DeviceStatusCodec;
import dk.bypuls.events.codec.InnerEventCodec;
import dk.bypuls.events.codec.QuarantinedCodec;
import dk.bypuls.events.codec.SettledCodec;
import dk.bypuls.events.codec.WindowEventCodec;
import dk.bypuls.events.registry.RegistryRecord;
import dk.bypuls.events.registry.RegistryRecordCodec;
import java.time.Duration;
import java.util.List;

/** Every topic. ingest-service creates them. */
public final class Topics {

  /** How many ways the work of a stage can be shared out. */
  public static final int PARTITIONS = 6;

  private static final Codec<WindowEvent> WINDOW_EVENTS = new WindowEventCodec();

  /** Raw readings and ticks; keyed by sensor. */
  public static final Topic<InnerEvent> READINGS =
      inner("bypuls.readings.v1", new InnerEventCodec(), Duration.ofDays(8));

  /** What could not become readings; keyed by source. */
  public static final Topic<Quarantined> QUARANTINE =
      inner("bypuls.quarantine.v1", new QuarantinedCodec(), Duration.ofDays(30));

  /**
   * What became of messages in quarantine. Kept longer than they are: a topic is deleted by whole
   * segments, of a tenth of its retention.
   */
  public static final Topic<Settled> QUARANTINE_SETTLED =
      new Topic<>(
          "bypuls.quarantine-settled.v1",
          new SettledCodec(),
          1,
          Duration.ofDays(40),
          false,
          Topic.Side.INNER);

  /**
   * Readings of files that an order is to make windows of; keyed by file. They would be too late
   * for {@link #READINGS}, and are not needed when the order is carried out.
   */
  public static final Topic<InnerEvent> BACK_FILL =
      inner("bypuls.back-fill.v1", new InnerEventCodec(), Duration.ofDays(30));

  /** Exact windows of everything that is not released as it is. */
  public static final Topic<WindowEvent> EXACT_WINDOWS =
      inner("bypuls.exact-windows.v1", WINDOW_EVENTS, Duration.ofDays(8));

  /**
   * What each sensor has to say of the areas in which it stood, whose devices it saw there (by
   * numbers that are no hashes), and how far the windows of sensors are; keyed by {@link
   * dk.bypuls.events.registry.AreaTree#key()}, so that a whole tree of areas is in one partition.
   * It is read within seconds by those who write it.
   */
  public static final Topic<AreaEvent> AREA_PARTS =
      inner("bypuls.area-parts.v1", new AreaEventCodec(), Duration.ofDays(2));

  /** Released windows, their revisions, withdrawals, and how far each dataset is complete. */
  public static final Topic<WindowEvent> WINDOWS = open("bypuls.windows.v1", Duration.ofDays(8));

  /** Running values of open datasets. */
  public static final Topic<WindowEvent> LIVE = open("bypuls.live.v1", Duration.ofHours(1));

  /** The newest released or running window of every series; keyed by {@link Window#seriesKey()}. */
  public static final Topic<WindowEvent> LATEST =
      new Topic<>(
          "bypuls.latest.v1", WINDOW_EVENTS, PARTITIONS, Duration.ofDays(1), true, Topic.Side.OPEN);

  /** The registry, entity by entity; keyed by {@link RegistryRecord#key()}. */
  public static final Topic<RegistryRecord> REGISTRY =
      new Topic<>(
          "bypuls.registry.v1",
          new RegistryRecordCodec(),
          1,
          Duration.ofDays(7),
          true,
          Topic.Side.INNER);

  /** What is known of each device; keyed by sensor. */
  public static final Topic<DeviceStatus> DEVICE_STATUS =
      new Topic<>(
          "bypuls.device-status.v1",
          new DeviceStatusCodec(),
          PARTITIONS,
          Duration.ofDays(1),
          true,
          Topic.Side.INNER);

  private Topics() {}

  /** All of them, in the order of a reading's journey. */
  public static List<Topic<?>> all() {
    return List.of(
        REGISTRY,
        READINGS,
        QUARANTINE,
        QUARANTINE_SETTLED,
        BACK_FILL,
        AREA_PARTS,
        EXACT_WINDOWS,
        WINDOWS,
        LIVE,
        LATEST,
        DEVICE_STATUS);
  }

  private static <T> Topic<T> inner(String name, Codec<T> codec, Duration retention) {
    return new Topic<>(name, codec, PARTITIONS, retention, false, Topic.Side.INNER);
  }

  private static Topic<WindowEvent> open(String name, Duration retention) {
    return new Topic<>(name, WINDOW_EVENTS, PARTITIONS, retention, false, Topic.Side.OPEN);
  }
}
