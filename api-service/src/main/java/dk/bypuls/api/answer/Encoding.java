package dk.bypuls.api.answer;

import com.github.luben.zstd.ZstdOutputStream;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
  ZSTD("zstd"),

  /**
   * Packed by the server. In HTTP/2 it packs whatever is called gzip, also what is packed already.
   */
  GZIP_BY_SERVER("gzip");

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
  public static Encoding of(HttpServerRequest request) {
    Encoding liked = of(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    return liked == GZIP && request.version() == HttpVersion.HTTP_2 ? GZIP_BY_SERVER : liked;
  }

  static Encoding of(@Nullable String acceptEncoding) {
    Likes likes = Likes.in(acceptEncoding);
    // Whoever takes anything is most likely to know the oldest.
    double gzip = likes.gzip < 0 ? likes.others : likes.gzip;
    Encoding packed = likes.zstd >= gzip ? ZSTD : GZIP;
    double most = Math.max(likes.zstd, gzip);
    return most > 0 && most >= likes.plain ? packed : IDENTITY;
  }

  /** gzip or nothing, which is what the server would choose. */
  public static Encoding gzip(HttpServerRequest request) {
    if (!isGzipByServer(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      return IDENTITY;
    }
    return request.version() == HttpVersion.HTTP_2 ? GZIP_BY_SERVER : GZIP;
  }

  /** Whether the server would pack as gzip what it may pack, as it reads the header. */
  static boolean isGzipByServer(@Nullable String acceptEncoding) {
    Likes likes = Likes.in(acceptEncoding);
    return likes.gzip < 0
        ? likes.others > 0 && likes.deflate <= 0
        : likes.gzip > 0 && likes.gzip >= likes.deflate;
  }

  /** How much each is liked; below 0 where it is not named. */
  private record Likes(double zstd, double gzip, double deflate, double plain, double others) {

    static Likes in(@Nullable String acceptEncoding) {
      double zstd = -1;
      double gzip = -1;
      double deflate = -1;
      double plain = -1;
      double others = -1;
      for (Liked each : Liked.in(acceptEncoding == null ? "" : acceptEncoding)) {
        switch (each.name()) {
          case "zstd" -> zstd = each.quality();
          case "gzip", "x-gzip" -> gzip = each.quality();
          case "deflate" -> deflate = each.quality();
          case "identity" -> plain = each.quality();
          case "*" -> others = each.quality();
          default -> {}
        }
      }
      return new Likes(zstd, gzip, deflate, plain, others);
    }
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
      case IDENTITY, GZIP_BY_SERVER -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER, true);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }
}
