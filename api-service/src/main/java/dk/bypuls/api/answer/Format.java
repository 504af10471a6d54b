package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form in which windows are handed out. */
public enum Format {
  JSON("json", "application/json"),
  NDJSON("ndjson", "application/x-ndjson"),
  CSV("csv", "text/csv; charset=utf-8");

  private static final Map<String, Format> BY_MEDIA_TYPE =
      Map.of(
          "*/*", JSON,
          "application/*", JSON,
          "application/json", JSON,
          "application/x-ndjson", NDJSON,
          "application/ndjson", NDJSON,
          "application/jsonl", NDJSON,
          "text/csv", CSV,
          "text/*", CSV);

  private static final List<String> NAMES =
      Arrays.stream(values()).map(format -> format.parameter).toList();

  private final String parameter;
  private final String contentType;

  Format(String parameter, String contentType) {
    this.parameter = parameter;
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /** The form asked for by {@code format=}, else by the Accept header, else JSON. */
  public static Format of(Parameters asked, @Nullable String accept) {
    Optional<String> named = asked.one("format");
    if (named.isPresent()) {
      Parameters.requireKnown("format", named.get(), NAMES);
      return valueOf(named.get().toUpperCase(Locale.ROOT));
    }
    return accept == null || accept.isBlank() ? JSON : accepted(accept);
  }

  private static Format accepted(String accept) {
    for (String offered : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      Format format = BY_MEDIA_TYPE.get(offered.split(";", 2)[0].strip());
      if (format != null) {
        return format;
      }
    }
    throw Problem.of(
            406,
            "Accept one of application/json, application/x-ndjson and text/csv, or say format=.")
        .asException();
  }
}
