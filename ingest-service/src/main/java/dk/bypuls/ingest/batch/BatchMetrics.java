package dk.bypuls.ingest.batch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts files and uploads, source by source. What becomes of their records, the intake counts. */
public final class BatchMetrics {

  public static final String FILES = "bypuls.ingest.batch.files";
  public static final String RECORDS = "bypuls.ingest.batch.records";
  public static final String BYTES = "bypuls.ingest.batch.bytes";

  private final MeterRegistry meters;

  public BatchMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The counts of what one source brings in one way. */
  public Counts of(String tenant, String source, Way way) {
    return new Counts(meters, Tags.of("tenant", tenant, "source", source, "way", named(way)));
  }

  private static String named(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }

  /** How it comes. */
  public enum Way {
    FOLDER,
    UPLOAD
  }

  /** How it ends. */
  public enum End {
    /** It was read to its end. */
    DONE,
    /** It cannot be read, or not to its end. */
    FAILED,
    /** Kafka did not take all of it; its sender is asked to send it again. */
    REFUSED,
    /** The sender went away in the middle. */
    BROKEN
  }

  /** The counts of one source. */
  public static final class Counts {

    private final Counter records;
    private final Counter bytes;
    private final Map<End, Counter> files = new EnumMap<>(End.class);

    private Counts(MeterRegistry meters, Tags tags) {
      records = meters.counter(RECORDS, tags);
      bytes = meters.counter(BYTES, tags);
      for (End end : End.values()) {
        files.put(end, meters.counter(FILES, tags.and("end", named(end))));
      }
    }

    /** One record was taken in. */
    public void record() {
      records.increment();
    }

    /** So many bytes were read, unpacked. */
    public void bytes(int count) {
      bytes.increment(count);
    }

    /** A file or an upload is over. */
    public void file(End end) {
      Counter counter = files.get(end);
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
