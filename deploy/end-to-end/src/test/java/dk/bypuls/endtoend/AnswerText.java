package dk.bypuls.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;

/** What an answer says, unpacked where it is packed: nobody would see anything in it otherwise. */
final class AnswerText {

  private static final String CSV = "(header, timestampformat '%Y-%m-%dT%H:%M:%SZ')";

  private AnswerText() {}

  /** Reads an answer as text. */
  static BodyHandler<String> unpacked() {
    return info -> {
      String type = info.headers().firstValue("Content-Type").orElse("");
      return BodySubscribers.mapping(
          BodySubscribers.ofByteArray(), bytes -> text(info.statusCode(), type, bytes));
    };
  }

  private static String text(int status, String type, byte[] bytes) {
    boolean isWhole = status == 200 && bytes.length > 0;
    try {
      if (isWhole && type.equals("application/gzip")) {
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          return new String(unpacked.readAllBytes(), UTF_8);
        }
      }
      return isWhole && type.contains("parquet") ? rows(bytes) : new String(bytes, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("what is said to be " + type + " cannot be read", e);
    }
  }

  private static String rows(byte[] parquet) throws IOException {
    Path file = Files.createTempFile("rows", ".parquet");
    Path text = Files.createTempFile("rows", ".csv");
    Files.write(file, parquet);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("copy (from '%s') to '%s' %s".formatted(file, text, CSV));
      return Files.readString(text);
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      Files.delete(file);
      Files.delete(text);
    }
  }
}
