package dk.bypuls.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks what was posted compressed, up to a bound, whatever it would unpack to. */
final class Unpacking {

  private Unpacking() {}

  /**
   * The unpacked body.
   *
   * @return absent if it has more bytes than allowed; no more than those are ever unpacked
   * @throws IOException if it is not gzip, or is cut off
   */
  static byte @Nullable [] gunzip(byte[] packed, int mostBytes) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] unpacked = in.readNBytes(mostBytes);
      return in.read() < 0 ? unpacked : null;
    }
  }
}
