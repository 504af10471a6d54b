package dk.bypuls.ingest.http;

import dk.bypuls.events.registry.Source.Http;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the token of a request in the ways that its source allows. */
final class Credentials {

  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";
  private static final String IN_QUERY = "token";

  private final int tokenLength;

  Credentials(int tokenLength) {
    this.tokenLength = tokenLength;
  }

  /** The token; absent where there is none, or one that is too long to be one of ours. */
  @Nullable String token(HttpServerRequest request, Http ways) {
    String token = written(request, ways);
    return token == null || token.isEmpty() || token.length() > tokenLength ? null : token;
  }

  private @Nullable String written(HttpServerRequest request, Http ways) {
    if (ways.header() != null) {
      String token = request.getHeader(ways.header());
      if (token != null && !isScheme(token, BEARER) && !isScheme(token, BASIC)) {
        return token.strip();
      }
    }
    String authorization = request.getHeader("authorization");
    if (authorization != null && isScheme(authorization, BEARER)) {
      return authorization.substring(BEARER.length()).strip();
    }
    if (ways.basic() && authorization != null && isScheme(authorization, BASIC)) {
      return password(authorization.substring(BASIC.length()).strip());
    }
    return ways.tokenInQuery() ? inQuery(request) : null;
  }

  private static boolean isScheme(String authorization, String scheme) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(scheme);
  }

  // Any user name will do: the token says who it is.
  private @Nullable String password(String encoded) {
    // In base64, with the longest user name that is worth decoding.
    if (encoded.length() > 8 * tokenLength) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  // To the letter, because ThingPark adds a signature that it calls Token.
  private static @Nullable String inQuery(HttpServerRequest request) {
    for (Map.Entry<String, String> parameter : request.params()) {
      if (parameter.getKey().equals(IN_QUERY)) {
        return parameter.getValue();
      }
    }
    return null;
  }
}
