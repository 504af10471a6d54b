package dk.bypuls.api.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.answer.Columns;
import dk.bypuls.api.answer.Format;
import dk.bypuls.api.history.WholeMonths;
import dk.bypuls.api.registryview.Catalogue;
import dk.bypuls.events.Resolution;
import dk.bypuls.events.policy.Policy;
import dk.bypuls.events.registry.Dataset;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Which files there are of a dataset, and what is in them. */
final class FileManifest {

  private final MonthFiles files;

  FileManifest(MonthFiles files) {
    this.files = files;
  }

  ObjectNode of(
      Catalogue catalogue, Dataset dataset, Resolution resolution, WholeMonths.Extent extent) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("dataset", dataset.id())
        .put("resolution", resolution.name())
        .put("generation", catalogue.stampOf(dataset.id()))
        .put("licence", dataset.licence());
    List<Policy> policies = dataset.policies();
    if (policies != null) {
      out.put("policyVersion", policies.get(policies.size() - 1).version());
    }
    ArrayNode schema = out.putArray("schema");
    Columns.ALL
        .types()
        .forEach((name, type) -> schema.addObject().put("name", name).put("type", type));
    ArrayNode all = out.putArray("files");
    if (extent.first() != null) {
      YearMonth last = YearMonth.from(Instant.now().atZone(Resolution.ZONE));
      for (YearMonth month = YearMonth.from(extent.first().atZone(Resolution.ZONE));
          !month.isAfter(last);
          month = month.plusMonths(1)) {
        for (Format format : MonthKey.FORMATS) {
          describe(
              all.addObject(), MonthKey.of(catalogue, dataset, resolution, month, format), extent);
        }
      }
    }
    return out;
  }

  private void describe(ObjectNode out, MonthKey key, WholeMonths.Extent extent) {
    Instant end = key.month().plusMonths(1).atDay(1).atStartOfDay(Resolution.ZONE).toInstant();
    Instant through = extent.through();
    out.put("month", key.month().toString())
        .put(
            "href",
            "/v1/datasets/%s/files/%s?resolution=%s"
                .formatted(key.dataset(), key.name(), key.resolution()))
        .put("mediaType", MonthKey.mediaType(key.format()))
        .put("complete", through != null && !end.isAfter(through));
    Optional<MonthFile> made = files.find(key);
    out.put("made", made.isPresent());
    made.ifPresent(
        file ->
            out.put("madeAt", file.madeAt().toString())
                .put("rows", file.rows())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256()));
  }
}
