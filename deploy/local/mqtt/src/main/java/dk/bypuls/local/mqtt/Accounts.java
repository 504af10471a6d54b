package dk.bypuls.local.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Who may connect, and what they may publish and subscribe to. Read from a properties file of
 * {@code NAME.password}, {@code NAME.publish} and {@code NAME.subscribe}; the latter two are topic
 * filters separated by spaces, and absent means none.
 */
final class Accounts {
  private final Properties properties;

  private Accounts(Properties properties) {
    this.properties = properties;
  }

  static Accounts read(Path file) throws IOException {
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Accounts(properties);
  }

  boolean admits(Optional<String> name, Optional<ByteBuffer> password) {
    if (name.isEmpty() || password.isEmpty()) {
      return false;
    }
    String expected = properties.getProperty(name.get() + ".password");
    return expected != null
        && MessageDigest.isEqual(expected.getBytes(UTF_8), bytes(password.get()));
  }

  List<String> mayPublish(String name) {
    return filters(name + ".publish");
  }

  List<String> maySubscribe(String name) {
    return filters(name + ".subscribe");
  }

  private List<String> filters(String key) {
    return Stream.of(properties.getProperty(key, "").trim().split("\\s+"))
        .filter(filter -> !filter.isEmpty())
        .toList();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
