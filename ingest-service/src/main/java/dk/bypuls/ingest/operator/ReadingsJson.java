package dk.bypuls.ingest.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.events.Hint;
import dk.bypuls.events.Readings;
import dk.bypuls.events.Readings.Reading;
import java.math.BigDecimal;
import java.util.Locale;

/** Readings as an operator sees them. */
final class ReadingsJson {

  private ReadingsJson() {}

  static ArrayNode of(Readings readings) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Reading reading : readings.readings()) {
      all.add(of(reading));
    }
    return all;
  }

  private static ObjectNode of(Reading reading) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    BigDecimal value = reading.quantity().value(reading.value());
    told.put("quantity", reading.quantity().id());
    told.put("index", reading.index());
    told.set("value", JsonNodeFactory.instance.numberNode(value));
    told.put("unit", reading.quantity().unit().code());
    told.put("observedAt", reading.observedAt().toString());
    told.put("plausible", !Hint.IMPLAUSIBLE.in(reading.hints()));
    ArrayNode hints = told.putArray("hints");
    for (Hint hint : Hint.values()) {
      if (hint.in(reading.hints())) {
        hints.add(hint.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
    return told;
  }
}
