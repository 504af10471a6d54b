package dk.bypuls.api.request;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a path below a dataset names, {@code /v1/datasets/{dataset}/{below}}.
 *
 * @param below all of the rest, without a slash at its end
 */
public record DatasetPath(String dataset, String below) {

  static final String PREFIX = "/v1/datasets/";

  /** What the request's path names, if it is one of those. */
  public static @Nullable DatasetPath of(RoutingContext request) {
    return of(request.normalizedPath());
  }

  static @Nullable DatasetPath of(String path) {
    int end = path.indexOf('/', PREFIX.length());
    if (end < 0 || !path.startsWith(PREFIX)) {
      return null;
    }
    int last = path.endsWith("/") ? path.length() - 1 : path.length();
    return end >= last
        ? null
        : new DatasetPath(path.substring(PREFIX.length(), end), path.substring(end + 1, last));
  }

  /** What comes first below the dataset. */
  public String kind() {
    int slash = below.indexOf('/');
    return slash < 0 ? below : below.substring(0, slash);
  }
}
