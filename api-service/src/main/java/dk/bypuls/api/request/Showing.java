package dk.bypuls.api.request;

import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Dataset.Publication;
import dk.bypuls.events.registry.Dataset.Standing;
import dk.bypuls.events.registry.Stage;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of the stage that its dataset is in: that it will end, and to whom it may be
 * shown again.
 */
public final class Showing {

  private static final String PRIVATE = Showing.class.getName();

  private final boolean isPilot;
  private final @Nullable Standing deprecation;

  private Showing(boolean isPilot, @Nullable Standing deprecation) {
    this.isPilot = isPilot;
    this.deprecation = deprecation;
  }

  static Showing of(Dataset dataset) {
    return new Showing(dataset.stage() == Stage.PILOT, deprecationOf(dataset));
  }

  /** Since when it is deprecated, and until when it is there; absent where it is not. */
  public static @Nullable Standing deprecationOf(Dataset dataset) {
    Publication decided = dataset.publication();
    return decided != null && dataset.stage() == Stage.DEPRECATED ? decided.standing() : null;
  }

  /** Whether the answer is for whoever asked alone: no cache may give it to others. */
  public static boolean isPrivate(RoutingContext request) {
    return request.get(PRIVATE) != null;
  }

  void on(RoutingContext request) {
    keepPrivate(request);
    if (deprecation != null) {
      // RFC 9745 and RFC 8594.
      request.response().putHeader("Deprecation", "@" + deprecation.since().getEpochSecond());
      Instant sunset = deprecation.sunset();
      if (sunset != null) {
        request
            .response()
            .putHeader(
                "Sunset",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(sunset.atOffset(ZoneOffset.UTC)));
      }
    }
  }

  void keepPrivate(RoutingContext request) {
    if (isPilot) {
      request.put(PRIVATE, true);
    }
  }
}
