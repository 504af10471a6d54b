package dk.bypuls.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.bypuls.api.problem.Problem;
import dk.bypuls.api.problem.ProblemException;
import dk.bypuls.api.registry.code.DecoderExamples;
import dk.bypuls.api.registry.code.Finding;
import dk.bypuls.events.registry.RegistryRecordCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has ingest, where decoders run, hold decoders against their examples. */
@ApplicationScoped
public class ExampleTrials {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IngestNeighbour ingest;

  ExampleTrials(IngestNeighbour ingest) {
    this.ingest = ingest;
  }

  /** What does not hold. */
  public List<Finding> findings(List<DecoderExamples> all) {
    List<Finding> findings = new ArrayList<>();
    for (DecoderExamples each : all) {
      JsonNode results = tried(each).path("results");
      for (int i = 0; i < each.examples().size(); i++) {
        List<String> differences = new ArrayList<>();
        results.path(i).path("differences").forEach(it -> differences.add(it.asText()));
        if (!results.path(i).path("holds").asBoolean()) {
          findings.add(each.examples().get(i).broken(String.join("; ", differences)));
        }
      }
    }
    return findings;
  }

  private JsonNode tried(DecoderExamples asked) {
    try {
      ObjectNode request = JSON.createObjectNode();
      request.set("decoder", JSON.readTree(RegistryRecordCodec.entityToJson(asked.decoder())));
      ArrayNode examples = request.putArray("examples");
      asked.examples().forEach(example -> examples.add(example.json()));
      return ingest.post("/examples", request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ProblemException e) {
      throw Problem.unavailable(
              "The examples of decoder "
                  + asked.decoder().id()
                  + " could not be tried, so nothing was changed. Apply again when ingest answers, or"
                  + " without the examples. Ingest: "
                  + e.problem().detail(),
              SOON)
          .asException();
    }
  }
}
