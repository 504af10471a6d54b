package dk.bypuls.aggregator.series;

import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The series of one partition, by name and by number. */
public final class SeriesBook {

  private static final byte BY_NAME = 1;
  private static final byte BY_NUMBER = 2;
  private static final byte NEXT = 3;
  private static final Bytes NEXT_KEY = Bytes.wrap(new byte[] {NEXT});

  private final KeyValueStore<Bytes, byte[]> store;

  public SeriesBook(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The series of that name; it gets a number if it is new. */
  public Series named(String tenant, String sensor, Quantity quantity) {
    byte[] known = store.get(byName(sensor, quantity));
    if (known != null) {
      return new Series(ByteBuffer.wrap(known).getInt(), tenant, sensor, quantity);
    }
    byte[] next = store.get(NEXT_KEY);
    int number = next == null ? 0 : ByteBuffer.wrap(next).getInt();
    Series series = new Series(number, tenant, sensor, quantity);
    store.put(NEXT_KEY, number(number + 1));
    store.put(byName(sensor, quantity), number(number));
    store.put(byNumber(number), written(series));
    return series;
  }

  /** The series of that number, which must have been given. */
  public Series numbered(int number) {
    byte @Nullable [] bytes = store.get(byNumber(number));
    if (bytes == null) {
      throw new IllegalStateException("no series has the number " + number);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Quantity quantity = Quantities.numbered(in.getInt());
    int tenantLength = in.getInt();
    String tenant = text(bytes, in.position(), tenantLength);
    int sensorAt = in.position() + tenantLength;
    return new Series(number, tenant, text(bytes, sensorAt, bytes.length - sensorAt), quantity);
  }

  private static byte[] written(Series series) {
    byte[] tenant = series.tenant().getBytes(StandardCharsets.UTF_8);
    byte[] sensor = series.sensor().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Integer.BYTES + tenant.length + sensor.length)
        .putInt(series.quantity().number())
        .putInt(tenant.length)
        .put(tenant)
        .put(sensor)
        .array();
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private static Bytes byName(String sensor, Quantity quantity) {
    byte[] id = sensor.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Integer.BYTES + id.length)
            .put(BY_NAME)
            .putInt(quantity.number())
            .put(id)
            .array());
  }

  private static Bytes byNumber(int number) {
    return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES).put(BY_NUMBER).putInt(number).array());
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }
}
