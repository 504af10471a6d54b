package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Parameters;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A form in which windows are handed out. */
public enum Format {
  JSON("json", "application/json"),
  NDJSON("ndjson", "application/x-ndjson"),
  CSV("csv", "text/csv; charset=utf-8"),
  GEOJSON("geojson", "application/geo+json"),
  PARQUET("parquet", "application/vnd.apache.parquet");

  /** Those that every answer of windows comes in. */
  public static final Set<Format> USUAL = EnumSet.of(JSON, NDJSON, CSV);

  /** Those that history comes in. */
  public static final Set<Format> ALL = EnumSet.allOf(Format.class);

  private static final Map<String, Format> BY_MEDIA_TYPE =
      Map.ofEntries(
          Map.entry("*/*", JSON),
          Map.entry("application/*", JSON),
          Map.entry("application/json", JSON),
          Map.entry("application/x-ndjson", NDJSON),
          Map.entry("application/ndjson", NDJSON),
          Map.entry("application/jsonl", NDJSON),
          Map.entry("text/csv", CSV),
          Map.entry("text/*", CSV),
          Map.entry("application/geo+json", GEOJSON),
          Map.entry("application/vnd.apache.parquet", PARQUET));

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
  public static Format of(Parameters asked, @Nullable String accept, Set<Format> offered) {
    Optional<String> named = asked.one("format");
    if (named.isPresent()) {
      Parameters.requireKnown(
          "format", named.get(), offered.stream().map(format -> format.parameter).toList());
      return valueOf(named.get().toUpperCase(Locale.ROOT));
    }
    return accept == null || accept.isBlank() ? JSON : accepted(accept, offered);
  }

  private static Format accepted(String accept, Set<Format> offered) {
    for (String wanted : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      Format format = BY_MEDIA_TYPE.get(wanted.split(";", 2)[0].strip());
      if (format != null && offered.contains(format)) {
        return format;
      }
    }
    throw Problem.of(
            406,
            "Accept one of %s, or say format=."
                .formatted(
                    offered.stream()
                        .map(format -> format.contentType.split(";", 2)[0])
                        .collect(Collectors.joining(", "))))
        .asException();
  }
}
