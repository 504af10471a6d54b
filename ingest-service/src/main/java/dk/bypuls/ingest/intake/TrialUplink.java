package dk.bypuls.ingest.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.ingest.intake.Uplink.Payload;
import java.time.Instant;

/**
 * A message that nobody sent, for trying out what becomes of a payload: in the form that network
 * servers' messages get here, with radio and device as an ordinary day has them.
 */
public final class TrialUplink {

  /** What the device is called that nobody has. */
  static final String DEVICE = "0000000000000000";

  private static final int FREQUENCY = 868_100_000;

  private TrialUplink() {}

  /** A message with that payload, received then. */
  public static Uplink of(Payload payload, Instant at) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .putObject("radio")
        .put("rssi", -97)
        .put("snr", 7.5)
        .put("spreadingFactor", 7)
        .put("frequency", FREQUENCY)
        .put("gateways", 1);
    document.putObject("device").put("battery", 100).put("margin", 12);
    document.put("port", payload.port());
    return new Uplink(DEVICE, at, null, document, "/" + PayloadDecoder.PART, 0, payload);
  }
}
