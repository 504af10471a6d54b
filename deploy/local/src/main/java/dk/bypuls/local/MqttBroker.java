package dk.bypuls.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real MQTT broker on loopback that lets only its accounts in and keeps what it acknowledged. */
public final class MqttBroker extends Part {
  public static final String NAME = "mqtt";

  /** May publish uplinks, as a LoRaWAN network server does. */
  public static final Account NETWORK_SERVER =
      new Account("network-server", List.of("application/#"), List.of());

  /** May only subscribe. */
  public static final Account INGEST = new Account("ingest", List.of(), List.of("#"));

  /** What the name of an account's password file begins with. */
  static final String PASSWORD_PREFIX = "mqtt-";

  private static final String MODULE = "deploy/local/mqtt";
  private static final int HEAP_MEGABYTES = 192;

  private final Checkout checkout;
  private final List<Account> accounts;
  private final Secrets secrets;

  MqttBroker(CityFolder city, int port, List<Account> accounts, Checkout checkout) {
    super(NAME, city, port);
    this.checkout = checkout;
    this.accounts = List.copyOf(accounts);
    this.secrets = new Secrets(city);
  }

  /** Who may connect, and the topic filters that it may publish to and subscribe to. */
  public record Account(String name, List<String> publish, List<String> subscribe) {
    public Account {
      publish = List.copyOf(publish);
      subscribe = List.copyOf(subscribe);
    }
  }

  /** Starts a broker with the two accounts of a city and everything of it below that folder. */
  public static MqttBroker start(Path folder, int port) {
    return start(folder, port, List.of(NETWORK_SERVER, INGEST));
  }

  public static MqttBroker start(Path folder, int port, List<Account> accounts) {
    MqttBroker broker = new MqttBroker(new CityFolder(folder), port, accounts, Checkout.find());
    broker.launch();
    return broker;
  }

  public String uri() {
    return "tcp://127.0.0.1:" + port();
  }

  /** The password of an account, made at the first start and kept. */
  public String password(String account) {
    return secrets.password(PASSWORD_PREFIX + account);
  }

  private Path accountsFile() {
    return secrets.file("mqtt-accounts.properties");
  }

  @Override
  protected void prepare() {
    StringBuilder lines = new StringBuilder();
    for (Account account : accounts) {
      lines.append(account.name()).append(".password=").append(password(account.name()));
      lines.append("\n").append(account.name()).append(".publish=");
      lines.append(String.join(" ", account.publish()));
      lines.append("\n").append(account.name()).append(".subscribe=");
      lines.append(String.join(" ", account.subscribe())).append("\n");
    }
    CityFolder.ownerOnly(city().secrets());
    CityFolder.writeOwnerOnly(accountsFile(), lines.toString());
  }

  @Override
  protected List<String> command() {
    return JavaCommand.of(
        HEAP_MEGABYTES,
        "-cp",
        JavaCommand.classPath(checkout, MODULE),
        "dk.bypuls.local.mqtt.MqttMain",
        city().data(NAME).toString(),
        Integer.toString(port()),
        accountsFile().toString(),
        city().ready(NAME).toString());
  }

  @Override
  protected boolean isReady() {
    return Files.exists(city().ready(NAME));
  }
}
