package dk.bypuls.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives files of sensors' past to a city: one order to fill back after the other, and none that was
 * given before.
 */
public final class PastFiles {
  static final String ENDING = ".ndjson";

  private static final String MESSAGE = "The simulated town's weeks before it began to speak";

  private final AdminApi api;
  private final String source;
  private final PastWeeks weeks;
  private final Duration lookAgain;

  /**
   * Files of those weeks.
   *
   * @param source in whose format they are written
   * @param lookAgain how long to wait between two looks at how far an order is
   */
  public PastFiles(AdminApi api, String source, PastWeeks weeks, Duration lookAgain) {
    this.api = api;
    this.source = source;
    this.weeks = weeks;
    this.lookAgain = lookAgain;
  }

  /**
   * Gives the file of one sensor, which bears its name, and returns when its windows are there.
   *
   * @return whether that was still to be done
   */
  public boolean give(Path file) throws InterruptedException {
    String sensor = String.valueOf(file.getFileName()).replace(ENDING, "");
    String path = "/admin/v1/sensors/" + sensor + "/back-fill";
    Optional<JsonNode> before = order(path);
    if (before.isEmpty()) {
      order(path, file);
    }
    if (before.isEmpty() || !isDone(before.get())) {
      awaitDone(path);
      return true;
    }
    return false;
  }

  private void order(String path, Path file) {
    JsonNode read =
        demand(api.post(path + "/files?source=" + source, "application/x-ndjson", bytes(file)));
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("from", weeks.from().toString()).put("to", weeks.to().toString());
    order.put("message", MESSAGE);
    order
        .putArray("files")
        .addObject()
        .put("file", read.path("file").asText())
        .put("records", read.path("records").asInt());
    demand(api.post(path, order));
  }

  private void awaitDone(String path) throws InterruptedException {
    while (true) {
      JsonNode job =
          order(path).orElseThrow(() -> new PartFailure("the order at " + path + " was refused"));
      if (isDone(job)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(lookAgain.toMillis());
    }
  }

  /** The order about these weeks; one that was refused made nothing, so it is none. */
  private Optional<JsonNode> order(String path) {
    for (JsonNode job : demand(api.get(path)).path("jobs")) {
      boolean same =
          job.path("from").asText().equals(weeks.begin().toString())
              && job.path("to").asText().equals(weeks.end().toString());
      if (same && !job.path("state").asText().equals("refused")) {
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }

  private static boolean isDone(JsonNode job) {
    return job.path("state").asText().equals("done");
  }

  private static JsonNode demand(AdminApi.Answer answer) {
    if (!answer.isSuccess()) {
      throw new PartFailure(answer.detail());
    }
    return answer.body();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
