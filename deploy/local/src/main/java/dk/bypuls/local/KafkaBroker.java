package dk.bypuls.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A real single-node Kafka broker on loopback; its data survives restarts. */
public final class KafkaBroker extends Part {
  public static final String NAME = "kafka";

  private static final String MODULE = "deploy/local/kafka";
  private static final int HEAP_MEGABYTES = 320;

  private final Checkout checkout;

  KafkaBroker(CityFolder city, int port, Checkout checkout) {
    super(NAME, city, port);
    this.checkout = checkout;
  }

  /** Starts a broker with everything of it below that folder. */
  public static KafkaBroker start(Path folder, int port) {
    KafkaBroker broker = new KafkaBroker(new CityFolder(folder), port, Checkout.find());
    broker.launch();
    return broker;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  @Override
  protected void prepare() {
    try {
      Files.createDirectories(city().data(NAME));
      Files.writeString(settings(), settingsText());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write Kafka's settings", e);
    }
  }

  private Path settings() {
    return city().data(NAME).resolve("server.properties");
  }

  private String settingsText() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("kafka.properties")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .collect(Collectors.joining("\n", "", "\n"))
          .replace("${port}", Integer.toString(port()))
          .replace("${controller}", Integer.toString(port() + 1))
          .replace("${data}", city().data(NAME).resolve("data").toString());
    }
  }

  @Override
  protected List<String> command() {
    return JavaCommand.of(
        HEAP_MEGABYTES,
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "-cp",
        JavaCommand.classPath(checkout, MODULE),
        "dk.bypuls.local.kafka.KafkaMain",
        settings().toString(),
        city().ready(NAME).toString());
  }

  @Override
  protected boolean isReady() {
    return Files.exists(city().ready(NAME));
  }
}
