package dk.bypuls.aggregator.device;

import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Topics;
import dk.bypuls.events.codec.DeviceStatusCodec;
import dk.bypuls.events.registry.Profile;
import dk.bypuls.events.registry.Registry;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the devices of one partition said of themselves, told at most once a minute each; and which
 * of them are silent.
 *
 * <p>A device is silent when nothing of it was appended for three of its intervals, counted from
 * the end of the minute in which it was last heard. One without an interval never is.
 */
public final class Devices {

  /** How often one device is told at most, in append time. */
  static final Duration EVERY = Duration.ofMinutes(1);

  /** So many of its intervals a device may be silent. */
  static final int INTERVALS = 3;

  /** Each device is looked at as often as this at least, so that a changed interval shows. */
  private static final long LOOK_AGAIN = 3_600_000;

  /** So many devices are looked at in one second of append time. */
  private static final int LOOKS = 1_000;

  /**
   * The part of the heap that the devices of all partitions may take: one instance may have all.
   */
  private static final double SHARE = 0.05;

  /** Bytes of memory that a device takes, about. */
  private static final int WEIGHT = 500;

  private static final int HELD_AT_MOST =
      (int) (SHARE * Runtime.getRuntime().maxMemory() / Topics.PARTITIONS / WEIGHT);

  private static final byte TABLE = 20;
  private static final DeviceStatusCodec CODEC = new DeviceStatusCodec();

  private final KeyValueStore<Bytes, byte[]> store;
  private final Supplier<Registry> registry;
  private final Listening listening;
  private final Looks looks;
  private final SilentOnes silentOnes;
  private final Map<String, Known> held = new LinkedHashMap<>(64, 0.75f, true);
  private long second;
  private int left;

  public Devices(KeyValueStore<Bytes, byte[]> store, Supplier<Registry> registry) {
    this.store = store;
    this.registry = registry;
    this.listening = new Listening(store);
    this.looks = new Looks(store);
    this.silentOnes = new SilentOnes(store);
  }

  /** How many devices of each tenant are silent. */
  public Map<String, Integer> silent() {
    return silentOnes.counts();
  }

  /** Takes in what a message says. Answers what is to be told of its device, if it is time to. */
  public Optional<DeviceStatus> take(Readings message, long now) {
    String sensor = message.sensor();
    Known known = find(sensor);
    DeviceStatus before = known == null ? null : known.status();
    DeviceStatus status = with(message, before, now);
    boolean returns = before != null && before.silentSince() != null;
    // Where append time has fallen back, the last was told in a time that is yet to come.
    boolean due =
        known == null
            || returns
            || now < known.toldAt()
            || now - known.toldAt() >= EVERY.toMillis();
    long lookAt = known == null || returns ? lookAt(sensor, now, now) : known.lookAt();
    if (known != null && returns) {
      looks.remove(sensor, known.lookAt());
      silentOnes.remove(message.tenant(), sensor);
    }
    if (known == null || returns) {
      looks.add(sensor, lookAt);
    }
    Known next = new Known(status, known == null || due ? now : known.toldAt(), now, lookAt);
    hold(sensor, next);
    boolean anotherMinute =
        known == null || now / Listening.MINUTE != known.heardAt() / Listening.MINUTE;
    if (due || anotherMinute || !sameLevels(status, before)) {
      store.put(key(sensor), written(next));
    }
    return due ? Optional.of(status) : Optional.empty();
  }

  /**
   * Tells which devices have fallen silent by that time, or are not held to be any more. Answers
   * whether any was looked at.
   */
  public boolean look(long now, Consumer<DeviceStatus> tell) {
    listening.at(now);
    if (second != now / 1000) {
      second = now / 1000;
      left = LOOKS;
    }
    List<Looks.Look> due = looks.take(now, left);
    left -= due.size();
    for (Looks.Look look : due) {
      look(look, now).ifPresent(tell);
    }
    return !due.isEmpty();
  }

  private Optional<DeviceStatus> look(Looks.Look look, long now) {
    String sensor = look.sensor();
    Known known = find(sensor);
    if (known == null || known.lookAt() != look.due()) {
      return Optional.empty();
    }
    if (registry.get().sensor(sensor).isEmpty()) {
      forget(known.status());
      return Optional.empty();
    }
    long silentFrom = silentFrom(sensor, known.heardAt());
    Instant since = silentFrom <= now ? Instant.ofEpochMilli(silentFrom) : null;
    boolean was = known.status().silentSince() != null;
    boolean changes = was != (since != null);
    DeviceStatus status = changes ? known.status().silentSince(since) : known.status();
    Known next =
        new Known(
            status,
            changes ? now : known.toldAt(),
            known.heardAt(),
            lookAt(sensor, known.heardAt(), now));
    looks.add(sensor, next.lookAt());
    hold(sensor, next);
    store.put(key(sensor), written(next));
    if (!changes) {
      return Optional.empty();
    }
    if (since == null) {
      silentOnes.remove(status.tenant(), sensor);
    } else {
      silentOnes.add(status.tenant(), sensor);
    }
    return Optional.of(status);
  }

