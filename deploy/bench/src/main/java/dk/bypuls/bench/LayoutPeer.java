package dk.bypuls.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.registry.Layout;
import dk.bypuls.ingest.decoder.layout.LayoutDecoder;
import dk.bypuls.ingest.intake.Rejection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A simple payload as a layout explains it, and the same decoder written in Java by hand. */
final class LayoutPeer {

  private static final byte[] PAYLOAD = {1, 16, 115, 39, 16, 14, 16};

  private final LayoutDecoder layout =
      new LayoutDecoder(
          new Layout(
              List.of(
                  new Layout.Message(
                      List.of(),
                      List.of(),
                      List.of(
                          field("temperature", 0, Layout.Type.I16, "0.1"),
                          field("humidity", 2, Layout.Type.U8, "0.5"),
                          field("pressure", 3, Layout.Type.U16, "0.1"),
                          field("battery", 5, Layout.Type.U16, "1")),
                      null,
                      null))));

  LayoutPeer() {
    if (!byLayout().toString().equals(inJava().toString())) {
      throw new IllegalStateException(byLayout() + " is not " + inJava());
    }
  }

  private static Layout.Field field(String name, int at, Layout.Type type, String scale) {
    return new Layout.Field(
        name,
        at,
        type,
        type.bytes(),
        false,
        null,
        null,
        new BigDecimal(scale),
        BigDecimal.ZERO,
        List.of(),
        Map.of(),
        true);
  }

  ObjectNode byLayout() {
    try {
      return layout.fields(PAYLOAD, 1);
    } catch (Rejection e) {
      throw new IllegalStateException(e);
    }
  }

  /** With every digit, as readings are kept. */
  ObjectNode inJava() {
    byte[] b = PAYLOAD;
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("temperature", BigDecimal.valueOf(b[0] << 8 | (b[1] & 0xFF), 1));
    data.put("humidity", BigDecimal.valueOf((b[2] & 0xFF) * 5L, 1));
    data.put("pressure", BigDecimal.valueOf((b[3] & 0xFF) << 8 | (b[4] & 0xFF), 1));
    data.put("battery", (b[5] & 0xFF) << 8 | (b[6] & 0xFF));
    return data;
  }
}
