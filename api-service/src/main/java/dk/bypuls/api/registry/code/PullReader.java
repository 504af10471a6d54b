package dk.bypuls.api.registry.code;

import dk.bypuls.events.registry.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is fetched of a source. Nothing secret may stand in it: everybody can read it. */
final class PullReader {

  /** Nobody is asked more often. */
  static final Duration MOST_OFTEN = Duration.ofSeconds(10);

  private static final Duration LOOKBACK = Duration.ofDays(1);
  private static final int LONGEST_URL = 2_000;
  private static final Pattern ASCII = Pattern.compile("[!-~]+");
  private static final Pattern IN_HEADER = Pattern.compile("[ -~]{1,512}");

  /** Those that say what is asked for; one that says who asks is a secret. */
  private static final Set<String> HARMLESS =
      new TreeSet<>(
          Set.of(
              "accept",
              "accept-crs",
              "accept-language",
              "fiware-service",
              "fiware-servicepath",
              "link",
              "ngsild-tenant",
              "prefer",
              "user-agent"));

  private static final Set<String> SECRET =
      Set.of(
          "accesskey",
          "accesstoken",
          "apikey",
          "apitoken",
          "appid",
          "auth",
          "authorization",
          "authtoken",
          "clientsecret",
          "key",
          "password",
          "passwd",
          "pwd",
          "secret",
          "sig",
          "signature",
          "subscriptionkey",
          "token");

  private PullReader() {}

  static Source.Pull read(Entry pull) {
    String url = pull.value("url", "", PullReader::url);
    boolean asksForNews = url.contains(Source.Pull.SINCE);
    if (!asksForNews && !url.isEmpty() && pull.has("lookback")) {
      pull.wrong("lookback", Wrong.LOOKBACK.of());
    }
    Duration lookback = pull.optionalValue("lookback", LOOKBACK, Scalars::interval);
    return new Source.Pull(
        url,
        pull.value("every", LOOKBACK, PullReader::every),
        pull.valueOrNull("credentials", "", Scalars::name),
        headers(pull),
        asksForNews ? lookback : null);
  }

  private static Duration every(String text) {
    Duration every = Scalars.interval(text);
    if (every.compareTo(MOST_OFTEN) < 0) {
      throw Wrong.TOO_OFTEN.unreadable(text);
    }
    return every;
  }

  private static Map<String, String> headers(Entry pull) {
    Map<String, String> headers = new TreeMap<>();
    pull.pairs("headers")
        .forEach(
            (name, value) -> {
              if (!HARMLESS.contains(name.text().toLowerCase(Locale.ROOT))) {
                pull.wrong(
                    name.spot(),
                    Wrong.HEADER_REFUSED
                        .of(name.text(), String.join(", ", HARMLESS))
                        .under("headers"));
              } else if (!IN_HEADER.matcher(value.text()).matches()) {
                pull.wrong(value.spot(), Wrong.HEADER_VALUE.of().under("headers"));
              } else {
                headers.put(name.text(), value.text());
              }
            });
    return headers;
  }

  private static String url(String text) {

    try {
      URI uri = new URI(text.replace(Source.Pull.SINCE, "since"));
      boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (uri.getUserInfo() != null) {
        throw Wrong.PASSWORD_IN_ADDRESS.unreadable();
      }
      if (!isWeb
          || uri.getHost() == null
          || uri.getHost().startsWith("[")
          || uri.getPort() == 0
          || uri.getPort() > 65_535
          || !text.startsWith(uri.getScheme() + "://" + uri.getRawAuthority())
          || !ASCII.matcher(text).matches()
          || text.length() > LONGEST_URL) {
        throw Wrong.NO_URL.unreadable();
      }
      if (uri.getFragment() != null) {
        throw Wrong.FRAGMENT.unreadable();
      }
      refuseSecrets(uri.getRawQuery());
      return text;
    } catch (URISyntaxException e) {
      throw Wrong.NO_ASCII_URL.unreadable();
    }
  }

  private static void refuseSecrets(@Nullable String query) {
    for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
      String name = parameter.replaceFirst("=.*", "");
      String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      if (SECRET.contains(plain) || SECRET.contains(plain.replaceFirst("^x", ""))) {
        throw Wrong.SECRET.unreadable(name);
      }
    }
  }
}