  /** One that is registered no more. */
  private void forget(DeviceStatus status) {
    held.remove(status.sensor());
    store.delete(key(status.sensor()));
    if (status.silentSince() != null) {
      silentOnes.remove(status.tenant(), status.sensor());
    }
  }

  private long lookAt(String sensor, long heardAt, long now) {
    long silentFrom = silentFrom(sensor, heardAt);
    return silentFrom <= now ? now + LOOK_AGAIN : Math.min(silentFrom, now + LOOK_AGAIN);
  }

  /** When it is silent if nothing more is heard of it; at the end of all time if it never is. */
  private long silentFrom(String sensor, long heardAt) {
    long endOfMinute = (heardAt / Listening.MINUTE + 1) * Listening.MINUTE;
    return registry
        .get()
        .sensor(sensor)
        .flatMap(known -> registry.get().profile(known.profile()))
        .map(Profile::interval)
        .map(interval -> Math.max(endOfMinute, listening.since()) + INTERVALS * interval.toMillis())
        .orElse(Long.MAX_VALUE);
  }

  private static DeviceStatus with(Readings message, @Nullable DeviceStatus before, long now) {
    Instant lastSeen = before == null ? Instant.EPOCH : before.lastSeen();
    OptionalInt battery = before == null ? OptionalInt.empty() : before.battery();
    OptionalInt rssi = before == null ? OptionalInt.empty() : before.rssi();
    OptionalInt snr = before == null ? OptionalInt.empty() : before.snr();
    Instant newest = lastSeen;
    for (Readings.Reading reading : message.readings()) {
      if (reading.observedAt().isBefore(lastSeen)) {
        continue;
      }
      Instant seen = earlier(reading.observedAt(), Instant.ofEpochMilli(now));
      newest = seen.isAfter(newest) ? seen : newest;
      switch (reading.quantity().id()) {
        case "battery-level" -> battery = whole(reading);
        case "radio-rssi" -> rssi = whole(reading);
        case "radio-snr" -> snr = whole(reading);
        default -> {}
      }
    }
    return new DeviceStatus(message.tenant(), message.sensor(), newest, battery, rssi, snr, null);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static OptionalInt whole(Readings.Reading reading) {
    Quantity quantity = reading.quantity();
    return OptionalInt.of(
        quantity.value(reading.value()).setScale(0, RoundingMode.HALF_EVEN).intValue());
  }

  private static boolean sameLevels(DeviceStatus status, @Nullable DeviceStatus before) {
    return before != null
        && status.battery().equals(before.battery())
        && status.rssi().equals(before.rssi())
        && status.snr().equals(before.snr());
  }

  private void hold(String sensor, Known known) {
    held.put(sensor, known);
    if (held.size() > HELD_AT_MOST) {
      held.remove(held.keySet().iterator().next());
    }
  }

  private @Nullable Known find(String sensor) {
    Known known = held.get(sensor);
    return known == null ? read(sensor) : known;
  }

  private @Nullable Known read(String sensor) {
    byte[] row = store.get(key(sensor));
    if (row == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(row);
    long toldAt = in.getLong();
    long heardAt = in.getLong();
    long lookAt = in.getLong();
    byte[] status = new byte[in.remaining()];
    in.get(status);
    return new Known(CODEC.decode(status), toldAt, heardAt, lookAt);
  }

  private static byte[] written(Known known) {
    byte[] status = CODEC.encode(known.status());
    return ByteBuffer.allocate(3 * Long.BYTES + status.length)
        .putLong(known.toldAt())
        .putLong(known.heardAt())
        .putLong(known.lookAt())
        .put(status)
        .array();
  }

  private static Bytes key(String sensor) {
    byte[] id = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(TABLE).put(id).array());
  }

  /**
   * A device's status.
   *
   * @param toldAt when it was told last
   * @param heardAt when something of it was appended last: in the store, to the minute
   * @param lookAt when it is looked at next
   */
  private record Known(DeviceStatus status, long toldAt, long heardAt, long lookAt) {}
}
