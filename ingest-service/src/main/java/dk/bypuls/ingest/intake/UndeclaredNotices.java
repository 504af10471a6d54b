package dk.bypuls.ingest.intake;

import dk.bypuls.events.registry.Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notices each undeclared field once: by source, profile and name (A10). What is in it is dropped,
 * here as everywhere.
 *
 * <p>It remembers as long as the process runs, and no more than it may: after that it only counts.
 */
public final class UndeclaredNotices implements Witness {

  /** How many notices there were, by source. */
  public static final String NOTICED = "bypuls.ingest.undeclared.noticed";

  private static final Logger LOG = Logger.getLogger(UndeclaredNotices.class);

  // Messages of one product have few shapes; more are looked through each time.
  private static final int SHAPES = 64;

  // So many of one source and profile, that one sender cannot use up what all may have.
  private static final int MOST_OF_A_PRODUCT = 200;

  private final int most;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Map<Product, Seen> seen = new ConcurrentHashMap<>();
  private final Map<Field, Notice> notices = new LinkedHashMap<>();

  /**
   * Has noticed nothing yet.
   *
   * @param most how many notices are remembered
   */
  public UndeclaredNotices(int most, MeterRegistry meters, InstantSource clock) {
    this.most = most;
    this.meters = meters;
    this.clock = clock;
  }

  /** That a field was in a message and is not declared. */
  public record Notice(
      String tenant, String source, String profile, String field, Instant noticedAt) {}

  private record Product(String source, String profile) {}

  private record Field(String source, String profile, String field) {}

  /** The shapes of messages that were looked through, by a profile as it was then. */
  private static final class Seen {
    private final int declared;
    private final Set<Long> shapes = ConcurrentHashMap.newKeySet();
    private int noticed;

    Seen(int declared) {
      this.declared = declared;
    }
  }

  @Override
  public void decoded(Source source, SensorPlan sensor, Uplink uplink) {
    Product key = new Product(source.id(), sensor.profile());
    Seen product = seen.get(key);
    int declared = System.identityHashCode(sensor.fields());
    if (product == null || product.declared != declared) {
      product = new Seen(declared);
      seen.put(key, product);
      forgetDeclared(key, sensor);
    }
    long shape = Shape.of(uplink);
    if (product.shapes.contains(shape)) {
      return;
    }
    for (String field : FieldNames.undeclared(source, sensor, uplink)) {
      notice(product, source, sensor.profile(), field);
    }
    if (product.shapes.size() < SHAPES) {
      product.shapes.add(shape);
    }
  }

  private void forgetDeclared(Product product, SensorPlan sensor) {
    Set<String> declared = new HashSet<>();
    sensor.fields().forEach(field -> declared.add(field.pointer().toString()));
    synchronized (notices) {
      notices
          .keySet()
          .removeIf(
              field ->
                  field.source().equals(product.source())
                      && field.profile().equals(product.profile())
                      && declared.contains(field.field()));
    }
  }

  private void notice(Seen product, Source source, String profile, String field) {
    Field key = new Field(source.id(), profile, field);
    synchronized (notices) {
      if (notices.containsKey(key)
          || notices.size() >= most
          || product.noticed >= MOST_OF_A_PRODUCT) {
        return;
      }
      product.noticed++;
      notices.put(
          key,
          new Notice(
              source.tenant(),
              source.id(),
              profile,
              field,
              clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
    meters.counter(NOTICED, "tenant", source.tenant(), "source", source.id()).increment();
    LOG.infof(
        "source %s: the field %s is not declared by the profile %s, so it is dropped",
        source.id(), field, profile);
  }

  /** What was noticed, oldest first; of one source where one is named. */
  public List<Notice> all(@Nullable String source) {
    synchronized (notices) {
      List<Notice> all = new ArrayList<>(notices.values());
      all.removeIf(notice -> source != null && !notice.source().equals(source));
      return all;
    }
  }

  /** How many notices are remembered at most. */
  public int most() {
    return most;
  }
}
