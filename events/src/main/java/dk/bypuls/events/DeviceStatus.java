package dk.bypuls.events;

import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sensor's device now: the record of {@link Topics#DEVICE_STATUS}, keyed by the
 * sensor.
 *
 * @param battery what the device or its network says is left, in per cent
 * @param silentSince since when it has been silent for longer than its interval allows
 */
public record DeviceStatus(
    String tenant,
    String sensor,
    Instant lastSeen,
    OptionalInt battery,
    OptionalInt rssi,
    OptionalInt snr,
    @Nullable Instant silentSince) {

  /** The same of a device that is silent since then, or is not. */
  public DeviceStatus silentSince(@Nullable Instant since) {
    return new DeviceStatus(tenant, sensor, lastSeen, battery, rssi, snr, since);
  }
}
