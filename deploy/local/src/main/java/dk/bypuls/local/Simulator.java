package dk.bypuls.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulated town that speaks to a city's MQTT broker: its past first, then live. */
public final class Simulator extends Part {
  public static final String NAME = "simulator";

  private static final String MODULE = "deploy/simulator";
  private static final String PAST = "PT48H";
  private static final int HEAP_MEGABYTES = 192;

  private final Checkout checkout;
  private final List<String> broker;

  Simulator(CityFolder city, Checkout checkout, int mqttPort) {
    super(NAME, city, 0);
    this.checkout = checkout;
    this.broker = brokerOptions(city, mqttPort);
  }

  /** Where a simulator finds a city's broker, and as whom it may publish there. */
  static List<String> brokerOptions(CityFolder city, int mqttPort) {
    String account = MqttBroker.NETWORK_SERVER.name();
    return List.of(
        "--broker",
        "tcp://127.0.0.1:" + mqttPort,
        "--username",
        account,
        "--password-file",
        new Secrets(city).file(MqttBroker.PASSWORD_PREFIX + account).toString());
  }

  /** Where it says until when it has sent. */
  static Path state(CityFolder city) {
    return city.data("simulator.state");
  }

  /** The command line of one of the simulator's programs. */
  static List<String> command(Checkout checkout, String program, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            JavaCommand.of(
                HEAP_MEGABYTES,
                "-cp",
                JavaCommand.classPath(checkout, MODULE),
                "dk.bypuls.simulator." + program));
    command.addAll(arguments);
    return command;
  }

  @Override
  protected List<String> command() {
    List<String> arguments = new ArrayList<>(broker);
    // The file remembers until when was sent, so a later start sends only what is missing.
    String state = state(city()).toString();
    arguments.addAll(List.of("--past", PAST, "--live", "--state", state));
    return command(checkout, "Simulate", arguments);
  }

  @Override
  protected boolean isReady() {
    return isAlive();
  }
}
