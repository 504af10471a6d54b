package dk.bypuls.ingest.pull;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server calls the state of what it answered, to be asked for changes since.
 *
 * @param address what was answered to; its proof is not in it
 */
record Validators(@Nullable URI address, @Nullable String tag, @Nullable String modified) {

  /** Of nothing. */
  static final Validators NONE = new Validators(null, null, null);

  private static final Pattern WRITTEN = Pattern.compile("[ -~]{1,1024}");

  static Validators of(URI address, MultiMap headers) {
    return new Validators(
        address, readable(headers.get("etag")), readable(headers.get("last-modified")));
  }

  private static @Nullable String readable(@Nullable String text) {
    return text != null && WRITTEN.matcher(text).matches() ? text : null;
  }

  /** Asks for changes only, where it is that address that the server spoke of. */
  void put(URI asked, MultiMap headers) {
    if (asked.equals(address)) {
      if (tag != null) {
        headers.set("If-None-Match", tag);
      }
      if (modified != null) {
        headers.set("If-Modified-Since", modified);
      }
    }
  }
}
