package dk.bypuls.api.answer;

import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.request.Parameters;
import java.util.EnumSet;
import java.util.List;
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

  private static final String ANY = "*/*";

  private static final Map<String, Format> BY_MEDIA_TYPE =
      Map.ofEntries(
          Map.entry("application/json", JSON),
          Map.entry("application/x-ndjson", NDJSON),
          Map.entry("application/ndjson", NDJSON),
          Map.entry("application/jsonl", NDJSON),
          Map.entry("text/csv", CSV),
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
    return accept == null || accept.isBlank() || accept.equals(ANY)
        ? JSON
        : accepted(Liked.in(accept), offered);
  }

  /** The one that is liked best; of equal ones the one that is named first. */
  private static Format accepted(List<Liked> liked, Set<Format> offered) {
    Set<Format> named = EnumSet.noneOf(Format.class);
    liked.forEach(
        each -> Optional.ofNullable(BY_MEDIA_TYPE.get(each.name())).ifPresent(named::add));
    Format best = null;
    double most = 0;
    for (Liked each : liked) {
      Format format = meant(each.name(), named, offered);
      if (format != null && each.quality() > most) {
        best = format;
        most = each.quality();
      }
    }
    if (best != null) {
      return best;
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

  /** What a media type or range means: a range says nothing of what is named beside it. */
  private static @Nullable Format meant(String range, Set<Format> named, Set<Format> offered) {
    Format one = BY_MEDIA_TYPE.get(range);
    if (one != null) {
      return offered.contains(one) ? one : null;
    }
    if (!range.endsWith("/*")) {
      return null;
    }
    String type = range.equals(ANY) ? "" : range.substring(0, range.length() - 1);
    return offered.stream()
        .filter(format -> !named.contains(format) && format.contentType.startsWith(type))
        .findFirst()
        .orElse(null);
  }
}
