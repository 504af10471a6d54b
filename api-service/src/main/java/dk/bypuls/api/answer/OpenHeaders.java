package dk.bypuls.api.answer;

import dk.bypuls.api.request.Showing;
import dk.bypuls.events.Sha256;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What goes with every answer that can be kept: for how long, and how to ask whether it still
 * holds.
 */
public final class OpenHeaders {

  /** For whom it was made, and as long. */
  public static final String FRESH_FOR_ONE = "private, max-age=10, must-revalidate";

  /** Recall must reach caches within seconds, so nothing may be kept longer than this unasked. */
  public static final String FRESH = "public, max-age=10, must-revalidate";

  private static final int TAG_BYTES = 12;

  private OpenHeaders() {}

  /**
   * A strong tag: the dataset's stamp, and a hash of what else decides the bytes.
   *
   * @param stamp changes with the dataset's registration, so that a recall reaches caches
   */
  public static String tag(String stamp, String rest) {
    return stamp + '-' + HexFormat.of().formatHex(Sha256.of(rest), 0, TAG_BYTES);
  }

  /** Whether an If-None-Match header names the tag, in whatever encoding it was sent. */
  public static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    return Arrays.stream(ifNoneMatch.split(",", -1))
        .map(String::strip)
        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
        .anyMatch(known -> known.equals("\"" + tag + "\"") || known.equals("\"" + tag + "-gzip\""));
  }

  /** Puts them; lets the answer be compressed. */
  public static void put(RoutingContext request, Access access, String tag) {
    HttpServerResponse response = request.response();
    // Whoever set this meant to keep the answer from being compressed.
    response.headers().remove("Content-Encoding");
    if (access == Access.INTERNAL) {
      response.putHeader("Cache-Control", "no-store");
      return;
    }
    String encodings = request.request().getHeader("Accept-Encoding");
    String suffix = encodings != null && encodings.contains("gzip") ? "-gzip" : "";
    response
        .putHeader("Cache-Control", Showing.isPrivate(request) ? FRESH_FOR_ONE : FRESH)
        .putHeader("ETag", "\"" + tag + suffix + "\"")
        .putHeader("Vary", "Accept, Accept-Encoding, Authorization");
  }
}
