package dk.bypuls.api.registry;

import dk.bypuls.api.registry.code.RegistryFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A small sound town. */
public final class Town {

  public static final String YAML = read();

  private Town() {}

  public static List<RegistryFile> files(String yaml) {
    return List.of(new RegistryFile("town.yaml", yaml));
  }

  /** Another town like it that is not fiction, with devices of its own. */
  public static String real(String name) {
    return YAML.replace("havnstrup", name)
        .replace("    simulated: true\n", "")
        .replace("a84041000181c061", "%016x".formatted(name.hashCode() & 0xffffffffL));
  }

  /** The town with so many sensors more. */
  public static String withSensors(int count) {
    StringBuilder sensors = new StringBuilder("sensors:\n");
    for (int i = 0; i < count; i++) {
      sensors.append(
          """
            - id: havnstrup-more-%03d
              tenant: havnstrup
              source: havnstrup-lorawan
              device: a8404100000%05x
              profile: havnstrup-air-quality
              place: havnstrup-torvet
          """
              .formatted(i, i));
    }
    return YAML.replace("\nsensors:\n", "\n" + sensors);
  }

  private static String read() {
    try (InputStream yaml = Objects.requireNonNull(Town.class.getResourceAsStream("town.yaml"))) {
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
