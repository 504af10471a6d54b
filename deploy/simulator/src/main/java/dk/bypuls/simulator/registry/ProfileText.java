package dk.bypuls.simulator.registry;

import dk.bypuls.simulator.instrument.Field;
import dk.bypuls.simulator.instrument.Instrument;
import dk.bypuls.simulator.town.Havnstrup;
import dk.bypuls.simulator.town.Kind;

/** One kind of sensor as a profile: what the platform may keep of its messages. */
final class ProfileText {
  private ProfileText() {}

  static String id(Kind kind) {
    return Havnstrup.ID
        + "-"
        + switch (kind) {
          case AIR -> "air-quality";
          case WEATHER -> "weather-station";
          case RAIN -> "rain-gauge";
          case NOISE -> "noise-meter";
          case STREAM -> "stream-gauge";
          case SEWER -> "sewer-gauge";
          case SOIL -> "soil-probe";
          case WASTE -> "waste-bin";
          case PARKING -> "parking-bay";
          case PEOPLE -> "people-counter";
          case TRAFFIC -> "traffic-counter";
          case METER -> "household-meter";
        };
  }

  static void write(Yaml yaml, Kind kind, Instrument instrument) {
    yaml.item("id", id(kind))
        .line("tenant", Havnstrup.ID)
        .flow("product", "vendor", kind.vendor(), "model", kind.model())
        .line("interval", kind.interval().toString())
        .open("fields");
    for (Field field : instrument.fields()) {
      String pointer = "/object/" + field.name();
      if ("1".equals(field.scale())) {
        yaml.flowItem("pointer", pointer, "quantity", field.quantity(), "unit", field.unit());
      } else {
        yaml.flowItem(
            "pointer",
            pointer,
            "quantity",
            field.quantity(),
            "unit",
            field.unit(),
            "scale",
            field.scale());
      }
    }
    yaml.flowItem("pointer", "/radio/rssi", "quantity", "radio-rssi", "unit", "dB[mW]");
    yaml.flowItem("pointer", "/radio/snr", "quantity", "radio-snr", "unit", "dB");
    yaml.close();
  }
}
