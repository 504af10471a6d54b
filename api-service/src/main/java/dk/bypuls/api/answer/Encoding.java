package dk.bypuls.api.answer;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How the bytes of an answer are packed on their way, as the client can unpack them. */
public enum Encoding {
  IDENTITY("identity"),
  GZIP("gzip"),
  ZSTD("zstd");

  private static final int BUFFER = 8 * 1024;

  private final String header;

  Encoding(String header) {
    this.header = header;
  }

  /** As it is written in headers. */
  public String header() {
    return header;
  }

  /** The tag of the answer in this encoding: other bytes, another tag. */
  public String tagged(String tag) {
    return this == IDENTITY ? tag : tag + '-' + header;
  }

  /** The one that the client likes best, of equal ones the one that is smallest. */
  public static Encoding of(@Nullable String acceptEncoding) {
    Encoding best = IDENTITY;
    double most = 0;
    if (acceptEncoding == null) {
      return best;
    }
    for (String offered : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = offered.split(";", -1);
      Encoding named = named(parts[0].strip());
      double quality = quality(parts);
      if (named != IDENTITY
          && quality > 0
          && (quality > most || (quality == most && named.compareTo(best) > 0))) {
        best = named;
        most = quality;
      }
    }
    return best;
  }

  private static Encoding named(String name) {
    return switch (name) {
      case "zstd" -> ZSTD;
      case "gzip", "x-gzip", "*" -> GZIP;
      default -> IDENTITY;
    };
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.matches("q=[01](\\.[0-9]{0,3})?")) {
        return Double.parseDouble(part.substring(2));
      }
    }
    return 1;
  }

  /** A whole text, packed. */
  public byte[] packed(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = pack(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Packs what is written to it; what was written before a flush can be unpacked after it. */
  OutputStream pack(OutputStream out) throws IOException {
    return switch (this) {
      case IDENTITY -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER, true);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }
}
