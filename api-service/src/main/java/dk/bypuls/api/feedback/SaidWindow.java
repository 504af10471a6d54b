package dk.bypuls.api.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Moment;
import dk.bypuls.api.request.Parameters;
import dk.bypuls.api.request.ResolutionParameter;
import dk.bypuls.api.request.Selection;
import dk.bypuls.api.submission.Submission;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.registry.Dataset;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;

/**
 * Which window somebody speaks of. What it names must be there, as in a question for windows, so
 * that nothing can be tried out here that cannot be tried out there (I4).
 */
final class SaidWindow {

  private static final String RESOLUTION = "resolution";
  private static final String START = "start";
  private static final String PLACE = "place";
  private static final String AREA = "area";
  private static final List<String> SERIES = List.of(PLACE, AREA, "sensor", "quantity");
  private static final List<String> KNOWN =
      List.of(RESOLUTION, START, PLACE, AREA, "sensor", "quantity");
  private static final int LONGEST = 100;

  private SaidWindow() {}

  /** The window in JSON, in one form. */
  static String json(Submission said, Catalogue catalogue, Dataset dataset) {
    said.with(KNOWN);
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    values.add(RESOLUTION, said.text(RESOLUTION, LONGEST));
    SERIES.forEach(name -> said.find(name, LONGEST).ifPresent(value -> add(values, name, value)));
    said.text("quantity", LONGEST);
    if (values.contains(PLACE) == values.contains(AREA)) {
      throw Problem.badRequest("A window is of one \"place\" or of one \"area\".").asException();
    }
    Parameters asked = Parameters.of(values, KNOWN);
    Resolution resolution = ResolutionParameter.oneOf(asked, catalogue, dataset);
    Selection.of(asked, catalogue, List.of(dataset));
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put(RESOLUTION, resolution.name())
        .put(START, start(said.text(START, LONGEST), resolution).toString());
    SERIES.forEach(name -> asked.one(name).ifPresent(value -> out.put(name, value)));
    return out.toString();
  }

  private static void add(MultiMap values, String name, String value) {
    if (value.indexOf(',') >= 0) {
      throw Problem.badRequest("\"%s\" names one.".formatted(name)).asException();
    }
    values.add(name, value);
  }

  private static Instant start(String written, Resolution resolution) {
    Instant start = Moment.parse(START, written, Instant.now());
    Instant begins = resolution.spanAt(start).start();
    if (!begins.equals(start)) {
      throw Problem.badRequest(
              "No window of %s starts at %s; the one around it starts at %s."
                  .formatted(resolution.name(), start, begins))
          .asException();
    }
    return start;
  }
}
