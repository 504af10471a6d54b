package dk.bypuls.ingest.pull;

import dk.bypuls.ingest.credentials.CredentialsFile;
import dk.bypuls.ingest.credentials.CredentialsFile.Login;
import dk.bypuls.ingest.credentials.CredentialsFile.Papers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch says who it is, and to whom: a secret is for the one host that the operator's file
 * names beside it, so that no source can have it sent to another.
 *
 * <p>In the file: {@code NAME.host}, and any of {@code NAME.bearer}, {@code NAME.username} with
 * {@code NAME.password}, {@code NAME.header=Name: value}, {@code NAME.query=name=value}, and the
 * PEM files {@code NAME.trust}, {@code NAME.certificate} with {@code NAME.key}.
 *
 * @param host to whom; absent for one that nobody has to prove
 * @param query what is added to the address
 */
record Proof(
    @Nullable HostRule host, Map<String, String> headers, @Nullable String query, Papers papers) {

  /** Nobody in particular, who believes all that this Java believes. */
  static final Proof NONE = new Proof(null, Map.of(), null, new Papers(null, null, null));

  private static final Pattern VALUE = Pattern.compile("[ -~]{1,8192}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

  /**
   * What stands in the file under that name now.
   *
   * @throws PullException if nothing does, or it is not for the host of that address
   */
  static Proof named(CredentialsFile file, @Nullable String name, URI address)
      throws PullException {
    if (name == null) {
      return NONE;
    }
    try {
      return read(file.named(name), name, address);
    } catch (IOException | IllegalArgumentException e) {
      throw PullException.of(Ending.CREDENTIALS, String.valueOf(e.getMessage()));
    }
  }

  private static Proof read(CredentialsFile.Named named, String name, URI address)
      throws IOException {
    HostRule asked = HostRule.of(address);
    String written = named.get("host");
    if (written == null || !HostRule.of(written).isSame(asked)) {
      throw new IOException(
          "the credentials %s are not for that host; %s.host=%s would say that they are"
              .formatted(name, name, asked.inWords()));
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String bearer = named.get("bearer");
    Login login = named.login();
    if (bearer != null) {
      headers.put("Authorization", checked("Bearer " + bearer.strip(), name, "bearer"));
    } else if (login != null) {
      headers.put("Authorization", "Basic " + encoded(login));
    }
    String header = named.get("header");
    if (header != null) {
      String[] parts = pair(header, ":", name, "header");
      headers.put(parts[0], checked(parts[1], name, "header"));
    }
    String query = named.get("query");
    return new Proof(asked, headers, query == null ? null : parameter(query, name), named.papers());
  }

  private static String parameter(String written, String name) throws IOException {
    String[] parts = pair(written, "=", name, "query");
    return parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8);
  }

  private static String encoded(Login login) {
    byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private static String[] pair(String written, String sign, String name, String key)
      throws IOException {
    String[] parts = written.split(sign, 2);
    if (parts.length != 2 || !NAME.matcher(parts[0].strip()).matches()) {
      throw new IOException(
          "the credentials %s.%s are written name%svalue".formatted(name, key, sign));
    }
    return new String[] {parts[0].strip(), parts[1].strip()};
  }

  private static String checked(String value, String name, String key) throws IOException {
    if (!VALUE.matcher(value).matches()) {
      throw new IOException("the credentials %s.%s may be ASCII only".formatted(name, key));
    }
    return value;
  }

  /** Whether it may be shown to the host of that address. */
  boolean isFor(URI address) {
    return host != null && host.isSame(HostRule.of(address));
  }

  @Override
  public String toString() {
    return "a proof";
  }
}
