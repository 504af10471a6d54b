package dk.bypuls.api.answer;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    if (acceptEncoding == null) {
      return IDENTITY;
    }
    double gzip = -1;
    double zstd = 0;
    double plain = 0;
    double others = 0;
    for (Liked each : Liked.in(acceptEncoding)) {
      switch (each.name()) {
        case "zstd" -> zstd = each.quality();
        case "gzip", "x-gzip" -> gzip = each.quality();
        case "identity" -> plain = each.quality();
        case "*" -> others = each.quality();
        default -> {}
      }
    }
    // Whoever takes anything is most likely to know the oldest.
    gzip = gzip < 0 ? others : gzip;
    Encoding packed = zstd >= gzip ? ZSTD : GZIP;
    double most = Math.max(zstd, gzip);
    return most > 0 && most >= plain ? packed : IDENTITY;
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
