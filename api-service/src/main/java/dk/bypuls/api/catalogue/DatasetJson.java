package dk.bypuls.api.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.answer.PolicyJson;
import dk.bypuls.api.live.Freshness;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.api.request.Showing;
import dk.bypuls.events.registry.Dataset;
import dk.bypuls.events.registry.Place;
import dk.bypuls.events.registry.Recall;
import dk.bypuls.events.registry.Sensor;
import dk.bypuls.events.registry.Stage;
import dk.bypuls.events.registry.Tenant;
import dk.bypuls.events.registry.Text;
import dk.bypuls.events.vocabulary.Quantities;
import dk.bypuls.events.vocabulary.Quantity;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Datasets in JSON. What does not apply is absent. */
final class DatasetJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Catalogue catalogue;

  DatasetJson(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A line of the list. */
  ObjectNode summary(Dataset dataset, @Nullable Freshness freshness) {
    ObjectNode out = head(dataset);
    ArrayNode quantities = out.putArray("quantities");
    dataset.quantities().forEach(quantities::add);
    resolutions(out, dataset);
    put(out, "licence", dataset.licence());
    put(out, "contact", dataset.contact());
    if (freshness != null) {
      out.put("updatedAt", freshness.publishedAt().toString());
    }
    return out;
  }

  /** All that may be known of a dataset. */
  ObjectNode whole(Dataset dataset, @Nullable Freshness freshness) {
    ObjectNode out = head(dataset);
    text(out, "description", dataset.description());
    ArrayNode quantities = out.putArray("quantities");
    dataset.quantities().forEach(id -> quantities.add(quantity(Quantities.of(id))));
    resolutions(out, dataset);
    put(out, "owner", dataset.owner());
    put(out, "contact", dataset.contact());
    text(out, "purpose", dataset.purpose());
    put(out, "legalBasis", dataset.legalBasis());
    put(out, "licence", dataset.licence());
    put(out, "retention", dataset.retention());
    put(out, "lateness", inDays(dataset.lateness()));
    publication(out, dataset);
    policy(out, dataset);
    recalled(out, dataset);
    if (dataset.leavesWhole()) {
      out.put("sensors", catalogue.sensorsOf(dataset).size());
      out.put("places", placesOf(dataset).size());
    } else {
      out.put("areas", catalogue.areasOf(dataset).size());
    }
    if (freshness != null) {
      freshness(out, freshness);
    }
    return out;
  }

  /** Where it is measured, as GeoJSON. */
  ObjectNode places(Dataset dataset) {
    ObjectNode out = NODES.objectNode().put("type", "FeatureCollection");
    ArrayNode features = out.putArray("features");
    placesOf(dataset)
        .forEach(
            (id, sensors) ->
                catalogue
                    .registry()
                    .place(id)
                    .ifPresent(place -> features.add(feature(dataset, place, sensors))));
    if (!dataset.leavesWhole()) {
      catalogue.areasOf(dataset).forEach(area -> features.add(AreaJson.feature(dataset, area)));
    }
    return out;
  }

  private ObjectNode feature(Dataset dataset, Place place, List<Sensor> sensors) {
    ObjectNode feature = NODES.objectNode().put("type", "Feature").put("id", place.id());
    ObjectNode geometry = feature.putObject("geometry").put("type", "Point");
    geometry.putArray("coordinates").add(place.longitude()).add(place.latitude());
    ObjectNode properties = feature.putObject("properties").put("place", place.id());
    text(properties, "name", place.name());
    ArrayNode ids = properties.putArray("sensors");
    TreeSet<String> measured = new TreeSet<>();
    for (Sensor sensor : sensors) {
      ids.add(sensor.id());
      catalogue.quantitiesOf(dataset, sensor).forEach(quantity -> measured.add(quantity.id()));
    }
    ArrayNode quantities = properties.putArray("quantities");
    measured.forEach(quantities::add);
    return feature;
  }

  /** The places where a sensor of the dataset stands or stood, and the sensors of each. */
  private Map<String, List<Sensor>> placesOf(Dataset dataset) {
    Map<String, List<Sensor>> places = new TreeMap<>();
    for (Sensor sensor : catalogue.sensorsOf(dataset)) {
      for (Sensor.Placement placement : sensor.placements()) {
        List<Sensor> there = places.computeIfAbsent(placement.place(), id -> new ArrayList<>());
        if (!there.contains(sensor)) {
          there.add(sensor);
        }
      }
    }
    return places;
  }

  private ObjectNode head(Dataset dataset) {
    ObjectNode out = NODES.objectNode().put("id", dataset.id()).put("tenant", dataset.tenant());
    text(out, "title", dataset.title());
    out.put("privacyClass", dataset.privacyClass().id());
    catalogue
        .registry()
        .tenant(dataset.tenant())
        .filter(Tenant::simulated)
        .ifPresent(fiction -> out.put("simulated", true));
    stage(out, dataset);
    return out;
  }

  /** That only some see it yet, or that it will end. */
  private static void stage(ObjectNode out, Dataset dataset) {
    if (dataset.stage() == Stage.PILOT) {
      out.put("pilot", true);
    }
    Dataset.Standing deprecation = Showing.deprecationOf(dataset);
    if (deprecation != null) {
      ObjectNode deprecated = out.putObject("deprecated");
      deprecated.put("since", deprecation.since().toString());
      put(deprecated, "sunset", deprecation.sunset());
    }
  }

  private void resolutions(ObjectNode out, Dataset dataset) {
    ArrayNode resolutions = out.putArray("resolutions");
    catalogue.resolutionsOf(dataset).forEach(resolution -> resolutions.add(resolution.name()));
  }

  private static ObjectNode quantity(Quantity quantity) {
    ObjectNode out =
        NODES.objectNode().put("id", quantity.id()).put("unit", quantity.unit().code());
    out.putObject("name").put("da", quantity.danish()).put("en", quantity.english());
    return out.put("theme", quantity.theme().name().toLowerCase(Locale.ROOT))
        .put("kind", quantity.kind().told().name().toLowerCase(Locale.ROOT))
        .put("scale", quantity.scale());
  }

  private static void publication(ObjectNode out, Dataset dataset) {
    Dataset.Publication decision = dataset.publication();
    if (decision != null) {
      out.putObject("publication")
          .put("decidedBy", decision.decidedBy())
          .put("decidedOn", decision.decidedOn().toString())
          .put("reference", decision.reference())
          .put("riskAssessment", decision.riskAssessment())
          .put("remainingRisk", decision.remainingRisk())
          .put("from", decision.from().toString());
    }
  }

  /** What is done to its figures before they are let out: for open data, nothing. */
  private static void policy(ObjectNode out, Dataset dataset) {
    ObjectNode policy =
        out.putObject("policy").put("release", dataset.leavesWhole() ? "exact" : "protected");
    Dataset.Publication decision = dataset.publication();
    if (decision != null) {
      policy.put("windowsFrom", decision.from().toString());
    }
    dataset.protection().ifPresent(protection -> PolicyJson.write(policy, dataset, protection));
  }

  /** Of what nothing is told any more; else nobody could tell it from what is missing (I6). */
  private void recalled(ObjectNode out, Dataset dataset) {
    List<Recall.Stretch> recalled = catalogue.registry().recalled(dataset.id());
    if (!recalled.isEmpty()) {
      ArrayNode stretches = out.putArray("recalled");
      for (Recall.Stretch stretch : recalled) {
        stretches
            .addObject()
            .put("from", stretch.from().toString())
            .put("to", stretch.to().toString());
      }
    }
  }

  private static void freshness(ObjectNode out, Freshness freshness) {
    ObjectNode node = out.putObject("freshness");
    node.put("newestStart", freshness.newestStart().toString());
    node.put("publishedAt", freshness.publishedAt().toString());
    ObjectNode through = node.putObject("completeThrough");
    new TreeMap<>(freshness.completeThrough())
        .forEach((resolution, instant) -> through.put(resolution.name(), instant.toString()));
    out.put("updatedAt", freshness.publishedAt().toString());
  }

  /** Whole days as people write them: P7D, not PT168H. */
  private static Object inDays(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? Period.ofDays((int) duration.toDays())
        : duration;
  }

  private static void text(ObjectNode out, String name, @Nullable Text text) {
    if (text != null) {
      out.putObject(name).put("da", text.da()).put("en", text.en());
    }
  }

  private static void put(ObjectNode out, String name, @Nullable Object value) {
    if (value != null) {
      out.put(name, value.toString());
    }
  }
}
