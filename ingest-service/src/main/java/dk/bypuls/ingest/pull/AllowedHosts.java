package dk.bypuls.ingest.pull;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hosts that the operator allows to fetch from, and no others.
 *
 * <p>A name is looked up once for each request, and what is connected to is the very address that
 * was looked at: so a name that says something else the second time gains nothing.
 */
public final class AllowedHosts {

  private final List<HostRule> rules;
  private final Names names;

  /**
   * Those.
   *
   * @throws IllegalArgumentException if one is no host; the message shows how one is written
   */
  public AllowedHosts(List<String> written, Names names) {
    rules = written.stream().map(HostRule::of).toList();
    this.names = names;
  }

  /** What is wrong with how hosts are written; empty if nothing is. */
  public static List<String> problemsOf(List<String> written) {
    List<String> problems = new ArrayList<>();
    for (String each : written) {
      try {
        HostRule.of(each);
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }

  /** Where names are looked up. */
  public interface Names {

    /** The addresses of a name, or the address that it is. */
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /**
   * Where to connect to for that address on the web.
   *
   * @return those of the host's addresses that it may have; never none
   * @throws PullException if the host is not allowed, not known, or leads where it may not
   */
  List<InetAddress> addresses(URI address) throws PullException {
    HostRule host = HostRule.of(address);
    HostRule rule =
        rules.stream()
            .filter(host::isSame)
            // Of two, the one that allows more.
            .max((one, other) -> Boolean.compare(one.named(), other.named()))
            .orElseThrow(
                () ->
                    PullException.of(
                        Ending.FORBIDDEN,
                        host.inWords() + " is not among bypuls.ingest.pull.hosts"));
    InetAddress[] all;
    try {
      all = names.of(rule.host());
    } catch (UnknownHostException e) {
      throw PullException.of(Ending.UNREACHABLE, "nobody knows a host " + rule.host());
    }
    List<InetAddress> allowed = Arrays.stream(all).filter(rule::allows).toList();
    if (allowed.isEmpty()) {
      throw PullException.of(
          Ending.FORBIDDEN,
          host.inWords()
              + " leads into the inner net, and is not named with its port among"
              + " bypuls.ingest.pull.hosts");
    }
    return allowed;
  }
}
