package dk.bypuls.simulator.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.bypuls.simulator.instrument.Field;
import dk.bypuls.simulator.instrument.Instrument;
import java.util.List;

/**
 * Writes one instrument's numbers twice, as network servers do: as the device's bytes and decoded.
 */
final class ObjectWriter {
  private static final int LARGEST_PAYLOAD = 51;

  private final Field[] fields;
  private final byte[][] names;
  private final byte[] undeclared;
  private final byte[] payload = new byte[LARGEST_PAYLOAD];

  ObjectWriter(Instrument instrument, byte[] canary) {
    List<Field> list = instrument.fields();
    fields = list.toArray(Field[]::new);
    names = new byte[fields.length][];
    for (int i = 0; i < fields.length; i++) {
      names[i] = ((i == 0 ? "\"" : ",\"") + fields[i].name() + "\":").getBytes(UTF_8);
    }
    byte[] own = instrument.undeclared().getBytes(UTF_8);
    undeclared = new byte[own.length + canary.length];
    System.arraycopy(own, 0, undeclared, 0, own.length);
    System.arraycopy(canary, 0, undeclared, own.length, canary.length);
  }

  void payload(JsonBuffer json, long[] raw) {
    int size = 0;
    for (int i = 0; i < fields.length; i++) {
      for (int shift = 8 * (fields[i].bytes() - 1); shift >= 0; shift -= 8) {
        payload[size++] = (byte) (raw[i] >>> shift);
      }
    }
    json.base64(payload, size);
  }

  void decoded(JsonBuffer json, long[] raw) {
    for (int i = 0; i < fields.length; i++) {
      json.raw(names[i]).decimal(raw[i], fields[i].digits());
    }
    json.raw(undeclared);
  }
}
