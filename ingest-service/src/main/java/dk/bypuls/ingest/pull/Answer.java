package dk.bypuls.ingest.pull;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, with its connection.
 *
 * @param wire the body as it comes
 */
record Answer(
    int status, MultiMap headers, AnswerStream wire, Validators validators, HttpClient connection)
    implements AutoCloseable {

  private static final int BUFFER = 8_192;

  /**
   * Of which kind it is: in small letters, without parameters; absent if the server does not say.
   */
  @Nullable String mediaType() {
    String type = headers.get("content-type");
    return type == null || type.isBlank()
        ? null
        : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** The body, unpacked; it fails where it is longer than allowed, packed or unpacked. */
  BoundedStream body(long most) throws IOException {
    InputStream packed = new BoundedStream(wire, most);
    String encoding = headers.get("content-encoding");
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return new BoundedStream(packed, most);
    }
    if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("x-gzip")) {
      throw PullException.of(
          Ending.UNREADABLE, "the answer is packed with something else than gzip");
    }
    return new BoundedStream(new GZIPInputStream(packed, BUFFER), most);
  }

  /** That nothing is left of it: nobody unpacks what follows the end. */
  void requireEnd() throws IOException {
    if (wire.read() >= 0) {
      throw PullException.of(Ending.UNREADABLE, "something follows the end of the packed answer");
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
