package dk.bypuls.events.codec;

import dk.bypuls.events.DeviceStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * What is known of a device.
 *
 * <pre>
 * message DeviceStatus { string tenant = 1; string sensor = 2; sint64 last_seen = 3; Level battery = 4; Level rssi = 5;
 *                        Level snr = 6; sint64 silent_since = 7; }
 * message Level        { sint64 value = 1; }
 * </pre>
 */
public final class DeviceStatusCodec implements Codec<DeviceStatus> {

  @Override
  public byte[] encode(DeviceStatus event) {
    MessageWriter out =
        new MessageWriter()
            .text(1, event.tenant())
            .text(2, event.sensor())
            .instant(3, event.lastSeen());
    level(out, 4, event.battery());
    level(out, 5, event.rssi());
    level(out, 6, event.snr());
    return out.instant(7, event.silentSince()).finish();
  }

  private static void level(MessageWriter out, int field, OptionalInt level) {
    if (level.isPresent()) {
      int start = out.begin(field);
      out.signed(1, level.getAsInt()).end(start);
    }
  }

  @Override
  public DeviceStatus decode(byte[] bytes) {
    return MessageReader.read("device status", bytes, DeviceStatusCodec::event);
  }

  private static DeviceStatus event(MessageReader in) throws IOException {
    String tenant = "";
    String sensor = "";
    Instant lastSeen = Instant.EPOCH;
    OptionalInt battery = OptionalInt.empty();
    OptionalInt rssi = OptionalInt.empty();
    OptionalInt snr = OptionalInt.empty();
    Instant silentSince = null;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> tenant = in.text();
        case 2 -> sensor = in.text();
        case 3 -> lastSeen = in.instant();
        case 4 -> battery = in.message(DeviceStatusCodec::level);
        case 5 -> rssi = in.message(DeviceStatusCodec::level);
        case 6 -> snr = in.message(DeviceStatusCodec::level);
        case 7 -> silentSince = in.instant();
        default -> in.passOver();
      }
    }
    return new DeviceStatus(tenant, sensor, lastSeen, battery, rssi, snr, silentSince);
  }

  private static OptionalInt level(MessageReader in) throws IOException {
    long value = 0;
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> value = in.signed();
        default -> in.passOver();
      }
    }
    return OptionalInt.of(Math.toIntExact(value));
  }
}
