package dk.bypuls.events.watch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the metrics of a service and the details of its health: those at addresses that the
 * operator names. They are finer than what is published, so they are for nobody else.
 */
public final class Watchers {

  /** The machine itself, and nobody else. */
  public static final String LOOPBACK = "127.0.0.0/8,::1";

  /** What everybody else is told, which says what to do: that they are there is no secret. */
  public static final String REFUSAL =
      "Metrics and details of health are for this machine and for those whom its operator names:"
          + " put your address, or your network, into BYPULS_METRICS_FOR of this service, such as"
          + " 127.0.0.0/8,::1,10.1.2.0/24. /health/live and /health/ready tell anyone whether it is"
          + " up.";

  /** What a proxy says when it asks for somebody else. */
  private static final List<String> PASSED_ON =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

  private final List<Network> networks;

  private Watchers(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Those that are written, with commas between.
   *
   * @throws IllegalArgumentException if one is no address and no network; the message shows how one
   *     is written
   */
  public static Watchers of(String written) {
    return new Watchers(
        Arrays.stream(written.split(",", -1)).map(String::strip).map(Network::of).toList());
  }

  /**
   * Whether a request is answered in full.
   *
   * <p>What a proxy writes of its client is never believed, but that it asks for one is: who that
   * is cannot be known here, whatever the address of the proxy.
   *
   * @param address where the connection comes from; absent where it comes from no address
   * @param hasHeader whether the request has that header
   */
  public boolean include(@Nullable String address, Predicate<String> hasHeader) {
    if (address == null || PASSED_ON.stream().anyMatch(hasHeader)) {
      return false;
    }
    // An address of one link has that link's name behind it.
    return Addresses.of(address.replaceAll("%.*", ""))
        .map(Addresses::unmapped)
        .filter(asking -> networks.stream().anyMatch(network -> network.has(asking)))
        .isPresent();
  }

  /** All that others are told of a service's health. */
  public static String status(boolean up) {
    return up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}";
  }
}
