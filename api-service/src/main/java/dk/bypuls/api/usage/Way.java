package dk.bypuls.api.usage;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a dataset is read. */
enum Way {
  LATEST("latest", null),
  WINDOWS_JSON("windows.json", "application/json"),
  WINDOWS_NDJSON("windows.ndjson", "application/x-ndjson"),
  WINDOWS_CSV("windows.csv", "text/csv"),
  WINDOWS_GEOJSON("windows.geojson", "application/geo+json"),
  WINDOWS_PARQUET("windows.parquet", "application/vnd.apache.parquet"),
  FILES("files", null),
  NORMAL("normal", null),
  LIVE("live", null);

  private static final String WINDOWS = "windows";
  private static final Map<String, Way> BY_ID =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Way::id, way -> way));

  private final String id;
  private final @Nullable String mediaType;

  Way(String id, @Nullable String mediaType) {
    this.id = id;
    this.mediaType = mediaType;
  }

  /** Its name in the database and in answers. */
  String id() {
    return id;
  }

  static Optional<Way> named(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /**
   * The way of an answer; nothing where it is not counted.
   *
   * @param below what follows the dataset in the address
   * @param contentType absent where what the reader has still holds
   * @param format as it was asked for
   */
  static Optional<Way> of(String below, @Nullable String contentType, @Nullable String format) {
    if (!below.equals(WINDOWS)) {
      return named(below).filter(way -> way != LIVE);
    }
    return Arrays.stream(values())
        .filter(way -> way.mediaType != null && contentType != null)
        .filter(way -> String.valueOf(contentType).startsWith(String.valueOf(way.mediaType)))
        .findFirst()
        .or(() -> named(WINDOWS + "." + format))
        .or(() -> Optional.of(WINDOWS_JSON));
  }
}
