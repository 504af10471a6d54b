package dk.bypuls.aggregator.device;

import dk.bypuls.events.DeviceStatus;
import dk.bypuls.events.Readings;
import dk.bypuls.events.codec.DeviceStatusCodec;
import dk.bypuls.events.vocabulary.Quantity;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What the devices of one partition said of themselves; told at most once a minute each. */
public final class Devices {

  /** How often one device is told at most, in append time. */
  static final Duration EVERY = Duration.ofMinutes(1);

  /** Devices that are held in memory, at about 200 bytes each. */
  private static final int HELD_AT_MOST = 50_000;

  private static final byte TABLE = 16;
  private static final DeviceStatusCodec CODEC = new DeviceStatusCodec();

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, Known> held = new LinkedHashMap<>(64, 0.75f, true);

  public Devices(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Takes in what a message says. Answers what is to be told of its device, if it is time to. */
  public Optional<DeviceStatus> take(Readings message, long now) {
    Known known = held.get(message.sensor());
    if (known == null) {
      known = read(message.sensor());
    }
    DeviceStatus before = known == null ? null : known.status();
    DeviceStatus status = with(message, before, now);
    boolean due = known == null || now - known.toldAt() >= EVERY.toMillis();
    Known next = new Known(status, known == null || due ? now : known.toldAt());
    hold(message.sensor(), next);
    if (due || !sameLevels(status, before)) {
      store.put(key(message.sensor()), written(next));
    }
    return due ? Optional.of(status) : Optional.empty();
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

  private @Nullable Known read(String sensor) {
    byte[] row = store.get(key(sensor));
    if (row == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(row);
    long toldAt = in.getLong();
    byte[] status = new byte[in.remaining()];
    in.get(status);
    return new Known(CODEC.decode(status), toldAt);
  }

  private static byte[] written(Known known) {
    byte[] status = CODEC.encode(known.status());
    return ByteBuffer.allocate(Long.BYTES + status.length)
        .putLong(known.toldAt())
        .put(status)
        .array();
  }

  private static Bytes key(String sensor) {
    byte[] id = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(TABLE).put(id).array());
  }

  /** A device's status and when it was told. */
  private record Known(DeviceStatus status, long toldAt) {}
}
